"""Selects: what happened, page by page, each kind in the order of its rows. Who was erased is in none of them."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.members.roles import ERASED, OPERATOR
from learning.attempts.models import AttemptRow, AttemptSlotRow, ResultRow
from learning.certifications.definition import RequirementKind
from learning.credentials.models import CertificateRow, CertificateStepRow
from learning.credentials.values import CertificateStep
from learning.exchange.xapi.paging import BEGINNING, Page, Place, from_moment, is_there, next_place, page_after
from learning.exchange.xapi.steps import steps_read
from learning.exchange.xapi.things import (
    Versions,
    certificate,
    exam,
    merged,
    observation,
    proving,
    question,
    stems,
    under,
)
from learning.exchange.xapi.values import Happened, Kind, Outcome, Verb
from learning.practice.models import PracticeRow
from learning.requirements.models import RequirementStepRow
from learning.requirements.values import Mark, RequirementState
from storage.database import Database


def happenings(database: Database, workspace: str, since: datetime | None = None) -> Iterator[list[Happened]]:
    """All that happened since a moment, in pages, each read for itself: nothing stays open while one is sent."""
    for reader in (practised, results, issued, steps_read, observed):
        place: Place | None = BEGINNING
        while place is not None:
            with database.reading() as session:
                found, place = reader(session, workspace, since, place)
            yield found


def practised(session: Session, workspace: str, since: datetime | None, place: Place) -> Page:
    """Questions for practice that were answered; not what was answered."""
    row = PracticeRow
    query = (
        select(row.id, row.person, row.certification_id, row.version_id, row.shown_at, row.credit, row.answered_at)
        .where(row.workspace_id == workspace, row.answered_at.is_not(None), row.credit.is_not(None))
        .where(*from_moment(row.answered_at, since), is_there(row.person))
    )
    rows = session.execute(page_after(query, place, row.id)).all()
    version_ids = {one.version_id for one in rows}
    asked, proofs = stems(session, workspace, version_ids), proving(session, workspace, version_ids)
    versions = Versions(session, workspace)
    found = [
        Happened(
            kind=Kind.PRACTISED,
            row=one.id,
            person=one.person,
            verb=Verb.ANSWERED,
            object=question(one.version_id, asked[one.version_id]),
            at=one.answered_at,
            outcome=Outcome(success=one.credit >= 1, share=one.credit, duration=one.answered_at - one.shown_at),
            parent=certificate(versions.held(one.certification_id, one.answered_at)),
            rests_on=proofs.get(one.version_id, ()),
        )
        for one in rows
    ]
    return found, next_place([(one.id, 0) for one in rows])


def results(session: Session, workspace: str, since: datetime | None, place: Place) -> Page:
    """What attempts came to when they ended, and by each regrade."""
    row = ResultRow
    query = (
        select(row.attempt_id, row.number, row.points, row.of, row.passed, row.at)
        .add_columns(AttemptRow.person, AttemptRow.certification_version_id, AttemptRow.started_at, AttemptRow.ended_at)
        .join(AttemptRow, AttemptRow.id == row.attempt_id)
        .where(row.workspace_id == workspace, *from_moment(row.at, since), is_there(AttemptRow.person))
    )
    rows = session.execute(page_after(query, place, row.attempt_id, row.number)).all()
    asked = _asked(session, workspace, {one.attempt_id for one in rows})
    proofs = proving(session, workspace, {version_id for ids in asked.values() for version_id in ids})
    versions = Versions(session, workspace)
    found = [
        Happened(
            kind=Kind.RESULT,
            row=f"{one.attempt_id}:{one.number}",
            person=one.person,
            verb=Verb.PASSED if one.passed else Verb.FAILED,
            object=exam(versions.of(one.certification_version_id)),
            at=one.at if one.number > 1 else one.ended_at or one.at,
            outcome=Outcome(
                success=one.passed,
                share=one.points / one.of if one.of else None,
                points=one.points,
                of=one.of,
                duration=(one.ended_at or one.at) - one.started_at,
            ),
            # One sitting is passed once; what a regrade says refers to what was said first.
            sitting=one.attempt_id if one.number == 1 else None,
            corrects=f"{one.attempt_id}:1" if one.number > 1 else None,
            rests_on=merged(proofs.get(version_id, ()) for version_id in asked.get(one.attempt_id, ())),
        )
        for one in rows
    ]
    return found, next_place([(one.attempt_id, one.number) for one in rows])


def issued(session: Session, workspace: str, since: datetime | None, place: Place) -> Page:
    """Certificates that were issued, and that were revoked."""
    row = CertificateStepRow
    verbs = {CertificateStep.ISSUED.value: Verb.EARNED, CertificateStep.REVOKED.value: Verb.LOST}
    query = (
        select(row.certificate_id, row.number, row.step, row.at)
        .add_columns(CertificateRow.person, CertificateRow.certification_version_id, CertificateRow.attempt_id)
        .join(CertificateRow, CertificateRow.id == row.certificate_id)
        .where(row.workspace_id == workspace, row.step.in_(verbs), *from_moment(row.at, since))
        .where(is_there(CertificateRow.person))
    )
    rows = session.execute(page_after(query, place, row.certificate_id, row.number)).all()
    editions = under(session, workspace, {one.certificate_id for one in rows})
    versions = Versions(session, workspace)
    found = [
        Happened(
            kind=Kind.CERTIFICATE,
            row=f"{one.certificate_id}:{one.number}",
            person=one.person,
            verb=verbs[one.step],
            object=certificate(versions.of(one.certification_version_id)),
            at=one.at,
            sitting=one.attempt_id,
            rests_on=editions.get(one.certificate_id, ()),
        )
        for one in rows
    ]
    return found, next_place([(one.certificate_id, one.number) for one in rows])


def observed(session: Session, workspace: str, since: datetime | None, place: Place) -> Page:
    """Practice that was observed and decided on; neither what was noted nor what was handed in."""
    row = RequirementStepRow
    verbs = {
        RequirementState.MET.value: Verb.PASSED,
        RequirementState.REPEAT.value: Verb.FAILED,
        RequirementState.WAIVED.value: Verb.WAIVED,
    }
    query = (
        select(row.id, row.certification_id, row.person, row.requirement, row.state, row.marks, row.by, row.at)
        # Where it has a date, somebody was only given more time.
        .where(row.workspace_id == workspace, row.state.in_(verbs), row.until.is_(None), *from_moment(row.at, since))
        .where(is_there(row.person))
    )
    rows = session.execute(page_after(query, place, row.id)).all()
    versions = Versions(session, workspace)
    found = []
    for one in rows:
        certification = versions.held(one.certification_id, one.at)
        wanted = {each.key: each for each in certification.definition.requirements}.get(one.requirement)
        if wanted is None or wanted.kind is not RequirementKind.OBSERVED:
            continue
        found.append(
            Happened(
                kind=Kind.OBSERVED,
                row=one.id,
                person=one.person,
                verb=verbs[one.state],
                object=observation(certification, one.requirement, wanted.title),
                at=one.at,
                outcome=_marked(verbs[one.state], one.marks),
                instructor=one.by if one.by != OPERATOR and not one.by.startswith(ERASED) else None,
                parent=certificate(certification),
            )
        )
    return found, next_place([(one.id, 0) for one in rows])


def _marked(verb: Verb, marks: Mapping[str, str] | None) -> Outcome | None:
    if verb is Verb.WAIVED:
        return None
    met = sum(mark == Mark.MET.value for mark in marks.values()) / len(marks) if marks else None
    return Outcome(success=verb is Verb.PASSED, share=met)


def _asked(session: Session, workspace: str, attempt_ids: Collection[str]) -> dict[str, list[str]]:
    row = AttemptSlotRow
    query = select(row.attempt_id, row.version_id).where(row.workspace_id == workspace, row.attempt_id.in_(attempt_ids))
    found: dict[str, list[str]] = {}
    for attempt_id, version_id in session.execute(query):
        found.setdefault(attempt_id, []).append(version_id)
    return found
