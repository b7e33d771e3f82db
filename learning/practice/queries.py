"""Selects over practice."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, String, Uuid, bindparam, func, null, select
from sqlalchemy.orm import Session

from learning.certifications.values import Certification
from learning.errors import ItemNotFound
from learning.items.models import LiveItemRow
from learning.items.readable import is_readable
from learning.items.responses import response_from
from learning.items.values import Pool
from learning.learners import pauses
from learning.learners.hours import day_of, first_at
from learning.learners.models import LearnerRow
from learning.learners.values import DEFAULT
from learning.practice.models import CardRow, PracticeRow
from learning.practice.queue import today_of
from learning.practice.scheduling import from_data
from learning.practice.values import OPEN, Card, Met, Practised, Purpose, Scope, Today
from learning.practice.waiting import answers, cards_latest, cards_waiting, counts_of, unbegun
from storage.schema import UtcDateTime, is_id
from storage.together import Together

# A streak is looked for in so many days: it is not longer.
LONGEST_STREAK = timedelta(days=400)
# What a person usually takes is told from so many of her latest answers.
TIMES = 50
ONE_DAY = timedelta(days=1)

_WORKSPACE: Any = bindparam("workspace", type_=Uuid(as_uuid=False))
_PERSON: Any = bindparam("person", type_=String())
_AUDIENCES: Any = bindparam("audiences", type_=String(), expanding=True)
_NOW: Any = bindparam("now", type_=UtcDateTime())
_BEGINS: Any = bindparam("begins", type_=UtcDateTime())
_FIRST: Any = bindparam("first", type_=UtcDateTime())
_ASKED = _WORKSPACE, _PERSON, _AUDIENCES
_TODAY = Together(
    [
        cards_waiting(*_ASKED, _NOW, _BEGINS),
        cards_latest(*_ASKED, _BEGINS),
        unbegun(*_ASKED),
        answers(_WORKSPACE, _PERSON, _FIRST),
        select(LearnerRow.daily, LearnerRow.pauses).where(
            LearnerRow.workspace_id == _WORKSPACE, LearnerRow.person == _PERSON
        ),
    ]
)


def practised(session: Session, workspace: str, practice_id: str, person: str) -> Practised:
    """An item that was shown to a person.

    Raises:
        ItemNotFound: None was shown to this person under this id.
    """
    query = select(PracticeRow).where(PracticeRow.workspace_id == workspace, PracticeRow.id == practice_id)
    row = session.scalar(query.execution_options(populate_existing=True)) if is_id(practice_id) else None
    if row is None or row.person != person:
        raise ItemNotFound(practice_id)
    return practice_value(row)


def met(session: Session, workspace: str, person: str) -> dict[str, Met]:
    """How a person last met each item, in any version, by the item's id."""
    query = (
        select(PracticeRow.item_id, PracticeRow.shown_at, PracticeRow.credit)
        .where(PracticeRow.workspace_id == workspace, PracticeRow.person == person)
        .order_by(PracticeRow.shown_at, PracticeRow.id)
    )
    return {item_id: Met(shown_at, credit) for item_id, shown_at, credit in session.execute(query)}


def today(session: Session, workspace: str, person: str, zone: ZoneInfo, now: datetime, scope: Scope = OPEN) -> Today:
    """What there is to practise for a person on her day, and how she kept at it; one statement."""
    day = day_of(now, zone)
    begins, ends = first_at(zone, day, 0), first_at(zone, day + ONE_DAY, 0)
    parameters = {
        "workspace": workspace,
        "person": person,
        "audiences": scope.audiences,
        "now": now,
        "begins": begins,
        "first": now - LONGEST_STREAK,
    }
    waiting, latest, without_card, answered, learner = _TODAY.rows(session, parameters)
    counts = counts_of(waiting[0], latest, without_card, scope.towards, begins=begins, ends=ends, now=now)
    daily, taken = learner[0] if learner else (DEFAULT.daily, [])
    days = [day_of(at, zone) for (at,) in answered]
    return today_of(counts, days, day, daily, pauses.from_data(taken), ends=ends)


def asked_on(session: Session, workspace: str, person: str, begins: datetime) -> tuple[int, frozenset[str]]:
    """What a person practised since her day began.

    Returns:
        How many answers she gave, and the ids of the items that wait for one: that were shown to her since, not
        because she wanted to practise just then.
    """
    waiting = select(PracticeRow.item_id).where(
        PracticeRow.workspace_id == workspace,
        PracticeRow.person == person,
        PracticeRow.answered_at.is_(None),
        PracticeRow.shown_at >= begins,
        PracticeRow.purpose.not_in((Purpose.FREE.value, Purpose.PATH.value)),
    )
    return len(answered_since(session, workspace, person, begins)), frozenset(session.scalars(waiting))


