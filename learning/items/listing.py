"""What is asked of the bank of items, and what lists of it show. Values only."""

from dataclasses import dataclass

from learning.items.values import ItemState, ItemVersion, Pool

PAGE_SIZE = 20


@dataclass(frozen=True)
class Wanted:
    """Which versions are asked for; what is None does not matter.

    Attributes:
        states: None for all but those that a newer version took the place of.
        text: Stands in the item's key, or in what it asks, whatever the case of its letters.
    """

    pool: Pool | None = None
    states: frozenset[ItemState] | None = None
    competency: str | None = None
    type: str | None = None
    text: str | None = None


@dataclass(frozen=True)
class Page:
    """Some of the versions that were asked for; ``total`` counts them all."""

    rows: tuple[ItemVersion, ...]
    total: int


@dataclass(frozen=True)
class Citing:
    """A version of an item that a passage proves now."""

    passage_id: str
    version_id: str
    item_id: str
    key: str
    pool: Pool
    competency: str
    state: ItemState
    quote: str


EVERYTHING = Wanted()
