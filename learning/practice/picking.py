"""Picks what a person is shown, by the purpose for which she is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import assert_never
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from learning.certifications.values import Certification
from learning.learners.hours import day_of, first_at
from learning.learners.queries import preferences
from learning.practice.choosing import choose
from learning.practice.models import CardRow
from learning.practice.queries import asked_on, cards, live, met, new_since, not_begun
from learning.practice.queue import most_new, order, todays, unanswered
from learning.practice.values import Card, Purpose, Scope


@dataclass(frozen=True)
class Within:
    """From what is picked.

    Attributes:
        certification: Only from what it is about; None for all that the person practises.
        only: Keys of competencies and ids of items: nothing else; None for all.
        scope: From what she is asked, whatever is picked.
        since: What she answered since then does not keep a certificate; None for since her day began.
    """

    certification: Certification | None
    only: frozenset[str] | None
    scope: Scope
    since: datetime | None = None

    def competencies(self) -> list[str]:
        """The keys of the certification's competencies."""
        of = self.certification.definition.competencies if self.certification is not None else ()
        return [one.key for one in of]

    def has(self, item_id: str, competency: str) -> bool:
        """Whether an item may be picked."""
        of_certification = self.certification is None or competency in self.competencies()
        return of_certification and (self.only is None or bool(self.only & {item_id, competency}))


def pick(
    session: Session,
    workspace: str,
    person: str,
    within: Within,
    purpose: Purpose,
    *,
    zone: ZoneInfo,
    now: datetime,
    dice: Random,
) -> Card | None:
    """What a person is shown next, as ``service.show`` says; None where there is nothing."""
    found: Iterable[Card]
    match purpose:
        case Purpose.DUE:
            found = _due(session, workspace, person, within, zone=zone, now=now)
        case Purpose.CONTINUOUS:
            found = _continuous(session, workspace, person, within, zone=zone, now=now)
        case Purpose.FREE | Purpose.PATH:
            found = _free(session, workspace, person, within, now=now, dice=dice)
        case _:
            assert_never(purpose)
    return next(iter(found), None)


def _due(
    session: Session, workspace: str, person: str, within: Within, *, zone: ZoneInfo, now: datetime
) -> Iterable[Card]:
    _take_turn_of(session, workspace, person)
    begins, daily = first_at(zone, day_of(now, zone), 0), preferences(session, workspace, person).daily
    answered, waiting = asked_on(session, workspace, person, begins)
    known = unanswered(cards(session, workspace, person, within.scope), begins)
    hers = [*known, *not_begun(session, workspace, person, now, within.scope)]
    new_waiting = sum(card.memory is None for card in hers if card.item_id in waiting)
    return todays(
        (card for card in hers if card.item_id not in waiting and within.has(card.item_id, card.competency)),
        now,
        left=daily - answered - len(waiting),
        new_left=most_new(daily) - new_since(session, workspace, person, begins) - new_waiting,
    )


def _continuous(
    session: Session, workspace: str, person: str, within: Within, *, zone: ZoneInfo, now: datetime
) -> Iterable[Card]:
    begins = first_at(zone, day_of(now, zone), 0)
    known = {card.item_id: card for card in cards(session, workspace, person, within.scope)}
    found = [known.get(card.item_id, card) for card in _live(session, workspace, within, now)]
    _, waiting = asked_on(session, workspace, person, begins)
    found = unanswered(found, within.since or begins)
    due = todays(found, now, left=len(found), new_left=len(found))
    later = order((card for card in found if card.due > now), now)
    return sorted([*due, *later], key=lambda card: card.item_id in waiting)


def _free(
    session: Session, workspace: str, person: str, within: Within, *, now: datetime, dice: Random
) -> Iterable[Card]:
    chosen = choose(_live(session, workspace, within, now), met(session, workspace, person), dice)
    return [chosen] if chosen is not None else []


def _live(session: Session, workspace: str, within: Within, now: datetime) -> list[Card]:
    """The items of a certification that may be practised, as cards that are new."""
    if within.certification is None:
        return []
    found = live(session, workspace, within.certification, now, within.scope)
    return [card for card in found if within.has(card.item_id, card.competency)]


def _take_turn_of(session: Session, workspace: str, person: str) -> None:
    """Let what is due be shown to a person one after the other, so that her day's measure holds."""
    first = select(CardRow.item_id).where(CardRow.workspace_id == workspace, CardRow.person == person)
    session.execute(first.order_by(CardRow.item_id).limit(1).with_for_update())
