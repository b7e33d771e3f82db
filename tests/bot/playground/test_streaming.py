"""A message that is written while it is read."""

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.models.messages.chunk import MarkdownTextChunk, TaskUpdateChunk

from bot.playground.people import BEN, MENTORS, direct
from bot.playground.server import Playground
from tests.bot.playground.conftest import client_of


def test_tasks_and_text_grow_into_one_message(slack: Playground, client: WebClient) -> None:
    channel, ts = direct(BEN.id), slack.acts.post(BEN.id, direct(BEN.id), "a question")
    stream = client.chat_stream(channel=channel, thread_ts=ts)
    stream.append(chunks=[TaskUpdateChunk(id="search", title="Searching", status="in_progress")])
    (_, message) = slack.workspace.messages(channel, ts)
    assert message["streaming_state"] == "in_progress"
    assert [(block["type"], block["status"]) for block in message["blocks"]] == [("task_card", "in_progress")]
    stream.append(chunks=[TaskUpdateChunk(id="search", title="Searching", status="complete")])
    stream.append(chunks=[MarkdownTextChunk(text="Call *twice*.")])
    stream.stop(blocks=[{"type": "divider"}])
    (_, message) = slack.workspace.messages(channel, ts)
    assert message["streaming_state"] == "completed"
    assert [block["type"] for block in message["blocks"]] == ["task_card", "markdown", "divider"]
    assert message["blocks"][0]["status"] == "complete"
    assert message["text"] == "Call *twice*."


def error(call: object) -> str:
    assert callable(call)
    with pytest.raises(SlackApiError) as refused:
        call()
    return str(refused.value.response["error"])


def test_in_a_channel_a_stream_needs_a_recipient(slack: Playground, client: WebClient) -> None:
    ts = slack.acts.post(BEN.id, MENTORS, "a question")
    assert error(lambda: client.chat_startStream(channel=MENTORS, thread_ts=ts)) == "missing_recipient_user_id"
    client.chat_startStream(
        channel=MENTORS, thread_ts=ts, recipient_user_id=BEN.id, recipient_team_id=slack.workspace.team_id
    )


def test_a_stream_ends_at_its_stop_or_after_five_minutes_and_the_message_can_still_be_updated() -> None:
    now = [1_800_000_000.0]
    with Playground(clock=lambda: now[0]) as slack:
        client, channel = client_of(slack), direct(BEN.id)
        question = slack.acts.post(BEN.id, channel, "a question")
        first = client.chat_startStream(channel=channel, thread_ts=question, markdown_text="One")["ts"]
        client.chat_stopStream(channel=channel, ts=first)
        late = client.chat_startStream(channel=channel, thread_ts=question)["ts"]
        assert error(lambda: client.chat_appendStream(channel=channel, ts=late)) == "no_text"
        now[0] += 301
        for ts in (first, late):
            assert (
                error(lambda ts=ts: client.chat_appendStream(channel=channel, ts=ts, markdown_text="x"))
                == "message_not_in_streaming_state"
            )
        client.chat_update(channel=channel, ts=late, text="The answer", blocks=[])
        assert slack.workspace.messages(channel)[-1]["text"] == "The answer"


def test_a_chunk_that_slack_does_not_know_is_refused(slack: Playground, client: WebClient) -> None:
    ts = slack.acts.post(BEN.id, direct(BEN.id), "a question")
    bad = {"type": "task_update", "id": "t", "title": "T", "status": "done"}
    assert (
        error(lambda: client.chat_startStream(channel=direct(BEN.id), thread_ts=ts, chunks=[bad])) == "invalid_chunks"
    )
    long = "x" * 12_001
    assert (
        error(lambda: client.chat_startStream(channel=direct(BEN.id), thread_ts=ts, markdown_text=long))
        == "msg_too_long"
    )


def test_in_plan_mode_the_tasks_stand_in_one_plan(slack: Playground, client: WebClient) -> None:
    channel, ts = direct(BEN.id), slack.acts.post(BEN.id, direct(BEN.id), "a question")
    source = {"type": "url", "url": "https://example.org", "text": "A guide"}
    client.chat_startStream(
        channel=channel,
        thread_ts=ts,
        task_display_mode="plan",
        chunks=[
            {"type": "plan_update", "title": "Answering"},
            {"type": "task_update", "id": "a", "title": "Search", "output": "12 guides", "sources": [source]},
            {"type": "blocks", "blocks": [{"type": "divider"}]},
        ],
    )
    plan, divider = slack.workspace.messages(channel, ts)[1]["blocks"]
    assert (plan["type"], plan["title"], divider["type"]) == ("plan", "Answering", "divider")
    assert plan["tasks"][0]["sources"] == [source]
    assert plan["tasks"][0]["output"]["elements"][0]["elements"][0]["text"] == "12 guides"
