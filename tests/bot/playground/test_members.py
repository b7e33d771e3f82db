"""Who is in the workspace and in its channels, how that changes, and what the app is told of it."""

from datetime import UTC, datetime
from typing import Any

import pytest
from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground.forms import NotPossible
from bot.playground.people import (
    AMARA,
    BEN,
    BOT_USER,
    CARMEN,
    DEV,
    GROUP_DM,
    MENTORS,
    OLIVIA,
    PARTNER_NETWORK,
    PROGRAMME_TEAM,
    direct,
)
from bot.playground.registration import SCOPES, Registration
from bot.playground.server import Playground
from tests.bot.playground.conftest import Connect, client_of


def channels(client: WebClient, **arguments: Any) -> list[str]:
    return [one["id"] for one in client.users_conversations(**arguments)["channels"]]


def test_the_workspace_has_a_primary_owner_and_people_in_several_time_zones() -> None:
    winter, summer = (datetime(2026, month, 15, tzinfo=UTC).timestamp() for month in (1, 7))
    offsets = []
    for now in (winter, summer):
        with Playground(clock=lambda now=now: now) as slack:  # type: ignore[misc]
            client = client_of(slack)
            amara = client.users_info(user=AMARA.id)["user"]
            ben = client.users_info(user=BEN.id)["user"]
            assert (amara["is_primary_owner"], amara["is_owner"], amara["is_admin"]) == (True, True, True)
            assert (ben["is_primary_owner"], ben["is_owner"], ben["is_admin"], ben["deleted"]) == (False,) * 4
            listed = {one["id"]: one for one in client.users_list()["members"]}
            assert listed[DEV.id]["tz"] == "America/Chicago"
            offsets.append((amara["tz_offset"], ben["tz_offset"], listed[DEV.id]["tz_offset"]))
    assert offsets == [(3600, 3600, -21600), (3600, 7200, -18000)]


def test_people_are_listed_in_pages(client: WebClient) -> None:
    assert [len(page["members"]) for page in client.users_list(limit=4)] == [4, 2]


def test_the_channels_of_a_person_are_the_public_ones_and_of_the_others_those_that_the_bot_is_in(
    slack: Playground, client: WebClient
) -> None:
    every = "public_channel,private_channel,mpim,im"
    assert channels(client, user=BEN.id) == [MENTORS, PARTNER_NETWORK]
    everywhere = [MENTORS, PROGRAMME_TEAM, PARTNER_NETWORK, GROUP_DM, direct(BEN.id)]
    assert channels(client, user=BEN.id, types=every, exclude_archived=True) == everywhere
    slack.acts.remove(BEN.id, PROGRAMME_TEAM)
    slack.acts.remove(BEN.id, MENTORS)
    assert channels(client, user=BEN.id, types="public_channel,private_channel") == [MENTORS, PARTNER_NETWORK]
    assert channels(client, types="public_channel,private_channel") == [PARTNER_NETWORK]
    assert channels(client, user=OLIVIA.id, types=every) == [PARTNER_NETWORK]
    listed = [one for page in client.users_conversations(user=BEN.id, limit=1) for one in page["channels"]]
    assert [one["id"] for one in listed] == [MENTORS, PARTNER_NETWORK]
    assert "is_member" not in listed[0]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [({"user": "U0NOBODY"}, "user_not_found"), ({"types": "secret"}, "invalid_types"), ({"limit": 5000}, "invalid")],
)
def test_channels_of_nobody_or_of_no_kind_are_refused(client: WebClient, arguments: dict[str, Any], error: str) -> None:
    with pytest.raises(SlackApiError, match=error):
        client.users_conversations(**arguments)


def test_each_kind_of_channel_needs_its_scope() -> None:
    with Playground(registration=Registration(scopes=SCOPES - {"groups:read"})) as slack:
        client = client_of(slack)
        assert channels(client, user=BEN.id) == [MENTORS, PARTNER_NETWORK]
        with pytest.raises(SlackApiError) as refused:
            client.users_conversations(user=BEN.id, types="public_channel,private_channel")
        assert (refused.value.response["error"], refused.value.response["needed"]) == ("missing_scope", "groups:read")


def test_who_leaves_and_who_comes_is_told(slack: Playground, app: App, connect: Connect) -> None:
    heard: list[dict[str, Any]] = []
    for name in ("member_left_channel", "member_joined_channel"):
        app.event(name)(lambda event: heard.append(event))
    connect(app)
    slack.acts.leave(BEN.id, PROGRAMME_TEAM)
    slack.until(lambda: len(heard) == 1)
    assert BEN.id not in app.client.conversations_members(channel=PROGRAMME_TEAM)["members"]
    with pytest.raises(NotPossible, match="not in this channel"):
        slack.acts.post(BEN.id, PROGRAMME_TEAM, "hello")
    slack.acts.join(BEN.id, PROGRAMME_TEAM)
    slack.until(lambda: len(heard) == 2)
    slack.acts.post(BEN.id, PROGRAMME_TEAM, "hello")
    assert [one["type"] for one in heard] == ["member_left_channel", "member_joined_channel"]
    assert [(one["user"], one["channel"], one["channel_type"]) for one in heard] == [(BEN.id, PROGRAMME_TEAM, "G")] * 2


def test_what_nobody_could_join_or_leave(slack: Playground) -> None:
    for act, person, channel in [
        (slack.acts.join, BEN.id, MENTORS),
        (slack.acts.join, OLIVIA.id, MENTORS),
        (slack.acts.join, CARMEN.id, GROUP_DM),
        (slack.acts.leave, CARMEN.id, PROGRAMME_TEAM),
        (slack.acts.leave, CARMEN.id, direct(CARMEN.id)),
    ]:
        with pytest.raises(NotPossible):
            act(person, channel)


def test_a_deactivated_person_is_in_no_channel_and_does_nothing_more(
    slack: Playground, app: App, connect: Connect
) -> None:
    heard: list[dict[str, Any]] = []
    app.event("user_change")(lambda event: heard.append(event))
    connect(app)
    ts = slack.acts.post(DEV.id, MENTORS, "goodbye")
    slack.acts.deactivate(DEV.id)
    (event,) = slack.until(lambda: heard)
    assert (event["user"]["id"], event["user"]["deleted"]) == (DEV.id, True)
    shown = app.client.users_info(user=DEV.id)["user"]
    assert shown["deleted"] is True
    assert not {"tz", "tz_offset", "is_admin", "is_owner"} & set(shown)
    assert DEV.id not in app.client.conversations_members(channel=MENTORS)["members"]
    assert app.client.conversations_members(channel=GROUP_DM)["members"] == [BEN.id, BOT_USER]
    assert slack.workspace.message(MENTORS, ts) is not None
    with pytest.raises(NotPossible, match="deactivated"):
        slack.acts.post(DEV.id, MENTORS, "still here")
    with pytest.raises(SlackApiError, match="user_disabled"):
        app.client.conversations_open(users=DEV.id)
