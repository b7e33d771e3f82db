"""Whether a guide can still be relied on. Pure."""

from datetime import date, timedelta
from enum import StrEnum

# So many days before its review date a guide is due, and its owner is reminded.
DUE_DAYS = 30


class Freshness(StrEnum):
    """How a guide stands to its review date."""

    CURRENT = "current"
    DUE = "due"
    OVERDUE = "overdue"
    UNDER_REVIEW = "under_review"
    WITHDRAWN = "withdrawn"


def freshness(review_date: date | None, *, under_review: bool, withdrawn: bool, today: date) -> Freshness:
    """The state of a guide. One without a review date is current; one that is looked at is not due meanwhile.

    Args:
        review_date: Until when it holds, that day included.
        under_review: Whether somebody has begun to look at it.
        withdrawn: Whether it was taken away from readers.
        today: The day.
    """
    if withdrawn:
        return Freshness.WITHDRAWN
    if under_review:
        return Freshness.UNDER_REVIEW
    if review_date is None or review_date > due_until(today):
        return Freshness.CURRENT
    return Freshness.OVERDUE if review_date < today else Freshness.DUE


def due_until(today: date) -> date:
    """The last review date that is due today."""
    return today + timedelta(days=DUE_DAYS)


def a_year_after(day: date) -> date:
    """The same day of the next year; the 28th after a 29th of February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)
