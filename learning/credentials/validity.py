"""Until when a certificate holds. Pure."""

import calendar
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import takewhile

from learning.requirements.states import DONE
from learning.requirements.values import Step


def counts_from(ended_at: datetime, required: Iterable[Sequence[Step]]) -> datetime:
    """From when a certificate holds: when the last thing that it certifies was done.

    That is not when it is issued, which its holder could put off to hold it for longer. Nor is it the exam's end where
    something else took until later: nothing is certified of a time at which it was not so.

    Args:
        ended_at: When the exam ended that was passed.
        required: The steps towards each thing that is required besides, all of which are done; the oldest first.
    """
    done = [list(takewhile(lambda step: step.state in DONE, reversed(steps))) for steps in required]
    return max([ended_at, *(run[-1].at for run in done if run)])


def expires_at(months: int | None, *, since: datetime, renews: datetime | None = None) -> datetime | None:
    """When it lapses; None for never.

    Args:
        months: For how many months it holds; None for ever.
        since: From when it holds.
        renews: When the certificate that it renews lapses. Who renews early loses no day: the months count from then.
    """
    if months is None:
        return None
    return _later(max(since, renews) if renews is not None else since, months)


def _later(moment: datetime, months: int) -> datetime:
    """The same day so many months later, or the last of that month where it is shorter."""
    years, month = divmod(moment.month - 1 + months, 12)
    year = moment.year + years
    day = min(moment.day, calendar.monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)
