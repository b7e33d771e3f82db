"""Selects over members."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from knowledge.members.models import MemberRow
from knowledge.members.roles import Act, Role, may


@dataclass(frozen=True)
class Member:
    """A person with a role, who gave it, and since when."""

    person: str
    role: Role
    given_by: str
    since: datetime


@dataclass(frozen=True)
class Standing:
    """What a person is in a library, and whether anybody answers for it."""

    role: Role
    has_owner: bool


def standing(session: Session, workspace: str, person: str) -> Standing:
    """What a person is, a learner where nobody gave a role, and whether there is an owner; in one statement."""
    rows = session.execute(
        select(MemberRow.person, MemberRow.role)
        .where(MemberRow.workspace_id == workspace)
        .where(or_(MemberRow.person == person, MemberRow.role == Role.OWNER.value))
    ).all()
    own = next((Role(role) for one, role in rows if one == person), Role.LEARNER)
    return Standing(own, any(role == Role.OWNER for _, role in rows))


def members(session: Session, workspace: str) -> list[Member]:
    """All who are more than learners: owners first, and of one role who has it longest."""
    rows = session.scalars(select(MemberRow).where(MemberRow.workspace_id == workspace))
    found = [Member(row.person, Role(row.role), row.given_by, row.since) for row in rows]
    rank = {role: place for place, role in enumerate(Role)}
    return sorted(found, key=lambda member: (rank[member.role], member.since, member.person))


def people_who_may(session: Session, workspace: str, act: Act) -> list[str]:
    """The people whose role allows an act, in the order of ``members``; none of them is the operator."""
    return [member.person for member in members(session, workspace) if may(member.role, act)]


def has_owner(session: Session, workspace: str) -> bool:
    """Whether somebody answers for the workspace's library."""
    owners = select(MemberRow.person).where(MemberRow.workspace_id == workspace, MemberRow.role == Role.OWNER.value)
    return session.scalar(owners.limit(1)) is not None
