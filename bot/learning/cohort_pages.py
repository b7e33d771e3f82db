"""What the cohorts' panel of the Home tab shows a person."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.blocks.learning.cohorts_panel import cohort_page, cohorts_panel
from bot.blocks.library.showing import Showing
from bot.blocks.message import Block
from bot.texts import Texts
from knowledge.errors import NotAllowed
from knowledge.members.roles import Act, Role, may
from learning.cohorts.queries import cohorts, overview
from learning.errors import CohortNotFound


def cohorts_shown(
    session: Session, workspace: str, person: str, role: Role, showing: Showing, texts: Texts, now: datetime
) -> list[Block]:
    """The cohort that is to be shown; the list where it is none, has ended, or is not hers to see any more."""
    if showing.cohort:
        try:
            return cohort_page(overview(session, workspace, showing.cohort, person, now), showing, texts)
        except (CohortNotFound, NotAllowed):
            pass
    found = [one for one in cohorts(session, workspace, person) if one.learners is not None]
    return cohorts_panel(found, showing, texts, makes=may(role, Act.KEEP_COHORTS))
