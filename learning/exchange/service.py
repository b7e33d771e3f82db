"""Use case: somebody takes figures of learners out. Whether she may is looked at, and that she did is written down."""

from datetime import datetime

from sqlalchemy.orm import Session

from knowledge.audit.actions import Action
from knowledge.audit.service import record
from knowledge.members.roles import Act
from knowledge.members.service import require
from learning.cohorts.queries import cohorts
from learning.errors import CohortNotFound


def take_out(session: Session, workspace: str, cohort_id: str | None, form: str, *, by: str, now: datetime) -> None:
    """Somebody takes out how the learners of a cohort stand, or all there are; it is written down before it is done.

    Args:
        session: The transaction.
        workspace: Whose learners they are.
        cohort_id: Which cohort; None for everybody.
        form: As what: the end of the file's name, or what else it is.
        by: Who does.
        now: The time.

    Raises:
        NotAllowed: She may not see them.
        CohortNotFound: There is no such cohort, or it has ended.
    """
    if cohort_id is None:
        require(session, workspace, by, Act.SEE_LEARNERS)
        _write_down(session, workspace, "workspace", workspace, "learners", form, by, now)
        return
    found = next((one for one in cohorts(session, workspace, by) if one.id == cohort_id), None)
    if found is None or found.learners is None:
        require(session, workspace, by, Act.KEEP_COHORTS)
        raise CohortNotFound(cohort_id)
    _write_down(session, workspace, "cohort", found.id, found.name, form, by, now)


def _write_down(
    session: Session, workspace: str, kind: str, subject: str, name: str, form: str, by: str, now: datetime
) -> None:
    record(
        session,
        workspace,
        actor=by,
        action=Action.LEARNERS_EXPORTED,
        subject_kind=kind,
        subject=subject,
        name=name,
        after={"form": form},
        now=now,
    )
