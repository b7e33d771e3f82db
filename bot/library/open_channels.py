"""Which channels everybody may read."""

from collections.abc import Mapping
from typing import Any

from bot.calls import Calls, SlackAway, SlackRefused, SlackUnsure


def is_open(calls: Calls, channel: str) -> bool:
    """Whether everybody of the organisation may read a channel, as Slack says; not where it does not."""
    try:
        return _is_open(calls.repeatable(calls.client.conversations_info, channel=channel)["channel"])
    except SlackRefused:
        return False


def is_open_at_once(calls: Calls, channel: str) -> bool:
    """As ``is_open``, for whom there is no time to wait; not where Slack does not say it at once."""
    try:
        return _is_open(calls.at_once(calls.client.conversations_info, channel=channel)["channel"])
    except (SlackRefused, SlackUnsure, SlackAway):
        return False


def _is_open(found: Mapping[str, Any]) -> bool:
    hidden = any(found.get(kind) for kind in ("is_private", "is_im", "is_mpim", "is_group"))
    return bool(found.get("is_channel")) and not hidden
