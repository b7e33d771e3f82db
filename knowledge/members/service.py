"""Use cases of members: a role is asked for, given, taken, claimed."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.audit.actions import Action
from knowledge.audit.service import record
from knowledge.errors import LastOwner, NotAllowed
from knowledge.members.models import MemberRow
from knowledge.members.queries import has_owner
from knowledge.members.roles import OPERATOR, Act, Role, may, may_give
from knowledge.turns import take_turn


def role_of(session: Session, workspace: str, person: str) -> Role:
    """What a person is: a learner where nobody gave a role. The operator is an owner."""
    if person == OPERATOR:
        return Role.OWNER
    query = select(MemberRow.role).where(MemberRow.workspace_id == workspace, MemberRow.person == person)
    return Role(session.scalar(query) or Role.LEARNER)


def require(session: Session, workspace: str, person: str, act: Act) -> Role:
    """The person's role, which allows the act.

    Raises:
        NotAllowed: It does not.
    """
    role = role_of(session, workspace, person)
    if not may(role, act):
        raise NotAllowed(person, act.value, role.value)
    return role


def give_role(session: Session, workspace: str, person: str, role: Role, *, by: str, now: datetime) -> Role:
    """Give a person a role in place of the one the person had; ``Role.LEARNER`` takes it away.

    Returns:
        The role before; nothing is changed or written down where it is the same. The operator's always stays.

    Raises:
        NotAllowed: Who gives it may not give it, or not take the one before.
        LastOwner: The workspace would have no owner any more.
    """
    take_turn(session, workspace)
    giver = require(session, workspace, by, Act.GIVE_ROLES)
    before = role_of(session, workspace, person)
    if not may_give(giver, before, role):
        raise NotAllowed(by, Act.GIVE_ROLES.value, giver.value)
    if before is role or person == OPERATOR:
        return before
    if before is Role.OWNER and not _has_another_owner(session, workspace, person):
        raise LastOwner(person)
    _set(session, workspace, person, before, role, by=by, now=now)
    return before


def claim_ownership(session: Session, workspace: str, person: str, *, now: datetime) -> bool:
    """Make a person the first owner; returns False, and changes nothing, where there is an owner already."""
    take_turn(session, workspace)
    if has_owner(session, workspace):
        return False
    _set(session, workspace, person, role_of(session, workspace, person), Role.OWNER, by=person, now=now)
    return True


def _has_another_owner(session: Session, workspace: str, person: str) -> bool:
    others = select(MemberRow.person).where(
        MemberRow.workspace_id == workspace, MemberRow.role == Role.OWNER.value, MemberRow.person != person
    )
    return session.scalar(others.limit(1)) is not None


def _set(session: Session, workspace: str, person: str, before: Role, role: Role, *, by: str, now: datetime) -> None:
    row = session.get(MemberRow, (workspace, person), populate_existing=True)
    if role is Role.LEARNER:
        session.delete(row)
    elif row is None:
        session.add(MemberRow(workspace_id=workspace, person=person, role=role.value, given_by=by, since=now))
    else:
        row.role, row.given_by, row.since = role.value, by, now
    record(
        session,
        workspace,
        actor=by,
        action=Action.ROLE_GIVEN,
        subject_kind="person",
        subject=person,
        name=person,
        before={"role": before.value},
        after={"role": role.value},
        now=now,
    )
