"""Selects for answering."""

from collections.abc import Sequence

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from knowledge.answering.quotes import BLOCK_GAP, Sentence
from knowledge.guides.models import PassageRow
from knowledge.retrieval.ranking import Passage


def sentences_around(session: Session, passages: Sequence[Passage]) -> dict[str, list[Sentence]]:
    """For each passage's id its sentences, with those of the passages next to it that no heading parts from it."""
    if not passages:
        return {}
    near = [
        and_(PassageRow.edition_id == p.edition_id, PassageRow.ordinal.between(p.ordinal - 1, p.ordinal + 1))
        for p in passages
    ]
    query = select(
        PassageRow.id,
        PassageRow.edition_id,
        PassageRow.ordinal,
        PassageRow.start,
        PassageRow.text,
        PassageRow.sentences,
    ).where(or_(*near))
    found = {
        (edition, ordinal): [Sentence(start + a, start + b, text[a:b], key) for a, b in spans]
        for key, edition, ordinal, start, text, spans in session.execute(query)
    }
    return {p.id: _without_headings_between(p, found) for p in passages}


def _without_headings_between(passage: Passage, found: dict[tuple[str, int], list[Sentence]]) -> list[Sentence]:
    sentences = found[passage.edition_id, passage.ordinal]
    before = found.get((passage.edition_id, passage.ordinal - 1), [])
    after = found.get((passage.edition_id, passage.ordinal + 1), [])
    if before and sentences[0].start - before[-1].end <= BLOCK_GAP:
        sentences = before + sentences
    if after and after[0].start - sentences[-1].end <= BLOCK_GAP:
        sentences = sentences + after
    return sentences
