"""Which items a form is made of. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from random import Random

from learning.certifications.definition import Draw
from learning.certifications.shortfalls import supplies
from learning.errors import NotEnoughItems
from learning.items.values import Candidate


@dataclass(frozen=True)
class Blueprint:
    """What is drawn, and from which items."""

    draws: tuple[Draw, ...]
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True)
class _Story:
    """Items that are shown one after the other: those of a scenario, or one that stands alone; the least shown first.

    ``key`` is the scenario's, or the item's id; ``lot`` decides between those that are alike.
    """

    key: str
    items: tuple[Candidate, ...]
    lot: float

    @property
    def rank(self) -> tuple[int, float]:
        return self.items[-1].exposure, self.lot


def draw_form(blueprint: Blueprint, seen: Mapping[str, int], dice: Random) -> tuple[Candidate, ...]:
    """The items of a form, in the order in which they are shown.

    Items that the person has not seen come first, then those seen least, then those least exposed; what is left to
    choose is left to the dice. Those of the items of a scenario that were seen equally often are drawn together as far
    as the blueprint has room for them, and all that are drawn of a scenario stand side by side.

    Args:
        blueprint: What is drawn, from which items.
        seen: How often the person was shown an item, by its id.
        dice: What chance is drawn from.

    Raises:
        NotEnoughItems: Of a competency fewer are there than are drawn.
    """
    for supply in supplies(blueprint.draws, blueprint.candidates):
        if supply.is_short:
            raise NotEnoughItems(supply.competency, supply.wanted, supply.there)
    room = Counter({draw.competency: draw.count for draw in blueprint.draws})
    drawn: dict[str, list[Candidate]] = {}
    for alike in _seen_alike(blueprint.candidates, seen):
        for story in _drawn_of(_stories(alike, dice), room):
            drawn.setdefault(story.key, []).extend(story.items)
    shown = [sorted(items, key=lambda one: one.item_id) for items in drawn.values()]
    dice.shuffle(shown)
    return tuple(candidate for items in shown for candidate in items)


def _seen_alike(candidates: Iterable[Candidate], seen: Mapping[str, int]) -> Iterator[list[Candidate]]:
    """The items that were seen equally often, those seen least first."""
    levels: dict[int, list[Candidate]] = {}
    for one in candidates:
        levels.setdefault(seen.get(one.item_id, 0), []).append(one)
    for level in sorted(levels):
        yield levels[level]


def _stories(candidates: Iterable[Candidate], dice: Random) -> list[_Story]:
    scenarios: dict[str, list[Candidate]] = {}
    stories = []
    for one in candidates:
        if one.scenario_key is None:
            stories.append(_Story(one.item_id, (one,), dice.random()))
        else:
            scenarios.setdefault(one.scenario_key, []).append(one)
    for key, items in scenarios.items():
        least_first = sorted(items, key=lambda one: (one.exposure, one.item_id))
        stories.append(_Story(key, tuple(least_first), dice.random()))
    return stories


def _drawn_of(stories: Iterable[_Story], room: Counter[str]) -> Iterator[_Story]:
    """What is drawn of stories that were seen equally often: whole ones first, then the parts that still fit."""
    cut = []
    for story in sorted(stories, key=lambda one: one.rank):
        if _fits(story, room):
            room.subtract(one.competency for one in story.items)
            yield story
        elif len(story.items) > 1:
            cut.append(story)
    while parts := [part for part in (_fitting(story, room) for story in cut) if part is not None]:
        best = min(parts, key=lambda one: one.rank)
        room.subtract(one.competency for one in best.items)
        cut = [story for story in cut if story.key != best.key]
        yield best


def _fits(story: _Story, room: Counter[str]) -> bool:
    if len(story.items) == 1:
        return room[story.items[0].competency] > 0
    return Counter(one.competency for one in story.items) <= room


def _fitting(story: _Story, room: Counter[str]) -> _Story | None:
    """The least shown items of a story for which there is room; None where there is for none of them."""
    left, items = Counter(room), []
    for one in story.items:
        if left[one.competency] > 0:
            left[one.competency] -= 1
            items.append(one)
    return _Story(story.key, tuple(items), story.lot) if items else None
