"""How fast exams are begun and answered, on a database; every answer is on disk before it counts."""

import math
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from time import perf_counter, sleep

from evals.measured import Measured
from evals.workload.item_bank import add_live, four_options
from knowledge.members.roles import OPERATOR
from learning.attempts.service import answer
from learning.attempts.starting import begin, prepare
from learning.attempts.values import Attempt, Recording
from learning.certifications.definition import Competency, Definition, Draw, Passing
from learning.certifications.service import put
from learning.items.responses import Chosen
from storage.database import Database
from storage.schema import new_id
from storage.upgrade import upgrade
from storage.workspaces import LOCAL, ensure_workspace

COMPETENCIES, ITEMS_EACH, DRAWN_EACH = 5, 40, 4
TAKERS, ANSWERS_EACH, HANDS = 500, 8, 8
WITHIN_SECONDS = 5.0
MOST_START_MS = 500.0
LEAST_ANSWERS = {"sqlite": 100.0, "postgresql": 200.0}
SEED = 7


@dataclass(frozen=True)
class Hall:
    """A database with a certification and the items that it draws."""

    database: Database
    workspace: str

    def begin(self, person: str) -> Attempt:
        draw = partial(prepare, workspace=self.workspace, certification_key="speed", person=person)
        drawing = partial(draw, now=_now(), dice=Random(person))
        with self.database.reading() as session:
            drawn = drawing(session)
        with self.database.transaction() as session:
            return begin(session, self.workspace, drawing, drawn)

    def click(self, attempt: Attempt, position: int, token: str) -> Recording:
        with self.database.transaction() as session:
            return answer(
                session, self.workspace, attempt.id, position, Chosen(frozenset([token])),
                act=new_id(), person=attempt.person, clicked_at=_now(), now=_now(),
            ).recording  # fmt: skip


def run(
    url: str | None, takers: int = TAKERS, within_seconds: float = WITHIN_SECONDS
) -> Iterator[tuple[str, Measured]]:
    """Measure how fast people begin, and then answer as fast as a few hands can click.

    Args:
        url: Of an empty database; None for a new one of SQLite.
        takers: How many people there are.
        within_seconds: In which time all of them begin.
    """
    with tempfile.TemporaryDirectory() as place:
        database = Database(url or f"sqlite:///{Path(place) / 'library.sqlite'}")
        upgrade(database)
        hall = _furnished(database)
        kind = database.url.get_backend_name()
        begun: list[Attempt] = []
        yield from _starts(hall, kind, begun, takers, within_seconds)
        yield from _answers(hall, kind, begun)
        database.close()


def _starts(
    hall: Hall, kind: str, begun: list[Attempt], takers: int, within_seconds: float
) -> Iterator[tuple[str, Measured]]:
    dice = Random(SEED)
    arrivals = sorted(dice.uniform(0, within_seconds) for _ in range(takers))
    opening = perf_counter()

    def begin(number: int) -> float:
        sleep(max(0.0, opening + arrivals[number] - perf_counter()))
        begun.append(hall.begin(f"taker-{number}"))
        return (perf_counter() - opening - arrivals[number]) * 1000

    waits, _ = _timed([partial(begin, number) for number in range(takers)])
    yield f"{kind}: {takers} starts in {within_seconds:g} s: p50", Measured(_quantile(waits, 0.5), "ms")
    yield (
        f"{kind}: {takers} starts in {within_seconds:g} s: p95",
        Measured(_quantile(waits, 0.95), "ms", MOST_START_MS, at_least=False),
    )


def _answers(hall: Hall, kind: str, begun: Sequence[Attempt]) -> Iterator[tuple[str, Measured]]:
    lost = []

    def click(attempt: Attempt, position: int) -> float:
        began = perf_counter()
        slot = attempt.slots[position - 1]
        if hall.click(attempt, position, slot.tokens[0][0]) is not Recording.RECORDED:
            lost.append(attempt.id)
        return (perf_counter() - began) * 1000

    clicks = [
        lambda attempt=attempt, position=position: click(attempt, position)
        for position in range(1, ANSWERS_EACH + 1)
        for attempt in begun
    ]
    waits, seconds = _timed(clicks)
    yield f"{kind}: durable answers", Measured(len(waits) / seconds, "answers/s", LEAST_ANSWERS[kind])
    yield f"{kind}: an answer: p50", Measured(_quantile(waits, 0.5), "ms")
    yield f"{kind}: an answer: p95", Measured(_quantile(waits, 0.95), "ms")
    yield f"{kind}: answers not recorded", Measured(len(lost), "", 0, at_least=False)


def _timed(acts: Sequence[Callable[[], float]]) -> tuple[list[float], float]:
    """What each act gave, done by a few hands, and the seconds that all of them took."""
    began = perf_counter()
    with ThreadPoolExecutor(HANDS) as hands:
        given = list(hands.map(lambda act: act(), acts))
    return given, perf_counter() - began


def _furnished(database: Database) -> Hall:
    now = _now()
    keys = [f"competency-{number}" for number in range(COMPETENCIES)]
    definition = Definition(
        key="speed",
        title="Speed",
        summary="Answered fast.",
        competencies=tuple(Competency(key, key) for key in keys),
        draws=tuple(Draw(key, DRAWN_EACH) for key in keys),
        passing=Passing(70.0),
        minutes=60.0,
    )
    with database.transaction() as session:
        workspace = ensure_workspace(session, LOCAL, now=now)
        put(session, workspace, definition, by=OPERATOR, now=now)
        for key in keys:
            for number in range(ITEMS_EACH):
                name = f"{key}-{number}"
                add_live(session, workspace, name, "single_choice", four_options(f"How often {name}?"), key, now=now)
    return Hall(database, workspace)


def _quantile(values: Sequence[float], share: float) -> float:
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def _now() -> datetime:
    return datetime.now(UTC)
