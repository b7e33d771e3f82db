"""Who may decide on what somebody handed in: whose role allows it, and who looks after her; never she herself.

Whoever looks after a person decides on what the cohort is to reach, and on nothing else: else anybody could decide on
everything of a person by adding her to a cohort. To waive something or give more time takes the role.
"""

from sqlalchemy.orm import Session

from knowledge.members.queries import people_who_may
from knowledge.members.roles import Act
from knowledge.members.service import require
from learning.errors import MarksOwn
from learning.membership.queries import looking_after, looks_after


def require_observer(session: Session, workspace: str, by: str, person: str, certification: str) -> None:
    """Let somebody decide on a person's requirements of the certification of this key.

    Raises:
        NotAllowed: Neither does her role allow it, nor does she look after the person in a cohort that is to reach it.
        MarksOwn: It is her own.
    """
    if by == person or not looks_after(session, workspace, by, person, certification):
        require_granter(session, workspace, by, person)


def require_granter(session: Session, workspace: str, by: str, person: str) -> None:
    """Let somebody waive a person's requirements, or give her more time.

    Raises:
        NotAllowed: Her role does not allow it.
        MarksOwn: It is her own.
    """
    require(session, workspace, by, Act.OBSERVE)
    if by == person:
        raise MarksOwn(by)


def observers_of(session: Session, workspace: str, person: str, certification: str) -> list[str]:
    """Who may decide on a person's requirements of this certification: those who look after her first."""
    keepers = looking_after(session, workspace, person, certification)
    found = [*keepers, *people_who_may(session, workspace, Act.OBSERVE)]
    return [one for one in dict.fromkeys(found) if one != person]
