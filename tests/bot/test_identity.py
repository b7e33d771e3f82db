"""What Slack is asked of people and channels, and how often."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.calls import Calls
from bot.identity import MEMBERSHIP_KNOWN_FOR, SHARED_KNOWN_FOR, Identity, Own, who_am_i
from bot.playground.people import BEN, BOT_USER, DEV, MENTORS, OLIVIA, PARTNER_NETWORK, PROGRAMME_TEAM, Channel
from bot.playground.server import Playground

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
LATER = NOW + SHARED_KNOWN_FOR
INVITED = "C0INVITED"


@pytest.fixture
def slack() -> Iterator[Playground]:
    with Playground() as slack:
        slack.workspace.add(Channel(INVITED, "invited", "channel", [BEN.id, BOT_USER], pending=True))
        yield slack


@pytest.fixture
def identity(slack: Playground) -> Identity:
    calls = Calls(WebClient(slack.bot_token, base_url=slack.api_url), lambda _: None)
    return Identity(calls, who_am_i(calls))


def asked(slack: Playground, method: str = "conversations.info") -> int:
    return len([call for call in slack.calls if call.method == method])


def test_a_channel_with_a_pending_invitation_counts_as_shared_whatever_the_event_says(identity: Identity) -> None:
    assert identity.may_be_shared(INVITED, False, now=NOW)
    assert identity.may_be_shared(INVITED, None, now=NOW)
    assert identity.is_shared(INVITED)
    assert not identity.may_be_shared(MENTORS, False, now=NOW)
    assert not identity.may_be_shared(MENTORS, None, now=NOW)


def test_what_an_event_says_is_shared_is_not_asked_about(identity: Identity, slack: Playground) -> None:
    assert identity.may_be_shared(PARTNER_NETWORK, True, now=NOW)
    assert asked(slack) == 0


def test_whether_a_channel_is_shared_is_asked_once_a_minute(identity: Identity, slack: Playground) -> None:
    for moment in (NOW, NOW + timedelta(seconds=59)):
        assert not identity.may_be_shared(MENTORS, False, now=moment)
    assert asked(slack) == 1
    slack.workspace.channels[MENTORS].pending = True
    assert identity.may_be_shared(MENTORS, False, now=LATER)
    assert asked(slack) == 2


def test_where_slack_does_not_say_the_event_counts_and_a_silent_one_means_shared(
    identity: Identity, slack: Playground
) -> None:
    slack.faults.add("conversations.info", "server_error", times=1_000)
    assert not identity.may_be_shared(MENTORS, False, now=NOW)
    assert identity.may_be_shared(MENTORS, None, now=NOW)
    slack.faults.clear()
    assert identity.may_be_shared(INVITED, False, now=NOW)


def test_who_is_from_outside_is_asked_each_time_and_in_doubt_everybody_is(
    identity: Identity, slack: Playground
) -> None:
    assert identity.is_from_outside(OLIVIA.id)
    assert not identity.is_from_outside(BEN.id)
    slack.faults.add("users.info", "server_error", times=1_000)
    assert identity.is_from_outside(BEN.id)


def test_a_person_s_channels_are_the_public_and_the_private_ones_that_slack_names(
    identity: Identity, slack: Playground
) -> None:
    ours = {MENTORS, PARTNER_NETWORK, INVITED}
    assert identity.channels_of(BEN.id, patient=True, now=NOW) == {*ours, PROGRAMME_TEAM}
    assert identity.channels_of(DEV.id, patient=False, now=NOW) == ours - {INVITED}


def test_who_has_left_a_channel_is_out_of_it_after_a_minute_at_the_latest(
    identity: Identity, slack: Playground
) -> None:
    assert PROGRAMME_TEAM in identity.channels_of(BEN.id, patient=True, now=NOW)
    slack.acts.leave(BEN.id, PROGRAMME_TEAM)
    for second in range(0, 60, 10):
        identity.channels_of(BEN.id, patient=True, now=NOW + timedelta(seconds=second))
    assert asked(slack, "users.conversations") == 1
    assert PROGRAMME_TEAM not in identity.channels_of(BEN.id, patient=True, now=NOW + MEMBERSHIP_KNOWN_FOR)
    assert timedelta(seconds=60) >= MEMBERSHIP_KNOWN_FOR


def test_the_channels_of_somebody_who_is_in_very_many_are_all_known(identity: Identity, slack: Playground) -> None:
    many = {f"C0MANY{number}" for number in range(2_000)}
    for name in many:
        slack.workspace.add(Channel(name, name.lower(), "channel", [BEN.id]))
    assert many <= identity.channels_of(BEN.id, patient=True, now=NOW)
    assert asked(slack, "users.conversations") == 3


@pytest.mark.parametrize("patient", [True, False])
def test_where_slack_does_not_name_a_person_s_channels_there_are_none_and_it_is_asked_again(
    identity: Identity, slack: Playground, patient: bool
) -> None:
    slack.faults.add("users.conversations", "server_error", times=1_000)
    assert identity.channels_of(BEN.id, patient=patient, now=NOW) == set()
    slack.faults.clear()
    assert PROGRAMME_TEAM in identity.channels_of(BEN.id, patient=patient, now=NOW)


def test_a_list_of_channels_that_breaks_off_half_way_counts_as_none(identity: Identity, slack: Playground) -> None:
    for number in range(1_500):
        slack.workspace.add(Channel(f"C0MANY{number}", f"many-{number}", "channel", [BEN.id]))
    slack.faults.add("users.conversations", "server_error", times=1_000, when=lambda a: bool(a.get("cursor")))
    assert identity.channels_of(BEN.id, patient=False, now=NOW) == set()


@pytest.mark.parametrize(
    ("facts", "is_outsider", "is_colleague"),
    [
        ({}, False, True),
        ({"deleted": True}, False, False),
        ({"is_bot": True}, False, False),
        ({"is_stranger": True}, True, False),
        ({"team_id": "T0PARTNER"}, True, False),
        ({"team_id": None}, True, False),
    ],
)
def test_a_colleague_is_a_person_of_our_own_team_whose_account_is_open(
    facts: dict[str, Any], is_outsider: bool, is_colleague: bool
) -> None:
    own = Own("T0OURS", BOT_USER)
    user = {"id": BEN.id, "team_id": "T0OURS", "deleted": False, "is_bot": False, **facts}
    assert (own.is_outsider(user), own.is_colleague(user)) == (is_outsider, is_colleague)
