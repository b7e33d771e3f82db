"""Logistic models on named features, one for each embedding model that they were fitted for. Pure, but for reading."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Self


@dataclass(frozen=True, kw_only=True)
class LogisticModel:
    """A logistic model of the chance of something.

    Attributes:
        about: Of what, as one says it of a file.
        names: The features, in the order of the coefficients.
        embedding_model: The model of the vectors that the features come from; None if they come from words alone.
        fitted_on: The folders of what it was fitted on.
    """

    about: ClassVar[str]
    names: tuple[str, ...]
    coefficients: tuple[float, ...]
    intercept: float
    embedding_model: str | None
    fitted_on: tuple[str, ...]

    def probability(self, features: Mapping[str, float]) -> float:
        """The chance, 0 to 1."""
        z = self.intercept + sum(c * features[n] for n, c in zip(self.names, self.coefficients, strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))

    @classmethod
    def load(cls, path: Path, embedding_model: str | None = None) -> Self:
        """Read the model from its JSON file.

        Cosines of different embedding models are not alike. Where none was fitted with this one, the model that
        looks at words alone is given: it is less sure, but it does not mistake one scale for another.

        Args:
            path: The file in which whoever fitted it wrote it.
            embedding_model: The id of the model of the vectors; that of the file's first model if left out.

        Raises:
            OSError: The file can't be read.
            ValueError: It holds no such model.
        """
        try:
            models = [cls._of(record) for record in json.loads(path.read_text(encoding="utf-8"))["models"]]
            wanted = embedding_model or models[0].embedding_model
            return next(m for m in models if m.embedding_model in {wanted, None})
        except (KeyError, TypeError, IndexError, StopIteration) as error:
            raise ValueError(f"{path} holds no model of {cls.about}") from error

    @classmethod
    def _of(cls, record: Mapping[str, object]) -> Self:
        values = {name: tuple(v) if isinstance(v, list) else v for name, v in record.items()}
        return cls(**values)  # type: ignore[arg-type]  # a wrong key raises TypeError
