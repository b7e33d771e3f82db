"""Who is meant by a name: people of our own organisation with an open account, as Slack lists them."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from slack_sdk import WebClient

from bot.calls import Calls
from bot.identity import who_am_i
from bot.learning.roll import PEOPLE_AT_ONCE, Roll, roll
from bot.playground.people import BEN, BOT_USER, DEV, OLIVIA
from bot.playground.server import Playground


@pytest.fixture
def slack() -> Iterator[Playground]:
    with Playground() as slack:
        yield slack


def read(slack: Playground) -> Roll:
    calls = Calls(WebClient(slack.bot_token, base_url=slack.api_url), lambda _: None)
    return roll(calls, who_am_i(calls))


@pytest.mark.parametrize("called", ["U0DEV", "u0dev", "@dev", "@Dev"])
def test_a_person_is_meant_by_her_id_and_by_her_username(slack: Playground, called: str) -> None:
    found = read(slack)
    assert set(found.meant(called)) == {DEV.id}
    assert found.names[DEV.id] == DEV.real_name


def test_neither_somebody_from_outside_nor_the_bot_nor_who_left_is_meant(slack: Playground) -> None:
    slack.workspace.people[BEN.id] = replace(BEN, deleted=True)
    found = read(slack)
    for person in (OLIVIA.id, BOT_USER, BEN.id):
        assert not found.meant(person)
        assert person not in found.names


def test_a_name_is_read_without_what_nobody_sees_in_it(slack: Playground) -> None:
    slack.workspace.people[DEV.id] = replace(DEV, real_name="\u202eDev\u2066\n Patel\u3164")
    slack.workspace.people[BEN.id] = replace(BEN, real_name="\u202e\u3164")
    found = read(slack)
    assert [found.names[DEV.id], found.names[BEN.id]] == ["Dev Patel", ""]


def test_nobody_is_meant_by_what_anybody_may_call_herself(slack: Playground) -> None:
    slack.workspace.people["U0MAL"] = replace(DEV, id="U0MAL", name="mallory", real_name=BEN.real_name)
    found = read(slack)
    assert not found.meant(f"@{BEN.real_name}")
    assert set(found.meant(f"@{BEN.name}")) == {BEN.id}


def test_who_may_be_meant_beside_somebody_else_is_told_too(slack: Playground) -> None:
    slack.workspace.people["U0DEV2"] = replace(DEV, id="U0DEV2")
    assert set(read(slack).meant("@dev")) == {DEV.id, "U0DEV2"}


def test_people_come_in_pages(slack: Playground) -> None:
    for number in range(PEOPLE_AT_ONCE):
        person = f"U0P{number}"
        slack.workspace.people[person] = replace(DEV, id=person, name=f"p{number}")
    found = read(slack)
    assert set(found.meant(f"@p{PEOPLE_AT_ONCE - 1}")) == {f"U0P{PEOPLE_AT_ONCE - 1}"}
    assert len([call for call in slack.calls if call.method == "users.list"]) == 2
