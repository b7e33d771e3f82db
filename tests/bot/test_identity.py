"""What Slack is asked of people and channels, and how often."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from slack_sdk import WebClient

from bot.calls import Calls
from bot.identity import SHARED_KNOWN_FOR, Identity, who_am_i
from bot.playground.people import BEN, BOT_USER, MENTORS, OLIVIA, PARTNER_NETWORK, Channel
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


def asked(slack: Playground) -> int:
    return len([call for call in slack.calls if call.method == "conversations.info"])


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
