"""When the time is up. Pure.

What decides is when Slack took the click, not when it was delivered here: a slow delivery neither helps nor harms.
"""

from datetime import datetime, timedelta

# Slack stamps a click when it arrives there, some seconds after the finger on a slow mobile network; and Slack's clock
# and this server's may differ by as much.
GRACE = timedelta(seconds=10)
# Slack signs every request with its time, and an older one than this is refused at the door: none can come later.
DELIVERY = timedelta(minutes=5)
# How many times as long a person may be let take.
NO_LONGER, LONGEST = 1.0, 10.0


def minutes_for(minutes: float | None, factor: float) -> float | None:
    """A time limit with a personal factor in it; None where there is no limit."""
    return minutes * factor if minutes is not None else None


def deadline(started_at: datetime, minutes: float | None) -> datetime | None:
    """When the time is up, without grace; None where it never is."""
    return started_at + timedelta(minutes=minutes) if minutes is not None else None


def in_time(started_at: datetime, due: datetime | None, clicked_at: datetime, now: datetime) -> bool:
    """Whether a click counts.

    Args:
        started_at: When the attempt was begun.
        due: Its deadline; None where there is none.
        clicked_at: When Slack says that it was clicked. A moment before the attempt or after ``now`` can't be true:
            the nearest one that can is taken.
        now: When the click reached this server.
    """
    if due is None:
        return True
    clicked = max(started_at, min(clicked_at, now))
    return clicked <= due + GRACE and now <= last_delivery(due)


def last_delivery(due: datetime) -> datetime:
    """After this moment no click that counts can come any more: the attempt can be closed."""
    return due + GRACE + DELIVERY


def is_over(due: datetime | None, now: datetime) -> bool:
    """Whether what is clicked at this moment would be too late."""
    return due is not None and now > due + GRACE


def ended_at(started_at: datetime, due: datetime | None, now: datetime) -> datetime:
    """When an attempt that is closed now ended: at its deadline at the latest, and not before it began."""
    return max(started_at, now if due is None else min(now, due))
