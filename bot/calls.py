"""Calls to Slack's Web API: limits and failures are waited out, and nothing is said twice."""

import logging
import re
from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass
from http.client import HTTPException
from time import sleep
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

ATTEMPTS = 5
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
# Slack waits three seconds for the acknowledgement of a click, in which two such calls are made: a language asked for,
# and something shown.
HURRIED_SECONDS = 1.4
# What Slack says when something broke on its side: the call may have been done or not.
_BROKEN = {"internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"}
_LIMITED = {"ratelimited", "rate_limited"}
# Where something else than Slack answers, a gateway's page say, the client puts a sentence in the word's place.
_WORD = re.compile(r"\w+")

Method = Callable[..., SlackResponse]

log = logging.getLogger(__name__)


@dataclass
class SlackRefused(Exception):
    """Slack understood the call and says no; ``error`` is its own word for why."""

    method: str
    error: str


@dataclass
class SlackUnsure(Exception):
    """The call did not come back: it may have been done or not."""

    method: str


class SlackAway(Exception):
    """Slack can't be reached, or is failing, for longer than it is worth waiting in one go."""


@dataclass
class SlackLimited(SlackAway):
    """Slack wants to be left alone for so many seconds; the call was not done."""

    seconds: float


class Calls:
    """Slack's Web API with the manners of a patient client."""

    def __init__(self, client: WebClient, wait: Callable[[float], None] = sleep) -> None:
        """Take the client over: its own retries would repeat what must not be said twice.

        Args:
            client: Knows the token and the address.
            wait: Waits for so many seconds.
        """
        client.retry_handlers.clear()
        self.client = client
        self._hurried = copy(client)
        self._hurried.timeout = min(client.timeout, HURRIED_SECONDS)  # type: ignore[assignment]  # parts of seconds
        self.wait = wait

    def repeatable(self, method: Method, **arguments: Any) -> dict[str, Any]:
        """Call a method of the client that does the same when called twice.

        Raises:
            SlackRefused: Slack says no.
            SlackAway: It did not work in several attempts.
        """
        for attempt in range(ATTEMPTS):
            try:
                return self.once(method, **arguments)
            except SlackUnsure:
                self.pause(attempt)
        raise SlackAway

    def once(self, method: Method, **arguments: Any) -> dict[str, Any]:
        """Call a method of the client that must not be done twice.

        A rate limit is waited out: such a call was not done.

        Raises:
            SlackRefused: Slack says no.
            SlackUnsure: Nobody knows whether it was done.
            SlackAway: The rate limit did not end.
        """
        for _ in range(ATTEMPTS):
            try:
                return _called(method, arguments)
            except SlackLimited as limit:
                log.info("rate limited", extra={"method": method.__name__, "seconds": limit.seconds})
                self.wait(limit.seconds)
        raise SlackAway

    def at_once(self, method: Method, **arguments: Any) -> dict[str, Any]:
        """Call a method of the client without waiting for long: for what is worth saying now or never.

        Raises:
            SlackRefused: Slack says no.
            SlackUnsure: Nobody knows whether it was done.
            SlackLimited: There is a rate limit.
        """
        return _called(getattr(self._hurried, method.__name__), arguments)

    def pause(self, attempt: int) -> None:
        """Wait before another attempt, longer each time; the first is number 0."""
        self.wait(min(FIRST_PAUSE * 2**attempt, LONGEST_PAUSE))


def retry_after(headers: Mapping[str, str]) -> float:
    """The seconds for which an answer that tells of a rate limit wants to be waited."""
    lowered = {name.lower(): value for name, value in headers.items()}
    try:
        return min(max(float(lowered.get("retry-after", 1)), 0.1), 300.0)
    except ValueError:
        return 1.0


def _called(method: Method, arguments: Mapping[str, Any]) -> dict[str, Any]:
    try:
        data = method(**arguments).data
    except SlackApiError as error:
        raise _told(method.__name__, error) from error
    except (OSError, HTTPException, UnicodeError) as error:
        raise SlackUnsure(method.__name__) from error
    return data if isinstance(data, dict) else {}


def _told(method: str, error: SlackApiError) -> SlackRefused | SlackUnsure | SlackLimited:
    data, status = error.response.data, error.response.status_code
    word = str(data.get("error")) if isinstance(data, dict) and "error" in data else ""
    if status == 429 or word in _LIMITED:
        return SlackLimited(retry_after(error.response.headers))
    if status >= 500 or word in _BROKEN or not _WORD.fullmatch(word):
        return SlackUnsure(method)
    return SlackRefused(method, word)
