"""The life of a version of an item. Pure."""

from collections.abc import Mapping

from learning.items.values import ItemState

# An author, or whoever reviews, is still at work on these.
WAITING = (ItemState.DRAFT, ItemState.IN_REVIEW)

_S = ItemState
NEXT: Mapping[ItemState, frozenset[ItemState]] = {
    _S.DRAFT: frozenset({_S.IN_REVIEW, _S.PUBLISHED, _S.SUPERSEDED, _S.RETIRED}),
    _S.IN_REVIEW: frozenset({_S.DRAFT, _S.PUBLISHED, _S.SUPERSEDED, _S.RETIRED}),
    _S.PUBLISHED: frozenset({_S.QUARANTINED, _S.SUPERSEDED, _S.RETIRED}),
    _S.QUARANTINED: frozenset({_S.PUBLISHED, _S.SUPERSEDED, _S.RETIRED}),
    _S.SUPERSEDED: frozenset(),
    _S.RETIRED: frozenset(),
}


def may_become(now: ItemState, then: ItemState) -> bool:
    """Whether a version in one state may go over into another."""
    return then in NEXT[now]
