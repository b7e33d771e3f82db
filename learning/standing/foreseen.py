"""What an edition would do to items and certificates if it came to readers now."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from knowledge.guides.steps import subject_of
from knowledge.impact.queries import previous_edition
from learning.standing.changes import Comparisons, certified, proving, resting_on
from learning.standing.outdating import blows_of


@dataclass(frozen=True)
class Foreseen:
    """How many live items would be put into quarantine, and how many certificates would be outdated."""

    items: int
    certificates: int


NOTHING_FORESEEN = Foreseen(0, 0)


def foreseen(session: Session, workspace: str, edition_id: str, *, now: datetime) -> Foreseen:
    """What publishing an edition would touch; nothing is compared where no item and no certificate rests on its guide.

    Raises:
        GuideNotFound: There is no such edition.
    """
    guide_id = subject_of(session, workspace, edition_id).guide_id
    proofs, basis = proving(session, workspace, guide_id), certified(session, workspace, guide_id, now)
    resting = resting_on(proofs, basis)
    if not resting:
        return NOTHING_FORESEEN
    before = previous_edition(session, workspace, edition_id)
    beside = Comparisons().beside(session, workspace, resting, edition_id, before)
    items = {
        version
        for edition in proofs.keys() & beside.keys()
        for version, passages in proofs[edition].items()
        if not beside[edition].changed.keys().isdisjoint(passages)
    }
    return Foreseen(len(items), len(blows_of(basis, beside)))
