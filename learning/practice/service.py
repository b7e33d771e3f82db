"""Use cases of practice: an item is shown, and answered once, with its key told at once; and comes again when due."""

from collections.abc import Callable, Collection
from datetime import datetime
from random import Random
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from learning.attempts.queries import sitting
from learning.attempts.tokens import new_token, resolved, shuffled
from learning.certifications.queries import certifications
from learning.certifications.values import Certification
from learning.errors import AttemptOpen, ItemNotFound
from learning.items.contents import contents
from learning.items.models import ItemProofRow, LiveItemRow
from learning.items.readable import is_readable
from learning.items.responses import Response, as_data
from learning.items.values import Pool
from learning.practice.cards import Wanted, bring, move
from learning.practice.models import PracticeRow
from learning.practice.picking import Within, pick
from learning.practice.queries import latest_times, practice_value, practised
from learning.practice.rating import rating_of, usual
from learning.practice.values import OPEN, Added, Practised, Purpose, Scope
from storage.database import insert_missing
from storage.schema import is_id

_UTC = ZoneInfo("UTC")


def show(
    session: Session,
    workspace: str,
    certification: Certification | None,
    person: str,
    *,
    practice_id: str,
    now: datetime,
    dice: Random,
    token: Callable[[], str] = new_token,
    purpose: Purpose = Purpose.FREE,
    only: Collection[str] | None = None,
    zone: ZoneInfo = _UTC,
    scope: Scope = OPEN,
    since: datetime | None = None,
) -> Practised | None:
    """Choose an item for practice; None where there is none.

    What is ``DUE`` is asked within what the person takes on a day, as ``queue.todays`` has it, and never what she
    answered on this day. ``CONTINUOUS`` asks what is due, then what is new, then what is due next, however much that
    is, and never what she answered since ``since``: what she was just told would prove nothing. ``FREE`` and ``PATH``
    are as ``choosing`` has it.

    Args:
        session: The transaction.
        workspace: Whose items they are.
        certification: For what the person practises; None for all that she practises, where it is to be ``DUE``.
        person: Who.
        practice_id: The id that it is to have: where an item has it already, that is shown again.
        now: The time.
        dice: What chance is drawn from.
        token: Gives a new token for an option.
        purpose: Why she is asked.
        only: Keys of competencies and ids of items: nothing else is asked. None for all of the certification.
        zone: Where she lives, as her day begins there.
        scope: From what she is asked.
        since: For ``CONTINUOUS``; None for since her day began.

    Raises:
        AttemptOpen: An exam of the person is open: practice would tell what it asks.
        ItemNotFound: The id is another person's.
    """
    _require_no_exam(session, workspace, person, now)
    if session.get(PracticeRow, practice_id) is not None:
        return practised(session, workspace, practice_id, person)
    within = Within(certification, frozenset(only) if only is not None else None, scope, since)
    chosen = pick(session, workspace, person, within, purpose, zone=zone, now=now, dice=dice)
    if chosen is None:
        return None
    asked = contents(session, workspace, [chosen.version_id])[chosen.version_id]
    tokens = [list(pair) for pair in shuffled(asked.way(), dice, token)]
    row = {"id": practice_id, "workspace_id": workspace, "person": person, "tokens": tokens, "shown_at": now}
    row |= {"certification_id": chosen.certification_id, "version_id": chosen.version_id, "item_id": chosen.item_id}
    row |= {"competency": chosen.competency, "purpose": purpose.value}
    # Whoever presses twice is shown what the first press chose, also where both come in the same moment.
    insert_missing(session, PracticeRow, [row])
    return practised(session, workspace, practice_id, person)


def answer(
    session: Session, workspace: str, practice_id: str, response: Response, *, person: str, now: datetime
) -> Practised:
    """Store what was answered, in tokens where it names options; what was answered first stays.

    The first answer moves the card of the item, and brings a sibling of it a day later where it was missed.

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
        credit, seconds = asked.grade(given), (now - row.shown_at).total_seconds()
        rating = rating_of(credit, seconds, usual(latest_times(session, workspace, person)))
        row.given, row.credit, row.answered_at = as_data(given), credit, now
        move(session, row, rating, now=now)
        session.flush()
    return practice_value(row)


def practise_this(
    session: Session,
    workspace: str,
    person: str,
    passage_ids: Collection[str],
    *,
    now: datetime,
    scope: Scope = OPEN,
) -> tuple[str, ...]:
    """Have a person asked, from now on, the live items for practice that these passages prove.

    A passage of an older edition counts where the item was proved by it then, and still is, as nothing changed. An item
    whose competency no certification has, or that rests on other guides than those of the scope, is not asked.

    Returns:
        The ids of the items, also of those that she was to be asked already; none where there is no such item.
    """
    query = (
        select(LiveItemRow.item_id, LiveItemRow.competency)
        .join(ItemProofRow, ItemProofRow.version_id == LiveItemRow.version_id)
        .where(LiveItemRow.workspace_id == workspace, LiveItemRow.pool == Pool.PRACTICE.value)
        .where(ItemProofRow.passage_id.in_([one for one in passage_ids if is_id(one)]))
        .where(is_readable(workspace, scope.audiences))
        .distinct()
    )
    of = _certification_by_competency(session, workspace)
    found = [
        Wanted(item_id, of[competency], competency, now, Added.ASKED)
        for item_id, competency in session.execute(query)
        if competency in of
    ]
    return tuple(sorted(bring(session, workspace, person, found, now=now)))


def _certification_by_competency(session: Session, workspace: str) -> dict[str, str]:
    """The first certification by key, of those that are not retired, that has a competency; its id, by the key."""
    found: dict[str, str] = {}
    for one in certifications(session, workspace):
        for competency in one.definition.competencies if not one.retired else ():
            found.setdefault(competency.key, one.id)
    return found


def _require_no_exam(session: Session, workspace: str, person: str, now: datetime) -> None:
    for attempt_id in sitting(session, workspace, person, now):
        raise AttemptOpen(attempt_id)
