"""When people last did something for what they learn: practised, took an exam, read on a path, handed something in."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Select, func, select, union_all
from sqlalchemy.orm import Session

from learning.attempts.models import AttemptRow
from learning.curriculum.models import StepDoneRow
from learning.practice.models import PracticeRow
from learning.requirements.models import RequirementStepRow


def last_active(session: Session, workspace: str, people: Collection[str]) -> dict[str, datetime]:
    """When each of these people last did something, as far as they ever did; in one statement."""
    practice, attempt, done, handed = PracticeRow, AttemptRow, StepDoneRow, RequirementStepRow
    parts: list[Select[str, datetime | None]] = [
        select(practice.person, func.max(practice.answered_at).label("at"))
        .where(practice.workspace_id == workspace, practice.person.in_(people), practice.answered_at.is_not(None))
        .group_by(practice.person),
        select(attempt.person, func.max(func.coalesce(attempt.ended_at, attempt.started_at)).label("at"))
        .where(attempt.workspace_id == workspace, attempt.person.in_(people))
        .group_by(attempt.person),
        select(done.person, func.max(done.at).label("at"))
        .where(done.workspace_id == workspace, done.person.in_(people))
        .group_by(done.person),
        select(handed.person, func.max(handed.at).label("at"))
        .where(handed.workspace_id == workspace, handed.person.in_(people), handed.by == handed.person)
        .group_by(handed.person),
    ]
    each = union_all(*parts).subquery()
    query = select(each.c.person, func.max(each.c.at)).group_by(each.c.person)
    return {person: at for person, at in session.execute(query)}
