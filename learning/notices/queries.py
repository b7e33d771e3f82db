"""Selects over notices, and over those whom they are for."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, union
from sqlalchemy.orm import Session, aliased

from knowledge.members.models import MemberRow
from knowledge.members.roles import ERASED
from learning.certifications.queries import certifications
from learning.continuous.queries import continuous
from learning.credentials.models import CertificateRow
from learning.curriculum.models import EnrolmentRow
from learning.learners.models import LearnerRow
from learning.learners.queries import preferences_value
from learning.learners.values import Kind, Preferences
from learning.membership.models import CohortPersonRow
from learning.notices.models import NoticeRow
from learning.notices.values import Lapsing, Notice, Outcome
from learning.practice.models import CardRow

# Who is told two weeks before the end is told so whatever the certification says of renewing.
LEAST_DAYS = 14
# A day is a day apart in one zone and in another.
_DAY = timedelta(days=1)
# Who is in no break is asked tomorrow, or on the day after it: what is planned later was planned by a wrong clock.
_LATEST = timedelta(days=3)
_newer = aliased(CertificateRow)


def due(session: Session, workspace: str, now: datetime, limit: int) -> list[Notice]:
    """The notices of which it is time, those first that waited longest."""
    query = select(NoticeRow).where(_is_open(workspace), NoticeRow.send_at <= now)
    return [_value(row) for row in session.scalars(query.order_by(NoticeRow.send_at, NoticeRow.id).limit(limit))]


def notice(session: Session, workspace: str, notice_id: str) -> Notice | None:
    """A notice; None where there is none."""
    query = select(NoticeRow).where(NoticeRow.workspace_id == workspace, NoticeRow.id == notice_id)
    row = session.scalar(query.execution_options(populate_existing=True))
    return _value(row) if row is not None else None


def notices_of(session: Session, workspace: str, person: str) -> list[Notice]:
    """All that a person was or is to be written to about, in the order of their times."""
    query = select(NoticeRow).where(NoticeRow.workspace_id == workspace, NoticeRow.person == person)
    return [_value(row) for row in session.scalars(query.order_by(NoticeRow.send_at, NoticeRow.id))]


def newcomers(session: Session, workspace: str) -> list[str]:
    """People who practise, hold something, are on a path, in a cohort or have a role, and are no learners yet.

    Whoever was erased is nobody: a certificate may be kept under a name that stands for such a person.
    """
    tables = (CardRow, CertificateRow, EnrolmentRow, CohortPersonRow, MemberRow)
    known = [
        select(table.person).where(
            table.workspace_id == workspace,
            ~table.person.startswith(ERASED, autoescape=True),
            ~_is_any(
                select(LearnerRow.person).where(LearnerRow.workspace_id == workspace, LearnerRow.person == table.person)
            ),
        )
        for table in tables
    ]
    people = union(*known).subquery()
    return list(session.scalars(select(people.c.person).order_by(people.c.person)))


def to_ask(
    session: Session, workspace: str, now: datetime, until: datetime, limit: int
) -> list[tuple[str, datetime, Preferences]]:
    """Who is to be asked to practise before ``until``, since when, and how she wants to be: those who have something.

    Who keeps a certificate by practice has, whatever she wants to be asked a day. Whom a clock that was ahead let wait
    for longer than there is a reason for is to be asked too.
    """
    own = CardRow.workspace_id == workspace, CardRow.person == LearnerRow.person
    has_cards = and_(LearnerRow.daily > 0, _is_any(select(CardRow.person).where(*own)))
    kept = continuous(session, workspace)
    keeps = _is_any(
        select(CertificateRow.id).where(
            CertificateRow.workspace_id == workspace,
            CertificateRow.person == LearnerRow.person,
            CertificateRow.certification_id.in_(kept),
            CertificateRow.expires_at > until,
        )
    )
    is_back = or_(LearnerRow.paused_until.is_(None), LearnerRow.paused_until < now.date() - _DAY)
    too_late = and_(LearnerRow.next_practice > now + _LATEST, is_back)
    query = (
        select(LearnerRow)
        .where(LearnerRow.workspace_id == workspace, or_(LearnerRow.next_practice < until, too_late))
        .where(or_(has_cards, keeps) if kept else has_cards)
        .order_by(LearnerRow.next_practice, LearnerRow.person)
        .limit(limit)
        .execution_options(populate_existing=True)
    )
    rows = session.scalars(query)
    return [(row.person, row.next_practice, preferences_value(row)) for row in rows if row.next_practice is not None]


def without(
    session: Session, workspace: str, kind: Kind, period: str, since: datetime
) -> list[tuple[str, Preferences]]:
    """Learners who are here, and were so before then, and have no notice of this kind in this period."""
    planned = select(NoticeRow.id).where(
        NoticeRow.workspace_id == workspace,
        NoticeRow.person == LearnerRow.person,
        NoticeRow.kind == kind.value,
        NoticeRow.period == period,
    )
    query = select(LearnerRow).where(LearnerRow.workspace_id == workspace, LearnerRow.left_at.is_(None))
    query = query.where(LearnerRow.since < since, ~_is_any(planned)).order_by(LearnerRow.person)
    return [(row.person, preferences_value(row)) for row in session.scalars(query)]


def lapsing(session: Session, workspace: str, now: datetime, until: datetime) -> list[Lapsing]:
    """The certificates, of each person's certification the newest, whose end is near before ``until``."""
    days = {one.id: one.definition.renewal_days for one in certifications(session, workspace)}
    span = timedelta(days=max([LEAST_DAYS, *days.values()]))
    row = CertificateRow
    query = (
        select(row.id, row.person, row.certification_id, row.issued_at, row.expires_at)
        .where(row.workspace_id == workspace, row.expires_at > now, row.expires_at <= until + span + _DAY)
        .where(~_is_renewed(), ~row.person.startswith(ERASED, autoescape=True))
    )
    return [
        Lapsing(key, person, issued, max(issued, expires - timedelta(days=days[certification])), expires)
        for key, person, certification, issued, expires in session.execute(query)
        if expires is not None
    ]


