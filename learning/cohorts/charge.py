"""Who may change a cohort; and what she changed, written down. For this package alone."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from knowledge.audit.actions import Action
from knowledge.audit.service import record
from knowledge.audit.values import Facts
from knowledge.errors import NotAllowed
from knowledge.members.roles import Act
from knowledge.members.service import role_of
from learning.cohorts.queries import seen_by
from learning.cohorts.scope import Scope
from learning.membership.models import CohortRow
from learning.membership.values import Member, Part


@dataclass(frozen=True)
class InCharge:
    """A cohort that somebody may change, who is in it, and what she may do there."""

    row: CohortRow
    members: list[Member]
    scope: Scope

    def people(self, part: Part) -> frozenset[str]:
        """Those who are in it in this part."""
        return frozenset(one.person for one in self.members if one.part is part)


def in_charge(session: Session, workspace: str, cohort_id: str, by: str, *, appoints: bool = False) -> InCharge:
    """A cohort that somebody may change; with ``appoints``, also who coordinates it.

    Raises:
        CohortNotFound: There is none, or it has ended.
        NotAllowed: She may not.
    """
    row, members, scope = seen_by(session, workspace, cohort_id, by)
    if not (scope.appoints if appoints else scope.changes):
        raise NotAllowed(by, Act.KEEP_COHORTS.value, role_of(session, workspace, by).value)
    return InCharge(row, members, scope)


def looked_after(session: Session, workspace: str, cohort_id: str, person: str, by: str) -> CohortRow:
    """A cohort in which somebody looks after a person.

    Raises:
        CohortNotFound: There is none, or it has ended.
        NotAllowed: She does not.
    """
    row, _, scope = seen_by(session, workspace, cohort_id, by)
    if person not in scope.looked_after:
        raise NotAllowed(by, Act.KEEP_COHORTS.value, role_of(session, workspace, by).value)
    return row


def write_down(
    session: Session, row: CohortRow, action: Action, by: str, now: datetime, before: Facts | None, after: Facts | None
) -> None:
    """Write an act down. Facts name nobody: an entry stays for good, and a person may be erased."""
    record(
        session,
        row.workspace_id,
        actor=by,
        action=action,
        subject_kind="cohort",
        subject=row.id,
        name=row.name,
        before=before,
        after=after,
        now=now,
    )