def new_since(session: Session, workspace: str, person: str, begins: datetime) -> int:
    """How many items a person answered for the first time since then."""
    query = select(func.count()).where(*_of(workspace, person), CardRow.memory.is_not(null()), CardRow.since >= begins)
    return session.execute(query).scalar_one()


def cards(session: Session, workspace: str, person: str, scope: Scope = OPEN) -> list[Card]:
    """The cards of a person whose items may be asked."""
    query = (
        select(CardRow, LiveItemRow.version_id)
        .join(LiveItemRow, LiveItemRow.item_id == CardRow.item_id)
        .where(*_of(workspace, person), *_askable(workspace, scope))
        .order_by(CardRow.item_id)
    )
    return [_card_value(row, version_id) for row, version_id in session.execute(query)]


def not_begun(session: Session, workspace: str, person: str, now: datetime, scope: Scope = OPEN) -> list[Card]:
    """Items for which a person has no card, as cards, new and due now.

    They are of the competencies in which she has cards, and of those that she works towards.
    """
    of_competency = select(CardRow.competency, CardRow.certification_id).where(*_of(workspace, person))
    found = session.execute(of_competency.order_by(CardRow.certification_id))
    certification = {**scope.towards, **{competency: certification_id for competency, certification_id in found}}
    query = (
        select(LiveItemRow.item_id, LiveItemRow.version_id, LiveItemRow.competency)
        .where(*_askable(workspace, scope), LiveItemRow.competency.in_(certification))
        .where(LiveItemRow.item_id.not_in(select(CardRow.item_id).where(*_of(workspace, person))))
    )
    return [
        Card(item_id, version_id, certification[competency], competency, None, now)
        for item_id, version_id, competency in session.execute(query.order_by(LiveItemRow.item_id))
    ]


def live(session: Session, workspace: str, certification: Certification, now: datetime, scope: Scope) -> list[Card]:
    """The items that may be practised for a certification, as cards, new and due now."""
    competencies = [one.key for one in certification.definition.competencies]
    query = (
        select(LiveItemRow.item_id, LiveItemRow.version_id, LiveItemRow.competency)
        .where(*_askable(workspace, scope), LiveItemRow.competency.in_(competencies))
        .order_by(LiveItemRow.item_id)
    )
    return [
        Card(item_id, version_id, certification.id, competency, None, now)
        for item_id, version_id, competency in session.execute(query)
    ]


def practice_value(row: PracticeRow) -> Practised:
    """A row as the value that leaves this package."""
    return Practised(
        id=row.id,
        person=row.person,
        certification_id=row.certification_id,
        version_id=row.version_id,
        item_id=row.item_id,
        competency=row.competency,
        purpose=Purpose(row.purpose),
        tokens=tuple((token, key) for token, key in row.tokens),
        shown_at=row.shown_at,
        given=response_from(row.given) if row.given is not None else None,
        credit=row.credit,
        answered_at=row.answered_at,
    )


def answered_since(session: Session, workspace: str, person: str, begins: datetime) -> list[datetime]:
    """When a person answered what she practised since then, one moment an answer."""
    return [at for (at,) in session.execute(answers(workspace, person, begins))]


def latest_times(session: Session, workspace: str, person: str) -> list[float]:
    """How long a person took for what she answered last, in seconds."""
    query = (
        select(PracticeRow.shown_at, PracticeRow.answered_at)
        .where(PracticeRow.workspace_id == workspace, PracticeRow.person == person)
        .where(PracticeRow.answered_at.is_not(None))
        .order_by(PracticeRow.answered_at.desc())
        .limit(TIMES)
    )
    return [(answered - shown).total_seconds() for shown, answered in session.execute(query) if answered is not None]


def _of(workspace: str, person: str) -> tuple[ColumnElement[bool], ...]:
    return CardRow.workspace_id == workspace, CardRow.person == person


def _askable(workspace: str, scope: Scope) -> tuple[ColumnElement[bool], ...]:
    of = LiveItemRow.workspace_id == workspace, LiveItemRow.pool == Pool.PRACTICE.value
    return *of, is_readable(workspace, scope.audiences)


def _card_value(row: CardRow, version_id: str) -> Card:
    memory = from_data(row.memory, row.last) if row.memory is not None and row.last is not None else None
    return Card(row.item_id, version_id, row.certification_id, row.competency, memory, row.due)
