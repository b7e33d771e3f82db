"""What the answers of a year come to, and when that year is. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from learning.certifications.definition import Continuous
from learning.continuous.mdt import Chances, mastered
from learning.continuous.values import Outcome
from learning.credentials.values import Certificate

WEEK = timedelta(days=7)


def so_far(rights: Sequence[bool], rule: Continuous) -> Outcome:
    """What the answers come to in the middle of the year: nothing is missing yet.

    Args:
        rights: Of each answer, whether it was wholly right.
        rule: What the certification says.
    """
    return _outcome(rights, 0, rule)


def at_the_end(rights: Sequence[bool], rule: Continuous) -> Outcome:
    """What they come to when the year is over: what is missing of the floor counts as answered wrongly."""
    return _outcome(rights, max(0, rule.floor - len(rights)), rule)


def begins(ends: datetime) -> datetime:
    """When the year begins that ends then."""
    last_year = ends.year - 1
    # A year that ends on a leap day begins on the last day of February.
    return ends.replace(year=last_year, day=28 if (ends.month, ends.day) == (2, 29) else ends.day)


def week_begins(now: datetime) -> datetime:
    """The beginning of the week in which a moment is: Monday, at midnight of UTC."""
    today = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return today - timedelta(days=today.weekday())


def is_of_its_week(shown_at: datetime, answered_at: datetime, told_at: datetime | None) -> bool:
    """Whether an answer shows what its holder knows: it was given in the week in which the question was asked.

    Args:
        shown_at: When it was asked.
        answered_at: When it was answered.
        told_at: When she was told last before that what is right, by another answer of hers; None for never. Where that
            was in the same week, this one shows nothing: so an item counts at most once a week.
    """
    asked = week_begins(shown_at)
    return answered_at < asked + WEEK and (told_at is None or told_at < asked)


def asked_since(one: Certificate, ends: datetime) -> datetime:
    """Since when its holder could be asked to keep a certificate that ends then."""
    return begins(ends) if one.issued_anew else max(begins(ends), one.issued_at)


def reachable(rule: Continuous, items: int, since: datetime, ends: datetime) -> Continuous:
    """The rule as it may be applied: no more answers are needed than a holder could give, but one at least.

    Args:
        rule: What the certification says.
        items: How many there are to be asked; each is asked once a week at most.
        since: Since when she could be asked.
        ends: When the year ends.
    """
    weeks = max(0, (ends - since) // WEEK)
    return replace(rule, floor=max(1, min(rule.floor, weeks * min(rule.weekly, items))))


def _outcome(rights: Sequence[bool], unanswered: int, rule: Continuous) -> Outcome:
    chances = Chances(rule.master, rule.other)
    mastery = mastered((is_right, chances) for is_right in (*rights, *[False] * unanswered))
    return Outcome(len(rights), sum(rights), unanswered, mastery, mastery >= rule.sure)
