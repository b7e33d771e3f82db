"""A person writes, the app hears it over Socket Mode and answers: the way that everything else builds on."""

import threading
from typing import Any

import pytest
from slack_bolt import App, Say
from slack_sdk import WebClient

from bot.playground.people import (
    AMARA,
    BEN,
    BOT_USER,
    DEV,
    GROUP_DM,
    MENTORS,
    OLIVIA,
    PARTNER_NETWORK,
    PARTNER_TEAM,
    TEAM,
    direct,
)
from bot.playground.server import Playground
from tests.bot.playground.conftest import Connect, connected


def hear(app: App, *names: str) -> list[dict[str, Any]]:
    """Everything that the app hears of these events."""
    heard: list[dict[str, Any]] = []
    for name in names:
        app.event(name)(lambda body: heard.append(body))
    return heard


def events(heard: list[dict[str, Any]]) -> list[tuple[str, str | None]]:
    return [(body["event"]["type"], body["event"].get("subtype")) for body in heard]


def test_a_mention_is_heard_and_answered_in_its_thread(slack: Playground, app: App, connect: Connect) -> None:
    @app.event("app_mention")
    def answer(event: dict[str, Any], say: Say) -> None:
        say(f"You asked: {event['text']}", thread_ts=event["ts"])

    connect(app)
    ts = slack.acts.post(BEN.id, MENTORS, "@Fieldwise how often do we call?")

    reply = slack.until(lambda: slack.workspace.messages(MENTORS, ts)[1:])[0]
    assert reply["text"] == f"You asked: <@{BOT_USER}> how often do we call?"
    assert reply["thread_ts"] == ts
    assert reply["bot_id"] == slack.workspace.bot_id
    root = slack.workspace.message(MENTORS, ts)
    assert root is not None
    assert root["reply_count"] == 1


def test_a_mention_in_a_channel_comes_as_message_and_as_app_mention(
    slack: Playground, app: App, connect: Connect
) -> None:
    heard = hear(app, "message", "app_mention")
    connect(app)
    slack.acts.post(BEN.id, MENTORS, "@fieldwise hello")
    slack.until(lambda: len(heard) == 2)

    assert sorted(events(heard)) == [("app_mention", None), ("message", None)]
    message = next(body for body in heard if body["event"]["type"] == "message")
    event = message["event"]
    assert event["channel_type"] == "channel"
    assert event["user"] == BEN.id
    assert event["team"] == TEAM
    assert event["client_msg_id"]
    assert event["blocks"][0]["elements"][0]["elements"][0] == {"type": "user", "user_id": BOT_USER}
    assert message["authorizations"][0]["user_id"] == BOT_USER
    assert message["event_id"].startswith("Ev")


def test_in_direct_and_group_messages_there_is_the_message_event(slack: Playground, app: App, connect: Connect) -> None:
    heard = hear(app, "message")
    connect(app)
    slack.acts.post(BEN.id, direct(BEN.id), "hello")
    slack.until(lambda: len(heard) == 1)
    slack.acts.post(DEV.id, GROUP_DM, "hello")
    slack.until(lambda: len(heard) == 2)
    assert [body["event"]["channel_type"] for body in heard] == ["im", "mpim"]


def test_edits_and_deletes_are_told_with_what_was_there_before(slack: Playground, app: App, connect: Connect) -> None:
    heard = hear(app, "message")
    connect(app)
    ts = slack.acts.post(BEN.id, MENTORS, "first")
    slack.acts.edit(BEN.id, MENTORS, ts, "second")
    slack.acts.delete(BEN.id, MENTORS, ts)
    slack.until(lambda: len(heard) == 3)
    by_subtype = {body["event"].get("subtype"): body["event"] for body in heard}
    changed, deleted = by_subtype["message_changed"], by_subtype["message_deleted"]
    assert (changed["previous_message"]["text"], changed["message"]["text"]) == ("first", "second")
    assert changed["message"]["edited"]["user"] == BEN.id
    assert (deleted["deleted_ts"], deleted["previous_message"]["text"]) == (ts, "second")
    assert slack.workspace.message(MENTORS, ts) is None


