"""What became, in the edition that readers see, of the passages that items and certificates rest on."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from knowledge.guides.changes import PassageChange, PassageText, passage_changes
from knowledge.guides.models import ActiveEdition, Edition, PassageRow
from knowledge.impact.queries import changes_between, passage_texts
from knowledge.impact.values import changed_passages, newly_changed
from learning.credentials.models import CertificateBasisRow, CertificateRow, CertificateStepRow
from learning.credentials.values import CertificateStep
from learning.items.models import ItemProofRow, LiveItemRow
from learning.items.proving import is_current

# Passages by the id of something that rests on them.
Resting = dict[str, list[str]]


@dataclass(frozen=True)
class Compared:
    """An edition beside an earlier one of its guide, as far as something rests on that.

    Attributes:
        changed: The passages of the earlier one that no longer say what they said, by id.
        newly: Those of them that the edition just before this one had not changed in the same way already.
    """

    changed: Mapping[str, PassageChange]
    newly: Mapping[str, PassageChange]


@dataclass(frozen=True)
class Comparisons:
    """Compares editions, any two of them once. No edition's passages ever change, so it may outlive a transaction."""

    _changed: dict[tuple[str, str], Mapping[str, PassageChange]] = field(default_factory=dict)
    _texts: dict[str, tuple[PassageText, ...]] = field(default_factory=dict)

    def beside(
        self,
        session: Session,
        workspace: str,
        resting: Mapping[str, Collection[str]],
        edition: str,
        before: str | None = None,
    ) -> dict[str, Compared]:
        """What an edition changes of earlier ones of its guide.

        Args:
            session: A session.
            workspace: Whose guide it is.
            resting: The passages on which something rests, by their editions.
            edition: The edition.
            before: What readers of the guide saw just before it; None where that does not matter.
        """
        found: dict[str, Compared] = {}
        for earlier in sorted(resting.keys() - {edition}):
            changed = self._of(session, workspace, earlier, edition, resting[earlier])
            newly: Mapping[str, PassageChange] = changed
            if changed and before is not None and before != earlier:
                newly = newly_changed(changed, self._of(session, workspace, earlier, before, changed.keys()))
            found[earlier] = Compared(changed, newly)
        return found

    def _of(
        self, session: Session, workspace: str, earlier: str, edition: str, passages: Collection[str]
    ) -> Mapping[str, PassageChange]:
        if (earlier, edition) not in self._changed:
            old, new = (self._text(session, workspace, one) for one in (earlier, edition))
            self._changed[earlier, edition] = changed_passages(passage_changes(old, new))
        known = self._changed[earlier, edition]
        return {passage: known[passage] for passage in passages if passage in known}

    def _text(self, session: Session, workspace: str, edition: str) -> tuple[PassageText, ...]:
        if edition not in self._texts:
            self._texts[edition] = passage_texts(session, workspace, edition)
        return self._texts[edition]


def proving(session: Session, workspace: str, guide_id: str) -> dict[str, Resting]:
    """The passages that prove live items now, by edition of a guide and by the version of the item."""
    query = (
        select(ItemProofRow.edition_id, ItemProofRow.version_id, ItemProofRow.passage_id)
        .join(LiveItemRow, LiveItemRow.version_id == ItemProofRow.version_id)
        .where(ItemProofRow.workspace_id == workspace, ItemProofRow.edition_id.in_(_editions(guide_id)), is_current())
        .order_by(ItemProofRow.version_id, ItemProofRow.number)
    )
    found: dict[str, Resting] = {}
    for edition, version, passage in session.execute(query):
        found.setdefault(edition, {}).setdefault(version, []).append(passage)
    return found


def certified(session: Session, workspace: str, guide_id: str, now: datetime) -> dict[str, Resting]:
    """The passages on which certificates rest that are not over, by edition of a guide and by the certificate's id."""
    query = (
        select(CertificateBasisRow.edition_id, CertificateBasisRow.certificate_id, CertificateBasisRow.passage_id)
        .join(CertificateRow, CertificateRow.id == CertificateBasisRow.certificate_id)
        .where(CertificateBasisRow.workspace_id == workspace, CertificateBasisRow.edition_id.in_(_editions(guide_id)))
        .where(is_not_over(now))
        .order_by(CertificateBasisRow.passage_id)
    )
    found: dict[str, Resting] = {}
    for edition, certificate, passage in session.execute(query):
        found.setdefault(edition, {}).setdefault(certificate, []).append(passage)
    return found


def resting_on(*found: Mapping[str, Resting]) -> dict[str, set[str]]:
    """The passages on which any of these rests, by edition."""
    passages: dict[str, set[str]] = {}
    for by_edition in found:
        for edition, resting in by_edition.items():
            passages.setdefault(edition, set()).update(*resting.values())
    return passages


def is_not_over(now: datetime) -> ColumnElement[bool]:
    """That a certificate is neither revoked nor expired: what guides change does not matter to the others."""
    revoked = select(CertificateStepRow.certificate_id).where(CertificateStepRow.step == CertificateStep.REVOKED.value)
    lasts = or_(CertificateRow.expires_at.is_(None), CertificateRow.expires_at > now)
    return and_(lasts, CertificateRow.id.not_in(revoked))


def active_edition(session: Session, guide_id: str) -> str | None:
    """The edition of a guide that readers see; None where they see none."""
    return session.scalar(select(ActiveEdition.edition_id).where(ActiveEdition.guide_id == guide_id))


def places_of(session: Session, workspace: str, passage_ids: Collection[str]) -> dict[str, tuple[str, str]]:
    """The edition and the guide of each passage, by its id."""
    query = select(PassageRow.id, Edition.id, Edition.guide_id).join(Edition, Edition.id == PassageRow.edition_id)
    rows = session.execute(query.where(Edition.workspace_id == workspace, PassageRow.id.in_(passage_ids)))
    return {passage: (edition, guide) for passage, edition, guide in rows}


def became(session: Session, workspace: str, earlier: str, edition_id: str) -> dict[str, PassageChange]:
    """What became in an edition of each passage of an earlier one of its guide, by id."""
    changes = changes_between(session, workspace, earlier, edition_id)
    return {one.before.id: one for one in changes if one.before is not None}


def _editions(guide_id: str) -> Select[str]:
    return select(Edition.id).where(Edition.guide_id == guide_id)
