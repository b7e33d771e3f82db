"""What an edition takes from certificates, written down and closed again."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from knowledge.audit.actions import Action
from knowledge.audit.service import record
from knowledge.guides.models import Edition, PassageRow
from knowledge.guides.steps import Subject, steps_of
from learning.credentials.models import CertificateRow
from learning.standing.changes import Compared, Resting, is_not_over, places_of, resting_on
from learning.standing.models import OutdatedRow
from learning.standing.severity import gravest, severity_of
from learning.standing.values import Severity
from storage.database import insert_missing
from storage.schema import new_id

# The passages that are hit under each certificate, by its id, and how gravely each is.
Blows = Mapping[str, Mapping[str, Severity]]


def blows_of(basis: Mapping[str, Resting], beside: Mapping[str, Compared]) -> dict[str, dict[str, Severity]]:
    """What hits each certificate.

    Args:
        basis: The passages on which certificates rest, by edition and by the certificate's id.
        beside: The edition that readers see, beside each of these editions.
    """
    grave: dict[str, Severity] = {}
    for edition, resting in resting_on(basis).items():
        newly = beside[edition].newly if edition in beside else {}
        grave |= {passage: severity_of(newly[passage]) for passage in resting & newly.keys()}
    found: dict[str, dict[str, Severity]] = {}
    for certificates in basis.values():
        for certificate_id, passages in certificates.items():
            hits = {passage: grave[passage] for passage in passages if passage in grave}
            if hits:
                found[certificate_id] = found.get(certificate_id, {}) | hits
    return found


def all_of(basis: Iterable[Resting]) -> dict[str, dict[str, Severity]]:
    """All passages on which certificates rest, gravely."""
    found: dict[str, dict[str, Severity]] = {}
    for certificates in basis:
        for certificate_id, passages in certificates.items():
            found.setdefault(certificate_id, {}).update(dict.fromkeys(passages, Severity.MAJOR))
    return found


def outdate(session: Session, workspace: str, subject: Subject, blows: Blows, *, now: datetime) -> dict[str, Severity]:
    """Write it down for those certificates that are not over; returns for which, and how grave it is."""
    counting = set(session.scalars(_counting(workspace, blows.keys(), now)))
    there = select(OutdatedRow.certificate_id, OutdatedRow.passage_id)
    rows = session.execute(there.where(OutdatedRow.edition_id == subject.edition_id))
    known = {(one, passage) for one, passage in rows}
    new = [(one, p, blows[one][p]) for one in sorted(counting) for p in blows[one] if (one, p) not in known]
    shared = {"workspace_id": workspace, "edition_id": subject.edition_id, "at": now}
    shared |= {"told_at": None, "mended_by": None, "overtaken_by": None}
    added = [
        {**shared, "id": new_id(), "certificate_id": one, "passage_id": passage, "severity": severity.value}
        for one, passage, severity in new
    ]
    _overtake(session, workspace, subject, {(one, passage) for one, passage, _ in new})
    insert_missing(session, OutdatedRow, added)
    if new:
        major = len({one for one, _, severity in new if severity is Severity.MAJOR})
        record(
            session,
            workspace,
            actor=steps_of(session, subject.edition_id)[-1].by,
            action=Action.CERTIFICATE_OUTDATED,
            subject_kind="guide",
            subject=subject.guide_id,
            name=subject.title,
            after={**subject.facts, "certificates": len({one for one, _, _ in new}), "major": major},
            now=now,
        )
    return {one: gravest(blows[one].values()) or Severity.MINOR for one in sorted(counting)}


def _counting(workspace: str, certificate_ids: Collection[str], now: datetime) -> Select[str]:
    return select(CertificateRow.id).where(
        CertificateRow.workspace_id == workspace, CertificateRow.id.in_(certificate_ids), is_not_over(now)
    )


def _overtake(session: Session, workspace: str, subject: Subject, changed: Collection[tuple[str, str]]) -> None:
    """Close what earlier editions had changed of the same passages: how grave it is in all is told by the new one."""
    for row in _not_overtaken(session, workspace, subject.guide_id) if changed else ():
        if (row.certificate_id, row.passage_id) in changed:
            row.overtaken_by = subject.edition_id
    session.flush()


def settled_by(session: Session, workspace: str, certificate_id: str) -> dict[str, str]:
    """The edition that changed a passage last under a certificate, as it is written down, by the passage."""
    query = select(OutdatedRow.passage_id, OutdatedRow.edition_id).where(
        OutdatedRow.workspace_id == workspace,
        OutdatedRow.certificate_id == certificate_id,
        OutdatedRow.overtaken_by.is_(None),
    )
    return {passage: edition for passage, edition in session.execute(query.order_by(OutdatedRow.at))}


def close_restored(session: Session, workspace: str, subject: Subject, beside: Mapping[str, Compared]) -> None:
    """Close what earlier editions had changed and this one says again as it was asked, word for word."""
    rows = list(_not_overtaken(session, workspace, subject.guide_id))
    places = places_of(session, workspace, {row.passage_id for row in rows})
    for row in rows:
        compared = beside.get(places[row.passage_id][0])
        if compared is not None and row.passage_id not in compared.changed:
            row.overtaken_by = subject.edition_id
    session.flush()


def _not_overtaken(session: Session, workspace: str, guide_id: str) -> Iterable[OutdatedRow]:
    """What editions of a guide changed, mended or not: a pass that has mended it may be taken back."""
    query = (
        select(OutdatedRow)
        .join(PassageRow, PassageRow.id == OutdatedRow.passage_id)
        .join(Edition, Edition.id == PassageRow.edition_id)
        .where(OutdatedRow.workspace_id == workspace, Edition.guide_id == guide_id, OutdatedRow.overtaken_by.is_(None))
    )
    return session.scalars(query.execution_options(populate_existing=True))
