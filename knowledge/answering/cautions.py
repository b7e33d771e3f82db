"""What a reader has to be told of an answer before acting on it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.answering.answer import Citation
from knowledge.evidence.tiers import Caution, Scheme, Tier
from knowledge.evidence.values import tier_of
from knowledge.guides.states import EditionState

_REPLACED = {EditionState.SUPERSEDED, EditionState.WITHDRAWN}


@dataclass(frozen=True)
class WeakEvidence:
    """The evidence behind these guides speaks against what they say.

    Attributes:
        guides: Their titles, each with the tier in which the evidence was put.
    """

    guides: tuple[tuple[str, Tier], ...]


@dataclass(frozen=True)
class ReviewOverdue:
    """The review of these guides, by title, is overdue; ``since`` is the earliest day."""

    guides: tuple[str, ...]
    since: date


AnswerCaution = WeakEvidence | ReviewOverdue


def cautions_of(citations: Sequence[Citation], schemes: Mapping[str, Scheme], today: date) -> tuple[AnswerCaution, ...]:
    """The cautions of the guides that are quoted: what research speaks against, what is overdue.

    A tier that leaves it open is none: a rule of procedure, which most quotes are, is followed whether or not there
    are studies of it. That tier stands with the source.

    An edition that has been superseded or withdrawn is not overdue.
    """
    return tuple(one for one in (_weak(citations, schemes), _overdue(citations, today)) if one is not None)


def _weak(citations: Sequence[Citation], schemes: Mapping[str, Scheme]) -> WeakEvidence | None:
    found: dict[str, tuple[str, Tier]] = {}
    for citation in citations:
        tier = tier_of(citation.evidence, schemes) if citation.evidence is not None else None
        if tier is not None and tier.caution is Caution.CONTRARY:
            found.setdefault(citation.edition_id, (citation.title, tier))
    return WeakEvidence(tuple(found.values())) if found else None


def _overdue(citations: Sequence[Citation], today: date) -> ReviewOverdue | None:
    found = {
        c.edition_id: (c.title, c.review_date)
        for c in citations
        if c.review_date is not None and c.review_date < today and c.state not in _REPLACED
    }
    if not found:
        return None
    return ReviewOverdue(tuple(title for title, _ in found.values()), min(day for _, day in found.values()))
