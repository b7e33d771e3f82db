"""What a person wished to be shown is told in the person's own conversation, and nowhere else."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.blocks.library.golden_panel import sentence_message
from bot.blocks.message import Message
from bot.learning.granting import grant
from bot.playground.people import direct
from bot.texts.english import ENGLISH
from bot.wishes import Wished
from tests.bot.library.desks import Room, room
from tests.journeys.workplace import AMARA, MENTORS, OLIVIA, PARTNER_NETWORK, shown

PRESS, WRITTEN = "1700000000.1", f"{MENTORS}:1700000000.2"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Room]:
    with room(tmp_path) as found:
        yield found


def wished(act: str, asked_in: str | None) -> Wished:
    return Wished(AMARA, act, asked_in, datetime.now(UTC))


def card() -> Message:
    return sentence_message("This is yours.", "yours")


def told(office: Room) -> list[str]:
    return [shown(one) for one in office.slack.workspace.messages(direct(AMARA), None)]


def pointed_at(office: Room) -> list[str]:
    return [one["text"] for one in office.slack.workspace.ephemerals(AMARA, MENTORS)]


def test_what_is_wished_in_a_channel_is_told_alone_and_the_channel_only_says_where(office: Room) -> None:
    assert grant(office.desk, wished(WRITTEN, MENTORS), "yours", card)
    assert told(office) == ["This is yours."]
    assert pointed_at(office) == [ENGLISH.sent_to_you]


def test_what_is_wished_where_nobody_reads_it_is_told_there_and_once_an_act(office: Room) -> None:
    for act in (PRESS, PRESS, WRITTEN):
        assert grant(office.desk, wished(act, None), "yours", card)
    assert told(office) == ["This is yours."] * 2
    assert pointed_at(office) == []


def test_nothing_is_said_to_be_written_where_slack_does_not_take_it(office: Room) -> None:
    assert not grant(office.desk, wished(WRITTEN, MENTORS), "yours", lambda: Message("Bad.", ({"type": "riddle"},)))
    assert (told(office), pointed_at(office)) == ([], [])


def test_who_comes_from_outside_is_told_nothing(office: Room) -> None:
    assert not grant(office.desk, Wished(OLIVIA, WRITTEN, PARTNER_NETWORK, datetime.now(UTC)), "yours", card)
    assert not {"chat.postMessage", "chat.postEphemeral"} & {call.method for call in office.slack.calls}


def test_what_goes_wrong_in_between_is_told_with_a_code(office: Room) -> None:
    def broken() -> Message:
        raise ValueError

    assert not grant(office.desk, wished(WRITTEN, MENTORS), "yours", broken)
    (said,) = pointed_at(office)
    assert said.startswith(ENGLISH.incident.partition(".")[0])
