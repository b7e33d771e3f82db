"""That a certificate is about to lapse, or the last day of a goal is near. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.blocks.message import Block, Message, button, context, plain, section, stamped
from bot.blocks.mrkdwn import escape, literal, one_line
from bot.texts import Texts

LONGEST_TITLE = 150
LONGEST_SPOKEN = 75
MOST_NEAR = 20


@dataclass(frozen=True)
class Deadline:
    """A certificate, the day on which it lapses, and how many days are left until then.

    Attributes:
        lapses_at: The moment at which it lapses.
        is_first: Whether it is about that it can be renewed now, and not about how many days are left.
    """

    certificate_id: str
    title: str
    ends: date
    days: int
    lapses_at: datetime
    is_first: bool


@dataclass(frozen=True)
class NearDay:
    """A goal of a cohort, its last day, and how many days are left until then."""

    goal_id: str
    title: str
    cohort: str
    due: date
    days: int


Near = Deadline | NearDay


def near_message(near: Sequence[Near], notice_id: str, texts: Texts) -> Message:
    """All that a person has to keep in mind, one at least, and buttons that lead towards it."""
    shown = sorted(near, key=lambda one: one.days)[:MOST_NEAR]
    more = len(near) - len(shown)
    title = escape(texts.news.near) if len(near) > 1 else _line(near[0], texts)
    blocks = [
        *([section(f"*{title}*")] if len(near) > 1 else []),
        *(_section(one, texts) for one in shown),
        *([context(plain(texts.news.more_near.format(count=more)))] if more else []),
        {"type": "actions", "elements": _buttons(near, texts)},
    ]
    return Message(title, stamped(blocks, f"near:{notice_id}"))


def _section(one: Near, texts: Texts) -> Block:
    if isinstance(one, NearDay):
        return section(_line(one, texts))
    title = one_line(one.title, LONGEST_TITLE)
    spoken = literal(texts.news.open_spoken.format(title=title), LONGEST_SPOKEN)
    return section(_line(one, texts), button("certificate_open", texts.news.open, one.certificate_id, spoken=spoken))


def _line(one: Near, texts: Texts) -> str:
    said, title = texts.news, one_line(one.title, LONGEST_TITLE)
    left = said.days_left.of(one.days) if one.days else said.last_day
    if isinstance(one, NearDay):
        cohort = one_line(one.cohort, LONGEST_TITLE)
        return escape(f"{said.goal_due.format(title=title, cohort=cohort, date=texts.day(one.due))} {left}")
    lapses = said.lapses.format(title=title, date=texts.day(one.ends))
    return escape(f"{lapses} {said.renewable if one.is_first else left}")


def _buttons(near: Sequence[Near], texts: Texts) -> list[Block]:
    said = texts.news
    renew = {**button("certify_open", said.renew, "certify"), "style": "primary"}
    path = button("learn_open", said.goal_path, "learn")
    certify = button("certify_open", said.certify, "certify")
    is_of_goal, is_of_end = (any(isinstance(one, kind) for one in near) for kind in (NearDay, Deadline))
    if is_of_end:
        return [renew, *([path] if is_of_goal else [])]
    return [path, certify]
