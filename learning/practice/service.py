"""Use cases of practice: an item is shown, and answered once, with its key told at once."""

from collections.abc import Callable
from datetime import datetime
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from learning.attempts.candidates import live
from learning.attempts.queries import sitting
from learning.attempts.tokens import new_token, resolved, shuffled
from learning.certifications.values import Certification
from learning.errors import AttemptOpen, ItemNotFound
from learning.items.contents import contents
from learning.items.responses import Response, as_data
from learning.items.values import Pool
from learning.practice.choosing import choose
from learning.practice.models import PracticeRow
from learning.practice.queries import met, practice_value, practised
from learning.practice.values import Practised
from storage.database import insert_missing


def show(
    session: Session,
    workspace: str,
    certification: Certification,
    person: str,
    *,
    practice_id: str,
    now: datetime,
    dice: Random,
    token: Callable[[], str] = new_token,
) -> Practised | None:
    """Choose an item for practice; None where there is none.

    Args:
        session: The transaction.
        workspace: Whose items they are.
        certification: For what the person practises.
        person: Who.
        practice_id: The id that it is to have: where an item has it already, that is shown again.
        now: The time.
        dice: What chance is drawn from.
        token: Gives a new token for an option.

    Raises:
        AttemptOpen: An exam of the person is open: practice would tell what it asks.
        ItemNotFound: The id is another person's.
    """
    _require_no_exam(session, workspace, person, now)
    if session.get(PracticeRow, practice_id) is not None:
        return practised(session, workspace, practice_id, person)
    wanted = [competency.key for competency in certification.definition.competencies]
    chosen = choose(live(session, workspace, Pool.PRACTICE, wanted), met(session, workspace, person), dice)
    if chosen is None:
        return None
    asked = contents(session, workspace, [chosen.version_id])[chosen.version_id]
    row = {
        "id": practice_id,
        "workspace_id": workspace,
        "person": person,
        "certification_id": certification.id,
        "version_id": chosen.version_id,
        "tokens": [list(pair) for pair in shuffled(asked.way(), dice, token)],
        "shown_at": now,
    }
    # Whoever presses twice is shown what the first press chose, also where both come in the same moment.
    insert_missing(session, PracticeRow, [row])
    return practised(session, workspace, practice_id, person)


def answer(
    session: Session, workspace: str, practice_id: str, response: Response, *, person: str, now: datetime
) -> Practised:
    """Store what was answered, in tokens where it names options; what was answered first stays.

    Returns:
        What is stored now. Where the response can't have been given to what was shown, it is not answered yet.

    Raises:
        AttemptOpen: An exam of the person is open.
        ItemNotFound: No such item was shown to this person.
    """
    _require_no_exam(session, workspace, person, now)
    practised(session, workspace, practice_id, person)
    query = select(PracticeRow).where(PracticeRow.id == practice_id)
    row = session.scalars(query.with_for_update().execution_options(populate_existing=True)).one()
    given = resolved(practice_value(row).tokens, response)
    if row.answered_at is None and given is not None:
        asked = contents(session, workspace, [row.version_id]).get(row.version_id)
        if asked is None:
            raise ItemNotFound(row.version_id)
        row.given, row.credit, row.answered_at = as_data(given), asked.grade(given), now
        session.flush()
    return practice_value(row)


def _require_no_exam(session: Session, workspace: str, person: str, now: datetime) -> None:
    for attempt_id in sitting(session, workspace, person, now):
        raise AttemptOpen(attempt_id)
