"""How a learner gets on with what she is to reach. Pure.

A certificate that counts is what a certification asks for, whether it was issued here or taken over from elsewhere;
where there are both, the better one counts. One that is outdated by a change of a guide still counts, and is something
to be done about, as one that is about to lapse is. One that is suspended or was revoked does not count.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from learning.cohorts.values import Track
from learning.learners.values import Preferences
from learning.past.values import PastCertificate
from learning.standing.values import Standing

DUE_SOON_DAYS = 14
_OF_STANDING = {
    Standing.CURRENT: Track.DONE,
    Standing.EXPIRING: Track.EXPIRING,
    Standing.OUTDATED: Track.EXPIRING,
    Standing.EXPIRED: Track.LAPSED,
    Standing.SUSPENDED: Track.LAPSED,
    Standing.REVOKED: Track.LAPSED,
}
_BEST = (Track.DONE, Track.EXPIRING, Track.LAPSED)
# What needs somebody most comes first.
URGENCY = (
    Track.LAPSED,
    Track.OVERDUE,
    Track.EXPIRING,
    Track.DUE_SOON,
    Track.ON_TRACK,
    Track.PAUSED,
    Track.DONE,
    Track.LEFT,
)


@dataclass(frozen=True)
class Reached:
    """What became of a goal that was reached.

    Attributes:
        state: ``DONE``, ``EXPIRING`` or ``LAPSED``.
        expires: The last day on which the certificate that says so counts, or counted; None where it does not lapse by
            itself.
    """

    state: Track
    expires: date | None = None


def issued(standing: Standing, expires: date | None) -> Reached:
    """How a certificate that was issued here counts; ``expires`` is the last day on which it would."""
    # Of one that was revoked or is suspended, the day on which it would have lapsed says nothing.
    return Reached(_OF_STANDING[standing], None if standing in (Standing.SUSPENDED, Standing.REVOKED) else expires)


def taken_over(past: PastCertificate, renewal_days: int, today: date) -> Reached:
    """How a certificate from elsewhere counts; so many days before it lapses it is to be renewed."""
    if not past.counts(today):
        return Reached(Track.LAPSED, past.expires)
    is_near = past.expires is not None and past.expires - timedelta(days=renewal_days) <= today
    return Reached(Track.EXPIRING if is_near else Track.DONE, past.expires)


def better(found: Iterable[Reached]) -> Reached | None:
    """The certificate that counts of several: the better one, of two as good the one that counts longer."""
    return min(found, key=lambda one: (_BEST.index(one.state), -(one.expires or date.max).toordinal()), default=None)


def goal_track(reached: Track | None, due: date | None, today: date) -> Track:
    """How a learner stands with a goal.

    Args:
        reached: ``DONE``, or what became of it since (``EXPIRING``, ``LAPSED``); None where it is not reached yet.
        due: The last day for it.
        today: Her day.
    """
    if reached is not None:
        return reached
    if due is None or due - today > timedelta(days=DUE_SOON_DAYS):
        return Track.ON_TRACK
    return Track.OVERDUE if today > due else Track.DUE_SOON


def learner_track(goals: Iterable[Track], preferences: Preferences, today: date) -> Track:
    """How a learner stands with all her goals: the state that needs somebody most.

    Whoever left is reached by nobody, and whoever paused is left alone, unless all is done anyway. Without any goal she
    is on track. ``today`` is her day.
    """
    if preferences.left_at is not None:
        return Track.LEFT
    worst = min(goals, key=URGENCY.index, default=Track.ON_TRACK)
    is_paused = preferences.paused_until is not None and today <= preferences.paused_until
    return Track.PAUSED if worst is not Track.DONE and is_paused else worst
