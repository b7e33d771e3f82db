"""Use cases of notes about learners: one is written down, and taken away by who wrote it or is in charge."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.audit.actions import Action
from knowledge.errors import NotAllowed
from knowledge.members.roles import Act
from knowledge.members.service import role_of
from knowledge.turns import take_turn
from learning.cohorts.charge import looked_after, write_down
from learning.cohorts.models import CohortNoteRow
from learning.cohorts.queries import seen_by
from learning.cohorts.values import LONGEST_WORDS
from learning.errors import NoteGone, WordsMissing
from storage.schema import is_id, new_id


def note(session: Session, workspace: str, cohort_id: str, person: str, words: str, *, by: str, now: datetime) -> str:
    """Write something down about a learner, for those who look after her; returns the note's id.

    Raises:
        CohortNotFound: There is no such cohort, or it has ended.
        NotAllowed: ``by`` does not look after her in it.
        WordsMissing: It says nothing, or too much.
    """
    take_turn(session, workspace)
    cohort = looked_after(session, workspace, cohort_id, person, by)
    said = words.strip()
    if not said or len(said) > LONGEST_WORDS:
        raise WordsMissing(LONGEST_WORDS)
    row = CohortNoteRow(
        id=new_id(), workspace_id=workspace, cohort_id=cohort_id, person=person, words=said, by=by, at=now
    )  # fmt: skip
    session.add(row)
    session.flush()
    write_down(session, cohort, Action.COHORT_CHANGED, by, now, None, {"notes": 1})
    return row.id


def remove_note(session: Session, workspace: str, note_id: str, *, by: str, now: datetime) -> None:
    """Take a note away: whoever wrote it may, and whoever may change the cohort.

    Raises:
        NoteGone: There is no such note.
        CohortNotFound: Its cohort has ended.
        NotAllowed: She may not.
    """
    take_turn(session, workspace)
    query = select(CohortNoteRow).where(CohortNoteRow.workspace_id == workspace, CohortNoteRow.id == note_id)
    row = session.scalar(query.where(CohortNoteRow.removed_at.is_(None))) if is_id(note_id) else None
    if row is None:
        raise NoteGone
    cohort, _, scope = seen_by(session, workspace, row.cohort_id, by)
    if row.person not in scope.looked_after or not (scope.changes or row.by == by):
        raise NotAllowed(by, Act.KEEP_COHORTS.value, role_of(session, workspace, by).value)
    row.removed_at = now
    write_down(session, cohort, Action.COHORT_CHANGED, by, now, {"notes": 1}, {"notes": 0})
