"""What people have handed in for requirements, looked up for those who observe."""

from sqlalchemy.orm import Session

from bot.blocks.learning.evidence_panel import MOST
from bot.blocks.learning.requirement_card import Evidence
from learning.certifications.queries import certification, certifications
from learning.errors import CertificationNotFound
from learning.requirements.queries import standing, to_decide
from learning.requirements.service import Towards


def waiting_for(session: Session, workspace: str, observer: str) -> tuple[list[Evidence], int]:
    """What waits for somebody who observes, the oldest first: the first of it, and how much there is in all."""
    found = {one.id: one.definition for one in certifications(session, workspace)}
    open_ = [
        Towards(found[one.certification_id].key, one.requirement, one.person)
        for one in to_decide(session, workspace)
        if one.person != observer and one.requirement in {r.key for r in found[one.certification_id].requirements}
    ]
    shown = [evidence(session, workspace, towards) for towards in open_[:MOST]]
    return [one for one in shown if one is not None], len(open_)


def evidence(session: Session, workspace: str, towards: Towards) -> Evidence | None:
    """How a person stands with a requirement; None where there is no such requirement any more."""
    try:
        found = certification(session, workspace, towards.certification)
        stands = standing(session, workspace, found, towards.person)[towards.requirement]
    except (CertificationNotFound, KeyError):
        return None
    return Evidence(towards, found.definition.title, stands)
