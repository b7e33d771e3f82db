"""An attempt is drawn up from what there is, and begun if nothing of that has changed meanwhile."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from sqlalchemy import Uuid, bindparam, func, select
from sqlalchemy.orm import Session

from learning.attempts.assembling import Blueprint, draw_form
from learning.attempts.candidates import live, seen
from learning.attempts.models import AttemptRow
from learning.attempts.queries import FACTOR, factor_of, history, open_exam
from learning.attempts.recording import add_attempt
from learning.attempts.rules import why_not_start
from learning.attempts.timing import NO_LONGER, deadline, minutes_for
from learning.attempts.tokens import new_token, shuffled
from learning.attempts.values import Attempt, Kind, Slot
from learning.certifications.definition import Definition
from learning.certifications.models import CertificationRow, CertificationVersionRow
from learning.certifications.queries import certification
from learning.certifications.values import Certification
from learning.errors import CertificationNotFound
from learning.items.contents import contents
from learning.items.models import LiveItemRow
from learning.items.values import Candidate, Pool
from storage.schema import new_id

_MADE = select(func.count()).where(
    AttemptRow.workspace_id == bindparam("workspace"), AttemptRow.person == bindparam("person")
)
_LIVE = select(func.count()).where(LiveItemRow.version_id.in_(bindparam("versions", expanding=True)))
_IN_FORCE = (
    select(CertificationVersionRow.id)
    .join(CertificationRow, CertificationRow.id == CertificationVersionRow.certification_id)
    .where(CertificationRow.id == bindparam("certification", type_=Uuid(as_uuid=False)))
    .where(CertificationRow.retired_at.is_(None))
    .order_by(CertificationVersionRow.number.desc())
    .limit(1)
)
# Built once: putting a statement together takes longer than it runs.
_NOW = select(_MADE.scalar_subquery(), _LIVE.scalar_subquery(), _IN_FORCE.scalar_subquery(), FACTOR.scalar_subquery())


@dataclass(frozen=True)
class Prepared:
    """An attempt that is drawn up and not begun; ``made`` is how many the person had begun before."""

    attempt: Attempt
    made: int


def prepare(
    session: Session,
    workspace: str,
    certification_key: str,
    person: str,
    *,
    kind: Kind = Kind.EXAM,
    blueprint: Blueprint | None = None,
    renewable_from: datetime | None = None,
    now: datetime,
    dice: Random,
    token: Callable[[], str] = new_token,
) -> Prepared:
    """Draw up an attempt, with items and an order of options of its own; nothing is stored.

    Args:
        session: A session; reading is enough.
        workspace: Whose certification it is.
        certification_key: The certification's key.
        person: Who begins.
        kind: What the attempt is for.
        blueprint: What is drawn from what; None for what the certification draws from all live items for exams.
        renewable_from: Since when the certificate that the person holds can be renewed; None where she holds none.
        now: The time.
        dice: What chance is drawn from.
        token: Gives a new token for an option.

    Raises:
        CertificationNotFound: There is no such certification, or it is retired and this is no ``DELTA``.
        AlreadyOpen: An attempt of the person at it is open.
        OtherOpen: An attempt of the person at another certification is open.
        TooManyAttempts: All that are allowed were made.
        TooSoon: There is a waiting time, or the certificate can't be renewed yet.
        NothingToRenew: Nothing was passed before, or what was passed never lapses.
        NotEnoughItems: Fewer items are live than are drawn.
    """
    found = certification(session, workspace, certification_key)
    # Whoever holds a certificate of a retired one can still bring it up to date.
    if found.retired and kind is not Kind.DELTA:
        raise CertificationNotFound(certification_key)
    made = history(session, workspace, person)
    if any(one.ended_at is None for one in made):
        _require_none_open(session, workspace, person, found.id)
    past = [one for one in made if one.certification_id == found.id]
    refusal = why_not_start(past, found.definition, kind, now, renewable_from=renewable_from)
    if refusal is not None:
        raise refusal
    drawn = _drawn(session, workspace, found.definition, person, blueprint, dice)
    slots = _slots(session, workspace, drawn, dice, token)
    number = max((one.number for one in past), default=0) + 1
    attempt = _attempt(found, person, number, kind, factor_of(session, workspace, person), slots, now)
    return Prepared(attempt, len(made))


def begin(
    session: Session, workspace: str, draw: Callable[[Session], Prepared], drawn: Prepared | None = None
) -> Attempt:
    """Begin an attempt.

    Args:
        session: The transaction.
        workspace: Whose attempt it is.
        draw: Draws it up (``prepare``).
        drawn: What was drawn up in an earlier session, so that this transaction is short. It is drawn up anew where
            what it rests on has changed since.

    Raises:
        LearningError: As ``prepare``; also where the person begins another attempt in the same moment.
    """
    if drawn is None or not _still_stands(session, workspace, drawn):
        drawn = draw(session)
    while not _store(session, workspace, drawn.attempt):
        drawn = draw(session)
    return drawn.attempt


def _still_stands(session: Session, workspace: str, drawn: Prepared) -> bool:
    """Whether an attempt would be drawn up in the same way now: from the same past, time limit, and live items."""
    attempt = drawn.attempt
    asked = {
        "workspace": workspace,
        "person": attempt.person,
        "versions": [slot.version_id for slot in attempt.slots],
        "certification": attempt.certification_id,
    }
    made, live_items, in_force, factor = session.execute(_NOW, asked).one()
    return (made, live_items, in_force, factor or NO_LONGER) == (
        drawn.made,
        len(attempt.slots),
        attempt.certification_version_id,
        attempt.factor,
    )


def _store(session: Session, workspace: str, attempt: Attempt) -> bool:
    """Store an attempt; returns False where the person has begun another one meanwhile, and ended it."""
    if add_attempt(session, workspace, attempt):
        return True
    _require_none_open(session, workspace, attempt.person, attempt.certification_id)
    return False


def _require_none_open(session: Session, workspace: str, person: str, certification_id: str) -> None:
    found = open_exam(session, workspace, person)
    if found is not None:
        raise found.why_not(certification_id)


def _drawn(
    session: Session, workspace: str, definition: Definition, person: str, blueprint: Blueprint | None, dice: Random
) -> tuple[Candidate, ...]:
    if blueprint is None:
        wanted = [draw.competency for draw in definition.draws]
        candidates = live(session, workspace, Pool.EXAM, wanted)
        blueprint = Blueprint(definition.draws, tuple(candidates))
    return draw_form(blueprint, seen(session, workspace, person), dice)


def _slots(
    session: Session, workspace: str, drawn: Sequence[Candidate], dice: Random, token: Callable[[], str]
) -> tuple[Slot, ...]:
    asked = contents(session, workspace, [one.version_id for one in drawn])
    return tuple(
        Slot(position, one.version_id, one.competency, shuffled(asked[one.version_id].way(), dice, token))
        for position, one in enumerate(drawn, 1)
    )


def _attempt(
    found: Certification,
    person: str,
    number: int,
    kind: Kind,
    factor: float,
    slots: tuple[Slot, ...],
    now: datetime,
) -> Attempt:
    minutes = minutes_for(found.definition.minutes, factor)
    return Attempt(
        id=new_id(),
        certification_id=found.id,
        certification_version_id=found.version_id,
        person=person,
        number=number,
        kind=kind,
        started_at=now,
        minutes=minutes,
        factor=factor,
        deadline=deadline(now, minutes),
        ended_at=None,
        ending=None,
        channel=None,
        message=None,
        slots=slots,
    )
