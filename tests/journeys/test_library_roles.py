"""Every role and everybody from outside, at every button and form of the library, pressed where it stood long ago."""

import copy
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.blocks.library.showing import Showing
from bot.bolt import FEATURES
from bot.playground import payloads
from bot.playground.people import direct
from ingestion.documents import Block
from knowledge.audiences.service import set_community
from knowledge.audit.actions import Action
from knowledge.audit.queries import entries
from knowledge.audit.values import Filter
from knowledge.errors import GoldenTwice
from knowledge.gaps.values import GapState
from knowledge.golden.service import add as add_golden
from knowledge.golden.values import Wanted
from knowledge.guides import life
from knowledge.guides.queries import GuideSummary, guide_summaries
from knowledge.members.roles import OPERATOR, Role, may
from knowledge.members.service import give_role
from storage.schema import Base
from tests.journeys.library_actions import (
    ACTIONS,
    FOR_READERS,
    FORMS,
    GUIDE,
    HOME,
    MESSAGE,
    MODAL,
    NOTHING,
    SHORTCUTS,
    Registered,
    Row,
)
from tests.journeys.made_gaps import MadeGaps
from tests.journeys.workplace import AMARA, DEV, MENTORS, OLIVIA, QUESTION, Workplace, copied, scripted, workplace
from tests.knowledge.library import NOW, Library

PERSON = DEV
# What may change although nothing is done to the library; and what is large, and follows from the other tables.
UNTOUCHED = {"audit_entry", "question", "answer", "citation", "opinion", "shown", "thread", "workspace"} | {
    "edition",
    "passage",
    "embedding",
    "original",
    "search_index",
    "golden_run",
}
numbers = count(1)


