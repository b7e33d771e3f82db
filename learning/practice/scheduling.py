"""When an item is to be asked again: FSRS-6 with its default weights, without chance. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import fsrs
from fsrs import State

from learning.practice.rating import Rating

RETENTION = 0.9


@dataclass(frozen=True)
class Memory:
    """How well an item is remembered.

    Attributes:
        stability: In so many days the chance that it is remembered falls to 90 percent.
        difficulty: 1 to 10.
        state: Whether it is being learned, is reviewed, or was forgotten and is being learned again.
        step: How far that learning is; None while it is reviewed.
        last: When it was answered last.
    """

    stability: float
    difficulty: float
    state: State
    step: int | None
    last: datetime


@dataclass(frozen=True)
class Scheduled:
    """What is remembered after an answer, and when the item is to be asked again."""

    memory: Memory
    due: datetime


def after(memory: Memory | None, rating: Rating, at: datetime, retention: float = RETENTION) -> Scheduled:
    """What an answer makes of a memory.

    Args:
        memory: What was remembered before; None where the item is new.
        rating: How well it was remembered.
        at: When it was answered. Where that is before the answer before, a clock was set back: it counts as answered
            in the same moment as that one.
        retention: How sure it is to be that it is remembered when it is asked again, above 0 and up to 1.
    """
    card = fsrs.Card(card_id=0) if memory is None else _card(memory)
    moment = (at if memory is None else max(at, memory.last)).astimezone(UTC)
    scheduler = fsrs.Scheduler(desired_retention=retention, enable_fuzzing=False)
    card, _ = scheduler.review_card(card, fsrs.Rating(rating), moment)
    assert card.stability is not None
    assert card.difficulty is not None
    return Scheduled(Memory(card.stability, card.difficulty, card.state, card.step, moment), card.due)


def remembered(memory: Memory, now: datetime) -> float:
    """The chance that an item is remembered, 0 to 1; it changes once a day, counted from the last answer."""
    return fsrs.Scheduler().get_card_retrievability(_card(memory), now)


def as_data(memory: Memory) -> dict[str, Any]:
    """A memory as data that JSON holds, without ``last``."""
    return {
        "stability": memory.stability,
        "difficulty": memory.difficulty,
        "state": memory.state.value,
        "step": memory.step,
    }


def from_data(data: Mapping[str, Any], last: datetime) -> Memory:
    """A memory from what ``as_data`` made of it, and when it was answered last."""
    return Memory(data["stability"], data["difficulty"], State(data["state"]), data["step"], last)


def _card(memory: Memory) -> fsrs.Card:
    return fsrs.Card(
        card_id=0,
        state=memory.state,
        step=memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.last,
        last_review=memory.last,
    )
