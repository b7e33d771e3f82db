"""Messages of the app."""

from typing import Any

from bot.playground.interactivity import Refusal
from bot.playground.limits import MARKDOWN, MESSAGE_TEXT, UPDATED_TEXT
from bot.playground.messages import by_app, delete, edit, post, show_only, with_ids
from bot.playground.methods.method import (
    Arguments,
    Method,
    accept_blocks,
    accept_metadata,
    joined_channel,
    own_message,
    visible_channel,
)
from bot.playground.people import BOT_USER
from bot.playground.platform import Platform
from bot.playground.workspace import Message

LOOKS = ("as_user", "icon_emoji", "icon_url", "username", "link_names", "parse", "mrkdwn")


def post_message(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    channel = joined_channel(platform, arguments["channel"])
    content = by_app(said(arguments))
    message = post(platform, channel, content, arguments.get("thread_ts"))
    return {"channel": channel.id, "ts": message["ts"], "message": message}


def update(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    channel = joined_channel(platform, arguments["channel"])
    own_message(platform, channel, arguments["ts"], "cant_update_message")
    content = said(arguments)
    if len(content.get("text", "")) > UPDATED_TEXT:
        raise Refusal("msg_too_long")
    if "blocks" in content:
        content["blocks"] = with_ids(content["blocks"]) or None
    message = edit(platform, channel, arguments["ts"], content, BOT_USER)
    return {"channel": channel.id, "ts": message["ts"], "text": message["text"], "message": message}


def delete_message(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    channel = joined_channel(platform, arguments["channel"])
    own_message(platform, channel, arguments["ts"], "cant_delete_message")
    delete(platform, channel, arguments["ts"])
    return {"channel": channel.id, "ts": arguments["ts"]}


def post_ephemeral(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    channel = joined_channel(platform, arguments["channel"])
    if arguments["user"] not in channel.members:
        raise Refusal("user_not_in_channel")
    content = by_app(said(arguments))
    return {"message_ts": show_only(platform, channel, arguments["user"], content, arguments.get("thread_ts"))}


def permalink(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    channel = visible_channel(platform, arguments["channel"])
    message = platform.workspace.message(channel.id, arguments["message_ts"])
    if message is None:
        raise Refusal("message_not_found")
    link = f"{platform.url}/archives/{channel.id}/p{message['ts'].replace('.', '')}"
    if message.get("thread_ts", message["ts"]) != message["ts"]:
        link += f"?thread_ts={message['thread_ts']}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


def said(arguments: Arguments) -> Message:
    """The content of a message from the arguments of a method or of a response URL.

    Raises:
        Refusal: It says nothing, or something that Slack doesn't take.
    """
    content: Message = {}
    if arguments.get("markdown_text"):
        _take_markdown(arguments, content)
    if arguments.get("blocks") is not None:
        accept_blocks(arguments["blocks"])
        content["blocks"] = arguments["blocks"]
    if arguments.get("text"):
        content["text"] = str(arguments["text"])[:MESSAGE_TEXT]
    if arguments.get("attachments"):
        content["attachments"] = arguments["attachments"]
    if not (content.get("text") or content.get("blocks") or content.get("attachments")):
        raise Refusal("no_text")
    if arguments.get("metadata"):
        accept_metadata(arguments["metadata"])
        content["metadata"] = arguments["metadata"]
    return content


def _take_markdown(arguments: Arguments, content: Message) -> None:
    if arguments.get("text") or arguments.get("blocks"):
        raise Refusal("markdown_text_conflict")
    if len(arguments["markdown_text"]) > MARKDOWN:
        raise Refusal("msg_too_long")
    content["text"] = arguments["markdown_text"]
    content["blocks"] = [{"type": "markdown", "text": arguments["markdown_text"]}]


_CONTENT = ("text", "blocks", "attachments", "markdown_text")
METHODS = {
    "chat.postMessage": Method(
        post_message,
        ("channel",),
        (
            *_CONTENT,
            *LOOKS,
            "thread_ts",
            "reply_broadcast",
            "unfurl_links",
            "unfurl_media",
            "metadata",
            "container_id",
        ),
        ("chat:write",),
    ),
    "chat.update": Method(
        update,
        ("channel", "ts"),
        (*_CONTENT, "as_user", "link_names", "parse", "reply_broadcast", "metadata", "file_ids"),
        ("chat:write",),
    ),
    "chat.delete": Method(delete_message, ("channel", "ts"), ("as_user",), ("chat:write",)),
    "chat.postEphemeral": Method(
        post_ephemeral, ("channel", "user"), (*_CONTENT, *LOOKS, "thread_ts"), ("chat:write",)
    ),
    "chat.getPermalink": Method(permalink, ("channel", "message_ts")),
}
