"""What is new for a person in a month, looked up; and the pictures that go with it."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.blocks.learning.digest import (
    CohortMonth,
    Digest,
    Ending,
    Holding,
    LibraryMonth,
    OwnMonth,
    Touched,
    digest_message,
)
from bot.blocks.message import Message
from bot.learning.zones import Reached
from bot.library.desk import Desk
from bot.readers import Readers
from knowledge.freshness.queries import freshness_of_guides
from knowledge.freshness.states import Freshness
from knowledge.guides.queries import edition_facts
from knowledge.members.roles import Act, may
from knowledge.members.service import role_of
from learning.cohorts.queries import cohorts, overview
from learning.cohorts.values import Cohort
from learning.learners.hours import day_of, first_at
from learning.notices.values import Notice
from learning.practice.queries import answered_since
from learning.progress.months import COUNTING
from learning.standing.queries import Held, held, held_by
from learning.standing.values import Standing

SOON = timedelta(days=60)


def month_message(desk: Desk, notice: Notice, to: Reached, now: datetime) -> Message | None:
    """The digest of the month that is over; None where there is nothing to tell."""
    digest = _digest(desk, notice, to, now)
    return None if digest.is_empty else digest_message(digest, notice.id, to.texts)


def over_by(period: str) -> tuple[date, date]:
    """The first day of the month that is over by a notice's period, and that of the month that has begun."""
    begun = date.fromisoformat(f"{period}-01")
    return (begun - timedelta(days=1)).replace(day=1), begun


def looked_after(session: Session, workspace: str, person: str) -> list[Cohort]:
    """The cohorts of which a person is a coordinator."""
    return [one for one in cohorts(session, workspace, person) if person in one.coordinators]


def _digest(desk: Desk, notice: Notice, to: Reached, now: datetime) -> Digest:
    month, begun = over_by(notice.period)
    workspace, person = desk.workspace, to.person
    own = _own(desk, to, (month, begun), now)
    with desk.database.reading() as session:
        role = role_of(session, workspace, person)
        return Digest(
            month=month,
            own=own,
            cohorts=[_cohort(session, workspace, one, person, now) for one in looked_after(session, workspace, person)],
            library=_library(session, workspace, (month, begun), now) if may(role, Act.KEEP_PEOPLE) else None,
        )


def _own(desk: Desk, to: Reached, month: tuple[date, date], now: datetime) -> OwnMonth | None:
    begins, ends = (first_at(to.zone, day, 0) for day in month)
    with desk.database.reading() as session:
        answers = [at for at in answered_since(session, desk.workspace, to.person, begins) if at < ends]
        found = held_by(session, desk.workspace, to.person, now)
        changes = [(one, change) for one in found for change in one.outdated if begins <= change.at < ends]
        facts = edition_facts(session, sorted({change.edition_id for _, change in changes}))
    if not answers and not found:
        return None
    readers = Readers(desk.database, desk.workspace, desk.identity)
    named = {key: one.title for key, one in facts.items() if readers.may_read(to.person, key, one.key)}
    return OwnMonth(
        answers=len(answers),
        days=len({day_of(at, to.zone) for at in answers}),
        touched=[
            Touched(named.get(change.edition_id), one.certification.definition.title, change.severity)
            for one, change in changes
        ],
        holdings=[_holding(one, to.zone) for one in found],
    )


def _holding(one: Held, zone: ZoneInfo) -> Holding:
    ends, since = one.certificate.expires_at, one.renewable_from
    return Holding(
        one.certification.definition.title,
        one.standing,
        day_of(since, zone) if since is not None else None,
        day_of(ends, zone) if ends is not None else None,
    )


def _cohort(session: Session, workspace: str, one: Cohort, person: str, now: datetime) -> CohortMonth:
    found = overview(session, workspace, one.id, person, now)
    return CohortMonth(one.id, one.name, len(found.lines), Counter(line.state for line in found.lines if line.goals))


def newest_held(session: Session, workspace: str, now: datetime) -> list[Held]:
    """Of each person's certification the certificate that was issued last, and how it stands."""
    found: dict[tuple[str, str], Held] = {}
    for one in held(session, workspace, now):
        found.setdefault((one.certificate.person, one.certificate.certification_id), one)
    return list(found.values())


def ending_by(newest: Iterable[Held], month: tuple[date, date], now: datetime) -> Ending:
    """How many certificates that count lapse soon, and how many lapsed in a month, by its first day and the next's."""
    begins, ends = (datetime(day.year, day.month, day.day, tzinfo=UTC) for day in month)
    dated = [(one.standing, one.certificate.expires_at) for one in newest if one.certificate.expires_at is not None]
    return Ending(
        expiring=sum(standing in COUNTING and at < now + SOON for standing, at in dated),
        lapsed=sum(standing is Standing.EXPIRED and begins <= at < ends for standing, at in dated),
    )


def _library(session: Session, workspace: str, month: tuple[date, date], now: datetime) -> LibraryMonth:
    found = freshness_of_guides(session, workspace, now.date()).values()
    guides = [guide.state for guide in found if guide.state is not Freshness.WITHDRAWN]
    ending = ending_by(newest_held(session, workspace, now), month, now)
    return LibraryMonth(len(guides), guides.count(Freshness.OVERDUE), ending)
