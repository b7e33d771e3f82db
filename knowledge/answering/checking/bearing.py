"""Whether what a worded sentence rests on has anything to do with the question."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from knowledge.answering.checking.checking import Checkable, CheckedSentence
from knowledge.answering.checking.quoting import text_within
from knowledge.answering.checking.words import language_of
from knowledge.answering.small_words import telling_words
from knowledge.answering.trace import Check
from knowledge.embeddings.languages import MAIN
from knowledge.embeddings.likeness import Scale
from knowledge.embeddings.pooling import TextToEmbed
from knowledge.embeddings.runtime import Embedder
from knowledge.languages.service import language_asked

# So far on the way from what is unrelated to what says the same, a quote has to do with a question. Fitted so that
# about 99% of the evidence in clapnq-dev and squad2-dev lies above it, with all-MiniLM-L6-v2; of 117 sentences that
# prove the starter library's answers all do. Of instructions planted in passages of the starter library, carpentries
# and fairtot, 82% lie below it, of sentences of other folders 70%. With multilingual-e5-small, cut down to 4 bits,
# all evidence lies above it too, and so does most of what is planted: a model that tells less apart takes out less.
LEAST = 0.06
# A question of fewer telling words does not tell by itself what it is about: "What do I do first?", "What is TAP?"
FEWEST_WORDS = 2


class Bearing:
    """Tells by an embedding model how far a quote bears on a question.

    A quote is embedded by itself. The vectors that are stored for the sentences of a passage take up what stands around
    them, and headings speak for whatever stands below: with either, planted text is told apart far worse.
    """

    def __init__(self, embedder: Embedder, bridged: Mapping[str, Scale]) -> None:
        """Take what it works with.

        Args:
            embedder: Makes the vectors.
            bridged: The languages that it brings together, as ``bridged_languages`` found; English is among them.
        """
        self._embedder = embedder
        self._bridged = bridged

    def likenesses(self, question: str, quotes: Sequence[str]) -> list[float | None]:
        """How like each quote is to the question, 0 to 1.

        None where that can't be told: in two languages that the embedder does not bring together, and of a question
        that has hardly a word.
        """
        words = {word for word in telling_words(question) if word.isalpha() and len(word) > 1}
        is_told = len(words) >= FEWEST_WORDS
        scales = [self._scale(question, quote) if is_told else None for quote in quotes]
        if all(scale is None for scale in scales):
            return [None] * len(quotes)
        asked = self._embedder.embed_question(question)
        said = np.stack([found.vector for found in self._embedder.embed_passages([TextToEmbed(q) for q in quotes])])
        return [
            None if scale is None else scale.likeness(float(cosine))
            for scale, cosine in zip(scales, said @ asked, strict=True)
        ]

    def _scale(self, question: str, quote: str) -> Scale | None:
        spoken = [language_asked([question]), language_of(quote)]
        crosses = None not in spoken and spoken[0] != spoken[1]
        other = next((code for code in spoken if code not in (None, MAIN)), MAIN) if crosses else MAIN
        return self._bridged.get(other)


def bearing_on(
    question: str, checked: Sequence[CheckedSentence], passages: Mapping[str, Checkable], bearing: Bearing
) -> tuple[CheckedSentence, ...]:
    """The same; but none is kept whose quote has nothing to do with the question.

    Args:
        question: As it was understood.
        checked: What stands up to the other checks, and what does not.
        passages: Those that it quotes, by their keys.
        bearing: Tells what has to do with what. It keeps the processor busy: call this inside a turn.
    """
    quotes = [_quoted(one, passages) for one in checked]
    distinct = list(dict.fromkeys(quote for quote in quotes if quote is not None))
    likenesses = dict(zip(distinct, bearing.likenesses(question, distinct), strict=True)) if distinct else {}
    return tuple(
        replace(one, failed=Check.BEARING) if quote is not None and _strays(likenesses[quote]) else one
        for one, quote in zip(checked, quotes, strict=True)
    )


def _quoted(one: CheckedSentence, passages: Mapping[str, Checkable]) -> str | None:
    """What it quotes; None where it was not kept."""
    if one.failed is not None or one.start is None or one.end is None:
        return None
    return text_within((one.start, one.end), passages[one.passage_key].sentences)


def _strays(likeness: float | None) -> bool:
    return likeness is not None and likeness < LEAST
