"""Who is answered: colleagues, not outsiders, not programs; in doubt nobody."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from bot.playground import messages
from bot.playground.people import BOT, BOT_USER, Channel
from bot.texts.english import ENGLISH
from tests.journeys.workplace import BEN, DEV, MENTORS, OLIVIA, PARTNER_NETWORK, QUESTION, Workplace, shown

FACT = "at least twice in the first month"


@contextmanager
def unknown(office: Workplace, person: str) -> Iterator[None]:
    """Slack does not say who this is while inside."""
    office.slack.faults.add("users.info", "server_error", times=1_000, when=lambda a: a["user"] == person)
    try:
        yield
    finally:
        office.slack.faults.clear()


def say(office: Workplace, channel: str, **content: Any) -> str:
    """A message of a program; returns its ``ts``."""
    place = office.slack.workspace.channels[channel]
    return str(messages.post(office.slack.platform, place, {"text": f"<@{BOT_USER}> {QUESTION}", **content})["ts"])


def test_an_outsider_is_refused_and_nothing_of_what_they_wrote_is_kept(office: Workplace) -> None:
    root = office.ask(OLIVIA, PARTNER_NETWORK, "@Fieldwise what is our canary-4711 policy?")
    answer = office.answer_to(PARTNER_NETWORK, root)
    assert answer["text"] == ENGLISH.outsider
    office.settle()
    assert len(office.answers(PARTNER_NETWORK, root)) == 1
    for name in ("library.sqlite", "library.sqlite-wal"):
        assert b"canary-4711" not in (office.services.settings.data_dir / name).read_bytes()


def test_a_colleague_in_a_channel_that_outsiders_read_is_answered_alone_and_told_so_there(office: Workplace) -> None:
    before = {m["ts"] for m in office.answers("D0BEN")}
    told = len(office.whispers(BEN, PARTNER_NETWORK))
    root = office.ask(BEN, PARTNER_NETWORK)
    (answer,) = office.slack.until(lambda: [m for m in office.answers("D0BEN") if m["ts"] not in before])
    assert FACT in answer["text"]
    assert f"<@{BEN}> asked: {QUESTION}" in shown(answer)
    (note,) = office.slack.until(lambda: office.whispers(BEN, PARTNER_NETWORK)[told:])
    assert (note["text"], note.get("thread_ts")) == (ENGLISH.sent_to_you_alone, None)
    office.settle()
    assert office.slack.workspace.status(PARTNER_NETWORK, root) is None
    assert office.answers(PARTNER_NETWORK, root) == []


def test_a_colleague_s_edit_and_deletion_in_such_a_channel_reach_the_answer_in_their_own_conversation(
    office: Workplace,
) -> None:
    before = {m["ts"] for m in office.answers("D0DEV")}
    root = office.ask(DEV, PARTNER_NETWORK)
    (answer,) = office.slack.until(lambda: [m for m in office.answers("D0DEV") if m["ts"] not in before])
    office.slack.acts.edit(DEV, PARTNER_NETWORK, root, "@Fieldwise How should a match be closed?")
    office.settle()
    (changed,) = [m for m in office.answers("D0DEV") if m["ts"] not in before]
    assert changed["ts"] == answer["ts"]
    assert "clos" in changed["text"].lower()
    office.slack.acts.delete(DEV, PARTNER_NETWORK, root)
    office.settle()
    assert [m for m in office.answers("D0DEV") if m["ts"] not in before] == []
    assert office.answers(PARTNER_NETWORK, root) == []


def test_a_channel_to_which_outsiders_are_invited_counts_as_shared_already(office: Workplace) -> None:
    office.slack.workspace.add(Channel("C0INVITED", "invited", "channel", [BEN, BOT_USER], pending=True))
    before = {m["ts"] for m in office.answers("D0BEN")}
    root = office.ask(BEN, "C0INVITED")
    (answer,) = office.slack.until(lambda: [m for m in office.answers("D0BEN") if m["ts"] not in before])
    assert FACT in answer["text"]
    office.settle()
    assert office.answers("C0INVITED", root) == []


def test_where_slack_does_not_say_who_asks_in_a_shared_channel_nobody_is_answered(office: Workplace) -> None:
    before = len(office.answers("D0BEN"))
    with unknown(office, BEN):
        root = office.ask(BEN, PARTNER_NETWORK)
        assert office.answer_to(PARTNER_NETWORK, root)["text"] == ENGLISH.outsider
        office.settle()
    assert len(office.answers("D0BEN")) == before


def test_a_colleague_in_a_channel_of_our_own_is_answered_although_slack_does_not_say_who_asks(
    office: Workplace,
) -> None:
    with unknown(office, BEN):
        assert FACT in office.asked(BEN, MENTORS)["text"]


def test_where_slack_does_not_say_whether_a_channel_is_shared_it_counts_as_shared(office: Workplace) -> None:
    office.slack.faults.add("conversations.info", "server_error", times=1_000)
    whisper = office.command(BEN, MENTORS, QUESTION)
    before = len(office.answers(MENTORS))
    office.click(BEN, MENTORS, whisper, "share")
    office.settle()
    office.slack.faults.clear()
    assert len(office.answers(MENTORS)) == before


@pytest.mark.parametrize(
    "writer",
    [
        {"user": "U0OTHERBOT", "bot_id": "B0OTHER", "app_id": "A0OTHER"},
        {"user": "U0OTHERBOT", "bot_id": "B0OTHER", "subtype": "bot_message"},
        {"user": BOT_USER, "bot_id": BOT},
        {"user": BOT_USER},
        {"user": "USLACKBOT", "subtype": "channel_topic"},
    ],
)
@pytest.mark.parametrize("channel", [MENTORS, "D0BEN"])
def test_what_a_program_says_is_not_answered(office: Workplace, writer: dict[str, str], channel: str) -> None:
    before = {m["ts"] for m in office.answers(channel)}
    root = say(office, channel, **writer)
    office.settle()
    assert {m["ts"] for m in office.answers(channel)} - {root} == before


def test_a_program_in_a_thread_that_the_bot_follows_is_not_answered(office: Workplace) -> None:
    root = office.asked(BEN, MENTORS)["thread_ts"]
    place = office.slack.workspace.channels[MENTORS]
    content = {"user": "U0OTHERBOT", "bot_id": "B0OTHER", "text": "How should a match be closed?"}
    messages.post(office.slack.platform, place, content, root)
    office.settle()
    assert len(office.answers(MENTORS, root)) == 1
