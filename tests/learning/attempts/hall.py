"""A place where exams are taken: items that are live, a certification that draws them, and shorthands."""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, TypeVar

from sqlalchemy import event, insert

from evals.workload.item_bank import add_live, four_options
from knowledge.guides.models import Edition, Guide, PassageRow
from knowledge.members.roles import OPERATOR
from learning.attempts import service
from learning.attempts.closing import close_where_due, overdue
from learning.attempts.parts import Part
from learning.attempts.queries import attempt
from learning.attempts.values import Attempt, Recorded, Result, Slot
from learning.certifications.definition import Competency, Definition, Draw, Passing
from learning.certifications.service import put
from learning.certifications.values import Certification
from learning.items.models import ItemProofRow
from learning.items.queries import version
from learning.items.responses import Chosen, Response
from learning.items.types import TYPES
from storage.database import Database
from storage.schema import new_id
from storage.workspaces import LOCAL, ensure_workspace
from tests.worlds import written_once

NOW = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)
SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)
# As they are promised to whoever takes an exam; not taken from the code.
GRACE, DELIVERY = timedelta(seconds=10), timedelta(minutes=5)
T = TypeVar("T")

DEFINITION = Definition(
    key="mentor",
    title="Mentor essentials",
    summary="What every mentor knows.",
    competencies=(Competency("care", "Care"), Competency("calls", "Calls")),
    draws=(Draw("care", 2), Draw("calls", 2)),
    passing=Passing(50.0),
    minutes=30.0,
)


@dataclass
class Hall:
    """The hall, and what is done in it."""

    database: Database
    workspace: str

    @classmethod
    @written_once
    def open(cls, database: Database) -> "Hall":
        """A hall with six single choices of each competency, over an upgraded database."""
        with database.transaction() as session:
            workspace = ensure_workspace(session, LOCAL, now=NOW)
        hall = cls(database, workspace)
        for competency in ("care", "calls"):
            for number in range(6):
                hall.write(
                    f"{competency}-{number}",
                    "single_choice",
                    four_options(f"What about {competency} {number}?"),
                    competency,
                )
        return hall

    def write(
        self,
        key: str,
        kind: str,
        content: dict[str, Any],
        competency: str,
        *,
        scenario: str | None = None,
        passage: tuple[str, str] | None = None,
    ) -> str:
        """A live item for exams, proved by a passage of an edition where one is given; returns its version's id."""
        with self.database.transaction() as session:
            version_id = add_live(session, self.workspace, key, kind, content, competency, scenario=scenario, now=NOW)
            if passage is not None:
                proof = {"number": 1, "workspace_id": self.workspace, "start": 0, "end": 4, "quote": "Call"}
                named = {"version_id": version_id, "edition_id": passage[0], "passage_id": passage[1]}
                session.execute(insert(ItemProofRow).values(**proof, **named))
        return version_id

    def passage(self) -> tuple[str, str]:
        """A passage of a guide; returns the ids of its edition and of itself."""
        guide_id, edition_id, passage_id = new_id(), new_id(), new_id()
        own = {"workspace_id": self.workspace}
        with self.database.transaction() as session:
            session.execute(insert(Guide).values(id=guide_id, key=guide_id, created_at=NOW, **own))
            session.execute(
                insert(Edition).values(
                    id=edition_id, guide_id=guide_id, number=1, label="1", title="A guide", content_hash="0" * 64,
                    details_hash="", audience="everybody", language="en", warnings=[], created_at=NOW, places=[],
                    text="Call twice a month.", **own,
                )
            )  # fmt: skip
            session.execute(
                insert(PassageRow).values(
                    id=passage_id, edition_id=edition_id, ordinal=0, start=0, end=19, text="Call twice a month.",
                    heading=[], sentences=[], embedded_hash="0" * 64, **own,
                )
            )  # fmt: skip
        return edition_id, passage_id

    def certify(self, **changes: Any) -> Certification:
        """The certification, with something other than ``DEFINITION`` says."""
        with self.database.transaction() as session:
            return put(session, self.workspace, replace(DEFINITION, **changes), by=OPERATOR, now=NOW)

    def start(
        self, person: str, *, certification: str = "mentor", now: datetime = NOW, seed: int = 7, **how: Any
    ) -> Attempt:
        with self.database.transaction() as session:
            return service.start(session, self.workspace, certification, person, now=now, dice=Random(seed), **how)

    def answer(
        self,
        attempt_id: str,
        position: int,
        response: Response | Part,
        *,
        person: str = "amara",
        act: str | None = None,
        clicked_at: datetime | None = None,
        now: datetime = NOW,
    ) -> Recorded:
        """Answer with a click of its own that is delivered at once, where nothing else is said."""
        with self.database.transaction() as session:
            return service.answer(
                session, self.workspace, attempt_id, position, response,
                act=act or new_id(), person=person, clicked_at=clicked_at or now, now=now,
            )  # fmt: skip

    def submit(self, attempt_id: str, *, person: str = "amara", now: datetime = NOW) -> Result:
        with self.database.transaction() as session:
            return service.submit(session, self.workspace, attempt_id, person, now=now)

    def sweep(self, *, now: datetime, most: int = 1_000) -> list[str]:
        """Close what was left until its time was up."""
        with self.database.transaction() as session:
            left = overdue(session, self.workspace, now=now, most=most)
            return close_where_due(session, self.workspace, left, now=now)

    def stored(self, attempt_id: str) -> Attempt:
        with self.database.reading() as session:
            return attempt(session, self.workspace, attempt_id)

    def right(self, slot: Slot) -> Response:
        """What earns the point of a single choice, in its attempt's tokens."""
        return Chosen(frozenset(token for token, key in slot.tokens if key in self._right_keys(slot)))

    def wrong(self, slot: Slot) -> Response:
        """Something that earns nothing."""
        return Chosen(frozenset([next(token for token, key in slot.tokens if key not in self._right_keys(slot))]))

    def _right_keys(self, slot: Slot) -> frozenset[str]:
        with self.database.reading() as session:
            item = version(session, self.workspace, slot.version_id)
        item_type = TYPES[item.type]
        response = item_type.right(item_type.read(item.content))
        assert isinstance(response, Chosen)
        return response.keys

    @contextmanager
    def statements(self) -> Iterator[list[str]]:
        """The statements that are sent meanwhile, without those that begin and end a transaction."""
        found: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
            if statement.lstrip().upper().startswith(("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")):
                found.append(statement)

        event.listen(self.database.engine, "before_cursor_execute", note)
        try:
            yield found
        finally:
            event.remove(self.database.engine, "before_cursor_execute", note)


def at_once(acts: Sequence[Callable[[], T]]) -> list[T | Exception]:
    """Do all of these in threads that go off together; an error that one raises is what comes of it."""
    gate = threading.Barrier(len(acts))

    def done(act: Callable[[], T]) -> T | Exception:
        gate.wait()
        try:
            return act()
        except Exception as error:  # noqa: BLE001 - what went wrong is what is looked at
            return error

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(done, acts))
