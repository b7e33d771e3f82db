"""Messages posted, edited and deleted, by whoever, and the app told of it."""

import copy
import secrets
from typing import Any

from bot.playground.events import changed_event, deleted_event, mention_event, message_event, publish
from bot.playground.interactivity import Refusal
from bot.playground.people import APP, BOT, BOT_USER, TEAM, Channel
from bot.playground.platform import Platform
from bot.playground.workspace import Ephemeral, Message

CHANGING = ("button", "overflow", "feedback_buttons", "icon_button", "datepicker", "timepicker", "datetimepicker")
ENDINGS = ("_select", "_input", "_buttons", "checkboxes")


def post(platform: Platform, channel: Channel, content: Message, thread_ts: str | None = None) -> Message:
    """Add a message to a channel or thread.

    A reply to a message that was deleted stands in the channel: that is what Slack does.

    Raises:
        Refusal: There never was such a thread.
    """
    workspace = platform.workspace
    with workspace.lock:
        root = thread_root(platform, channel, thread_ts) if thread_ts else None
        message: Message = {"type": "message", "team": TEAM, **content, "ts": workspace.new_ts()}
        if root is not None:
            _reply(root, message)
        workspace.state.messages[channel.id][message["ts"]] = message
        posted = copy.deepcopy(message)
    workspace.changed("channel", channel.id)
    if posted["user"] == BOT_USER:
        clear_status(platform, channel, posted.get("thread_ts", ""))
    publish(platform, message_event(platform, channel, posted), channel)
    if f"<@{BOT_USER}>" in posted["text"] and channel.kind != "im" and posted["user"] != BOT_USER:
        publish(platform, mention_event(platform, channel, posted), channel)
    for file in posted.get("files", ()):
        publish(platform, _file_shared(file, channel, posted), channel)
    return posted


def edit(platform: Platform, channel: Channel, ts: str, changes: Message, editor: str | None) -> Message:
    """Change fields of a message; a field given as None goes. ``editor`` marks it as edited by somebody."""
    workspace = platform.workspace
    with workspace.lock:
        message = workspace.state.messages[channel.id][ts]
        previous = copy.deepcopy(message)
        for name, value in changes.items():
            if value is None:
                message.pop(name, None)
            else:
                message[name] = value
        at = workspace.new_ts()
        if editor is not None:
            message["edited"] = {"user": editor, "ts": at}
        changed = copy.deepcopy(message)
    workspace.changed("channel", channel.id)
    publish(platform, changed_event(platform, channel, changed, previous, at), channel)
    return changed


def delete(platform: Platform, channel: Channel, ts: str) -> None:
    """Delete a message; its replies stay."""
    workspace = platform.workspace
    with workspace.lock:
        previous = workspace.state.messages[channel.id].pop(ts)
        workspace.state.deleted.add((channel.id, ts))
        at = workspace.new_ts()
        root = workspace.state.messages[channel.id].get(previous.get("thread_ts", ""))
        if root is not None:
            root["reply_count"] = root.get("reply_count", 1) - 1
    workspace.changed("channel", channel.id)
    clear_status(platform, channel, ts)
    publish(platform, deleted_event(platform, channel, previous, at), channel)


def clear_status(platform: Platform, channel: Channel, thread_ts: str) -> None:
    """Take away what the app said it was doing in a thread."""
    with platform.workspace.lock:
        gone = platform.workspace.state.statuses.pop((channel.id, thread_ts), None)
    if gone is not None:
        platform.workspace.changed("status", channel.id)


def show_only(platform: Platform, channel: Channel, person: str, content: Message, thread_ts: str | None) -> str:
    """Show a message to one person alone; returns its time stamp."""
    workspace = platform.workspace
    message: Message = {"type": "message", "subtype": "bot_message", "team": TEAM, **content, "ts": workspace.new_ts()}
    if thread_ts:
        message["thread_ts"] = thread_ts
    with workspace.lock:
        workspace.state.ephemerals.append(Ephemeral(person, channel.id, {**message, "is_ephemeral": True}))
    workspace.changed("ephemeral", channel.id)
    return str(message["ts"])


def by_app(content: Message) -> Message:
    """A message of the app's bot user, its blocks and elements with ids."""
    message: Message = {"user": BOT_USER, "bot_id": BOT, "app_id": APP, "text": "", **content}
    if message.get("blocks"):
        message["blocks"] = with_ids(message["blocks"])
    return message


def with_ids(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Blocks in which every block has a ``block_id`` and every interactive element an ``action_id``."""
    named = copy.deepcopy(blocks)
    for block in named:
        block.setdefault("block_id", secrets.token_urlsafe(4))
        if "child_blocks" in block:
            block["child_blocks"] = with_ids(block["child_blocks"])
        _name_elements(block)
    return named


def thread_root(platform: Platform, channel: Channel, thread_ts: str) -> Message | None:
    """The root of the thread that this time stamp belongs to, or None if the root was deleted.

    Raises:
        Refusal: There never was such a message.
    """
    state = platform.workspace.state
    found = state.messages[channel.id].get(thread_ts)
    if found is None:
        if (channel.id, thread_ts) in state.deleted:
            return None
        raise Refusal("thread_not_found")
    return state.messages[channel.id].get(found.get("thread_ts", thread_ts))


def _reply(root: Message, message: Message) -> None:
    message["thread_ts"] = root["ts"]
    message["parent_user_id"] = root["user"]
    users = root.get("reply_users", [])
    root.update(
        thread_ts=root["ts"],
        reply_count=root.get("reply_count", 0) + 1,
        reply_users=users if message["user"] in users else [*users, message["user"]],
        latest_reply=message["ts"],
    )
    root["reply_users_count"] = len(root["reply_users"])


def _file_shared(file: dict[str, Any], channel: Channel, message: Message) -> dict[str, Any]:
    return {
        "type": "file_shared",
        "file_id": file["id"],
        "file": {"id": file["id"]},
        "user_id": message["user"],
        "channel_id": channel.id,
        "event_ts": message["ts"],
    }


def _name_elements(part: Any) -> None:
    if isinstance(part, dict):
        kind = part.get("type")
        if isinstance(kind, str) and (kind in CHANGING or kind.endswith(ENDINGS)):
            part.setdefault("action_id", secrets.token_urlsafe(4))
        for value in part.values():
            _name_elements(value)
    elif isinstance(part, list):
        for value in part:
            _name_elements(value)
