"""What Slack would refuse, the workspace refuses with Slack's own error code."""

import http.client
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

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
from bot.playground.registration import Registration
from bot.playground.server import Playground
from tests.bot.playground.conftest import client_of

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "An answer"}}


def refusal(client: WebClient, method: str, **arguments: Any) -> dict[str, Any]:
    with pytest.raises(SlackApiError) as refused:
        client.api_call(method, json=arguments)
    answer = refused.value.response.data
    assert isinstance(answer, dict)
    return answer


def test_the_token_says_who_the_app_is(slack: Playground, client: WebClient) -> None:
    said = client.auth_test()
    assert said["user_id"] == slack.workspace.bot_user_id
    assert client.bots_info(bot=said["bot_id"])["bot"]["user_id"] == BOT_USER
    assert client.team_info()["team"]["id"] == slack.workspace.team_id


def test_without_a_token_or_with_a_wrong_one_nothing_is_done(slack: Playground) -> None:
    assert refusal(WebClient(base_url=slack.api_url), "auth.test")["error"] == "not_authed"
    assert refusal(WebClient("xoxb-wrong", base_url=slack.api_url), "auth.test")["error"] == "invalid_auth"
    with_app_token = WebClient(slack.app_token, base_url=slack.api_url)
    assert refusal(with_app_token, "chat.postMessage", channel=MENTORS, text="x")["error"] == "not_allowed_token_type"


def test_unknown_methods_and_arguments_are_refused(client: WebClient) -> None:
    assert refusal(client, "chat.shout", channel=MENTORS)["error"] == "unknown_method"
    answer = refusal(client, "chat.postMessage", channel=MENTORS, text="x", loud=True)
    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"]["messages"] == ["[ERROR] unsupported argument: loud [json-pointer:/loud]"]
    assert refusal(client, "chat.update", channel=MENTORS, text="x")["error"] == "invalid_arguments"


def test_a_missing_scope_is_named() -> None:
    with Playground(registration=Registration(scopes=frozenset({"chat:write", "channels:read"}))) as slack:
        client = client_of(slack)
        answer = refusal(client, "users.info", user=BEN.id)
        assert (answer["error"], answer["needed"]) == ("missing_scope", "users:read")
        assert answer["provided"] == "channels:read,chat:write"
        assert client.conversations_info(channel=MENTORS)["ok"]
        assert refusal(client, "conversations.info", channel=PROGRAMME_TEAM)["needed"] == "groups:read"
        assert refusal(client, "conversations.list", types="public_channel,im")["needed"] == "im:read"


def test_channels_that_the_bot_is_not_in(slack: Playground, client: WebClient) -> None:
    slack.acts.remove(AMARA.id, MENTORS)
    slack.acts.remove(AMARA.id, PROGRAMME_TEAM)
    assert refusal(client, "chat.postMessage", channel=MENTORS, text="x")["error"] == "not_in_channel"
    assert refusal(client, "chat.postMessage", channel=PROGRAMME_TEAM, text="x")["error"] == "channel_not_found"
    assert refusal(client, "chat.postMessage", channel="C0NOWHERE", text="x")["error"] == "channel_not_found"
    client.conversations_join(channel=MENTORS)
    assert client.chat_postMessage(channel=MENTORS, text="x")["ok"]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({}, "no_text"),
        ({"text": ""}, "no_text"),
        ({"text": "x", "blocks": [{"type": "section"}]}, "invalid_blocks"),
        ({"text": "x", "blocks": "[{"}, "invalid_blocks_format"),
        ({"text": "x", "blocks": {"type": "section"}}, "invalid_blocks_format"),
        ({"text": "x", "blocks": [{**SECTION}] * 51}, "invalid_blocks"),
        ({"text": "x", "markdown_text": "x"}, "markdown_text_conflict"),
        ({"markdown_text": "x" * 12_001}, "msg_too_long"),
        ({"text": "x", "metadata": {"event_type": "e"}}, "invalid_metadata_format"),
        ({"text": "x", "thread_ts": "1.000001"}, "thread_not_found"),
        (
            {"text": "x", "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 2900}}] * 5},
            "msg_blocks_too_long",
        ),
    ],
)
def test_messages_that_slack_does_not_take(client: WebClient, arguments: dict[str, Any], error: str) -> None:
    assert refusal(client, "chat.postMessage", channel=MENTORS, **arguments)["error"] == error


