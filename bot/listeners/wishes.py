"""What is shown to who wrote, in a message or with the command, that she wants to see it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.parts import Parts
from bot.reading import Heard
from bot.wishes import Wish
from storage import jobs


@dataclass(frozen=True)
class Wished:
    """Somebody wants to be shown something.

    Attributes:
        act: Names the message, or the use of the command.
        asked_in: The channel in which others read it; None where nobody does.
    """

    person: str
    act: str
    asked_in: str | None
    at: datetime


def _certify(wished: Wished, parts: Parts) -> None:
    job = parts.certifying.show
    jobs.start(f"certify:{wished.act}", job, wished.person, wished.act, wished.asked_in, wished.at)


def _learn(wished: Wished, parts: Parts) -> None:
    jobs.start(f"learn:{wished.act}", parts.paths.show, wished.person, wished.act, wished.asked_in, wished.at)


def _practise(wished: Wished, parts: Parts) -> None:
    jobs.start(f"practise:{wished.act}", parts.practising.due, wished.person, wished.asked_in)


def _my_data(wished: Wished, parts: Parts) -> None:
    jobs.start(f"my-data:{wished.act}", parts.my_data.show, wished.person, wished.act, wished.asked_in, wished.at)


def _settings(wished: Wished, parts: Parts) -> None:
    jobs.start(f"settings:{wished.act}", parts.reaching.show, wished.person, wished.act, wished.asked_in, wished.at)


def _cohorts(wished: Wished, parts: Parts) -> None:
    jobs.start(f"cohorts:{wished.act}", parts.cohorts.show, wished.person, wished.act, wished.asked_in, wished.at)


GRANTED: Mapping[Wish, Callable[[Wished, Parts], None]] = {
    Wish.CERTIFY: _certify,
    Wish.LEARN: _learn,
    Wish.PRACTISE: _practise,
    Wish.MY_DATA: _my_data,
    Wish.SETTINGS: _settings,
    Wish.COHORTS: _cohorts,
}


def by_message(wish: Wish, message: Heard, parts: Parts) -> None:
    """Grant what was wished in a message, once, whatever events it comes in."""
    asked_in = None if message.direct else message.channel
    wished = Wished(message.writer, f"{message.channel}:{message.moment}", asked_in, parts.exams.clock())
    parts.begun.once(message.channel, message.moment, lambda: GRANTED[wish](wished, parts))


def by_command(wish: Wish, body: Mapping[str, Any], parts: Parts) -> None:
    """Grant what was wished with the command."""
    GRANTED[wish](Wished(body["user_id"], body["trigger_id"], body["channel_id"], parts.exams.clock()), parts)
