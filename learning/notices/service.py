"""Use cases of notices: they are planned, sent or dropped, each once in its period.

What is to be planned is looked up once, and kept in parts, each in a transaction of its own; what moves as it is kept
is looked up part by part: call again until nothing is left. Whoever plans the same again, after a restart or beside
another one, adds nothing.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Update, delete, func, update
from sqlalchemy.orm import Session

from learning.errors import ZoneUnknown
from learning.learners.hours import day_of, zone_of
from learning.learners.models import LearnerRow
from learning.learners.queries import preferences_of
from learning.learners.values import DEFAULT, Kind, Preferences
from learning.notices import queries
from learning.notices.models import NoticeRow
from learning.notices.planning import deadline_at, digest_at, practice_after, practice_at, stage_of
from learning.notices.values import Outcome, Planned
from storage.database import insert_missing
from storage.schema import new_id

AT_ONCE = 1_000
AHEAD = timedelta(days=1)
# So long it is kept that somebody was asked to practise on a day.
KEPT = timedelta(days=60)
# Who wants a report later in a month gets that of the next one.
REPORT_DAYS = 7
_UTC = ZoneInfo("UTC")

T = TypeVar("T")


def zone_for(preferences: Preferences, slack: str | None) -> ZoneInfo:
    """Where a person is: where she says, else where Slack says; UTC where neither names a zone that there is."""
    named = (_known_zone(name) for name in (preferences.zone, slack) if name)
    return next((zone for zone in named if zone is not None), _UTC)


def plan_practice(
    session: Session, workspace: str, now: datetime, zones: Mapping[str, str], *, limit: int = AT_ONCE
) -> int:
    """Plan when people are asked to practise within the next day; returns for how many.

    Args:
        session: The transaction.
        workspace: Whose people they are.
        now: The time.
        zones: Where people are by Slack, by the person.
        limit: How many people at once.
    """
    until = now + AHEAD
    planned, moved = [], []
    for person, since, preferences in queries.to_ask(session, workspace, now, until, limit):
        zone = zone_for(preferences, zones.get(person))
        at = practice_at(preferences, zone, since if since < until else now, now)
        following = at
        if at < until:
            planned.append(Planned(person, Kind.PRACTICE, day_of(at, zone).isoformat(), at))
            following = practice_after(preferences, zone, at)
        moved.append({"workspace_id": workspace, "person": person, "next_practice": following})
    keep(session, workspace, planned)
    if moved:
        session.execute(update(LearnerRow), moved)
    return len(moved)


def deadlines(session: Session, workspace: str, now: datetime, zones: Mapping[str, str]) -> list[Planned]:
    """When people are told of certificates whose end is near within the next day, as far as that is not planned."""
    found = queries.lapsing(session, workspace, now, now + AHEAD)
    preferences = preferences_of(session, workspace, {one.person for one in found})
    known = queries.planned(session, workspace, Kind.DEADLINE)
    planned = []
    for one in found:
        hers = preferences[one.person]
        zone = zone_for(hers, zones.get(one.person))
        stage = stage_of(one, zone, day_of(now + AHEAD, zone))
        if stage is not None and (one.person, period := f"{one.certificate_id}:{stage[0]}") not in known:
            at = deadline_at(hers, zone, stage[1], now, one.expires_at)
            planned.append(Planned(one.person, Kind.DEADLINE, period, at))
    return planned


def digests(session: Session, workspace: str, now: datetime, zones: Mapping[str, str]) -> list[Planned]:
    """When people are sent the month's digests, once the month begins within a day, as far as that is not planned.

    Who has become a learner since it began has none of it.
    """
    month = (now + AHEAD).astimezone(UTC)
    first = date(month.year, month.month, 1)
    period, begun = f"{first:%Y-%m}", datetime(first.year, first.month, 1, tzinfo=UTC)
    return [
        Planned(person, Kind.DIGEST, period, digest_at(hers, zone_for(hers, zones.get(person)), first, now))
        for person, hers in queries.without(session, workspace, Kind.DIGEST, period, begun)
    ]


def parts(whole: Sequence[T]) -> Iterator[Sequence[T]]:
    """What is to be kept, as much at a time as goes into a transaction."""
    for start in range(0, len(whole), AT_ONCE):
        yield whole[start : start + AT_ONCE]


def keep(session: Session, workspace: str, planned: Iterable[Planned]) -> None:
    """Plan this, as far as it is not planned already."""
    insert_missing(session, NoticeRow, [_row(workspace, one) for one in planned])


def plan_report(session: Session, workspace: str, channel: str, now: datetime, zone: ZoneInfo) -> None:
    """Plan what a channel is told of the month that is over, in the first week of the next one.

    Args:
        session: The transaction.
        workspace: Whose channel it is.
        channel: Its name, as the place gives it.
        now: The time.
        zone: Where most of its people are.
    """
    today = day_of(now + AHEAD, zone)
    if today.day <= REPORT_DAYS:
        first = today.replace(day=1)
        at = digest_at(DEFAULT, zone, first, now)
        keep(session, workspace, [Planned(channel, Kind.DIGEST, f"{first:%Y-%m}", at)])


def replan(session: Session, workspace: str, person: str, *, now: datetime) -> None:
    """Forget when a person was to be asked to practise later, as she wants to be asked otherwise now.

    What it is time for already stays: it may be on its way.
    """
    session.execute(
        delete(NoticeRow).where(
            NoticeRow.workspace_id == workspace,
            NoticeRow.person == person,
            NoticeRow.kind == Kind.PRACTICE.value,
            NoticeRow.ended_at.is_(None),
            NoticeRow.send_at > now,
        )
    )


def end(session: Session, workspace: str, notice_id: str, outcome: Outcome, *, now: datetime) -> None:
    """Keep what became of a notice; what was kept first stays."""
    session.execute(_one(workspace, notice_id).values(ended_at=now, outcome=outcome.value))


def put_off(session: Session, workspace: str, notice_id: str, until: datetime) -> None:
    """Let a notice wait until then."""
    session.execute(_one(workspace, notice_id).values(send_at=until))


def fail(session: Session, workspace: str, notice_id: str, *, now: datetime, until: datetime) -> None:
    """Keep that a notice could not be sent, and let it wait until then."""
    first = func.coalesce(NoticeRow.failed_at, now)
    session.execute(_one(workspace, notice_id).values(failed_at=first, send_at=until))


def plan_anew(session: Session, workspace: str, person: str, *, now: datetime) -> None:
    """Let it be planned again when a person is asked to practise next, as what was planned was not for where she is."""
    session.execute(
        update(LearnerRow)
        .where(LearnerRow.workspace_id == workspace, LearnerRow.person == person, LearnerRow.next_practice > now)
        .values(next_practice=now)
    )


def forget_missed(session: Session, workspace: str, people: Collection[str]) -> None:
    """Forget what was not said to people as they had left; so they are told once they are back, as far as it holds."""
    session.execute(
        delete(NoticeRow).where(
            NoticeRow.workspace_id == workspace,
            NoticeRow.person.in_(people),
            NoticeRow.kind != Kind.DIGEST.value,
            NoticeRow.outcome == Outcome.LEFT.value,
        )
    )


def forget_old(session: Session, workspace: str, now: datetime) -> None:
    """Forget on which days people were asked to practise long ago; other notices are once for ever."""
    session.execute(
        delete(NoticeRow).where(
            NoticeRow.workspace_id == workspace,
            NoticeRow.kind == Kind.PRACTICE.value,
            NoticeRow.ended_at < now - KEPT,
        )
    )


def _one(workspace: str, notice_id: str) -> Update:
    return update(NoticeRow).where(
        NoticeRow.workspace_id == workspace, NoticeRow.id == notice_id, NoticeRow.ended_at.is_(None)
    )


def _row(workspace: str, one: Planned) -> dict[str, object]:
    return {
        "id": new_id(),
        "workspace_id": workspace,
        "person": one.person,
        "kind": one.kind.value,
        "period": one.period,
        "send_at": one.send_at,
        "failed_at": None,
        "ended_at": None,
        "outcome": None,
    }


@cache
def _known_zone(name: str) -> ZoneInfo | None:
    try:
        return zone_of(name)
    except ZoneUnknown:
        return None
