"""What is kept from whoever has an exam open: what its questions rest on, and their keys, whatever her role."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from knowledge.guides.changes import PassageChange
from knowledge.guides.models import Edition, PassageRow
from knowledge.impact.queries import changes_between
from learning.attempts.models import AttemptRow, AttemptSlotRow, WithheldRow
from learning.attempts.queries import sitting
from learning.errors import AttemptOpen
from learning.items.models import ItemProofRow, ItemVersionRow
from learning.items.proving import spans
from learning.items.queries import version
from learning.items.values import ItemVersion
from storage.schema import new_id


@dataclass(frozen=True)
class Withheld:
    """Passages from which an open exam keeps the assistant from answering its taker."""

    attempt_id: str
    passages: frozenset[str]


@dataclass(frozen=True)
class _Quoted:
    """Words that prove, or once proved, what an open exam asks; ``number`` is that of the edition in which they are."""

    version_id: str
    guide_id: str
    edition_id: str
    number: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True)
class _Wanted:
    """A passage that would be told; ``text`` is that of its whole edition."""

    id: str
    guide_id: str
    edition_id: str
    number: int
    start: int
    end: int
    text: str


def withheld(session: Session, workspace: str, person: str, passages: Collection[str], now: datetime) -> Withheld:
    """Those of these passages that are kept from a person now, as her open exam asks about them.

    That are all passages, of whatever edition and guide, in which any of the words stand that prove an item of the
    exam, and those that another edition has in the place of such a passage. Exams whose time is up keep nothing.

    One statement for whoever has no exam open, four for who has; and two for each edition that is compared, where a
    guide was changed so that an item is not proved by it any more.
    """
    running = sitting(session, workspace, person, now)
    if not running or not passages:
        return Withheld("", frozenset())
    quoted = _quoted(session, running)
    wanted = _wanted(session, workspace, passages)
    kept = {one.id for one in wanted if any(_holds(one, quote) for quote in quoted)}
    kept |= _instead(session, workspace, [one for one in wanted if one.id not in kept], quoted)
    return Withheld(running[0], frozenset(kept))


def record_withheld(session: Session, workspace: str, kept: Withheld, *, now: datetime) -> None:
    """Keep that the taker of an exam was not answered from these passages."""
    row = WithheldRow(id=new_id(), workspace_id=workspace, attempt_id=kept.attempt_id, at=now)
    row.passages = sorted(kept.passages)
    session.add(row)


def require_no_exam(session: Session, workspace: str, person: str) -> None:
    """Let nobody see keys of many items while she has an exam open, also one whose time is up.

    Raises:
        AttemptOpen: She has.
    """
    for attempt_id in session.scalars(_open(workspace, person)):
        raise AttemptOpen(attempt_id)


def version_for(session: Session, workspace: str, version_id: str, person: str) -> ItemVersion:
    """A version of an item with its key, for the eyes of a person whose role lets her see it.

    Raises:
        ItemNotFound: The workspace has no such version.
        AttemptOpen: An open exam of hers asks it, in whatever version.
    """
    other = aliased(ItemVersionRow)
    asked = (
        _open(workspace, person)
        .join(AttemptSlotRow, AttemptSlotRow.attempt_id == AttemptRow.id)
        .join(other, other.id == AttemptSlotRow.version_id)
        .join(ItemVersionRow, ItemVersionRow.item_id == other.item_id)
        .where(ItemVersionRow.id == version_id)
    )
    for attempt_id in session.scalars(asked.limit(1)):
        raise AttemptOpen(attempt_id)
    return version(session, workspace, version_id)


def _open(workspace: str, person: str) -> Select[str]:
    return select(AttemptRow.id).where(
        AttemptRow.workspace_id == workspace, AttemptRow.person == person, AttemptRow.ended_at.is_(None)
    )


def _quoted(session: Session, attempt_ids: Sequence[str]) -> list[_Quoted]:
    """What proves the items of attempts now, and what proved them before."""
    query = (
        select(ItemProofRow.version_id, Edition.guide_id, ItemProofRow.edition_id, Edition.number)
        .add_columns(ItemProofRow.start, ItemProofRow.end, ItemProofRow.quote)
        .join(AttemptSlotRow, AttemptSlotRow.version_id == ItemProofRow.version_id)
        .join(Edition, Edition.id == ItemProofRow.edition_id)
        .where(AttemptSlotRow.attempt_id.in_(attempt_ids))
    )
    return [_Quoted(*row) for row in session.execute(query)]


def _wanted(session: Session, workspace: str, passages: Collection[str]) -> list[_Wanted]:
    query = select(PassageRow.id, PassageRow.edition_id, PassageRow.start, PassageRow.end)
    rows = session.execute(query.where(PassageRow.id.in_(passages), PassageRow.is_of(workspace))).all()
    of_editions = select(Edition.id, Edition.guide_id, Edition.number, Edition.text)
    editions = {
        one.id: one for one in session.execute(of_editions.where(Edition.id.in_({row.edition_id for row in rows})))
    }
    return [
        _Wanted(passage, edition.guide_id, edition.id, edition.number, start, end, edition.text)
        for passage, edition_id, start, end in rows
        for edition in [editions[edition_id]]
    ]


def _holds(wanted: _Wanted, quoted: _Quoted) -> bool:
    """Whether any of the words of a quote stand in a passage, however they are spaced."""
    if wanted.edition_id == quoted.edition_id and _overlap(wanted, quoted.start, quoted.end):
        return True
    # Twice as far as the quote is long, for it may be spaced more widely here.
    margin = 2 * len(quoted.quote)
    first = max(0, wanted.start - margin)
    around = wanted.text[first : wanted.end + margin]
    return any(_overlap(wanted, first + start, first + end) for start, end in spans(around, quoted.quote))


def _overlap(wanted: _Wanted, start: int, end: int) -> bool:
    return wanted.start < end and start < wanted.end


def _instead(session: Session, workspace: str, wanted: Iterable[_Wanted], quoted: Iterable[_Quoted]) -> set[str]:
    """Those of the passages that their edition has in the place of passages of other editions that hold quotes."""
    kept: set[str] = set()
    known: dict[tuple[str, str], tuple[PassageChange, ...]] = {}
    proved = {(quote.version_id, quote.edition_id) for quote in quoted}
    for one in wanted:
        for quote in quoted:
            if quote.guide_id != one.guide_id or (quote.version_id, one.edition_id) in proved:
                continue
            earlier, later = sorted([(one.number, one.edition_id), (quote.number, quote.edition_id)])
            pair = earlier[1], later[1]
            if pair not in known:
                known[pair] = changes_between(session, workspace, *pair)
            if any(_takes_place(one, quote, change) for change in known[pair]):
                kept.add(one.id)
    return kept


def _takes_place(wanted: _Wanted, quoted: _Quoted, change: PassageChange) -> bool:
    """Whether a change leads from a passage that holds a quote to the one that is wanted, or back."""
    ends = [one for one in (change.before, change.after) if one is not None]
    is_quoted = any(
        one.edition_id == quoted.edition_id and one.start < quoted.end and quoted.start < one.end for one in ends
    )
    if not is_quoted:
        return False
    in_place = any(_overlap(wanted, start, end) for start, end in spans(wanted.text, change.now))
    return any(one.id == wanted.id for one in ends) or in_place
