"""Canaries: what a guide says that is not for everybody reaches those whom it is for, and nobody else."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from bot.listeners.private import SHORTCUT
from bot.logs import OURS, JsonLines
from bot.playground.people import direct
from bot.playground.workspace import Change
from bot.settings import Settings
from bot.texts.english import ENGLISH
from bot.texts.spanish import SPANISH
from ingestion.documents import Block
from knowledge.audiences import service
from knowledge.audit.queries import entries
from knowledge.embeddings.runtime import Embedder
from knowledge.members.roles import OPERATOR, Role
from storage.database import Database
from tests.databases import put_newest
from tests.journeys.home_tab import appoint
from tests.journeys.workplace import (
    AMARA,
    BEN,
    CARMEN,
    DEV,
    GROUP,
    MENTORS,
    OLIVIA,
    PARTNER_NETWORK,
    PROGRAMME_TEAM,
    Message,
    Workplace,
    shown,
    workplace,
)
from tests.knowledge.library import NOW, Library

# Each guide has one word of its own in its title, its headings and its sentences.
OPEN, TEAM, COACHES = "kumquat", "pomelo", "rambutan"
TEXTS = {
    OPEN: "A bicycle is lent for nine days and comes back with a full kumquat basket.",
    TEAM: "Grants above four hundred crowns are signed by two pomelo trustees on a Monday.",
    COACHES: "The night shift leaves the key of the boathouse under the rambutan flowerpot.",
}
MORE = {
    OPEN: "In winter a bicycle is lent for five days alone, with a kumquat lamp.",
    TEAM: "Smaller grants, below four hundred crowns, are signed by one pomelo trustee.",
    COACHES: "The day shift leaves the key of the boathouse with the rambutan porter.",
}
# Headings that ask are suggested as questions, where the guides answer them.
HEADINGS = {
    OPEN: "For how many days is a kumquat bicycle lent?",
    TEAM: "Who signs pomelo grants above four hundred crowns?",
    COACHES: "Where does the night shift leave the rambutan key of the boathouse?",
}
QUESTIONS = {
    OPEN: "For how many days is a bicycle lent?",
    TEAM: "Who signs grants above four hundred crowns?",
    COACHES: "Where does the night shift leave the key of the boathouse?",
}
# Which guide each of these may be told of; the person's id is that of the Home tab.
MAY = {
    PROGRAMME_TEAM: {OPEN, TEAM},
    GROUP: {OPEN, COACHES},
    **dict.fromkeys([direct(AMARA), direct(BEN), AMARA, BEN], {OPEN, TEAM}),
    **dict.fromkeys([direct(DEV), DEV], {OPEN, COACHES}),
    **dict.fromkeys([direct(CARMEN), CARMEN, MENTORS], {OPEN}),
}


class Sent:
    """Every byte that the bot sends to Slack, by the place where it is read; and all that it logs."""

    def __init__(self, office: Workplace) -> None:
        self._office = office
        self._whispered: list[tuple[str, str]] = []
        self._begin = (len(office.slack.calls), 0)
        self.log = StringIO()
        office.slack.workspace.watchers.append(self._note)

    def begin(self) -> None:
        """Forget what was sent before."""
        self._office.settle()
        self._begin = (len(self._office.slack.calls), len(self._whispered))

    def places(self, canary: str) -> set[str]:
        """Where a word was sent to."""
        return {place for place, said in self._said() if canary in said.casefold()}

    def _note(self, change: Change) -> None:
        # What is whispered may be replaced later, so it is kept as soon as it is there.
        if change.kind == "ephemeral":
            there = [m for p in self._office.slack.workspace.people for m in self._office.slack.workspace.ephemerals(p)]
            found = [(m["channel"], json.dumps(m)) for m in there]
            self._whispered += [whisper for whisper in found if whisper not in self._whispered]

    def _said(self) -> Iterator[tuple[str, str]]:
        clicked = {
            one.payload["trigger_id"]: one.payload["channel"]["id"]
            for one in self._office.slack.deliveries
            if "trigger_id" in one.payload and isinstance(one.payload.get("channel"), dict)
        }
        calls, whispers = self._begin
        for call in self._office.slack.calls[calls:]:
            given = call.arguments
            place = given.get("channel") or given.get("channel_id") or given.get("user_id")
            yield place or clicked.get(given.get("trigger_id"), call.method), json.dumps(given)
        yield from self._whispered[whispers:]


@contextmanager
def logged(sent: Sent) -> Iterator[None]:
    """Keep all that is logged inside, as it is written in service, at the most talkative level."""
    handler = logging.StreamHandler(sent.log)
    handler.setFormatter(JsonLines())
    root, before = logging.getLogger(), {name: logging.getLogger(name).level for name in OURS}
    root.addHandler(handler)
    for name in OURS:
        logging.getLogger(name).setLevel(logging.DEBUG)
    try:
        yield
    finally:
        root.removeHandler(handler)
        for name, level in before.items():
            logging.getLogger(name).setLevel(level)


def publish(library: Library, canary: str, audience: str) -> None:
    blocks = [Block(HEADINGS[canary], 1), Block(TEXTS[canary]), Block(MORE[canary])]
    library.publish(f"Handbook {canary}", *blocks, audience=audience)


def narrow(office: Workplace, canary: str, audience: str) -> None:
    """Publish the same guide for fewer people."""
    built = office.services
    library = Library(built.database, built.caches, built.embedder, office.bot.parts.workspace)
    blocks = [Block(HEADINGS[canary], 1), Block(f"{TEXTS[canary]} That is so since May.")]
    library.publish(f"Handbook {canary}", *blocks, audience=audience)


@pytest.fixture
def data_dir(tmp_path: Path, embedder: Embedder) -> Path:
    """A data directory with the three guides."""
    put_newest(tmp_path / "library.sqlite")
    database = Database(Settings(data_dir=tmp_path, database_url=None).database)
    library = Library.open(database, tmp_path, embedder)
    publish(library, OPEN, "everybody")
    publish(library, TEAM, f"channels:{PROGRAMME_TEAM}")
    publish(library, COACHES, "coaches")
    with database.transaction() as session:
        service.set_community(session, library.workspace, "coaches", [GROUP], [DEV], by=OPERATOR, now=NOW)
    library.caches.close()
    database.close()
    return tmp_path


@pytest.fixture
def office(data_dir: Path) -> Iterator[Workplace]:
    with workplace(data_dir) as office:
        yield office


@pytest.fixture
def sent(office: Workplace) -> Iterator[Sent]:
    sent = Sent(office)
    with logged(sent):
        yield sent


def open_home(office: Workplace, person: str) -> str:
    """What the Home tab shows, and which questions are suggested."""
    office.slack.acts.open_home(person)
    office.slack.acts.open_home(person, "messages")
    office.settle()
    asked = [prompt["message"] for prompt in office.slack.workspace.prompts(direct(person))]
    return "\n".join([shown(office.slack.workspace.home(person) or {}), *asked])


def ask_alone(office: Workplace, person: str, canary: str) -> str:
    channel = direct(person)
    return shown(office.answer_to(channel, office.ask(person, channel, QUESTIONS[canary])))


def ask_everywhere(office: Workplace, canary: str) -> None:
    """Ask what one guide answers, in every place and in every way."""
    question = QUESTIONS[canary]
    for person, channel in ((CARMEN, MENTORS), (BEN, MENTORS), (BEN, PROGRAMME_TEAM), (DEV, GROUP), (BEN, GROUP)):
        root = office.asked(person, channel, f"@Fieldwise {question}")["thread_ts"]
        office.ask(person, channel, f"@Fieldwise {question} Please.", root)
        office.answer_to(channel, root, 2)
    for person in (AMARA, BEN, CARMEN, DEV):
        ask_alone(office, person, canary)
        office.ask(person, PARTNER_NETWORK, f"@Fieldwise {question}")
    office.ask(OLIVIA, PARTNER_NETWORK, f"@Fieldwise {question}")
    for person, channel in ((BEN, MENTORS), (CARMEN, MENTORS), (BEN, PROGRAMME_TEAM), (BEN, "D0BEN"), (DEV, GROUP)):
        office.command(person, channel, question)
    root = office.slack.acts.post(CARMEN, MENTORS, question)
    office.whispered(BEN, MENTORS, lambda: office.slack.acts.shortcut(BEN, SHORTCUT, MENTORS, root))
    for person in (AMARA, BEN, CARMEN, DEV):
        open_home(office, person)
    office.settle()


def test_every_guide_is_told_in_the_places_that_it_is_for_and_nowhere_else(office: Workplace, sent: Sent) -> None:
    for canary in (OPEN, TEAM, COACHES):
        ask_everywhere(office, canary)
    for canary in (OPEN, TEAM, COACHES):
        assert sent.places(canary) == {place for place, guides in MAY.items() if canary in guides}
        assert canary not in sent.log.getvalue().casefold()
    assert len(sent.log.getvalue().splitlines()) > 50
    with office.services.database.reading() as session:
        written = entries(session, office.bot.parts.workspace, limit=50)
    assert written != []
    assert [one for one in written if any(text in str(one) for text in (*TEXTS.values(), *HEADINGS.values()))] == []


def test_where_all_is_for_others_it_is_said_that_there_are_no_guides(office: Workplace, sent: Sent) -> None:
    narrow(office, OPEN, f"channels:{PROGRAMME_TEAM}")
    sent.begin()
    for question in QUESTIONS.values():
        assert office.asked(CARMEN, MENTORS, f"@Fieldwise {question}")["text"] == ENGLISH.no_guides
    assert SPANISH.home_no_guides in open_home(office, CARMEN)
    assert [sent.places(canary) for canary in TEXTS] == [set(), set(), set()]


def test_where_others_read_along_a_file_that_is_offered_names_no_guide_that_it_is_like(
    office: Workplace, sent: Sent
) -> None:
    appoint(office, ben=Role.EDITOR)
    files, asking = [("Handbook pomel.md", b"# Grants")], "@Fieldwise please add this"
    root = office.slack.acts.upload(BEN, MENTORS, files, asking)
    assert "Handbook pomel.md" in shown(office.answer_to(MENTORS, root))
    assert sent.places(TEAM) == set()
    office.slack.acts.upload(BEN, PARTNER_NETWORK, files, asking)
    office.settle()
    (alone,) = office.slack.until(lambda: office.answers(direct(BEN)))
    assert "Handbook pomelo" in shown(alone)
    assert office.answers(PARTNER_NETWORK) == []
    office.slack.acts.upload(BEN, direct(BEN), files)
    office.settle()
    assert sent.places(TEAM) == {direct(BEN)}


def test_who_comes_into_a_channel_is_told_and_who_has_left_it_is_not(office: Workplace, sent: Sent) -> None:
    office.slack.acts.join(DEV, PROGRAMME_TEAM)
    office.slack.acts.leave(BEN, PROGRAMME_TEAM)
    assert TEAM in ask_alone(office, DEV, TEAM)
    assert TEAM not in ask_alone(office, BEN, TEAM)
    assert TEAM not in open_home(office, BEN)
    assert sent.places(TEAM) == {direct(DEV)}


def test_where_slack_does_not_say_who_is_in_which_channel_only_what_is_for_everybody_is_told(
    office: Workplace, sent: Sent
) -> None:
    office.slack.faults.add("users.conversations", "server_error", times=1_000)
    assert TEAM not in ask_alone(office, BEN, TEAM)
    assert OPEN in ask_alone(office, BEN, OPEN)
    assert COACHES in ask_alone(office, DEV, COACHES)
    office.slack.faults.clear()
    assert TEAM in ask_alone(office, BEN, TEAM)
    assert "channels of a person not known" in sent.log.getvalue()


def clicked(office: Workplace, person: str, channel: str, message: Message) -> str:
    """The passage that is shown to a person."""
    view = office.view(person, "passage", lambda: office.click(person, channel, message, "show_passage"))
    return shown(view)


def test_after_a_guide_was_narrowed_nothing_of_it_is_told_where_it_was_told_before(
    office: Workplace, sent: Sent
) -> None:
    question = QUESTIONS[OPEN]
    again, short = (office.asked(BEN, MENTORS, f"@Fieldwise {question}") for _ in range(2))
    whispers = [office.command(BEN, MENTORS, question) for _ in range(3)]
    alone = {p: office.answer_to(direct(p), office.ask(p, direct(p), question)) for p in (BEN, CARMEN)}
    for message in (again, short, *whispers, *alone.values()):
        assert TEXTS[OPEN] in shown(message)
    narrow(office, OPEN, f"channels:{PROGRAMME_TEAM}")
    sent.begin()

    assert clicked(office, BEN, MENTORS, again) == ENGLISH.passage_withheld
    assert SPANISH.passage_withheld in clicked(office, CARMEN, direct(CARMEN), alone[CARMEN])
    office.click(BEN, MENTORS, again, "regenerate")
    office.click(BEN, MENTORS, short, "shorter")
    for whisper, action in zip(whispers, ("regenerate", "shorter", "share"), strict=True):
        office.click(BEN, MENTORS, whisper, action)
    office.click(CARMEN, direct(CARMEN), alone[CARMEN], "regenerate")
    open_home(office, CARMEN)
    office.settle()
    assert sent.places(OPEN) == set()
    assert shown(office.whispers(BEN, MENTORS)[-1]) == ENGLISH.not_shared_narrowed
    assert OPEN not in json.dumps([office.answers(MENTORS), office.whispers(BEN, MENTORS)])
    assert OPEN not in json.dumps([office.answers(direct(CARMEN)), office.slack.workspace.home(CARMEN)])

    assert TEXTS[OPEN] in clicked(office, BEN, direct(BEN), alone[BEN])
    assert sent.places(OPEN) == {direct(BEN)}


def test_a_related_heading_is_not_shared_where_its_guide_may_not_be_read_any_more(
    office: Workplace, sent: Sent
) -> None:
    whisper = office.command(BEN, MENTORS, "What does a bicycle lamp weigh?")
    assert HEADINGS[OPEN] in shown(whisper)
    narrow(office, OPEN, f"channels:{PROGRAMME_TEAM}")
    sent.begin()
    office.click(BEN, MENTORS, whisper, "share")
    office.settle()
    assert shown(office.whispers(BEN, MENTORS)[-1]) == ENGLISH.not_shared_narrowed
    assert sent.places(OPEN) == set()


def test_what_may_be_read_in_a_channel_is_shared_there(office: Workplace) -> None:
    whisper = office.command(BEN, PROGRAMME_TEAM, QUESTIONS[TEAM])
    office.click(BEN, PROGRAMME_TEAM, whisper, "share")
    (told,) = office.slack.until(lambda: office.answers(PROGRAMME_TEAM))
    assert TEXTS[TEAM] in shown(told)


def test_slack_is_asked_for_nobody_s_channels_where_every_guide_is_for_everybody(
    tmp_path: Path, embedder: Embedder
) -> None:
    put_newest(tmp_path / "library.sqlite")
    database = Database(Settings(data_dir=tmp_path, database_url=None).database)
    library = Library.open(database, tmp_path, embedder)
    publish(library, OPEN, "everybody")
    library.caches.close()
    database.close()
    with workplace(tmp_path) as office:
        assert OPEN in ask_alone(office, BEN, OPEN)
        assert OPEN in open_home(office, BEN)
        assert "users.conversations" not in {call.method for call in office.slack.calls}


def test_a_home_tab_opened_again_takes_few_statements(office: Workplace) -> None:
    ask_alone(office, BEN, TEAM)
    ask_alone(office, BEN, OPEN)
    open_home(office, BEN)
    office.settle()
    selects: list[str] = []

    def note(connection: object, cursor: object, statement: str, *_: Any) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            selects.append(statement)

    engine = office.services.database.engine
    event.listen(engine, "before_cursor_execute", note)
    before = (office.slack.workspace.home(BEN) or {}).get("hash")
    office.slack.acts.open_home(BEN)
    office.slack.until(lambda: (office.slack.workspace.home(BEN) or {}).get("hash") != before)
    office.settle()
    event.remove(engine, "before_cursor_execute", note)
    assert 1 <= len(selects) <= 6, selects