@dataclass
class Scene:
    """The workplace, and what is pressed in it."""

    office: Workplace

    def appoint(self, role: Role) -> None:
        with self.office.services.database.transaction() as session:
            give_role(session, self._workspace, PERSON, role, by=OPERATOR, now=NOW)

    def refusals(self, person: str) -> int:
        with self.office.services.database.reading() as session:
            asked = Filter(actor=person, action=Action.REFUSED.value)
            return len(entries(session, self._workspace, asked, limit=10_000))

    def library(self) -> dict[str, list[tuple[Any, ...]]]:
        """All that the library consists of, as it stands in the database."""
        tables = [table for name, table in Base.metadata.tables.items() if name not in UNTOUCHED]
        with self.office.services.database.reading() as session:
            return {str(table): sorted(map(tuple, session.execute(select(table))), key=repr) for table in tables}

    def made(self, row: Row) -> Row:
        """The same with what is pressed on made already: what changes from then on is done by the press."""
        return replace(row, about=NOTHING, value=self._value(row))

    def press(self, person: str, name: str, row: Row) -> None:
        """Press a button that was sent to somebody once, whatever it shows by now."""
        value = self._value(row)
        action = {
            "type": "button",
            "action_id": name.partition(":")[0],
            "block_id": "old",
            "action_ts": self._platform.workspace.new_ts(),
            row.kind: {"value": value} if row.kind == "selected_option" else value,
        }
        who = self._platform.workspace.people[person]
        if row.place == MESSAGE:
            channel = self._platform.workspace.channels[direct(PERSON)]
            message = {"ts": "1.000001", "user": self._platform.workspace.bot_user_id, "text": "old", "blocks": []}
            payload = payloads.message_actions(self._platform, who, channel, message, action, {})
        else:
            payload = payloads.view_actions(self._platform, who, self._view(name, row), action)
        self._send(payload)

    def form(self, callback: str) -> dict[str, Any]:
        """A form that was opened by somebody who may send it, filled in and not sent yet."""
        sent, acts = FORMS[callback], self.office.slack.acts
        self.appoint(Role.OWNER)
        self.press(PERSON, sent.opened_by, ACTIONS[sent.opened_by])
        view = next(v for v in self.office.slack.workspace.views(PERSON) if v["callback_id"] == callback)
        acts._fill(view, acts._given(self._platform.workspace.people[PERSON], view, sent.values))
        return copy.deepcopy(view)

    def send(self, person: str, view: dict[str, Any]) -> None:
        """Send a form; a form is known by its id and hash, so each time it is another one."""
        who = self._platform.workspace.people[person]
        fresh = {**view, "id": f"V{next(numbers)}", "hash": f"{next(numbers)}"}
        self._send(payloads.submission(self._platform, who, fresh))

    def shortcut(self, person: str, name: str) -> None:
        """Choose a message shortcut on a message with a file."""
        who, channel = self._platform.workspace.people[person], self._platform.workspace.channels[MENTORS]
        ts = self.office.slack.acts.post(AMARA, MENTORS, "Our plan", files=[("plan.md", b"# Plan")])
        message = self._platform.workspace.message(MENTORS, ts) or {}
        self._send(payloads.shortcut(self._platform, who, channel, name, message))

    @property
    def _platform(self) -> Any:
        return self.office.slack.platform

    @property
    def _workspace(self) -> str:
        return self.office.bot.parts.workspace

    def _send(self, payload: dict[str, Any]) -> None:
        for view in reversed(self.office.slack.workspace.views(PERSON)):
            self.office.slack.acts.close_view(PERSON, view["id"])
        self._platform.deliveries.send("interactive", payload)
        self.office.settle()

    def _view(self, name: str, row: Row) -> dict[str, Any]:
        view = {"id": "VOLD", "hash": "1", "blocks": [], "state": {"values": {}}, "callback_id": "old"}
        if row.place == HOME:
            return {**view, "type": "home", "private_metadata": Showing(row.panel).noted()}
        note = self._value(Row(None, about=GUIDE, value=""))
        if name in {"look_back", "look_forth"}:
            note = f'{{"kind": "preview", "edition_id": "{self._edition(in_review=False)}", "page": 0}}'
        return {**view, "type": "modal", "private_metadata": note}

    def _value(self, row: Row) -> str:
        """A value that names something new, so that no press before has used it up."""
        match row.about:
            case "guide":
                return row.value + self._read().id
            case "published":
                return self._read().edition_id
            case "edition":
                return self._edition(in_review=row.in_review)
            case "golden":
                with self.office.services.database.transaction() as session:
                    wanted = Wanted(f"Which colour has number {next(numbers)}?", None, None, True)
                    return add_golden(session, self._workspace, wanted, by=OPERATOR, now=NOW).id
            case "community":
                with self.office.services.database.transaction() as session:
                    name = f"circle {next(numbers)}"
                    return set_community(session, self._workspace, name, [], [AMARA], by=OPERATOR, now=NOW)
            case "gap":
                return row.value + MadeGaps(self.office).gap()
            case "gap set aside":
                return row.value + MadeGaps(self.office).gap(GapState.SET_ASIDE)
            case "standard answer":
                return MadeGaps(self.office).standard()
            case _:
                return row.value

    def _read(self) -> GuideSummary:
        """A guide that readers see."""
        with self.office.services.database.reading() as session:
            found = guide_summaries(session, self._workspace)
        return next(guide for guide in found if guide.retired_at is None)

    def _keep_back(self) -> None:
        """Have a golden question that fails, so that no edition is published unless somebody overrides that."""
        wanted = Wanted(QUESTION, None, None, True)
        with suppress(GoldenTwice), self.office.services.database.transaction() as session:
            add_golden(session, self._workspace, wanted, by=OPERATOR, now=NOW)

    def _edition(self, *, in_review: bool) -> str:
        self._keep_back()
        built, number = self.office.services, next(numbers)
        library = Library(built.database, built.caches, built.embedder, self._workspace)
        edition_id = library.store(f"Draft {number}", Block(f"In month {number} staff call the mentor twice."))
        if in_review:
            with built.database.transaction() as session:
                life.submit(session, self._workspace, edition_id, by=OPERATOR, now=NOW)
        return edition_id


