"""A guide with all that the command line tells of it, put together from what the library knows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from knowledge.errors import GuideNotFound
from knowledge.freshness.links import dead_links
from knowledge.freshness.queries import freshness_of_guides, reviews_of
from knowledge.freshness.states import Freshness
from knowledge.freshness.values import DeadLink, Review
from knowledge.guides.library import EditionLife, WaitingEdition, lives_of, waiting_editions
from knowledge.guides.queries import (
    EditionFacts,
    GuideSummary,
    edition_facts,
    guide_summaries,
    passage_counts,
    passages_of,
)
from knowledge.guides.states import EditionState
from knowledge.retrieval.ranking import Passage


@dataclass(frozen=True)
class Waiting:
    """An edition that readers do not see yet.

    Attributes:
        effective_date: From when on it holds, if it says so.
    """

    edition_id: str
    edition: str
    state: EditionState
    effective_date: date | None


@dataclass(frozen=True)
class Shelved:
    """A guide as lists show it.

    Attributes:
        guide: With the edition that readers see, or saw last; of one that they never saw, the newest that waits.
        state: Of that edition.
        freshness: None where readers never saw it.
        owner_person: Who answers for it.
        reason: Why it was withdrawn.
        waiting: The newest edition that readers do not see yet, if there is one.
        passages: How many that edition of ``guide`` has.
    """

    guide: GuideSummary
    state: EditionState
    freshness: Freshness | None
    owner_person: str | None
    reason: str | None
    waiting: Waiting | None
    passages: int


@dataclass(frozen=True)
class Opened:
    """All of one guide.

    Attributes:
        facts: Of the edition that is shown.
        editions: The newest first.
        reviews: The one that goes on first, then the one that ended last.
    """

    shelved: Shelved
    facts: EditionFacts
    editions: Sequence[EditionLife]
    reviews: Sequence[Review]
    links: Sequence[DeadLink]
    passages: Sequence[Passage]


def shelved_guides(session: Session, workspace: str, today: date) -> list[Shelved]:
    """All guides by key, also those that readers do not see yet, or no longer."""
    summaries = guide_summaries(session, workspace)
    stands = freshness_of_guides(session, workspace, today)
    newest = {edition.guide_id: edition for edition in waiting_editions(session, workspace)}
    shown = [*(guide.edition_id for guide in summaries), *(edition.edition_id for edition in newest.values())]
    counts = passage_counts(session, shown)
    withdrawn = [guide.edition_id for guide in summaries if guide.retired_at is not None]
    facts = edition_facts(session, [*withdrawn, *(edition.edition_id for edition in newest.values())])
    waits = {guide_id: _waiting(edition, facts[edition.edition_id]) for guide_id, edition in newest.items()}
    seen = [
        Shelved(
            guide=guide,
            state=EditionState.PUBLISHED if guide.retired_at is None else EditionState.WITHDRAWN,
            freshness=stands[guide.id].state,
            owner_person=stands[guide.id].owner,
            reason=facts[guide.edition_id].reason if guide.retired_at is not None else None,
            waiting=waits.get(guide.id),
            passages=counts[guide.edition_id],
        )
        for guide in summaries
    ]
    unseen = [
        _unseen(edition, facts[edition.edition_id], waits[guide_id], counts[edition.edition_id])
        for guide_id, edition in newest.items()
        if guide_id not in stands
    ]
    return sorted([*seen, *unseen], key=lambda one: one.guide.key)


def shelved_guide(session: Session, workspace: str, name: str, today: date) -> Shelved:
    """The guide of this key, or of this id.

    Raises:
        GuideNotFound: There is none.
    """
    for one in shelved_guides(session, workspace, today):
        if name in (one.guide.key, one.guide.id):
            return one
    raise GuideNotFound(name)


def opened_guide(session: Session, workspace: str, name: str, today: date) -> Opened:
    """All of the guide of this key, or of this id.

    Raises:
        GuideNotFound: There is none.
    """
    shelved = shelved_guide(session, workspace, name, today)
    guide = shelved.guide
    return Opened(
        shelved=shelved,
        facts=edition_facts(session, [guide.edition_id])[guide.edition_id],
        editions=lives_of(session, workspace, guide.id),
        reviews=reviews_of(session, workspace, guide.id),
        links=dead_links(session, workspace, guide_id=guide.id),
        passages=passages_of(session, guide.edition_id),
    )


def _waiting(edition: WaitingEdition, facts: EditionFacts) -> Waiting:
    return Waiting(edition.edition_id, edition.label, edition.state, facts.edition_date)


def _unseen(edition: WaitingEdition, facts: EditionFacts, waiting: Waiting, passages: int) -> Shelved:
    guide = GuideSummary(
        id=edition.guide_id,
        key=edition.guide_key,
        title=edition.title,
        edition=edition.label,
        edition_id=edition.edition_id,
        owner=edition.owner,
        audience=edition.audience,
        evidence_tier=facts.evidence_tier,
        effective_date=waiting.effective_date,
        review_date=facts.review_date,
        licence=None,
        published_at=None,
        retired_at=None,
        evidence=facts.evidence,
    )
    return Shelved(guide, edition.state, None, edition.owner_person, None, waiting, passages)
