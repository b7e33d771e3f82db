"""What is shown to who wrote, in a message or with the command, that she wants to see it."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.parts import Parts
from bot.reading import Heard
from bot.wishes import Wish, Wished
from storage import jobs


def _certify(wished: Wished, parts: Parts) -> None:
    jobs.start(f"certify:{wished.act}", parts.certifying.show, wished)


def _learn(wished: Wished, parts: Parts) -> None:
    jobs.start(f"learn:{wished.act}", parts.paths.show, wished)


def _practise(wished: Wished, parts: Parts) -> None:
    jobs.start(f"practise:{wished.act}", parts.practising.due, wished.person, wished.asked_in)


def _my_data(wished: Wished, parts: Parts) -> None:
    jobs.start(f"my-data:{wished.act}", parts.my_data.show, wished)


def _settings(wished: Wished, parts: Parts) -> None:
    jobs.start(f"settings:{wished.act}", parts.reaching.show, wished)


def _cohorts(wished: Wished, parts: Parts) -> None:
    jobs.start(f"cohorts:{wished.act}", parts.cohorts.show, wished)


GRANTED: Mapping[Wish, Callable[[Wished, Parts], None]] = {
    Wish.CERTIFY: _certify,
    Wish.LEARN: _learn,
    Wish.PRACTISE: _practise,
    Wish.MY_DATA: _my_data,
    Wish.SETTINGS: _settings,
    Wish.COHORTS: _cohorts,
}


def by_press(wish: Wish, body: Mapping[str, Any], parts: Parts) -> None:
    """Grant what was wished with a button, which nobody else sees."""
    GRANTED[wish](Wished(body["user"]["id"], body["trigger_id"], None, parts.exams.clock()), parts)


def by_message(wish: Wish, message: Heard, parts: Parts) -> None:
    """Grant what was wished in a message, once, whatever events it comes in."""
    asked_in = None if message.direct else message.channel
    wished = Wished(message.writer, f"{message.channel}:{message.moment}", asked_in, parts.exams.clock())
    parts.begun.once(message.channel, message.moment, lambda: GRANTED[wish](wished, parts))


def by_command(wish: Wish, body: Mapping[str, Any], parts: Parts) -> None:
    """Grant what was wished with the command."""
    GRANTED[wish](Wished(body["user_id"], body["trigger_id"], body["channel_id"], parts.exams.clock()), parts)
