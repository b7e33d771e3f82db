"""Support by a cross-encoder that was trained to tell whether one text follows from another."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from knowledge.errors import ModelNotFound, ModelUnsupported

# Where nothing was fitted for a model: it says rather yes than no.
LIKELIER = 0.5
ENTAILS = "entailment"


class EntailmentNotFound(ModelNotFound):
    """There is no cross-encoder of this name."""


class EntailmentUnsupported(ModelUnsupported):
    """A cross-encoder can't tell whether one text follows from another."""


class Entailment:
    """Support by entailment. Loads torch: only where such a model is set. Safe to share between threads."""

    def __init__(self, model: str, thresholds: Mapping[str, float]) -> None:
        """Load the model.

        Args:
            model: A ``sentence_transformers.CrossEncoder``: a folder, or a name for a model hub to find.
            thresholds: Fitted, by the model's name without the folders above it.

        Raises:
            EntailmentNotFound: There is no such model.
            EntailmentUnsupported: It tells classes, and none of them is called entailment.
        """
        if model.startswith((".", "/", "~")) and not Path(model).is_dir():
            raise EntailmentNotFound(model)
        # Importing it takes seconds.
        from sentence_transformers import CrossEncoder

        try:
            self._encoder: Any = CrossEncoder(model, device="cpu", trust_remote_code=False)
        except (OSError, ValueError) as error:
            raise EntailmentNotFound(model) from error
        labels = {str(name).lower(): int(at) for at, name in self._encoder.model.config.id2label.items()}
        if len(labels) > 1 and ENTAILS not in labels:
            raise EntailmentUnsupported(model, f"tells {', '.join(sorted(labels))}")
        self._at = labels.get(ENTAILS) if len(labels) > 1 else None
        self._threshold = thresholds.get(Path(model).name, LIKELIER)

    @property
    def threshold(self) -> float:
        return self._threshold

    def score(self, sentence: str, quote: str) -> float:
        """The chance that the sentence follows from the quote, 0 to 1."""
        if self._at is None:
            return float(self._encoder.predict([(quote, sentence)], show_progress_bar=False)[0])
        (chances,) = self._encoder.predict([(quote, sentence)], apply_softmax=True, show_progress_bar=False)
        return float(chances[self._at])
