"""What statements are about, looked up: questions, exams, certificates, steps of paths, editions of guides."""

from collections.abc import Collection, Iterable
from datetime import datetime
from urllib.parse import quote

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.guides.models import Edition
from learning.certifications.models import CertificationVersionRow
from learning.certifications.queries import certifications_at
from learning.certifications.values import Certification
from learning.credentials.models import CertificateBasisRow
from learning.exchange.xapi.values import Thing, ThingType
from learning.items.models import ItemProofRow, ItemVersionRow


def question(version_id: str, stem: str) -> Thing:
    """A question of the practice pool, in one of its versions."""
    return Thing(f"xapi/questions/{version_id}", ThingType.QUESTION, stem)


def exam(certification: Certification) -> Thing:
    """The exam of a certification, in one of its versions."""
    path = f"xapi/exams/{quote(certification.definition.key, safe='')}/{certification.number}"
    return Thing(path, ThingType.EXAM, certification.definition.title)


def certificate(certification: Certification) -> Thing:
    """What holders of a certification hold, under the address that is signed into their certificates."""
    path = f"achievements/{quote(certification.definition.key, safe='')}"
    return Thing(path, ThingType.CERTIFICATE, certification.definition.title)


def observation(certification: Certification, requirement: str, title: str) -> Thing:
    """Practice that is observed for a certification."""
    key = quote(certification.definition.key, safe="")
    return Thing(f"xapi/practice/{key}/{quote(requirement, safe='')}", ThingType.OBSERVATION, title)


def stems(session: Session, workspace: str, version_ids: Collection[str]) -> dict[str, str]:
    """What these versions of items ask."""
    row = ItemVersionRow
    query = select(row.id, row.content).where(row.workspace_id == workspace, row.id.in_(version_ids))
    return {version_id: str(content.get("stem") or "") for version_id, content in session.execute(query)}


def proving(session: Session, workspace: str, version_ids: Collection[str]) -> dict[str, tuple[Thing, ...]]:
    """The editions that prove these versions of items, by the version."""
    row = ItemProofRow
    query = select(row.version_id, row.edition_id).where(row.workspace_id == workspace, row.version_id.in_(version_ids))
    return _editions_by(session, workspace, [(one, edition) for one, edition in session.execute(query.distinct())])


def under(session: Session, workspace: str, certificate_ids: Collection[str]) -> dict[str, tuple[Thing, ...]]:
    """The editions that these certificates rest on, by the certificate."""
    row = CertificateBasisRow
    query = select(row.certificate_id, row.edition_id)
    query = query.where(row.workspace_id == workspace, row.certificate_id.in_(certificate_ids))
    return _editions_by(session, workspace, [(one, edition) for one, edition in session.execute(query.distinct())])


def merged(found: Iterable[tuple[Thing, ...]]) -> tuple[Thing, ...]:
    """All of them once, always in the same order."""
    return tuple(sorted({thing for things in found for thing in things}, key=lambda thing: thing.path))


class Versions:
    """All versions of the certifications of a workspace, to find the one that held at a moment."""

    def __init__(self, session: Session, workspace: str) -> None:
        """Look them up; there are few."""
        row = CertificationVersionRow
        query = select(row.certification_id, row.id, row.created_at).where(row.workspace_id == workspace)
        self._rows = session.execute(query.order_by(row.number)).all()
        self._at = certifications_at(session, workspace, [row.id for row in self._rows])

    def of(self, version_id: str) -> Certification:
        """A certification as it was in one of its versions."""
        return self._at[version_id]

    def held(self, certification_id: str, moment: datetime) -> Certification:
        """A certification as it was at a moment; as it was first, before that."""
        versions = [row for row in self._rows if row.certification_id == certification_id]
        last = [row for row in versions if row.created_at <= moment]
        return self._at[(last[-1] if last else versions[0]).id]


def _editions_by(session: Session, workspace: str, pairs: Collection[tuple[str, str]]) -> dict[str, tuple[Thing, ...]]:
    query = select(Edition.id, Edition.title, Edition.label)
    query = query.where(Edition.workspace_id == workspace, Edition.id.in_({edition for _, edition in pairs}))
    things = {
        row.id: Thing(f"xapi/editions/{row.id}", ThingType.EDITION, f"{row.title}, {row.label}")
        for row in session.execute(query)
    }
    found: dict[str, list[tuple[Thing, ...]]] = {}
    for one, edition in pairs:
        found.setdefault(one, []).append((things[edition],))
    return {one: merged(each) for one, each in found.items()}
