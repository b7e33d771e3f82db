"""Rankings made by hand: passages out of sentences, with the scores that a test needs."""

from collections.abc import Sequence
from uuid import NAMESPACE_OID, uuid5

import numpy as np

from knowledge.index.terms import terms_of
from knowledge.retrieval.ranking import Passage, RankedPassage, RankedSentence, Ranking


def passage(
    *sentences: str, cosines: Sequence[float] = (), heading: str = "", edition: str = "edition", start: int = 0
) -> RankedPassage:
    """A passage of these sentences, a space between them, each with a vector of its own."""
    text = " ".join(sentences)
    ranked, position = [], 0
    for number, sentence in enumerate(sentences):
        begin = text.index(sentence, position)
        position = begin + len(sentence)
        ranked.append(
            RankedSentence(
                start=start + begin,
                end=start + position,
                text=sentence,
                vector=direction(sentence),
                cosine=cosines[number] if number < len(cosines) else 0.0,
                terms=frozenset(terms_of(sentence)),
            )
        )
    return RankedPassage(
        passage=Passage(
            id=str(uuid5(NAMESPACE_OID, f"{edition} {start} {text}")),
            edition_id=edition,
            guide_id="guide",
            ordinal=0,
            start=start,
            end=start + len(text),
            heading=(heading,) if heading else (),
            place=None,
            text=text,
        ),
        dense=max((s.cosine for s in ranked), default=0.0),
        sentence=max((s.cosine for s in ranked), default=0.0),
        lexical=0.0,
        score=0.0,
        heading_terms=frozenset(terms_of(heading)),
        sentences=tuple(ranked),
    )


def ranking(question: str, *passages: RankedPassage) -> Ranking:
    """Passages found for a question, all of whose terms weigh the same."""
    return Ranking(question, dict.fromkeys(terms_of(question), 1.0), passages)


def direction(text: str) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
    """A vector of length 1 that differs between texts and is the same for the same one."""
    seed = uuid5(NAMESPACE_OID, text).int % 2**32
    vector = np.random.default_rng(seed).normal(size=64)
    return (vector / np.linalg.norm(vector)).astype(np.float32)
