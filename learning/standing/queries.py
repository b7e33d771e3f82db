"""Selects: how certificates stand, and which ones a change of a guide outdated."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from knowledge.guides.changes import PassageChange
from knowledge.guides.states import EditionState
from knowledge.guides.steps import state_of, steps_of, subject_of
from learning.certifications.queries import certifications
from learning.certifications.values import Certification
from learning.credentials.models import CertificateRow
from learning.credentials.queries import ALL, CertificateFilter, certificate, certificates, certificates_of
from learning.credentials.values import Certificate
from learning.items.models import ItemStepRow
from learning.items.values import ItemState
from learning.practice.models import PracticeRow
from learning.standing.changes import became, places_of
from learning.standing.models import OutdatedRow
from learning.standing.severity import gravest
from learning.standing.standing import renewable_from, severity_left, standing_of
from learning.standing.values import Outdated, Severity, Standing
from storage.parts import in_parts


@dataclass(frozen=True)
class Held:
    """A certificate, and how it stands.

    Attributes:
        severity: The gravest change of a guide under it that is not mended; None where there is none.
        outdated: All changes of guides under it, the oldest first.
        renewable_from: When it may be renewed first; None where it never lapses.
    """

    certificate: Certificate
    certification: Certification
    standing: Standing
    severity: Severity | None
    outdated: tuple[Outdated, ...]
    renewable_from: datetime | None


@dataclass(frozen=True)
class Hit:
    """What an edition touched.

    Attributes:
        quarantined: How many items it put into quarantine.
        certificates: How many certificates rest on what it changed; of these ``major`` gravely.
        told: Of how many the holders were told.
        untold: The ids of those whose holders are still to be told.
    """

    quarantined: int
    certificates: int
    major: int
    told: int
    untold: tuple[str, ...]

    @property
    def is_anything(self) -> bool:
        """Whether it touched anything at all."""
        return bool(self.quarantined or self.certificates)


NOTHING_HIT = Hit(0, 0, 0, 0, ())


def held(session: Session, workspace: str, now: datetime, asked: CertificateFilter = ALL) -> list[Held]:
    """The certificates that are asked for, and how they stand, the newest first.

    In four statements, and two more for each 10,000.
    """
    return _held(session, workspace, certificates(session, workspace, asked), now)


def held_by(
    session: Session,
    workspace: str,
    person: str,
    now: datetime,
    known: Mapping[str, Certification] | None = None,
) -> list[Held]:
    """What a person holds: of each certification the certificate that was issued last, the newest first.

    ``known`` are all certifications by id, where somebody has them at hand.
    """
    newest: dict[str, Certificate] = {}
    for one in certificates_of(session, workspace, person):
        newest.setdefault(one.certification_id, one)
    return _held(session, workspace, list(newest.values()), now, known)


def held_one(session: Session, workspace: str, certificate: Certificate, now: datetime) -> Held:
    """How one certificate stands."""
    return _held(session, workspace, [certificate], now)[0]


def held_at(session: Session, workspace: str, slug: str, now: datetime) -> Held | None:
    """How the certificate with this in its public address stands; None where there is none."""
    query = select(CertificateRow.id).where(CertificateRow.workspace_id == workspace, CertificateRow.slug == slug)
    found = session.scalar(query)
    return held_one(session, workspace, certificate(session, workspace, found), now) if found is not None else None


def is_open() -> ColumnElement[bool]:
    """That what a row says is neither mended nor overtaken."""
    return and_(OutdatedRow.mended_by.is_(None), OutdatedRow.overtaken_by.is_(None))


def outdated_rows(
    session: Session, workspace: str, certificate_ids: Collection[str]
) -> dict[str, tuple[Outdated, ...]]:
    """What each edition changed under these certificates, the oldest first, by the certificate's id."""
    found: dict[str, tuple[Outdated, ...]] = {}
    for some in in_parts(certificate_ids):
        query = select(OutdatedRow).where(OutdatedRow.workspace_id == workspace, OutdatedRow.certificate_id.in_(some))
        order = (OutdatedRow.at, OutdatedRow.edition_id, OutdatedRow.passage_id)
        found |= outdated_values(session.scalars(query.order_by(*order).execution_options(populate_existing=True)))
    return found


def outdated_values(rows: Iterable[OutdatedRow]) -> dict[str, tuple[Outdated, ...]]:
    """Rows, the oldest first, as the values that leave this package, by the certificate's id."""
    found: dict[str, dict[str, list[OutdatedRow]]] = {}
    for row in rows:
        found.setdefault(row.certificate_id, {}).setdefault(row.edition_id, []).append(row)
    return {one: tuple(_outdated(of_edition) for of_edition in each.values()) for one, each in found.items()}