def test_bad_blocks_are_named_with_their_place(client: WebClient) -> None:
    long = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}
    answer = refusal(client, "chat.postMessage", channel=MENTORS, text="x", blocks=[SECTION, long])
    assert answer["response_metadata"]["messages"] == [
        "[ERROR] must be less than 3001 characters [json-pointer:/blocks/1/text/text]"
    ]


def test_a_message_gets_ids_for_its_blocks_and_actions_and_keeps_its_metadata(client: WebClient) -> None:
    button = {"type": "button", "text": {"type": "plain_text", "text": "Go"}}
    metadata = {"event_type": "answer", "event_payload": {"question": "1"}}
    posted = client.chat_postMessage(
        channel=MENTORS, text="x", blocks=[{"type": "actions", "elements": [button]}], metadata=metadata
    )["message"]
    assert posted["blocks"][0]["block_id"]
    assert posted["blocks"][0]["elements"][0]["action_id"]
    found = client.conversations_history(channel=MENTORS, include_all_metadata=True)["messages"][0]
    assert found["metadata"] == metadata
    assert "metadata" not in client.conversations_history(channel=MENTORS)["messages"][0]


def test_only_the_bots_own_messages_can_be_changed_or_deleted(slack: Playground, client: WebClient) -> None:
    theirs = slack.acts.post(BEN.id, MENTORS, "mine")
    assert refusal(client, "chat.update", channel=MENTORS, ts=theirs, text="x")["error"] == "cant_update_message"
    assert refusal(client, "chat.delete", channel=MENTORS, ts=theirs)["error"] == "cant_delete_message"
    assert refusal(client, "chat.update", channel=MENTORS, ts="1.0", text="x")["error"] == "message_not_found"


def test_an_update_keeps_the_blocks_that_it_does_not_name_and_has_a_limit(slack: Playground, client: WebClient) -> None:
    ts = client.chat_postMessage(channel=MENTORS, text="one", blocks=[SECTION])["ts"]
    client.chat_update(channel=MENTORS, ts=ts, text="two")
    kept = slack.workspace.message(MENTORS, ts)
    assert kept is not None
    assert (kept["text"], kept["blocks"][0]["text"], kept["edited"]["user"]) == ("two", SECTION["text"], BOT_USER)
    client.chat_update(channel=MENTORS, ts=ts, text="three", blocks=[])
    emptied = slack.workspace.message(MENTORS, ts)
    assert emptied is not None
    assert "blocks" not in emptied
    assert refusal(client, "chat.update", channel=MENTORS, ts=ts, text="x" * 4001)["error"] == "msg_too_long"
    client.chat_delete(channel=MENTORS, ts=ts)
    assert slack.workspace.message(MENTORS, ts) is None


def test_an_answer_to_a_deleted_question_stands_in_the_channel(slack: Playground, client: WebClient) -> None:
    ts = slack.acts.post(BEN.id, MENTORS, "never mind")
    slack.acts.delete(BEN.id, MENTORS, ts)
    assert "thread_ts" not in client.chat_postMessage(channel=MENTORS, text="x", thread_ts=ts)["message"]


