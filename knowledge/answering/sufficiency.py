"""Whether the guides answer a question. Pure, but for reading the model's file.

A logistic model on what retrieval found, as in "Sufficient Context" (Joren et al., ICLR 2025): scores rank,
they do not tell whether the answer is there.
"""

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from knowledge.answering.sentences import ChosenSentence
from knowledge.index.terms import terms_of
from knowledge.retrieval.ranking import Ranking

WORD = re.compile(r"\w+(?:['’-]\w+)*")


class Outcome(StrEnum):
    """What the guides have to say to a question."""

    ANSWERED = "answered"
    PARTLY = "partly"
    NOT_IN_GUIDES = "not_in_guides"


@dataclass(frozen=True)
class SufficiencyModel:
    """A logistic model of the chance that the guides answer a question.

    Attributes:
        names: The features, in the order of the next three.
        refuse: Below this chance, the answer is not in the guides.
        answer: From this chance on, it is; between the two, it is partly.
        embedding_model: The model of the vectors that the features come from.
        fitted_on: What questions it was fitted on.
    """

    names: tuple[str, ...]
    means: tuple[float, ...]
    scales: tuple[float, ...]
    coefficients: tuple[float, ...]
    intercept: float
    refuse: float
    answer: float
    embedding_model: str
    fitted_on: str

    def probability(self, features: Mapping[str, float]) -> float:
        """The chance that the guides answer, 0 to 1."""
        z = self.intercept + sum(
            c * (features[n] - m) / s
            for n, m, s, c in zip(self.names, self.means, self.scales, self.coefficients, strict=True)
        )
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))

    @classmethod
    def load(cls, path: Path) -> "SufficiencyModel":
        """Read the model from its JSON file.

        Raises:
            OSError: The file can't be read.
            ValueError: It is not such a model.
        """
        record = json.loads(path.read_text(encoding="utf-8"))
        return cls(
            names=tuple(record["names"]),
            means=tuple(record["means"]),
            scales=tuple(record["scales"]),
            coefficients=tuple(record["coefficients"]),
            intercept=record["intercept"],
            refuse=record["refuse"],
            answer=record["answer"],
            embedding_model=record["embedding_model"],
            fitted_on=record["fitted_on"],
        )


def features(ranking: Ranking) -> dict[str, float]:
    """What the model looks at; all zero where nothing was found."""
    return {"score": ranking.passages[0].score if ranking.passages else 0.0}


def judge(probability: float, model: SufficiencyModel) -> Outcome:
    """The outcome for this chance."""
    if probability < model.refuse:
        return Outcome.NOT_IN_GUIDES
    return Outcome.ANSWERED if probability >= model.answer else Outcome.PARTLY


def missing_terms(ranking: Ranking, chosen: Sequence[ChosenSentence]) -> tuple[str, ...]:
    """Words of the question, as written, that no chosen sentence and no heading above one covers."""
    covered = {t for c in chosen for t in c.sentence.terms | c.passage.heading_terms}
    words = dict.fromkeys(WORD.findall(ranking.question))
    return tuple(w for w in words if (terms := terms_of(w)) and not covered.intersection(terms))
