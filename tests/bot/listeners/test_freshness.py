"""Where a button about a review stands is known from what Slack tells of it."""

from datetime import date
from typing import Any

import pytest

from bot.library.reminders import Pressed
from bot.listeners.freshness import pressed

IN_MESSAGE = {"channel": {"id": "D1"}, "message": {"ts": "1.2"}}
IN_VIEW = {"container": {"type": "view", "view_id": "V1"}, "view": {"id": "V1"}}


@pytest.mark.parametrize(
    ("where", "block_id", "expected"),
    [
        (IN_MESSAGE, "reminder_of:2026-11-25:00ab12cd", Pressed("U1", "G1", "D1", "1.2", date(2026, 11, 25))),
        (IN_MESSAGE, "guide:1:00ab12cd", Pressed("U1", "G1", "D1", "1.2", None)),
        (IN_VIEW, "guide:1:00ab12cd", Pressed("U1", "G1", None, None, None)),
    ],
)
def test_a_press_tells_who_which_guide_and_where(where: dict[str, Any], block_id: str, expected: Pressed) -> None:
    action = {"action_id": "guide_reviewed", "value": "G1", "block_id": block_id}
    assert pressed({"user": {"id": "U1"}, "actions": [action], **where}) == expected
