"""The library as the people see it who look after it: guides that readers see, saw, or may see some day."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from knowledge.freshness.queries import freshness_state, next_review
from knowledge.guides.models import Edition, EditionStep, Guide, NamedOwnerRow
from knowledge.guides.shown import shown_edition
from knowledge.guides.states import WAITING, EditionState
from knowledge.guides.steps import Step, added_by, is_latest

PAGE = 15
# What is looked for where it is no state: guides that readers see, or saw, with an edition that they do not see yet.
AWAITING = "awaiting"


class ShelfState(StrEnum):
    """How a guide stands: as ``Freshness``, or a draft that no reader ever saw."""

    OVERDUE = "overdue"
    DUE = "due"
    UNDER_REVIEW = "under_review"
    CURRENT = "current"
    DRAFT = "draft"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class WaitingEdition:
    """An edition that readers do not see yet.

    Attributes:
        by: Who added it.
        since: When it came into its state.
        owner_person: Who answers for the guide once readers see it; ``owner`` is whom its details name.
    """

    edition_id: str
    guide_id: str
    guide_key: str
    title: str
    label: str
    state: EditionState
    by: str
    since: datetime
    owner_person: str | None
    owner: str | None
    audience: str


@dataclass(frozen=True)
class ShelfGuide:
    """A guide with the edition that readers see, or saw last; of a draft, the newest that waits.

    Attributes:
        owner_person: Who answers for it here; ``owner`` is whom its own details name.
        waiting: The state of the newest edition that readers do not see yet, if there is one.
    """

    guide_id: str
    key: str
    edition_id: str
    title: str
    label: str
    owner_person: str | None
    owner: str | None
    audience: str
    state: ShelfState
    next_review: date | None
    waiting: EditionState | None = None


@dataclass(frozen=True)
class LibraryPage:
    """A page of the guides that are looked for.

    Attributes:
        total: How many are found on all pages together.
        counts: How many of all guides stand how; states of none are left out.
        page: From 0; ``pages`` is at least 1.
    """

    rows: tuple[ShelfGuide, ...]
    total: int
    counts: Mapping[ShelfState, int]
    page: int
    pages: int


@dataclass(frozen=True)
class EditionLife:
    """An edition with all its steps, the first one first."""

    edition_id: str
    number: int
    label: str
    steps: tuple[Step, ...] = field(default=())


def shelf(session: Session, workspace: str, today: date, *, guide_id: str | None = None) -> list[ShelfGuide]:
    """All guides by title, or one, in two statements; those of which all was discarded are left out."""
    newest = {edition.guide_id: edition for edition in waiting_editions(session, workspace, guide_id=guide_id)}
    query = (
        select(Guide.id, Guide.key, Edition.id, Edition.title, Edition.label, Guide.owner_person)
        .add_columns(Edition.owner, Edition.audience, freshness_state(today), next_review())
        .select_from(Guide)
        .join(Edition, Edition.id == shown_edition())
        .where(Guide.workspace_id == workspace)
    )
    if guide_id is not None:
        query = query.where(Guide.id == guide_id)
    seen: dict[str, ShelfGuide] = {}
    for key, name, edition, title, label, person, owner, audience, state, review in session.execute(query):
        waits = newest[key].state if key in newest else None
        stands = ShelfState(state)
        seen[key] = ShelfGuide(key, name, edition, title, label, person, owner, audience, stands, review, waits)
    drafts = [_draft(edition) for edition in newest.values() if edition.guide_id not in seen]
    return sorted([*seen.values(), *drafts], key=lambda guide: (guide.title.casefold(), guide.key))


def waiting_editions(session: Session, workspace: str, *, guide_id: str | None = None) -> list[WaitingEdition]:
    """The editions that readers do not see yet, those first that have waited longest; of one guide, or of all."""
    query = (
        select(Edition.id, Edition.guide_id, Guide.key, Edition.title, Edition.label, EditionStep.state, added_by())
        .add_columns(EditionStep.at, func.coalesce(NamedOwnerRow.person, Guide.owner_person))
        .add_columns(Edition.owner, Edition.audience)
        .join(EditionStep, EditionStep.edition_id == Edition.id)
        .join(Guide, Guide.id == Edition.guide_id)
        .outerjoin(NamedOwnerRow, NamedOwnerRow.edition_id == Edition.id)
        .where(Edition.workspace_id == workspace, is_latest())
        .where(EditionStep.state.in_([state.value for state in WAITING]))
        .order_by(EditionStep.at, Edition.number, Edition.id)
    )
    if guide_id is not None:
        query = query.where(Edition.guide_id == guide_id)
    return [
        WaitingEdition(edition, guide, key, title, label, EditionState(state), by, at, person, owner, audience)
        for edition, guide, key, title, label, state, by, at, person, owner, audience in session.execute(query)
    ]


def lives_of(session: Session, workspace: str, guide_id: str) -> list[EditionLife]:
    """All editions of a guide with their steps, the newest edition first."""
    query = (
        select(Edition.id, Edition.number, Edition.label)
        .add_columns(EditionStep.state, EditionStep.by, EditionStep.at, EditionStep.reason)
        .join(EditionStep, EditionStep.edition_id == Edition.id)
        .where(Edition.workspace_id == workspace, Edition.guide_id == guide_id)
        .order_by(Edition.number.desc(), EditionStep.number)
    )
    found: dict[str, EditionLife] = {}
    for edition_id, number, label, state, by, at, reason in session.execute(query):
        before = found.get(edition_id, EditionLife(edition_id, number, label))
        steps = (*before.steps, Step(EditionState(state), by, at, reason))
        found[edition_id] = EditionLife(edition_id, number, label, steps)
    return list(found.values())


def library_page(
    guides: Sequence[ShelfGuide],
    *,
    state: ShelfState | None = None,
    only_awaiting: bool = False,
    find: str = "",
    names: Mapping[str, str] | None = None,
    page: int = 0,
    size: int = PAGE,
) -> LibraryPage:
    """The guides in a state whose title, key or owner has all the words that are looked for. Pure.

    Args:
        guides: All that there are, in the order in which they are shown.
        state: In which they stand; in any, if it is None.
        only_awaiting: Only those of which a next edition waits.
        find: Words, or the beginnings of such; capital letters do not matter.
        names: How the persons are called who own guides.
        page: From 0; beyond the last page it is the last one.
        size: How many guides a page has.
    """
    wanted = find.casefold().split()
    fitting = [g for g in guides if state in (None, g.state) and not (only_awaiting and not _awaits(g))]
    found = [g for g in fitting if _has(g, wanted, names or {})]
    pages = max(1, -(-len(found) // size))
    at = min(max(page, 0), pages - 1)
    counts = Counter(guide.state for guide in guides)
    in_order = {one: counts[one] for one in ShelfState if counts[one]}
    return LibraryPage(tuple(found[at * size : (at + 1) * size]), len(found), in_order, at, pages)


def _has(guide: ShelfGuide, wanted: Iterable[str], names: Mapping[str, str]) -> bool:
    person = names.get(guide.owner_person or "", "")
    text = " ".join((guide.title, guide.key, guide.owner or "", person)).casefold()
    return all(word in text for word in wanted)


def _awaits(guide: ShelfGuide) -> bool:
    return guide.waiting is not None and guide.state is not ShelfState.DRAFT


def _draft(edition: WaitingEdition) -> ShelfGuide:
    return ShelfGuide(
        guide_id=edition.guide_id,
        key=edition.guide_key,
        edition_id=edition.edition_id,
        title=edition.title,
        label=edition.label,
        owner_person=edition.owner_person,
        owner=edition.owner,
        audience=edition.audience,
        state=ShelfState.DRAFT,
        next_review=None,
        waiting=edition.state,
    )
