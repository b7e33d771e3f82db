"""What people are called and where they are: Slack is asked little, never for long, and holds up nobody it told of."""

import threading
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from slack_sdk import WebClient

from bot.calls import Calls, SlackUnsure
from bot.learning.names import KNOWN_FOR, MISSED_FOR, PATIENCE, Names

NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
PEOPLE = [f"U{number:04}" for number in range(2_500)]


class Slack(Calls):
    """A workspace of so many people; ``seconds`` pass with each answer, ``away`` says whether there is none."""

    def __init__(self) -> None:
        super().__init__(WebClient("xoxb-test"))
        self.asked: list[str] = []
        self.seconds, self.passed, self.away = 0.0, 0.0, False
        self.gate = threading.Event()
        self.gate.set()
        self.called: dict[str, str] = {}

    def at_once(self, method: Any, **arguments: Any) -> dict[str, Any]:
        self.asked.append(method.__name__)
        assert self.gate.wait(10)
        self.passed += self.seconds
        if self.away:
            raise SlackUnsure(method.__name__)
        if "user" in arguments:
            return {"user": user(arguments["user"], self.called)}
        start = int(arguments.get("cursor") or 0)
        end = start + arguments["limit"]
        more = {"next_cursor": str(end) if end < len(PEOPLE) else ""}
        return {"members": [user(one) for one in PEOPLE[start:end]], "response_metadata": more}

    def names(self) -> Names:
        return Names(self, lambda: self.passed)


def user(person: str, called: Mapping[str, str] = {}) -> dict[str, Any]:
    return {"id": person, "tz": "Africa/Nairobi", "profile": {"real_name": called.get(person, f"Person {person}")}}


def test_few_are_asked_for_one_by_one_and_many_among_everybody_and_both_are_remembered() -> None:
    slack = Slack()
    names = slack.names()
    assert names.of(["U0001"], now=NOW) == {"U0001": "Person U0001"}
    assert names.zone("U0001", now=NOW) == "Africa/Nairobi"
    assert slack.asked == ["users_info"]
    assert len(names.of(PEOPLE[:500], now=NOW)) == 500
    assert slack.asked == ["users_info", "users_list"]
    names.of(PEOPLE[:500], now=NOW + KNOWN_FOR - timedelta(seconds=1))
    assert len(slack.asked) == 2


def test_a_name_turns_no_text_around_it_and_one_that_nobody_sees_is_none() -> None:
    slack = Slack()
    slack.called = {"U0001": "\u202eAmara\u2067", "U0002": "\u202e\u200b"}
    assert slack.names().of(["U0001", "U0002"], now=NOW) == {"U0001": "Amara"}


def test_whom_slack_does_not_know_is_not_asked_for_in_each_request() -> None:
    slack = Slack()
    names, gone = slack.names(), [f"UGONE{number}" for number in range(11)]
    for _ in range(3):
        assert names.of(gone, now=NOW) == {}
    assert slack.asked == ["users_list"] * 3
    names.of(gone, now=NOW + MISSED_FOR)
    assert len(slack.asked) == 6


def test_what_was_known_holds_while_slack_is_away() -> None:
    slack = Slack()
    names = slack.names()
    names.of(["U0001"], now=NOW)
    slack.away = True
    for _ in range(2):
        assert names.of(["U0001"], now=NOW + KNOWN_FOR) == {"U0001": "Person U0001"}
    assert len(slack.asked) == 2


def test_nobody_waits_long_for_a_slow_slack_and_it_goes_on_from_where_it_stopped() -> None:
    slack = Slack()
    slack.seconds = PATIENCE
    names, last = slack.names(), PEOPLE[-11:]
    found = [names.of(last, now=NOW + number * MISSED_FOR) for number in range(3)]
    assert [len(one) for one in found] == [0, 0, 11]
    assert slack.asked == ["users_list"] * 3


def test_who_is_known_is_told_of_while_slack_is_asked_for_others() -> None:
    slack = Slack()
    names = slack.names()
    names.of(["U0001"], now=NOW)
    slack.gate.clear()
    asking = threading.Thread(target=lambda: names.of(["U0002"], now=NOW))
    asking.start()
    try:
        assert names.of(["U0001"], now=NOW) == {"U0001": "Person U0001"}
        assert asking.is_alive()
    finally:
        slack.gate.set()
        asking.join(10)
    assert names.of(["U0002"], now=NOW) == {"U0002": "Person U0002"}