def planned(session: Session, workspace: str, kind: Kind) -> frozenset[tuple[str, str]]:
    """The people who have notices of a kind, each with the notice's period, whatever became of it."""
    query = select(NoticeRow.person, NoticeRow.period)
    rows = session.execute(query.where(NoticeRow.workspace_id == workspace, NoticeRow.kind == kind.value))
    return frozenset((person, period) for person, period in rows)


def last_sent(session: Session, workspace: str, person: str, kind: Kind, now: datetime) -> datetime | None:
    """When a person was sent something of a kind last; None where she was not, or long ago."""
    query = select(func.max(NoticeRow.ended_at)).where(
        NoticeRow.workspace_id == workspace,
        NoticeRow.person == person,
        NoticeRow.kind == kind.value,
        NoticeRow.outcome == Outcome.SENT.value,
        NoticeRow.ended_at <= now,
    )
    return session.scalar(query)


def waiting_for(session: Session, workspace: str, person: str, kind: Kind, now: datetime) -> list[Notice]:
    """All of a kind that it is time to tell a person, what waited longest first."""
    query = select(NoticeRow).where(_is_open(workspace), NoticeRow.send_at <= now)
    query = query.where(NoticeRow.person == person, NoticeRow.kind == kind.value)
    return [_value(row) for row in session.scalars(query.order_by(NoticeRow.send_at, NoticeRow.id))]


def _is_open(workspace: str) -> ColumnElement[bool]:
    return (NoticeRow.workspace_id == workspace) & NoticeRow.ended_at.is_(None)


def _is_any(query: Select[str]) -> ColumnElement[bool]:
    """That a correlated query finds anything.

    Asked so, PostgreSQL looks it up by the index for each row. Of ``EXISTS`` it makes a join, for which it reads the
    whole other table each time, for however few rows.
    """
    return query.limit(1).scalar_subquery().is_not(None)


def _is_renewed() -> ColumnElement[bool]:
    return exists().where(
        _newer.workspace_id == CertificateRow.workspace_id,
        _newer.person == CertificateRow.person,
        _newer.certification_id == CertificateRow.certification_id,
        (_newer.issued_at > CertificateRow.issued_at)
        | ((_newer.issued_at == CertificateRow.issued_at) & (_newer.id > CertificateRow.id)),
    )


def _value(row: NoticeRow) -> Notice:
    outcome = Outcome(row.outcome) if row.outcome is not None else None
    return Notice(row.id, row.person, Kind(row.kind), row.period, row.send_at, row.failed_at, outcome)
