"""A quote, with what is known of its edition now, becomes a citation. Pure."""

from collections.abc import Sequence

from knowledge.answering.answer import Citation
from knowledge.guides.queries import EditionFacts
from knowledge.languages.detecting import primary


def citation_of(
    facts: EditionFacts,
    quote: str,
    *,
    number: int,
    edition_id: str,
    passage_id: str,
    heading: Sequence[str],
    start: int,
    end: int,
) -> Citation:
    """The citation of a quote from the edition that these are the facts of; the rest is as ``Citation`` says."""
    return Citation(
        number=number,
        guide=facts.key,
        title=facts.title,
        edition=facts.label,
        edition_id=edition_id,
        passage_id=passage_id,
        heading=tuple(heading),
        place=facts.place_at(start),
        quote=quote,
        start=start,
        end=end,
        evidence_tier=facts.evidence_tier,
        edition_date=facts.edition_date,
        review_date=facts.review_date,
        source=facts.source_url,
        evidence=facts.evidence,
        state=facts.state,
        withdrawn_because=facts.reason,
        language=primary(facts.language),
    )
