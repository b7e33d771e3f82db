"""What the app says in its direct messages besides messages: status, prompts, title."""

from typing import Any

from bot.playground.interactivity import Refusal
from bot.playground.limits import LOADING_MESSAGES, PROMPTS
from bot.playground.methods.method import Arguments, Method, invalid, joined_channel
from bot.playground.platform import Platform
from bot.playground.workspace import STATUS_SECONDS, Status


def set_status(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    channel, workspace = joined_channel(platform, arguments["channel_id"]), platform.workspace
    loading = arguments.get("loading_messages") or []
    if not isinstance(loading, list) or len(loading) > LOADING_MESSAGES:
        raise invalid(f"no more than {LOADING_MESSAGES} items allowed", "/loading_messages")
    if workspace.message(channel.id, arguments["thread_ts"]) is None:
        raise Refusal("invalid_thread_ts")
    place = (channel.id, arguments["thread_ts"])
    with workspace.lock:
        if arguments["status"]:
            workspace.state.statuses[place] = Status(arguments["status"], loading, workspace.clock())
        else:
            workspace.state.statuses.pop(place, None)
    workspace.changed("status", channel.id)
    platform.later(STATUS_SECONDS, lambda: workspace.changed("status", channel.id))
    return {}


def set_prompts(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    channel, prompts = joined_channel(platform, arguments["channel_id"]), arguments["prompts"]
    if channel.kind != "im":
        raise Refusal("channel_not_found")
    if not isinstance(prompts, list) or not 1 <= len(prompts) <= PROMPTS:
        raise invalid(f"must have from 1 to {PROMPTS} items", "/prompts")
    if any(not (isinstance(one, dict) and one.get("title") and one.get("message")) for one in prompts):
        raise invalid("missing required field: title, message", "/prompts")
    # In the agent view a thread has no prompts: Slack answers ok and shows nothing.
    if not arguments.get("thread_ts"):
        with platform.workspace.lock:
            platform.workspace.state.prompts[channel.id] = prompts
            platform.workspace.state.prompts_title[channel.id] = arguments.get("title", "")
        platform.workspace.changed("prompts", channel.id)
    return {}


def set_title(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    channel = joined_channel(platform, arguments["channel_id"])
    if platform.workspace.message(channel.id, arguments["thread_ts"]) is None:
        raise Refusal("invalid_thread_ts")
    with platform.workspace.lock:
        platform.workspace.state.titles[channel.id, arguments["thread_ts"]] = arguments["title"]
    return {}


_SCOPE = ("chat:write", "assistant:write")
METHODS = {
    "assistant.threads.setStatus": Method(
        set_status,
        ("channel_id", "thread_ts", "status"),
        ("loading_messages", "icon_emoji", "icon_url", "username"),
        _SCOPE,
    ),
    "assistant.threads.setSuggestedPrompts": Method(
        set_prompts, ("channel_id", "prompts"), ("thread_ts", "title"), ("assistant:write",)
    ),
    "assistant.threads.setTitle": Method(set_title, ("channel_id", "thread_ts", "title"), (), ("assistant:write",)),
}