def test_what_a_person_types_is_escaped_and_names_become_tokens(slack: Playground) -> None:
    ts = slack.acts.post(BEN.id, MENTORS, "@Dev Patel <b> & see #mentors, https://example.org/a?b=1&c. @here <!here>")
    message = slack.workspace.message(MENTORS, ts)
    assert message is not None
    assert message["text"] == (
        f"<@{DEV.id}> &lt;b&gt; &amp; see <#{MENTORS}>, <https://example.org/a?b=1&amp;c>. <!here> &lt;!here&gt;"
    )


def test_someone_from_outside_is_told_apart(slack: Playground, app: App, connect: Connect, client: WebClient) -> None:
    heard = hear(app, "message")
    connect(app)
    slack.acts.post(OLIVIA.id, PARTNER_NETWORK, "hello")
    (body,) = slack.until(lambda: heard)
    assert body["is_ext_shared_channel"] is True
    assert body["event"]["user_team"] == body["event"]["source_team"] == PARTNER_TEAM
    assert client.users_info(user=OLIVIA.id)["user"]["is_stranger"] is True
    assert client.users_info(user=OLIVIA.id)["user"]["team_id"] == PARTNER_TEAM
    assert client.conversations_info(channel=PARTNER_NETWORK)["channel"]["is_ext_shared"] is True


def test_an_app_that_is_not_in_a_channel_hears_nothing_of_it_until_it_is_invited(
    slack: Playground, app: App, connect: Connect
) -> None:
    heard = hear(app, "message", "member_joined_channel")
    connect(app)
    slack.acts.remove(AMARA.id, MENTORS)
    slack.acts.post(AMARA.id, MENTORS, "behind its back")
    slack.acts.invite(AMARA.id, MENTORS)
    slack.acts.post(AMARA.id, MENTORS, "to its face")
    slack.until(lambda: len(heard) == 2)
    assert sorted(body["event"].get("text", "joined") for body in heard) == ["joined", "to its face"]


def test_an_event_waits_for_the_first_connection(slack: Playground, app: App, connect: Connect) -> None:
    heard = hear(app, "message")
    slack.acts.post(BEN.id, MENTORS, "is anybody there?")
    connect(app)
    slack.until(lambda: heard)


def test_opening_the_app_is_told_with_the_tab(slack: Playground, app: App, connect: Connect) -> None:
    heard = hear(app, "app_home_opened")
    connect(app)
    slack.acts.open_home(BEN.id, "messages")
    (body,) = slack.until(lambda: heard)
    assert body["event"]["tab"] == "messages"
    assert body["event"]["channel"] == direct(BEN.id)


def test_of_several_connections_each_event_goes_to_one(slack: Playground, app: App) -> None:
    first, second = hear(app, "message"), []
    other = App(client=app.client, signing_secret=slack.signing_secret)
    other.event("message")(lambda body: second.append(body))
    with connected(slack, app), connected(slack, other):
        for number in range(20):
            slack.acts.post(BEN.id, MENTORS, f"message {number}")
        slack.until(lambda: len(first) + len(second) == 20)
    assert first
    assert second


def test_a_connection_that_is_told_to_go_is_replaced(slack: Playground, app: App, connect: Connect) -> None:
    heard = hear(app, "message")
    connect(app)
    opened = [call.method for call in slack.calls].count("apps.connections.open")
    slack.disconnect()
    slack.until(lambda: [call.method for call in slack.calls].count("apps.connections.open") > opened)
    slack.acts.post(BEN.id, MENTORS, "still there?")
    slack.until(lambda: heard)


def test_waiting_in_vain_shows_the_workspace(slack: Playground) -> None:
    slack.acts.post(BEN.id, MENTORS, "a question nobody answers")
    with pytest.raises(TimeoutError, match="a question nobody answers"):
        slack.until(lambda: len(slack.workspace.messages(MENTORS)) > 1, seconds=0.01)


def test_nothing_is_left_running(slack: Playground) -> None:
    with Playground() as another:
        assert another.url != slack.url
        names = [thread.name for thread in threading.enumerate()]
        assert names.count("playground") == 2
    assert [thread.name for thread in threading.enumerate()].count("playground") == 1
