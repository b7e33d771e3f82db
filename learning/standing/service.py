"""What an edition does to items and certificates as it comes to readers or is taken from them, and how that is mended.

Each is called in the transaction that publishes or withdraws, and changes nothing when it is done again.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from knowledge.guides.changes import PassageChange
from knowledge.guides.steps import steps_of, subject_last_published, subject_of
from knowledge.impact.queries import previous_edition
from knowledge.turns import take_turn
from learning.attempts.queries import attempt, result
from learning.attempts.values import Kind
from learning.credentials.queries import basis_of
from learning.errors import GuideUnknown, QuoteNotFound
from learning.items.proving import prove_again
from learning.items.queries import versions
from learning.items.service import quarantine
from learning.practice.cards import begin_anew
from learning.standing.changes import Comparisons, Resting, active_edition, certified, places_of, proving, resting_on
from learning.standing.models import OutdatedRow, ShortExamRow
from learning.standing.outdating import all_of, blows_of, close_restored, outdate, settled_by
from learning.standing.queries import is_open
from learning.standing.values import Severity


@dataclass(frozen=True)
class Touched:
    """What a change of a guide touched.

    Attributes:
        quarantined: The versions of items that are drawn no more.
        outdated: How grave it is for each certificate that rests on what changed, by its id.
    """

    quarantined: tuple[str, ...]
    outdated: Mapping[str, Severity]


def compared(session: Session, workspace: str, edition_id: str, *, now: datetime) -> Comparisons:
    """Compare an edition that is about to be published with those that matter, for ``edition_published``.

    That takes a second where guides are long and certificates rest on many editions, so it is done before the
    transaction that publishes. What changes in between is compared there.

    Raises:
        GuideNotFound: There is no such edition.
    """
    found, guide_id = Comparisons(), subject_of(session, workspace, edition_id).guide_id
    before = previous_edition(session, workspace, edition_id)
    proofs, basis = proving(session, workspace, guide_id), certified(session, workspace, guide_id, now)
    found.beside(session, workspace, resting_on(proofs, basis), edition_id, before)
    return found


def edition_published(
    session: Session, workspace: str, edition_id: str, *, now: datetime, known: Comparisons | None = None
) -> Touched:
    """Have items and certificates follow an edition that readers have just been switched to.

    An item whose passage it edits or removes, or whose words stand there no more, is put into quarantine, and stays
    there until somebody has looked at it, even if a later edition takes the change back. How well anybody remembers it
    is forgotten. All others are proved in it, so that the next edition is compared with this one.

    A certificate that rests on what it changes is outdated from now on. What an edition before had changed in the same
    way already is not counted again; what says again what it said when it was asked is outdated no more.

    Args:
        session: The transaction, in which the edition is active already.
        workspace: Whose library it is.
        edition_id: The edition.
        now: The time.
        known: What was compared before.

    Raises:
        GuideNotFound: There is no such edition.
    """
    take_turn(session, workspace)
    comparisons, subject = known or Comparisons(), subject_of(session, workspace, edition_id)
    before = previous_edition(session, workspace, edition_id)
    proofs, basis = proving(session, workspace, subject.guide_id), certified(session, workspace, subject.guide_id, now)
    beside = comparisons.beside(session, workspace, resting_on(proofs, basis), edition_id, before)
    hit = []
    for one in sorted(proofs.keys() & beside.keys()):
        for version_id, passages in proofs[one].items():
            changed = beside[one].changed
            if not _still_proved(session, workspace, version_id, passages, changed) and quarantine(
                session, workspace, version_id, edition_id=edition_id, now=now
            ):
                hit.append(version_id)
    begin_anew(session, workspace, hit, now=now)
    outdated = outdate(session, workspace, subject, blows_of(basis, beside), now=now)
    close_restored(session, workspace, subject, beside)
    return Touched(tuple(hit), outdated)


def guide_withdrawn(session: Session, workspace: str, edition_id: str, *, now: datetime) -> Touched:
    """Have items and certificates follow an edition that has just been taken from readers: nothing proves them now.

    Raises:
        GuideNotFound: There is no such edition.
    """
    take_turn(session, workspace)
    subject = subject_of(session, workspace, edition_id)
    proofs, basis = proving(session, workspace, subject.guide_id), certified(session, workspace, subject.guide_id, now)
    live = sorted({version for of_edition in proofs.values() for version in of_edition})
    hit = [one for one in live if quarantine(session, workspace, one, edition_id=edition_id, now=now)]
    withdrawn_at = steps_of(session, edition_id)[-1].at
    # The same edition may have changed the same certificates when it was published: that is overtaken now.
    earlier = select(OutdatedRow.id).where(
        OutdatedRow.workspace_id == workspace, OutdatedRow.edition_id == edition_id, OutdatedRow.at < withdrawn_at
    )
    session.execute(delete(ShortExamRow).where(ShortExamRow.outdated_id.in_(earlier)))
    session.execute(delete(OutdatedRow).where(OutdatedRow.id.in_(earlier)))
    return Touched(tuple(hit), outdate(session, workspace, subject, all_of(basis.values()), now=now))


def certificate_issued(session: Session, workspace: str, certificate_id: str, *, now: datetime) -> Touched:
    """Have a certificate that was just issued follow what guides changed between its exam and now.

    One that was renewed by practice has taken over what was written down for the one before: what an edition had
    changed is not counted again where a later one says the same, mended or not.

    Raises:
        CertificateNotFound: There is no such certificate.
    """
    take_turn(session, workspace)
    by_edition: dict[str, Resting] = {}
    found = basis_of(session, workspace, certificate_id)
    places = places_of(session, workspace, [passage for passage, _ in found])
    for passage, edition in found:
        by_edition.setdefault(edition, {}).setdefault(certificate_id, []).append(passage)
    outdated: dict[str, Severity] = {}
    for guide in sorted({guide for _, guide in places.values()}):
        of_guide = {edition: by_edition[edition] for edition, one in places.values() if one == guide}
        now_read = active_edition(session, guide)
        if now_read is None:
            subject, blows = subject_last_published(session, workspace, guide), all_of(of_guide.values())
        else:
            subject = subject_of(session, workspace, now_read)
            blows = _blows_since(session, workspace, certificate_id, of_guide, now_read)
        outdated |= outdate(session, workspace, subject, blows, now=now)
    return Touched((), outdated)


def _blows_since(
    session: Session, workspace: str, certificate_id: str, resting: Mapping[str, Resting], edition_id: str
) -> dict[str, dict[str, Severity]]:
    """What the edition that readers see changes of each passage since the one that is written down for it."""
    written = settled_by(session, workspace, certificate_id)
    parts: dict[str | None, dict[str, Resting]] = {}
    for edition, certificates in resting.items():
        for passage in certificates[certificate_id]:
            of_edition = parts.setdefault(written.get(passage), {}).setdefault(edition, {certificate_id: []})
            of_edition[certificate_id].append(passage)
    comparisons, found = Comparisons(), dict[str, dict[str, Severity]]()
    for before, part in parts.items():
        # What readers saw last is the same edition: nothing is changed since.
        if before != edition_id:
            beside = comparisons.beside(session, workspace, resting_on(part), edition_id, before)
            found[certificate_id] = found.get(certificate_id, {}) | blows_of(part, beside).get(certificate_id, {})
    return {one: blows for one, blows in found.items() if blows}


def mend(session: Session, workspace: str, attempt_id: str) -> list[str]:
    """Let a short exam that was passed mend that for which it was begun, and nothing else.

    Returns:
        The ids of the certificates that it has mended, now or before, and that nothing outdates any more; none where it
        was not passed, or is another kind.

    Raises:
        AttemptNotFound: There is no such attempt.
    """
    take_turn(session, workspace)
    made, came_to = attempt(session, workspace, attempt_id), result(session, workspace, attempt_id)
    if made.kind is not Kind.DELTA or came_to is None or not came_to.passed:
        return []
    meant = OutdatedRow.id.in_(select(ShortExamRow.outdated_id).where(ShortExamRow.attempt_id == attempt_id))
    session.execute(update(OutdatedRow).where(meant, is_open()).values(mended_by=attempt_id))
    still = select(OutdatedRow.certificate_id).where(OutdatedRow.workspace_id == workspace, is_open())
    mended = select(OutdatedRow.certificate_id).where(
        meant, OutdatedRow.mended_by == attempt_id, OutdatedRow.certificate_id.not_in(still)
    )
    return sorted(set(session.scalars(mended)))


def holders_told(
    session: Session, workspace: str, edition_id: str, certificate_ids: Collection[str], *, now: datetime
) -> None:
    """Keep that the holders of these certificates were told what an edition changed."""
    query = select(OutdatedRow).where(
        OutdatedRow.workspace_id == workspace,
        OutdatedRow.edition_id == edition_id,
        OutdatedRow.certificate_id.in_(certificate_ids),
    )
    for row in session.scalars(query):
        row.told_at = row.told_at or now


def _still_proved(
    session: Session, workspace: str, version_id: str, passages: list[str], changed: Mapping[str, PassageChange]
) -> bool:
    """Whether none of an item's passages changed and its words stand in the new edition, in which it is proved then."""
    if any(passage in changed for passage in passages):
        return False
    key = versions(session, workspace, [version_id])[version_id].key
    try:
        prove_again(session, workspace, version_id, key=key)
    except (GuideUnknown, QuoteNotFound):
        return False
    return True
