"""What proves a right answer, as it is cited."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.answering.answer import Citation
from knowledge.answering.citing import citation_of
from knowledge.guides.models import PassageRow
from knowledge.guides.queries import edition_facts
from learning.items.values import Proof


def cited(session: Session, proofs: Sequence[Proof]) -> tuple[Citation, ...]:
    """The proofs as citations, numbered from 1 in their order; two statements."""
    query = select(PassageRow.id, PassageRow.heading).where(PassageRow.id.in_({proof.passage_id for proof in proofs}))
    headings = {passage_id: heading for passage_id, heading in session.execute(query)}
    facts = edition_facts(session, sorted({proof.edition_id for proof in proofs}))
    return tuple(
        citation_of(
            facts[proof.edition_id],
            proof.quote,
            number=number,
            edition_id=proof.edition_id,
            passage_id=proof.passage_id,
            heading=headings[proof.passage_id],
            start=proof.start,
            end=proof.end,
        )
        for number, proof in enumerate(proofs, 1)
    )
