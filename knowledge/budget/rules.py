"""Whether what is left of a day is enough for another answer. Pure.

A day is a day of UTC, for everybody.
"""

from datetime import UTC, date, datetime, time, timedelta

from knowledge.budget.values import Limits, Spent, Used, Whose


def day_of(now: datetime) -> date:
    """The day to which what is used now counts."""
    return now.astimezone(UTC).date()


def spent(used: Used, limits: Limits, tokens: int, now: datetime) -> Spent | None:
    """Whose share is used up, so that so many tokens are not to be had; None where they are.

    Where both shares are, it is the workspace's: then nobody has any.
    """
    until = datetime.combine(day_of(now) + timedelta(days=1), time(), UTC)
    if limits.workspace is not None and used.workspace + tokens > limits.workspace:
        return Spent(Whose.WORKSPACE, until)
    if limits.person is not None and used.person + tokens > limits.person:
        return Spent(Whose.PERSON, until)
    return None
