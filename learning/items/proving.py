"""What proves an item is found in a guide: the words stand verbatim in the edition that readers see.

Where a quote was found is added and never changed: a version that is proved again, in a later edition, keeps its old
proofs beside the new ones. The numbers of the rows tell the rounds apart.
"""

import re
from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from knowledge.guides.models import ActiveEdition, Edition, Guide, PassageRow
from learning.errors import GuideUnknown, QuoteNotFound
from learning.items.limits import MOST_QUOTES
from learning.items.models import ItemProofRow
from learning.items.values import Proof, Quote

# The quotes of a version were proved in rounds; the rows of each round are numbered from a multiple of this on.
ROUND = 10 * MOST_QUOTES


def find(session: Session, workspace: str, quote: Quote, *, key: str) -> Proof:
    """Where a quote stands in the active edition of its guide; white space need not be the same.

    The proof holds the words as they stand there, and the passage in which they all stand; where they stand there
    several times, the first of these that one passage holds.

    Args:
        session: The transaction.
        workspace: Whose guide it is.
        quote: The guide and the words.
        key: Of the item that it is to prove, for the errors.

    Raises:
        GuideUnknown: Readers see no such guide.
        QuoteNotFound: The words do not stand there, or no passage holds all of them.
    """
    active = session.execute(
        select(Edition.id, Edition.text)
        .join(ActiveEdition, ActiveEdition.edition_id == Edition.id)
        .join(Guide, Guide.id == ActiveEdition.guide_id)
        .where(Guide.workspace_id == workspace, Guide.key == quote.guide)
    ).one_or_none()
    if active is None:
        raise GuideUnknown(key, quote.guide)
    found = list(spans(active.text, quote.text))
    for start, end in found:
        passage = _passage_with(session, workspace, active.id, start, end)
        if passage is not None:
            return Proof(active.id, passage, start, end, active.text[start:end])
    goes_on = any(_passage_with(session, workspace, active.id, start, start + 1) for start, _ in found)
    raise QuoteNotFound(key, quote.guide, quote.text, goes_on=goes_on)


def spans(text: str, quote: str) -> Iterator[tuple[int, int]]:
    """Where in a text the words of a quote stand one after the other, however they are spaced. Pure.

    They are whole words there, and whole numbers: "5 hours" does not stand in "1.5 hours".
    """
    words = quote.split()
    if not words:
        return
    before = r"(?<!\w)(?<!\d[.,])" if words[0][0].isdigit() else r"(?<!\w)" if _in_word(words[0][0]) else ""
    after = r"(?!\w|[.,]\d)" if words[-1][-1].isdigit() else r"(?!\w)" if _in_word(words[-1][-1]) else ""
    pattern = re.compile(before + r"\s+".join(re.escape(word) for word in words) + after)
    yield from (found.span() for found in pattern.finditer(text))


def keep(session: Session, workspace: str, version_id: str, proofs: Sequence[Proof], *, after: int = -1) -> None:
    """Add a round of proofs to a version; ``after`` is the number of the last row of the round before."""
    first = 0 if after < 0 else (after // ROUND + 1) * ROUND
    for number, proof in enumerate(proofs, start=first):
        row = ItemProofRow(version_id=version_id, number=number, workspace_id=workspace, quote=proof.quote)
        row.edition_id, row.passage_id = proof.edition_id, proof.passage_id
        row.start, row.end = proof.start, proof.end
        session.add(row)
    session.flush()


def prove_again(session: Session, workspace: str, version_id: str, *, key: str) -> tuple[Proof, ...]:
    """Find the quotes of a version in the editions that readers see now; nothing is added where all stand as they did.

    Returns:
        Where they stand now.

    Raises:
        GuideUnknown: Readers do not see the guide any more.
        QuoteNotFound: The words do not stand there any more.
    """
    rows = session.execute(
        select(ItemProofRow, Guide.key)
        .join(Edition, Edition.id == ItemProofRow.edition_id)
        .join(Guide, Guide.id == Edition.guide_id)
        .where(ItemProofRow.version_id == version_id, ItemProofRow.workspace_id == workspace, is_current())
        .order_by(ItemProofRow.number)
    ).all()
    before = tuple(proof_value(row) for row, _ in rows)
    now = tuple(find(session, workspace, Quote(guide, row.quote), key=key) for row, guide in rows)
    if now != before:
        keep(session, workspace, version_id, now, after=rows[-1][0].number)
    return now


def is_current() -> ColumnElement[bool]:
    """That a proof is of the last round of its version."""
    other = aliased(ItemProofRow)
    last = select(func.max(other.number)).where(other.version_id == ItemProofRow.version_id)
    newest = last.correlate(ItemProofRow).scalar_subquery()
    return ItemProofRow.number >= newest - newest % ROUND


def proof_value(row: ItemProofRow) -> Proof:
    """A row as the value that leaves this package."""
    return Proof(row.edition_id, row.passage_id, row.start, row.end, row.quote)


def _passage_with(session: Session, workspace: str, edition_id: str, start: int, end: int) -> str | None:
    query = select(PassageRow.id).where(PassageRow.edition_id == edition_id, PassageRow.is_of(workspace))
    holding = query.where(PassageRow.start <= start, PassageRow.end >= end).order_by(PassageRow.ordinal)
    return session.scalar(holding.limit(1))


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"
