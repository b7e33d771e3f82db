"""What was asked in vain belongs to its gaps, and the cards of those who were asked to answer say so."""

from functools import partial

from bot.durable import step, time_now
from bot.gaps.cards import GapCards
from bot.library.desk import Desk
from bot.library.open_channels import is_open
from knowledge.gaps.gathering import Gathered, collect


def gather(desk: Desk, cards: GapCards) -> None:
    """In a workflow: have some of what was asked up to now belong to its gaps, and cards say what holds then."""
    show(cards, _gather(desk))


def gathered(desk: Desk) -> Gathered:
    """Have some of what was asked up to now belong to its gaps; the cards don't say so yet."""
    there = (desk.database, desk.services.embedder, desk.workspace)
    return collect(*there, is_open=partial(is_open, desk.calls), now=time_now())


def show(cards: GapCards, found: Gathered) -> None:
    """In a workflow: make the cards of which gathering found that they don't say what holds now say it."""
    for gap_id, person in found.stale:
        _refresh(cards, gap_id, person)


@step
def _gather(desk: Desk) -> Gathered:
    return gathered(desk)


@step
def _refresh(cards: GapCards, gap_id: str, person: str) -> None:
    cards.refresh(gap_id, person)
