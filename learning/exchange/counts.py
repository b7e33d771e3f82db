"""How much people did: so many questions practised, and so many exams ended. Nothing of what they answered."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from learning.attempts.models import AttemptRow
from learning.practice.models import PracticeRow


@dataclass(frozen=True)
class Did:
    """How much a person did."""

    practised: int = 0
    exams: int = 0


NOTHING = Did()


def counts(session: Session, workspace: str, people: Collection[str]) -> dict[str, Did]:
    """How much each of these people did, as far as she did anything; in two statements."""
    practice, attempt = PracticeRow, AttemptRow
    practised = (
        select(practice.person, func.count())
        .where(practice.workspace_id == workspace, practice.person.in_(people), practice.answered_at.is_not(None))
        .group_by(practice.person)
    )
    ended = (
        select(attempt.person, func.count())
        .where(attempt.workspace_id == workspace, attempt.person.in_(people), attempt.ended_at.is_not(None))
        .group_by(attempt.person)
    )
    answers = {person: count for person, count in session.execute(practised)}
    exams = {person: count for person, count in session.execute(ended)}
    return {one: Did(answers.get(one, 0), exams.get(one, 0)) for one in answers.keys() | exams.keys()}