def test_a_reply_to_a_reply_belongs_to_the_thread(slack: Playground, client: WebClient) -> None:
    root = slack.acts.post(BEN.id, MENTORS, "a question")
    reply = slack.acts.post(BEN.id, MENTORS, "more", thread_ts=root)
    assert client.chat_postMessage(channel=MENTORS, text="x", thread_ts=reply)["message"]["thread_ts"] == root
    thread = client.conversations_replies(channel=MENTORS, ts=root)["messages"]
    assert [one["text"] for one in thread] == ["a question", "more", "x"]
    assert (thread[0]["reply_count"], thread[0]["reply_users"]) == (2, [BEN.id, BOT_USER])
    history = client.conversations_history(channel=MENTORS)["messages"]
    assert [one["text"] for one in history] == ["a question"]


def test_history_comes_in_pages_newest_first(slack: Playground, client: WebClient) -> None:
    for number in range(5):
        slack.acts.post(BEN.id, MENTORS, f"message {number}")
    pages = [page["messages"] for page in client.conversations_history(channel=MENTORS, limit=2)]
    assert [[one["text"] for one in page] for page in pages] == [
        ["message 4", "message 3"],
        ["message 2", "message 1"],
        ["message 0"],
    ]
    oldest = pages[1][0]["ts"]
    later = client.conversations_history(channel=MENTORS, oldest=oldest)["messages"]
    assert [one["text"] for one in later] == ["message 4", "message 3"]
    assert len(client.conversations_history(channel=MENTORS, oldest=oldest, inclusive=True)["messages"]) == 3


def test_an_ephemeral_message_is_seen_by_one_person_and_cant_be_fetched(slack: Playground, client: WebClient) -> None:
    client.chat_postEphemeral(channel=MENTORS, user=BEN.id, text="only you")
    assert [one["text"] for one in slack.workspace.ephemerals(BEN.id)] == ["only you"]
    assert slack.workspace.ephemerals(CARMEN.id) == []
    assert client.conversations_history(channel=MENTORS)["messages"] == []
    answer = refusal(client, "chat.postEphemeral", channel=MENTORS, user=OLIVIA.id, text="x")
    assert answer["error"] == "user_not_in_channel"


def test_people_have_a_locale_if_it_is_asked_for(client: WebClient) -> None:
    assert client.users_info(user=CARMEN.id, include_locale=True)["user"]["locale"] == "es-ES"
    assert "locale" not in client.users_info(user=CARMEN.id)["user"]
    assert refusal(client, "users.info", user="U0NOBODY")["error"] == "user_not_found"
    assert len(client.users_list()["members"]) == 6


def test_direct_messages_are_opened_with_people_of_this_workspace(client: WebClient) -> None:
    assert client.conversations_open(users=[BEN.id])["channel"]["id"] == direct(BEN.id)
    assert refusal(client, "conversations.open", users=OLIVIA.id)["error"] == "user_not_visible"
    assert client.chat_postMessage(channel=BEN.id, text="x")["channel"] == direct(BEN.id)
    assert client.conversations_open(users=[BEN.id, DEV.id])["channel"]["id"] == GROUP_DM
    new = client.conversations_open(users=[BEN.id, CARMEN.id], return_im=True)["channel"]
    assert (new["is_mpim"], new["name"]) == (True, "mpdm-ben--carmen--fieldwise-1")
    assert client.chat_postMessage(channel=new["id"], text="x")["ok"]
    assert client.conversations_open(users=[CARMEN.id, BEN.id])["channel"]["id"] == new["id"]
    assert refusal(client, "conversations.open", users="")["error"] == "users_list_not_supplied"


def test_channels_and_their_members_are_listed(client: WebClient) -> None:
    listed = client.conversations_list(types="public_channel,private_channel")["channels"]
    assert {one["name"] for one in listed} == {"mentors", "programme-team", "partner-network"}
    assert OLIVIA.id in client.conversations_members(channel=PARTNER_NETWORK)["members"]


