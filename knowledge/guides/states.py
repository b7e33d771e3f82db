"""The life of an edition. Pure."""

from collections.abc import Mapping
from enum import StrEnum


class EditionState(StrEnum):
    """How far an edition has come.

    A scheduled one was published with an effective date that is yet to come: readers see it from then on.
    """

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    DISCARDED = "discarded"


# Why a scheduled edition is discarded by itself: readers see a newer one.
OVERTAKEN = "overtaken"
# Why an edition stays in review that somebody wanted to publish: that person let it through, golden questions did not.
# The reasons of all other steps are people's.
APPROVED = "approved"
# Readers do not see these yet.
WAITING = (EditionState.DRAFT, EditionState.IN_REVIEW, EditionState.SCHEDULED)

_S = EditionState
NEXT: Mapping[EditionState, frozenset[EditionState]] = {
    _S.DRAFT: frozenset({_S.IN_REVIEW, _S.SCHEDULED, _S.PUBLISHED, _S.DISCARDED}),
    _S.IN_REVIEW: frozenset({_S.DRAFT, _S.SCHEDULED, _S.PUBLISHED, _S.DISCARDED}),
    _S.SCHEDULED: frozenset({_S.DRAFT, _S.PUBLISHED, _S.DISCARDED}),
    _S.PUBLISHED: frozenset({_S.SUPERSEDED, _S.WITHDRAWN}),
    _S.SUPERSEDED: frozenset(),
    _S.WITHDRAWN: frozenset(),
    _S.DISCARDED: frozenset(),
}


def may_become(now: EditionState, then: EditionState) -> bool:
    """Whether an edition in one state may go over into another."""
    return then in NEXT[now]
