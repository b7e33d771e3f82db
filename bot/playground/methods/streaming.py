"""Messages that are written while they are read."""

from collections.abc import Iterator
from typing import Any

from bot.playground.interactivity import Refusal
from bot.playground.limits import MARKDOWN, problems, too_long
from bot.playground.messages import by_app, edit, post, with_ids
from bot.playground.methods.method import Arguments, Method, accept_blocks, accept_metadata, invalid, joined_channel
from bot.playground.people import Channel
from bot.playground.platform import Platform
from bot.playground.shapes import Check, anything, choice, listed, shaped, string, typed
from bot.playground.streams import LIFE_SECONDS, Stream

CHUNKS: dict[str, Check] = {
    "markdown_text": shaped({"type": anything, "text": string(MARKDOWN)}),
    "task_update": shaped(
        {"type": anything, "id": string(255), "title": string(255)},
        {
            "status": choice("pending", "in_progress", "complete", "error"),
            "details": string(MARKDOWN),
            "output": string(MARKDOWN),
            "sources": anything,
        },
    ),
    "plan_update": shaped({"type": anything, "title": string(255)}),
    "blocks": shaped(
        {"type": anything, "blocks": lambda blocks, pointer: iter(problems(blocks, "message", pointer=pointer))}
    ),
}


def start(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    channel = joined_channel(platform, arguments["channel"])
    if channel.kind != "im":
        for name in ("recipient_user_id", "recipient_team_id"):
            if not arguments.get(name):
                raise Refusal(f"missing_{name}")
    stream = Stream(platform.clock(), arguments.get("task_display_mode", "timeline"))
    _take(stream, arguments)
    content = {**_shown(stream), "streaming_state": "in_progress"}
    message = post(platform, channel, by_app(content), arguments["thread_ts"])
    platform.streams[channel.id, message["ts"]] = stream
    return {"channel": channel.id, "ts": message["ts"]}


def append(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    channel, stream = _open_stream(platform, arguments)
    if not arguments.get("markdown_text") and not arguments.get("chunks"):
        raise Refusal("no_text")
    _take(stream, arguments)
    _show(platform, channel, arguments["ts"], _shown(stream))
    return {"channel": channel.id, "ts": arguments["ts"]}


def stop(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    channel, stream = _open_stream(platform, arguments)
    _take(stream, arguments)
    if arguments.get("blocks"):
        accept_blocks(arguments["blocks"])
        stream.extra += arguments["blocks"]
    content = {**_shown(stream), "streaming_state": "completed"}
    if arguments.get("metadata"):
        accept_metadata(arguments["metadata"])
        content["metadata"] = arguments["metadata"]
    stream.open = False
    message = _show(platform, channel, arguments["ts"], content)
    return {"channel": channel.id, "ts": arguments["ts"], "message": message}


def _open_stream(platform: Platform, arguments: Arguments) -> tuple[Channel, Stream]:
    channel = joined_channel(platform, arguments["channel"])
    if platform.workspace.message(channel.id, arguments["ts"]) is None:
        raise Refusal("message_not_found")
    stream = platform.streams.get((channel.id, arguments["ts"]))
    if stream is None or not stream.open or platform.clock() - stream.started_at > LIFE_SECONDS:
        raise Refusal("message_not_in_streaming_state")
    return channel, stream


def _take(stream: Stream, arguments: Arguments) -> None:
    text, chunks = arguments.get("markdown_text") or "", arguments.get("chunks") or []
    found = list(_problems(chunks))
    if found:
        raise Refusal("invalid_chunks", found)
    if len(text) > MARKDOWN:
        raise Refusal("msg_too_long")
    if text and chunks:
        raise invalid("must provide either markdown_text or chunks", "/chunks")
    stream.take(text, chunks)


def _problems(chunks: Any) -> Iterator[str]:
    return listed(typed(lambda: CHUNKS, CHUNKS), 100, least=0)(chunks, "/chunks")


def _shown(stream: Stream) -> dict[str, Any]:
    blocks = stream.blocks()
    if too_long(blocks):
        raise Refusal("msg_blocks_too_long")
    return {"text": stream.text, "blocks": with_ids(blocks)}


def _show(platform: Platform, channel: Channel, ts: str, content: dict[str, Any]) -> dict[str, Any]:
    return edit(platform, channel, ts, content, None)


METHODS = {
    "chat.startStream": Method(
        start,
        ("channel", "thread_ts"),
        (
            "markdown_text",
            "chunks",
            "recipient_user_id",
            "recipient_team_id",
            "task_display_mode",
            "icon_emoji",
            "icon_url",
            "username",
        ),
        ("chat:write",),
    ),
    "chat.appendStream": Method(append, ("channel", "ts"), ("markdown_text", "chunks"), ("chat:write",)),
    "chat.stopStream": Method(
        stop,
        ("channel", "ts"),
        ("markdown_text", "chunks", "blocks", "metadata", "session_status"),
        ("chat:write",),
    ),
}