def hit_by(session: Session, workspace: str, edition_id: str) -> Hit:
    """What an edition touched when it came to readers, or when it was taken from them.

    Raises:
        GuideNotFound: There is no such edition.
    """
    query = select(OutdatedRow).where(OutdatedRow.workspace_id == workspace, OutdatedRow.edition_id == edition_id)
    rows: dict[str, list[OutdatedRow]] = {}
    for row in session.scalars(query.order_by(OutdatedRow.certificate_id).execution_options(populate_existing=True)):
        rows.setdefault(row.certificate_id, []).append(row)
    told = {one for one, found in rows.items() if any(row.told_at is not None for row in found)}
    return Hit(
        quarantined=_quarantined(session, workspace, edition_id),
        certificates=len(rows),
        major=sum(any(row.severity == Severity.MAJOR.value for row in found) for found in rows.values()),
        told=len(told),
        untold=tuple(one for one, found in rows.items() if one not in told and not _outdated(found).mended),
    )


def changed_under(session: Session, workspace: str, one: Outdated) -> tuple[PassageChange, ...]:
    """What became of the passages by which an edition outdated a certificate; none where it was withdrawn instead."""
    if state_of(session, one.edition_id) is EditionState.WITHDRAWN:
        return ()
    places = places_of(session, workspace, one.passages)
    earlier = sorted({edition for edition, _ in places.values()} - {one.edition_id})
    found: dict[str, PassageChange] = {}
    for edition in earlier:
        found |= became(session, workspace, edition, one.edition_id)
    return tuple(found[passage] for passage in one.passages if passage in found)


def practised_at(
    session: Session, workspace: str, person: str, certification_ids: Collection[str]
) -> dict[str, datetime]:
    """When a person answered an item for practice last, by certification."""
    query = (
        select(PracticeRow.certification_id, func.max(PracticeRow.answered_at))
        .where(PracticeRow.workspace_id == workspace, PracticeRow.person == person)
        .where(PracticeRow.certification_id.in_(certification_ids), PracticeRow.answered_at.is_not(None))
        .group_by(PracticeRow.certification_id)
    )
    return {key: at for key, at in session.execute(query) if at is not None}


def _held(
    session: Session,
    workspace: str,
    found: Sequence[Certificate],
    now: datetime,
    known: Mapping[str, Certification] | None = None,
) -> list[Held]:
    if not found:
        return []
    of_each = known if known is not None else {one.id: one for one in certifications(session, workspace)}
    outdated = outdated_rows(session, workspace, [one.id for one in found])
    return [stands(one, of_each[one.certification_id], outdated.get(one.id, ()), now) for one in found]


def stands(one: Certificate, certification: Certification, outdated: tuple[Outdated, ...], now: datetime) -> Held:
    """How a certificate stands that guides changed so."""
    days = certification.definition.renewal_days
    return Held(
        certificate=one,
        certification=certification,
        standing=standing_of(one, outdated, renewal_days=days, now=now),
        severity=severity_left(outdated),
        outdated=outdated,
        renewable_from=renewable_from(one, days),
    )


def _quarantined(session: Session, workspace: str, edition_id: str) -> int:
    """How many items were put into quarantine in the moments in which the edition was published and withdrawn."""
    called = subject_of(session, workspace, edition_id).called
    moments = [step.at for step in steps_of(session, edition_id)]
    query = select(func.count(func.distinct(ItemStepRow.version_id))).where(
        ItemStepRow.workspace_id == workspace,
        ItemStepRow.state == ItemState.QUARANTINED.value,
        ItemStepRow.reason == called,
        ItemStepRow.at.in_(moments),
    )
    return session.scalar(query) or 0


def _outdated(rows: Sequence[OutdatedRow]) -> Outdated:
    """What an edition changed under a certificate, as far as that is left; all of it where nothing is."""
    left = [row for row in rows if row.mended_by is None and row.overtaken_by is None]
    shown = left or rows
    return Outdated(
        certificate_id=shown[0].certificate_id,
        edition_id=shown[0].edition_id,
        severity=gravest(Severity(row.severity) for row in shown) or Severity.MINOR,
        passages=tuple(row.passage_id for row in shown),
        at=shown[0].at,
        mended=not left,
    )


def counts_of(found: Iterable[Held]) -> dict[Standing, int]:
    """How many certificates stand how."""
    counted = dict.fromkeys(Standing, 0)
    for one in found:
        counted[one.standing] += 1
    return counted
