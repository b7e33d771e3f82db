"""How well a quote supports a sentence."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from knowledge.answering.checking.likeness import likeness, vectors_of
from knowledge.answering.checking.words import is_one_language, language_of
from knowledge.answering.logistic import LogisticModel
from knowledge.embeddings.languages import MAIN
from knowledge.embeddings.likeness import Scale
from knowledge.embeddings.runtime import Embedder

FITTED = Path(__file__).parent.with_name("support.json")
# All that is looked at, and what does not depend on the embedding model.
FEATURES = ("cosine", "coverage")
WORDS_ALONE = ("coverage",)
# So far on the way from what is unrelated to what says the same, a sentence says the same as one in another language.
SAME_ACROSS = 0.85


class Support(Protocol):
    """Tells how well a quote supports a sentence."""

    @property
    def threshold(self) -> float:
        """From which value on the sentence is supported."""
        ...

    def score(self, sentence: str, quote: str) -> float:
        """How well, 0 to 1."""
        ...


@dataclass(frozen=True, kw_only=True)
class SupportModel(LogisticModel):
    """A logistic model of the chance that a quote supports a sentence in the same language.

    Attributes:
        threshold: The chance from which on a sentence is supported.
    """

    about = "support"
    threshold: float


def fitted_thresholds(path: Path) -> Mapping[str, float]:
    """From which chance on each cross-encoder finds a sentence supported, by the name of its model.

    Raises:
        OSError: The file can't be read.
    """
    found: Mapping[str, float] = json.loads(path.read_text(encoding="utf-8")).get("entailment", {})
    return found


class Similarity:
    """Support by likeness: of the words, and of the vectors, which are all there is between two languages."""

    def __init__(self, embedder: Embedder, model: SupportModel, bridged: Mapping[str, Scale]) -> None:
        """Take what it works with.

        Args:
            embedder: Makes the vectors.
            model: Fitted for the embedder's model, or for words alone.
            bridged: The languages that the embedder brings together with English, as ``bridged_languages`` found.
        """
        self._embedder = embedder
        self._model = model
        self._bridged = bridged

    @property
    def threshold(self) -> float:
        return self._model.threshold

    def score(self, sentence: str, quote: str) -> float:
        """How well, 0 to 1; not at all between two languages that the embedder does not bring together."""
        found = likeness(sentence, quote, *vectors_of(self._embedder, sentence, quote))
        if is_one_language(sentence, quote):
            return self._model.probability(vars(found))
        other = next(code for code in (language_of(sentence), language_of(quote)) if code not in (None, MAIN))
        scale = self._bridged.get(other)
        return 0.0 if scale is None else self._across(scale.likeness(found.cosine))

    def _across(self, alike: float) -> float:
        """A likeness between two languages, on the scale on which what says the same begins at the threshold."""
        if alike < SAME_ACROSS:
            return self.threshold * alike / SAME_ACROSS
        return self.threshold + (1 - self.threshold) * (alike - SAME_ACROSS) / (1 - SAME_ACROSS)
