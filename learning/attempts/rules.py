"""Who may begin an attempt, and when. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from learning.attempts.values import Ending, Kind
from learning.certifications.definition import Definition
from learning.errors import (
    AlreadyOpen,
    ExamPassed,
    LearningError,
    NothingToRenew,
    RenewalTooSoon,
    TooManyAttempts,
    TooSoon,
)


@dataclass(frozen=True)
class Past:
    """An attempt as it is looked back on.

    Attributes:
        number: Of this person's attempts at the certification, from 1.
        points: By its newest result, with ``of`` and ``passed``; None where it has none.
    """

    attempt_id: str
    certification_id: str
    number: int
    kind: Kind
    started_at: datetime
    deadline: datetime | None
    ended_at: datetime | None
    ending: Ending | None
    points: float | None = None
    of: float | None = None
    passed: bool | None = None


def why_not_start(
    past: Sequence[Past], definition: Definition, kind: Kind, now: datetime, *, renewable_from: datetime | None
) -> LearningError | None:
    """Why a person may not begin an attempt now; None where she may.

    A cycle begins with what was passed last. In each cycle there are as many attempts as the definition allows, with
    the waiting time after each. An attempt about only what guides changed is counted apart.

    Args:
        past: The person's attempts at the certification, the oldest first.
        definition: What the certification requires.
        kind: What the attempt is for.
        now: The time.
        renewable_from: Since when the certificate that she holds can be renewed, or had to be; None where she holds
            none, or it never lapses.
    """
    for one in past:
        if one.ended_at is None:
            return AlreadyOpen(one.attempt_id)
    has_passed = any(one.passed and _counts_with(one.kind, kind) for one in past)
    unmet = _not_due(kind, has_passed, now, renewable_from)
    return unmet if unmet is not None else _no_try_left(_tries(past, kind), definition, now)


def tries_left(past: Sequence[Past], definition: Definition, kind: Kind) -> int | None:
    """How many attempts are left in this cycle, as ``why_not_start`` counts them; None for any number."""
    return None if definition.attempts is None else max(definition.attempts - len(_tries(past, kind)), 0)


def _not_due(kind: Kind, has_passed: bool, now: datetime, renewable_from: datetime | None) -> LearningError | None:
    if kind is Kind.DELTA:
        return None
    if not has_passed:
        return NothingToRenew() if kind is Kind.RENEWAL else None
    if renewable_from is None:
        return ExamPassed()
    return RenewalTooSoon(renewable_from) if now < renewable_from else None


def _no_try_left(tries: Sequence[Past], definition: Definition, now: datetime) -> LearningError | None:
    if definition.attempts is not None and len(tries) >= definition.attempts:
        return TooManyAttempts(definition.attempts)
    ends = [one.ended_at for one in tries if one.ended_at is not None]
    if not ends or not definition.waiting_days:
        return None
    until = max(ends) + timedelta(days=definition.waiting_days)
    return TooSoon(until) if now < until else None


def _tries(past: Sequence[Past], kind: Kind) -> list[Past]:
    """The attempts of this cycle."""
    passes = [index for index, one in enumerate(past) if one.passed and _counts_with(one.kind, kind)]
    cycle = past[passes[-1] + 1 :] if passes else past
    return [one for one in cycle if _counts_with(one.kind, kind)]


def _counts_with(one: Kind, other: Kind) -> bool:
    return (one is Kind.DELTA) == (other is Kind.DELTA)
