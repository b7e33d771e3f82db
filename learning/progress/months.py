"""How many certificates count and lapse month by month. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from learning.standing.queries import Held
from learning.standing.values import Standing

COUNTING = frozenset({Standing.CURRENT, Standing.EXPIRING, Standing.OUTDATED})


@dataclass(frozen=True)
class MonthCount:
    """A month, by its first day: how many count when it begins (now, in the first), and how many lapse in it."""

    first: date
    held: int
    lapsing: int


def months_of(held: Iterable[Held], now: datetime, count: int = 12) -> tuple[MonthCount, ...]:
    """This month and the next, as they come if no certificate is renewed.

    Of each person and certification the certificate issued last counts: a renewed one does not lapse.

    Args:
        held: Certificates, the newest first; those that do not count now count for nothing.
        now: The time.
        count: How many months.
    """
    newest: dict[tuple[str, str], Held] = {}
    for one in held:
        newest.setdefault((one.certificate.person, one.certification.id), one)
    ends = [one.certificate.expires_at for one in newest.values() if one.standing in COUNTING]
    firsts = [_first(now.date(), ahead) for ahead in range(count + 1)]
    found = []
    for first, after in zip(firsts, firsts[1:], strict=False):
        left = sum(end is None or end.date() >= first for end in ends)
        lapsing = sum(end is not None and first <= end.date() < after for end in ends)
        found.append(MonthCount(first, left, lapsing))
    return tuple(found)


def _first(day: date, ahead: int) -> date:
    years, month = divmod(day.month - 1 + ahead, 12)
    return date(day.year + years, month + 1, 1)
