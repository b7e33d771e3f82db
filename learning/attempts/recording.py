"""How an attempt and its answers are stored, in a number of statements that does not grow with what there is."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import JSON, ColumnElement, Integer, String, Uuid, bindparam, func, insert, literal, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, aliased
from sqlalchemy.sql.dml import ReturningInsert

from learning.attempts.models import AttemptRow, AttemptSlotRow, ResponseRow
from learning.attempts.parts import Click, click_data, click_from
from learning.attempts.values import Attempt
from learning.certifications.reading import MOST_DRAWN
from learning.items.responses import Response, as_data, response_from
from storage.schema import UtcDateTime, is_id

_ATTEMPT, _PLACE, _ACT = (
    bindparam("attempt", type_=Uuid(as_uuid=False)),
    bindparam("place", type_=Integer()),
    bindparam("by_act", type_=String()),
)
# Built once, like what is cached below: putting a statement together takes longer than it runs.
_LOCKED_PLACE = (
    select(AttemptRow.person, AttemptRow.started_at, AttemptRow.deadline, AttemptRow.ended_at, AttemptSlotRow.tokens)
    .join(AttemptSlotRow, AttemptSlotRow.attempt_id == AttemptRow.id)
    .where(AttemptRow.workspace_id == bindparam("workspace"), AttemptRow.id == _ATTEMPT)
    .where(AttemptSlotRow.position == _PLACE)
    .with_for_update(of=AttemptRow, key_share=True)
)
_OF_PLACE = (ResponseRow.attempt_id == _ATTEMPT, ResponseRow.position == _PLACE)
_STORED = select(
    select(ResponseRow.given).where(*_OF_PLACE).order_by(ResponseRow.sequence.desc()).limit(1).scalar_subquery(),
    select(literal(1)).where(ResponseRow.attempt_id == _ATTEMPT, ResponseRow.act == _ACT).exists(),
)
_SLOTS = insert(AttemptSlotRow.metadata.tables[AttemptSlotRow.__tablename__])
_CLICKS = (
    select(ResponseRow.clicked_at, ResponseRow.sequence, ResponseRow.clicked)
    .where(*_OF_PLACE)
    .order_by(ResponseRow.clicked_at, ResponseRow.sequence)
)


@dataclass(frozen=True)
class Place:
    """A place of an attempt that nobody else answers until this transaction ends."""

    person: str
    started_at: datetime
    deadline: datetime | None
    is_open: bool
    tokens: tuple[tuple[str, str], ...]


def locked_place(session: Session, workspace: str, attempt_id: str, position: int) -> Place | None:
    """A place of an attempt, None where there is none; one statement.

    What else is read of the attempt has to be read after this: its answers and its end take turns.
    """
    if not is_id(attempt_id) or not 1 <= position <= MOST_DRAWN:
        return None
    wanted = {"workspace": workspace, "attempt": attempt_id, "place": position}
    found = session.execute(_LOCKED_PLACE, wanted).one_or_none()
    if found is None:
        return None
    person, started_at, due, ended, tokens = found
    return Place(person, started_at, due, ended is None, tuple((token, key) for token, key in tokens))


def add_response(
    session: Session,
    workspace: str,
    attempt_id: str,
    position: int,
    click: Click,
    given: Response | None,
    *,
    act: str,
    clicked_at: datetime,
    now: datetime,
) -> Response | None:
    """Add a click after those before it; one statement.

    Args:
        session: The transaction, in which the place is locked.
        workspace: Whose attempt it is.
        attempt_id: The attempt.
        position: The item's place in it.
        click: What the click said.
        given: What is answered with it; None where it is a whole answer, which it is unless a later click is stored.
        act: Names the click.
        clicked_at: When it was made.
        now: When it was delivered.

    Returns:
        What is answered in the place now; None where this act added a click already.
    """
    said = click_data(click)
    values = {
        "attempt": attempt_id,
        "place": position,
        "workspace": workspace,
        "by_act": act,
        "said": said,
        "what": as_data(given) if given is not None else said,
        "when": clicked_at,
        "delivered": now,
    }
    adding = _adding(session.get_bind().dialect.name, given is None)
    answered = session.execute(adding, values).scalar_one_or_none()
    return response_from(answered) if answered is not None else None


def clicks(session: Session, attempt_id: str, position: int) -> list[tuple[datetime, Click]]:
    """What was clicked in a place, in the order in which it was clicked; one statement."""
    found = session.execute(_CLICKS, {"attempt": attempt_id, "place": position})
    return [(clicked_at, click_from(said)) for clicked_at, _, said in found]


def stored(session: Session, attempt_id: str, position: int, act: str) -> tuple[Response | None, bool]:
    """What is answered in a place, and whether this act added a click, to any place. One statement."""
    asked = {"attempt": attempt_id, "place": position, "by_act": act}
    given, known = session.execute(_STORED, asked).one()
    return (response_from(given) if given is not None else None), bool(known)


def add_attempt(session: Session, workspace: str, begun: Attempt) -> bool:
    """Add an attempt with its slots; returns False, and adds nothing, where the person has one open. Two statements."""
    values = {
        "id": begun.id,
        "workspace_id": workspace,
        "certification_id": begun.certification_id,
        "certification_version_id": begun.certification_version_id,
        "person": begun.person,
        "number": begun.number,
        "kind": begun.kind.value,
        "started_at": begun.started_at,
        "minutes": begun.minutes,
        "factor": begun.factor,
        "deadline": begun.deadline,
    }
    if session.execute(_beginning(session.get_bind().dialect.name), values).first() is None:
        return False
    place = {"attempt_id": begun.id, "workspace_id": workspace}
    slots = [
        {
            **place,
            "position": slot.position,
            "version_id": slot.version_id,
            "competency": slot.competency,
            "tokens": [list(pair) for pair in slot.tokens],
        }
        for slot in begun.slots
    ]
    session.execute(_SLOTS, slots)
    return True


@cache
def _beginning(dialect: str) -> ReturningInsert[int]:
    """Adds an attempt, unless any column that is unique is that of another one."""
    insert_of = sqlite.insert if dialect == "sqlite" else postgresql.insert
    return (
        insert_of(AttemptRow.metadata.tables[AttemptRow.__tablename__]).on_conflict_do_nothing().returning(literal(1))
    )


@cache
def _adding(dialect: str, is_whole: bool) -> ReturningInsert[dict[str, Any]]:
    """Adds a click, unless its act did before, and returns what is answered now.

    A whole answer counts unless a later click is stored; what else counts comes with it.
    """
    before, later = aliased(ResponseRow), aliased(ResponseRow)
    given: ColumnElement[Any] = bindparam("what", type_=JSON)
    last = select(before.sequence).where(before.attempt_id == _ATTEMPT, before.position == _PLACE)
    if is_whole:
        overtaken = select(later.given).where(later.attempt_id == _ATTEMPT, later.position == _PLACE)
        newest = select(func.max(before.clicked_at)).where(before.attempt_id == _ATTEMPT, before.position == _PLACE)
        overtaken = overtaken.where(newest.scalar_subquery() > bindparam("when", type_=UtcDateTime()))
        given = func.coalesce(overtaken.order_by(later.sequence.desc()).limit(1).scalar_subquery(), given)
    insert_of = sqlite.insert if dialect == "sqlite" else postgresql.insert
    values = {
        "attempt_id": _ATTEMPT,
        "position": _PLACE,
        "sequence": func.coalesce(last.order_by(before.sequence.desc()).limit(1).scalar_subquery(), 0) + 1,
        "workspace_id": bindparam("workspace", type_=Uuid(as_uuid=False)),
        "act": _ACT,
        "clicked": bindparam("said", type_=JSON),
        "clicked_at": bindparam("when", type_=UtcDateTime()),
        "given": given,
        "at": bindparam("delivered", type_=UtcDateTime()),
    }
    adding = insert_of(ResponseRow).values(**values)
    return adding.on_conflict_do_nothing(index_elements=["attempt_id", "act"]).returning(ResponseRow.given)
