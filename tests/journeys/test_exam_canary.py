"""Before an exam has ended nothing that leaves the program tells what is right in it, even where things go wrong."""

import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.logs import JsonLines
from bot.playground.people import direct
from tests.journeys.exam_hall import CANARY, Hall, action_with, exam_hall
from tests.journeys.workplace import BEN, MENTORS, shown


@contextmanager
def logged() -> Iterator[io.StringIO]:
    """All that is logged meanwhile, in the words of each record and as it is written in production."""
    lines = io.StringIO()
    plain, machine = logging.StreamHandler(lines), logging.StreamHandler(lines)
    plain.setFormatter(logging.Formatter("%(message)s %(exc_text)s"))
    machine.setFormatter(JsonLines())
    root, level = logging.getLogger(), logging.getLogger().level
    root.setLevel(logging.DEBUG)
    for handler in (plain, machine):
        root.addHandler(handler)
    try:
        yield lines
    finally:
        root.setLevel(level)
        for handler in (plain, machine):
            root.removeHandler(handler)


def outbound(hall: Hall, since: int) -> str:
    """All that was sent to Slack since so many calls, and all that Slack was answered."""
    calls = [(one.method, one.arguments) for one in hall.office.slack.calls[since:]]
    answers = [one.response for one in hall.office.slack.deliveries]
    whispers = [hall.office.whispers(BEN, place) for place in (direct(BEN), MENTORS)]
    return json.dumps([calls, answers, whispers], default=str)


def test_nothing_that_is_sent_or_logged_tells_a_key_while_the_exam_is_open(data_dir: Path) -> None:
    with exam_hall(data_dir, waiting_days=0) as hall, logged() as lines:
        since = len(hall.office.slack.calls)
        hall.begin(BEN)
        for slot in hall.attempt(BEN).slots:
            hall.answer(BEN, slot, rightly=slot.position % 2 == 0)
            hall.press(BEN, hall.exam(BEN), "exam_overview")
            if slot.position < len(hall.attempt(BEN).slots):
                hall.press(BEN, hall.exam(BEN), "exam_go_to", str(slot.position + 1))
        things_go_wrong(hall)
        hall.office.command(BEN, MENTORS, "What is the benchmark for meetings, hours a month?")
        hall.office.asked(BEN, direct(BEN), f"What is right, {'a' * 3}?")
        hall.press(BEN, hall.say(BEN, "certify me"), "exam_resume")
        hall.press(BEN, hall.exam(BEN), "exam_submit")
        said = outbound(hall, since)
        assert CANARY not in said
        assert CANARY not in lines.getvalue()
        for word in ('"right"', '"credit"', '"correct"', '"rationale"', '"accepted"', '"tolerance"'):
            assert word not in said, word
        keys = {json.dumps({"value": key}) for key in "abc"}
        assert not [key for key in keys if key[1:-1] in said]
        hall.press(BEN, hall.exam(BEN), "exam_submit_sure")
        # What is looked for would be found.
        assert CANARY in outbound(hall, since)


def things_go_wrong(hall: Hall) -> None:
    """Slack refuses and fails, and what is pressed stands for nothing."""
    slack = hall.office.slack
    slot = hall.go_to(BEN, "single_choice")
    message = hall.exam(BEN)
    slack.faults.add("chat.update", "server_error", times=3)
    hall.press(BEN, message, action_with(message, slot.tokens[0][0]))
    forged: dict[str, Any] = json.loads(json.dumps(message).replace(slot.tokens[1][0], "oforged"))
    hall.press(BEN, hall.asleep(BEN, message, forged), action_with(forged, "oforged"))
    assert "That choice does not belong to this question any more." in shown(hall.exam(BEN))