@pytest.fixture(scope="module")
def scene(starter_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    with workplace(copied(starter_library, tmp_path_factory.mktemp("roles")), answering=scripted) as office:
        with office.services.database.transaction() as session:
            give_role(session, office.bot.parts.workspace, AMARA, Role.OWNER, by=OPERATOR, now=NOW)
        yield Scene(office)


def test_every_shortcut_has_its_row() -> None:
    assert SHORTCUTS.keys() == Registered(FEATURES).shortcuts - FOR_READERS


@pytest.mark.parametrize("role", Role)
def test_a_button_in_an_old_message_does_what_the_role_allows_now_and_nothing_else(scene: Scene, role: Role) -> None:
    wrong: dict[str, str] = {}
    for name, row in ACTIONS.items():
        scene.appoint(role)
        fixed = scene.made(row)
        before, refused = scene.library(), scene.refusals(PERSON)
        scene.press(PERSON, name, fixed)
        was_refused = scene.refusals(PERSON) > refused
        if row.needs is not None and may(role, row.needs) == was_refused:
            wrong[name] = "refused" if was_refused else "allowed"
        if was_refused and changed(before, scene.library(), row):
            wrong[name] = "refused, and done all the same"
    assert wrong == {}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("callback", FORMS)
def test_a_form_that_an_owner_opened_is_sent_as_far_as_the_role_allows_then(
    scene: Scene, role: Role, callback: str
) -> None:
    view = scene.form(callback)
    scene.appoint(role)
    before, refused = scene.library(), scene.refusals(PERSON)
    scene.send(PERSON, view)
    was_refused = scene.refusals(PERSON) > refused
    assert was_refused is not may(role, FORMS[callback].needs)
    if was_refused:
        assert scene.library() == before


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", SHORTCUTS)
def test_a_shortcut_opens_its_form_for_those_who_may_send_it(scene: Scene, role: Role, name: str) -> None:
    scene.appoint(role)
    refused = scene.refusals(PERSON)
    scene.shortcut(PERSON, name)
    assert (scene.refusals(PERSON) > refused) is not may(role, SHORTCUTS[name])


def test_somebody_from_outside_can_do_nothing_and_is_shown_nothing(scene: Scene) -> None:
    forms = [scene.form(callback) for callback in FORMS]
    for name, row in ACTIONS.items():
        fixed = scene.made(row)
        before, calls = scene.library(), len(scene.office.slack.calls)
        scene.press(OLIVIA, name, fixed)
        assert changed(before, scene.library(), row) == {}
        told = {call.method for call in scene.office.slack.calls[calls:]}
        assert told <= {"users.info", "conversations.open", "chat.postEphemeral", "auth.test"}, name
    before = scene.library()
    for view in forms:
        scene.send(OLIVIA, view)
    scene.shortcut(OLIVIA, "add_guide")
    assert scene.library() == before
    assert scene.refusals(OLIVIA) == 0


def test_nobody_takes_charge_of_a_library_that_has_an_owner(scene: Scene) -> None:
    scene.appoint(Role.LEARNER)
    before = scene.library()["member"]
    for person in (PERSON, AMARA):
        scene.press(person, "library_claim", ACTIONS["library_claim"])
    assert scene.library()["member"] == before


def changed(
    before: dict[str, list[tuple[Any, ...]]], after: dict[str, list[tuple[Any, ...]]], row: Row
) -> dict[str, list[tuple[Any, ...]]]:
    """What a press changed, beside what was made for the modal that it was pressed in."""
    expected = {"guide", "edition_step", "golden_question"} if row.place == MODAL else set()
    gone = {name: [one for one in rows if one not in after[name]] for name, rows in before.items()}
    news = {n: [one for one in rows if one not in before[n]] for n, rows in after.items() if n not in expected}
    return {name: [*rows, *news.get(name, ())] for name, rows in gone.items() if rows or news.get(name)}