def test_reactions_are_added_once_and_removed(slack: Playground, client: WebClient) -> None:
    ts = slack.acts.post(BEN.id, MENTORS, "a question")
    client.reactions_add(channel=MENTORS, name="eyes", timestamp=ts)
    message = slack.workspace.message(MENTORS, ts)
    assert message is not None
    assert message["reactions"] == [{"name": "eyes", "users": [BOT_USER], "count": 1}]
    again = refusal(client, "reactions.add", channel=MENTORS, name="eyes", timestamp=ts)
    assert again["error"] == "already_reacted"
    client.reactions_remove(channel=MENTORS, name="eyes", timestamp=ts)
    assert refusal(client, "reactions.remove", channel=MENTORS, name="eyes", timestamp=ts)["error"] == "no_reaction"


def test_a_permalink_leads_to_the_message(slack: Playground, client: WebClient) -> None:
    ts = slack.acts.post(BEN.id, MENTORS, "a question")
    link = client.chat_getPermalink(channel=MENTORS, message_ts=ts)["permalink"]
    assert link == f"{slack.url}/archives/{MENTORS}/p{ts.replace('.', '')}"


def test_a_status_shows_until_the_answer_comes_or_two_minutes_are_over() -> None:
    now = [1_800_000_000.0]
    with Playground(clock=lambda: now[0]) as slack:
        client = client_of(slack)
        ts = slack.acts.post(BEN.id, direct(BEN.id), "a question")
        client.assistant_threads_setStatus(channel_id=direct(BEN.id), thread_ts=ts, status="is searching")
        assert slack.workspace.status(direct(BEN.id), ts) == {"status": "is searching", "loading_messages": []}
        now[0] += 121
        assert slack.workspace.status(direct(BEN.id), ts) is None
        client.assistant_threads_setStatus(channel_id=direct(BEN.id), thread_ts=ts, status="is still searching")
        client.chat_postMessage(channel=direct(BEN.id), thread_ts=ts, text="an answer")
        assert slack.workspace.status(direct(BEN.id), ts) is None


def test_prompts_are_at_most_four_and_vanish_silently_in_a_thread(slack: Playground, client: WebClient) -> None:
    ts = slack.acts.post(BEN.id, direct(BEN.id), "a question")
    prompt = {"title": "Calls", "message": "How often do we call?"}
    five = refusal(client, "assistant.threads.setSuggestedPrompts", channel_id=direct(BEN.id), prompts=[prompt] * 5)
    assert five["error"] == "invalid_arguments"
    client.assistant_threads_setSuggestedPrompts(channel_id=direct(BEN.id), thread_ts=ts, prompts=[prompt])
    assert slack.workspace.prompts(direct(BEN.id)) == []
    client.assistant_threads_setSuggestedPrompts(channel_id=direct(BEN.id), prompts=[prompt])
    assert slack.workspace.prompts(direct(BEN.id)) == [prompt]


def test_after_the_app_is_removed_its_token_is_worth_nothing(slack: Playground, client: WebClient) -> None:
    slack.acts.uninstall()
    assert refusal(client, "auth.test")["error"] == "account_inactive"
    told = [one.payload["event"]["type"] for one in slack.deliveries]
    assert told == ["tokens_revoked", "app_uninstalled"]


def test_every_call_is_recorded(slack: Playground, client: WebClient) -> None:
    client.chat_postMessage(channel=MENTORS, text="x")
    (call,) = slack.calls
    assert (call.method, call.status, call.arguments["text"]) == ("chat.postMessage", 200, "x")
    assert call.response["message"]["text"] == "x"


@pytest.fixture
def raw(slack: Playground) -> Iterator[http.client.HTTPConnection]:
    connection = http.client.HTTPConnection(urlsplit(slack.url).netloc)
    yield connection
    connection.close()


@pytest.mark.parametrize(("body", "error"), [(b"{", "invalid_json"), (b"[1]", "json_not_object")])
def test_a_body_that_is_no_object_is_refused(
    slack: Playground, raw: http.client.HTTPConnection, body: bytes, error: str
) -> None:
    headers = {"Authorization": f"Bearer {slack.bot_token}", "Content-Type": "application/json"}
    raw.request("POST", "/api/chat.postMessage", body, headers)
    assert json.loads(raw.getresponse().read())["error"] == error
