"""How well a quote supports a sentence."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from knowledge.answering.checking.likeness import likeness, vectors_of
from knowledge.answering.checking.words import is_one_language, language_of
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


@dataclass(frozen=True)
class SupportModel:
    """A logistic model of the chance that a quote supports a sentence in the same language.

    Attributes:
        names: The features, in the order of the coefficients.
        threshold: The chance from which on a sentence is supported.
        embedding_model: The model of the vectors that the cosine comes from; None if words alone are looked at.
        fitted_on: The folders of pairs it was fitted on.
    """

    names: tuple[str, ...]
    coefficients: tuple[float, ...]
    intercept: float
    threshold: float
    embedding_model: str | None
    fitted_on: tuple[str, ...]

    def probability(self, features: Mapping[str, float]) -> float:
        """The chance, 0 to 1."""
        z = self.intercept + sum(c * features[n] for n, c in zip(self.names, self.coefficients, strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))

    @classmethod
    def load(cls, path: Path, embedding_model: str) -> "SupportModel":
        """Read the model for these vectors from its JSON file; the one of words alone where there is none for them.

        Raises:
            OSError: The file can't be read.
            ValueError: It holds no such model.
        """
        try:
            models = [cls._of(record) for record in json.loads(path.read_text(encoding="utf-8"))["models"]]
        except (KeyError, TypeError) as error:
            raise ValueError(f"{path} holds no model of support") from error
        return next(m for m in models if m.embedding_model in {embedding_model, None})

    @classmethod
    def _of(cls, record: Mapping[str, object]) -> "SupportModel":
        values = {name: tuple(v) if isinstance(v, list) else v for name, v in record.items()}
        return cls(**values)  # type: ignore[arg-type]  # a wrong key raises TypeError


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
