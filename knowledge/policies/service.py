"""Use cases of policies: a workspace decides."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime

from sqlalchemy.orm import Session

from knowledge.audit.actions import Action
from knowledge.audit.service import record
from knowledge.errors import SchemeUnknown
from knowledge.members.roles import Act
from knowledge.members.service import require
from knowledge.policies.models import PolicyRow
from knowledge.policies.queries import policy
from knowledge.policies.values import Policy
from knowledge.turns import take_turn


def set_policy(
    session: Session, workspace: str, decided: Policy, *, schemes: Collection[str], by: str, now: datetime
) -> None:
    """Decide; nothing is written down where it was decided so before.

    Args:
        session: The transaction.
        workspace: Who decides.
        decided: All of it.
        schemes: The keys of the schemes that there are.
        by: The person.
        now: The time.

    Raises:
        NotAllowed: The role does not allow it.
        SchemeUnknown: There is no such scheme of evidence, and it was not decided on before.
    """
    take_turn(session, workspace)
    require(session, workspace, by, Act.SET_POLICY)
    before = policy(session, workspace)
    if decided.evidence_scheme not in {before.evidence_scheme, *schemes}:
        raise SchemeUnknown(decided.evidence_scheme)
    if before == decided:
        return
    session.merge(PolicyRow(workspace_id=workspace, **asdict(decided)))
    record(
        session,
        workspace,
        actor=by,
        action=Action.POLICY_SET,
        subject_kind="workspace",
        subject=workspace,
        name="policy",
        before=asdict(before),
        after=asdict(decided),
        now=now,
    )
