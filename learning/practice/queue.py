"""What a person is asked today, and in which order. Pure.

How urgent a card is, is its relative overdueness: ``(now - due) / (due - last)``, the time for which it waits as a
part of the time after which it was to be asked. So of what waits for two days, that which was to come after a day goes
before that which was to come after a month: it is the more likely to be forgotten. An interval below a day counts as a
day, as nobody is asked an item again on the day on which she answered it; so does that of a card that was never
answered.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from learning.learners.pauses import Pause
from learning.practice.streaks import streak
from learning.practice.values import Card, Counts, Today

SHORTEST = timedelta(days=1)


@dataclass(frozen=True)
class Latest:
    """A card that a person answered lately: when it began, when she answered it last, and when it is due."""

    since: datetime
    last: datetime
    due: datetime


def order(cards: Iterable[Card], now: datetime) -> list[Card]:
    """Cards by relative overdueness, the most overdue first; those that are not due yet come last."""
    return sorted(cards, key=lambda card: (-overdueness(card, now), card.due, card.item_id))


def overdueness(card: Card, now: datetime) -> float:
    """For how many of its own intervals a card waits; below zero where it is not due yet."""
    interval = card.due - card.memory.last if card.memory is not None else SHORTEST
    return (now - card.due) / max(interval, SHORTEST)


def most_new(daily: int) -> int:
    """So many of the items that a person practises a day may be new to her: three in five, and one of one."""
    return -(-daily * 3 // 5)


def todays(cards: Iterable[Card], now: datetime, *, left: int, new_left: int) -> list[Card]:
    """What is asked today, in this order: what is due, by relative overdueness, then what is new, the oldest first.

    What finds no place keeps its place in the order, and comes on another day.

    Args:
        cards: The person's cards.
        now: The time.
        left: How many items she may still be asked today.
        new_left: How many of them may be new.
    """
    due = order((card for card in cards if card.due <= now), now)
    known = [card for card in due if card.memory is not None][: max(left, 0)]
    new = [card for card in due if card.memory is None]
    return known + new[: max(min(new_left, left - len(known)), 0)]


def unanswered(cards: Iterable[Card], since: datetime) -> list[Card]:
    """Those of the cards that were not answered since then."""
    return [card for card in cards if card.memory is None or card.memory.last < since]


def counted(counts: Counts, latest: Iterable[Latest], *, begins: datetime, ends: datetime, now: datetime) -> Counts:
    """Counts of other cards, with these counted in: what was answered today does not come before tomorrow.

    Args:
        counts: What is counted already.
        latest: The cards that are counted in.
        begins: When the person's day began.
        ends: When her next day begins.
        now: The time.
    """
    for card in latest:
        due = max(card.due, ends) if card.last >= begins else card.due
        if due <= now:
            counts = replace(counts, due=counts.due + 1)
        else:
            counts = replace(counts, next_due=min(due, counts.next_due or due))
        if card.since >= begins:
            counts = replace(counts, begun_today=counts.begun_today + 1)
    return counts


def today_of(
    counts: Counts, days: Sequence[date], day: date, daily: int, pauses: Collection[Pause] = (), *, ends: datetime
) -> Today:
    """What there is to practise for a person on her day, and how she kept at it.

    Args:
        counts: What waits for her.
        days: The day of each of her answers, as she has days.
        day: Today.
        daily: How many items she practises a day at most.
        pauses: Those that she took.
        ends: When her next day begins.
    """
    answered_today = days.count(day)
    left = max(daily - answered_today, 0)
    due = min(counts.due, left)
    new = max(min(counts.new, left - due, most_new(daily) - counts.begun_today), 0)
    return Today(
        due=due,
        new=new,
        answered_today=answered_today,
        streak=streak(days, day, pauses),
        next_due=_next(counts, due + new, left, ends) if daily else None,
    )


def _next(counts: Counts, today: int, left: int, ends: datetime) -> datetime | None:
    """When there is something after what is asked today: what finds no place in a day comes on the next."""
    waits = counts.due + counts.new > today
    later = counts.next_due if left > today or counts.next_due is None else max(counts.next_due, ends)
    return min(later or ends, ends) if waits else later
