"""Selects: how far people have shown that they know what they were asked."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

from sqlalchemy import Select, Uuid, exists, extract, select, type_coerce
from sqlalchemy.orm import Session, aliased
from sqlalchemy.types import NullType

from learning.attempts.models import AttemptRow, AttemptSlotRow, ResponseRow, ResultRow
from learning.items.models import ItemVersionRow
from learning.mastery.mastery import Evidence, Mastery, masteries
from learning.practice.models import PracticeRow


def mastery(session: Session, workspace: str, people: Collection[str], now: datetime) -> dict[str, dict[str, Mastery]]:
    """The mastery of each person by competency, as far as anything was answered; in two statements.

    What counts is each answer in practice, and each in an exam that has ended, by its newest result: one that was
    dropped counts for nothing. What was left without an answer is none.

    Args:
        session: A session.
        workspace: Whose people they are.
        people: Who.
        now: The time.
    """
    if not people:
        return {}
    practised = session.execute(_as_stored(practised_days(workspace, people)))
    return shown_by(practised, session.execute(_as_stored(exam_answers(workspace, people))), now)


def shown_by(
    practised: Iterable[Sequence[Any]], examined: Iterable[Sequence[Any]], now: datetime
) -> dict[str, dict[str, Mastery]]:
    """The mastery of each person by competency, by the rows of ``practised_days`` and of ``exam_answers``."""
    numbers: dict[tuple[str, str], int] = {}
    items: dict[tuple[int, Any], int] = {}
    whose, asked = list[int](), list[int]()
    moments, credits = list[float](), list[float]()
    # Row by row: a hundred thousand rows that are there at once cost as much again to keep track of.
    for person, competency, item, moment, credit in chain(practised, map(_by_place, examined)):
        if credit is not None:
            of = numbers.setdefault((person, competency), len(numbers))
            whose.append(of)
            asked.append(items.setdefault((of, item), len(items)))
            moments.append(moment)
            credits.append(credit)
    evidence = Evidence(whose, asked, moments, credits)
    by_person: dict[str, dict[str, Mastery]] = {}
    for (person, competency), one in zip(numbers, masteries(evidence, len(numbers), now), strict=True):
        by_person.setdefault(person, {})[competency] = one
    return by_person


def practised_days(workspace: str, people: Collection[str]) -> Select[Any]:
    """What was answered in practice: the person, the competency, the item, when, and the credit."""
    # Of the table: a hundred thousand rows are read in a third less time than of the class.
    of = PracticeRow.__table__.c
    return select(of.person, of.competency, of.item_id, _seconds(of.answered_at), of.credit).where(
        of.workspace_id == workspace, of.person.in_(people), of.answered_at.is_not(None), of.credit.is_not(None)
    )


def exam_answers(workspace: str, people: Collection[str]) -> Select[Any]:
    """What was answered in exams: as in practice, but of the credit the place, and those of the whole exam.

    They are those of its newest result.
    """
    later = aliased(ResultRow)
    return (
        select(
            AttemptRow.person,
            AttemptSlotRow.competency,
            ItemVersionRow.item_id,
            _seconds(AttemptRow.ended_at),
            AttemptSlotRow.position,
            ResultRow.credits,
        )
        .join(AttemptSlotRow, AttemptSlotRow.attempt_id == AttemptRow.id)
        .join(ItemVersionRow, ItemVersionRow.id == AttemptSlotRow.version_id)
        .join(ResultRow, ResultRow.attempt_id == AttemptRow.id)
        .where(AttemptRow.workspace_id == workspace, AttemptRow.person.in_(people), AttemptRow.ended_at.is_not(None))
        .where(~exists().where(later.attempt_id == ResultRow.attempt_id, later.number > ResultRow.number))
        .where(
            exists().where(
                ResponseRow.attempt_id == AttemptSlotRow.attempt_id, ResponseRow.position == AttemptSlotRow.position
            )
        )
    )


def _seconds(moment: Any) -> Any:
    """A moment in seconds since 1970."""
    return extract("epoch", moment)


def _by_place(row: Sequence[Any]) -> Sequence[Any]:
    """A row of an exam with the credit of its place, counted from 1; None where it was dropped."""
    person, competency, item, moment, position, credits = row
    return person, competency, item, moment, credits[position - 1]


def _as_stored(query: Select[Any]) -> Select[Any]:
    """The same with ids as the database has them: to read a hundred thousand of them as text takes longer than this."""
    columns = query.selected_columns
    return query.with_only_columns(
        *(type_coerce(one, NullType()) if isinstance(one.type, Uuid) else one for one in columns)
    )
