"""Selects: what holders are asked this week, how their years stand, whose year is over, and who was told of that."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from learning.certifications.definition import Continuous
from learning.certifications.queries import certifications
from learning.certifications.values import Certification
from learning.continuous.answers import answers_of, is_right
from learning.continuous.asking import Asked, askable, askable_for, asked_in_week
from learning.continuous.deciding import (
    WEEK,
    asked_since,
    at_the_end,
    begins,
    is_of_its_week,
    reachable,
    so_far,
    week_begins,
)
from learning.continuous.holding import held as holding
from learning.continuous.models import ContinuousYearRow
from learning.continuous.values import Decided, Outcome, Week, Year
from learning.credentials.models import CertificateRow
from learning.practice.models import PracticeRow
from learning.practice.values import OPEN, Purpose
from learning.standing.queries import Held

_AT_ONCE = 10_000
# Whoever could not be decided on for so long, for want of a key say, takes an exam.
LATEST = timedelta(days=365)


def this_week(
    session: Session, workspace: str, person: str, now: datetime, audiences: Collection[str] = OPEN.audiences
) -> tuple[Week, ...]:
    """What a person is asked this week for the certificates that she keeps by practice; in at most four statements.

    Args:
        session: A session.
        workspace: Whose certifications they are.
        person: Who.
        now: The time.
        audiences: Those whose guides she may read: of others she is asked nothing.
    """
    return weeks(session, workspace, [person], now, audiences).get(person, ())


def weeks(
    session: Session,
    workspace: str,
    people: Collection[str],
    now: datetime,
    audiences: Collection[str] = OPEN.audiences,
) -> dict[str, tuple[Week, ...]]:
    """As ``this_week``, by the person, of those who keep any; one statement where no certification is kept so."""
    kept = continuous(session, workspace)
    found: dict[str, tuple[Week, ...]] = {}
    for some in _parts(people) if kept else ():
        query = holding(workspace, kept.keys()).where(CertificateRow.person.in_(some), CertificateRow.expires_at > now)
        rows = [row[:3] for row in session.execute(query) if row[3] is not None and begins(row[3]) <= now]
        asked = asked_in_week(session, workspace, some, week_begins(now)) if rows else {}
        items = dict(_pairs(session, workspace, audiences)) if rows else {}
        for certificate_id, person, key in rows:
            week = _week(kept[key], certificate_id, asked.get(person, Asked()), items)
            found[person] = (*found.get(person, ()), week)
    return found


def continuous(session: Session, workspace: str) -> dict[str, Certification]:
    """The certifications whose certificates are kept by practice, by id; none that is retired; one statement."""
    found = certifications(session, workspace)
    return {one.id: one for one in found if one.definition.continuous is not None and not one.retired}


def years(
    session: Session,
    workspace: str,
    held: Collection[Held],
    now: datetime,
    audiences: Collection[str] = OPEN.audiences,
) -> dict[str, Year]:
    """How the years of a person's certificates stand, by the certificate's id; of those that are kept by practice now.

    It takes two statements, and none where no certificate is kept so. She may read the guides of these audiences.
    """
    kept = [one for one in held if _kept(one, now) is not None]
    if not kept:
        return {}
    query = answers_of(workspace, kept[0].certificate.person, counting_since(now))
    items = dict(_pairs(session, workspace, audiences))
    return years_by(kept, session.execute(query).all(), items, now)


def counting_since(now: datetime) -> datetime:
    """From when on the answers have to be known for a certificate that is kept by practice now."""
    # A week before the year: what she was told in the week in which it began.
    return begins(now) - WEEK - timedelta(days=1)


def years_by(
    held: Iterable[Held], answers: Iterable[Sequence[Any]], items: Mapping[str, int], now: datetime
) -> dict[str, Year]:
    """As ``years``, by the rows of ``answers_of`` from ``counting_since`` on, and by those of ``askable``. Pure."""
    kept = [(one, *found) for one in held if (found := _kept(one, now)) is not None]
    rows = [row for row in answers if is_of_its_week(*row[1:4])] if kept else []
    return {
        one.certificate.id: _year(
            one, ends, rule, [row for row in rows if row[0] == one.certificate.certification_id], items
        )
        for one, ends, rule in kept
    }


def due(session: Session, workspace: str, now: datetime) -> list[str]:
    """The certificates whose year is over and not decided on, the one that lapsed first at the beginning.

    Where nothing was asked for it there is nothing to decide. In two statements, one where none is kept by practice.
    """
    query = _due(session, workspace, now)
    return [row[0] for row in session.execute(query)] if query is not None else []


def is_due(session: Session, workspace: str, certificate_id: str, now: datetime) -> bool:
    """Whether ``due`` names this certificate."""
    query = _due(session, workspace, now)
    return query is not None and session.execute(query.where(CertificateRow.id == certificate_id)).first() is not None


def decided(session: Session, workspace: str, certificate_id: str) -> Decided | None:
    """What the year of a certificate came to; None where it was not decided on."""
    query = select(ContinuousYearRow).where(
        ContinuousYearRow.workspace_id == workspace, ContinuousYearRow.certificate_id == certificate_id
    )
    row = session.scalar(query.execution_options(populate_existing=True))
    return _decided(row) if row is not None else None


def untold(session: Session, workspace: str) -> list[Decided]:
    """The years of which their holders were not told what they came to, the one decided first at the beginning."""
    query = select(ContinuousYearRow).where(
        ContinuousYearRow.workspace_id == workspace, ContinuousYearRow.told_at.is_(None)
    )
    return [_decided(row) for row in session.scalars(query.order_by(ContinuousYearRow.at, ContinuousYearRow.id))]


def _due(session: Session, workspace: str, now: datetime) -> Select[str, str, str, datetime | None] | None:
    kept = continuous(session, workspace)
    if not kept:
        return None
    asked = exists().where(
        PracticeRow.workspace_id == CertificateRow.workspace_id,
        PracticeRow.person == CertificateRow.person,
        PracticeRow.certification_id == CertificateRow.certification_id,
        PracticeRow.purpose == Purpose.CONTINUOUS.value,
        PracticeRow.shown_at < CertificateRow.expires_at,
    )
    return (
        holding(workspace, kept.keys())
        .where(CertificateRow.expires_at <= now, CertificateRow.expires_at > now - LATEST)
        .where(~exists().where(ContinuousYearRow.certificate_id == CertificateRow.id), asked)
    )


def _pairs(session: Session, workspace: str, audiences: Collection[str]) -> Iterable[tuple[str, int]]:
    return ((competency, count) for competency, count in session.execute(askable(workspace, audiences)))


def _week(certification: Certification, certificate_id: str, asked: Asked, items: Mapping[str, int]) -> Week:
    rule, key = certification.definition.continuous, certification.id
    told = sum(len(asked.told.get(one.key, ())) for one in certification.definition.competencies)
    return Week(
        certification,
        certificate_id,
        asked.shown.get(key, 0),
        asked.counted.get(key, 0),
        of=rule.weekly if rule is not None else 0,
        askable=max(0, askable_for(certification.definition, items) - told),
    )


def _kept(one: Held, now: datetime) -> tuple[datetime, Continuous] | None:
    """When a certificate that is kept by practice now lapses, and its rule."""
    ends, rule = one.certificate.expires_at, one.certification.definition.continuous
    counts = not (one.certification.retired or one.certificate.revoked or one.certificate.distrusted)
    if ends is None or rule is None or not counts or not begins(ends) <= now < ends:
        return None
    return ends, rule


def _year(
    one: Held, ends: datetime, rule: Continuous, answers: Sequence[Sequence[Any]], items: Mapping[str, int]
) -> Year:
    since = begins(ends)
    counted = [(item, is_right(credit)) for _, _, at, _, item, credit in answers if since <= at < ends]
    # What was asked and is in use no more could be answered too.
    there = max(askable_for(one.certification.definition, items), len({item for item, _ in counted}))
    applied = reachable(rule, there, asked_since(one.certificate, ends), ends)
    rights = [right for _, right in counted]
    return Year(since, ends, applied.floor, so_far(rights, applied), at_the_end(rights, applied))


def _decided(row: ContinuousYearRow) -> Decided:
    return Decided(
        certificate_id=row.certificate_id,
        person=row.person,
        certification_id=row.certification_id,
        begins=row.begins,
        ends=row.ends,
        outcome=Outcome(row.answered, row.right, row.unanswered, row.mastery, row.passed),
        renewed_by=row.renewed_by,
        at=row.at,
    )


def _parts(people: Collection[str]) -> Iterable[list[str]]:
    everybody = list(people)
    return (everybody[start : start + _AT_ONCE] for start in range(0, len(everybody), _AT_ONCE))
