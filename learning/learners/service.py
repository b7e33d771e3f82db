"""Use cases of learners: how a person wants to be reached, that she left, that she is back."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Update, select, update
from sqlalchemy.orm import Session

from learning.errors import BadHours
from learning.learners.hours import day_of, is_quiet_hour, zone_of
from learning.learners.models import LearnerRow
from learning.learners.pauses import after, as_data, from_data
from learning.learners.queries import preferences
from learning.learners.values import DEFAULT, Kind, Preferences
from storage.database import insert_missing

LAST_HOUR = 23
MOST_DAILY = 50
# A break goes no further than to the same day of the next year.
MOST_PAUSED = 366
_UTC = ZoneInfo("UTC")


def prefer(session: Session, workspace: str, person: str, wanted: Preferences, *, now: datetime) -> None:
    """Keep how a person wants to be reached; whether she left is kept by ``leave`` alone.

    A pause begins on the day that it is for her; on that of UTC, where she did not say in which zone she is.

    Raises:
        ZoneUnknown: There is no such time zone.
        BadHours: A number is out of range, her hour is in her quiet hours, or the break is longer than a year.
    """
    kept = replace(wanted, zone=zone_of(wanted.zone).key if wanted.zone is not None else None)
    for what, number in (("hour", kept.hour), ("quiet_from", kept.quiet_from), ("quiet_until", kept.quiet_until)):
        if not 0 <= number <= LAST_HOUR:
            raise BadHours(what, number)
    if not 0 <= kept.daily <= MOST_DAILY:
        raise BadHours("daily", kept.daily)
    if is_quiet_hour(kept, kept.hour):
        raise BadHours("quiet", kept.hour)
    today = day_of(now, zone_of(kept.zone) if kept.zone is not None else _UTC)
    if kept.paused_until is not None and (days := (kept.paused_until - today).days) > MOST_PAUSED:
        raise BadHours("paused", days)
    enter(session, workspace, [person], now=now)
    is_asked = Kind.PRACTICE not in kept.muted
    own = select(LearnerRow.pauses).where(LearnerRow.workspace_id == workspace, LearnerRow.person == person)
    pauses = as_data(after(from_data(session.execute(own.with_for_update()).scalar_one()), kept.paused_until, today))
    session.execute(
        _one(workspace, person).values(**_columns(kept), pauses=pauses, next_practice=now if is_asked else None)
    )


def pause(session: Session, workspace: str, person: str, until: date | None, *, now: datetime) -> None:
    """Leave a person alone through this day; None to go on."""
    prefer(session, workspace, person, replace(preferences(session, workspace, person), paused_until=until), now=now)


def enter(session: Session, workspace: str, people: Collection[str], *, now: datetime) -> None:
    """Keep of these people, as far as there is nothing kept of them yet, that they are reached as by default."""
    common = {"workspace_id": workspace, "since": now, "next_practice": now, "left_at": None, "pauses": []}
    insert_missing(session, LearnerRow, [{**common, **_columns(DEFAULT), "person": person} for person in people])


def leave(session: Session, workspace: str, person: str, *, now: datetime) -> None:
    """A person left the workspace: nothing is sent to her any more. Whoever left before left then."""
    enter(session, workspace, [person], now=now)
    session.execute(_one(workspace, person).where(LearnerRow.left_at.is_(None)).values(left_at=now, next_practice=None))


def come_back(session: Session, workspace: str, person: str, *, now: datetime) -> None:
    """A person who had left is back, and is reached as she wanted to be."""
    is_asked = Kind.PRACTICE not in preferences(session, workspace, person).muted
    session.execute(
        _one(workspace, person)
        .where(LearnerRow.left_at.is_not(None))
        .values(left_at=None, next_practice=now if is_asked else None)
    )


def follow(
    session: Session, workspace: str, here: Collection[str], gone: Collection[str], *, now: datetime
) -> list[str]:
    """Take over from the workspace who is in it and who left it, for those of whom something is kept.

    Returns:
        Who had left and is back.
    """
    back = []
    query = select(LearnerRow.person, LearnerRow.left_at).where(LearnerRow.workspace_id == workspace)
    for person, left_at in session.execute(query).all():
        if left_at is None and person in gone:
            leave(session, workspace, person, now=now)
        elif left_at is not None and person in here:
            come_back(session, workspace, person, now=now)
            back.append(person)
    return back


def _one(workspace: str, person: str) -> Update:
    return update(LearnerRow).where(LearnerRow.workspace_id == workspace, LearnerRow.person == person)


def _columns(wanted: Preferences) -> dict[str, object]:
    return {
        "zone": wanted.zone,
        "daily": wanted.daily,
        "hour": wanted.hour,
        "quiet_from": wanted.quiet_from,
        "quiet_until": wanted.quiet_until,
        "paused_until": wanted.paused_until,
        "muted": sorted(wanted.muted),
    }
