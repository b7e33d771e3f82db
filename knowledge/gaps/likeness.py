"""How like two questions are, by their vectors. Pure, but for the model that makes these.

Questions about one subject have vectors that are near each other, whatever they ask of it. So what all questions share
is left out of them; and of two questions about one thing also those words are compared that only one of them has.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from knowledge.answering.checking.words import FUNCTION_WORDS, canonical, listed, stem
from knowledge.embeddings.pooling import Matrix, Vector

# Questions of any workplace, and of programmes that train, teach and look after people. Nobody asks any two of them for
# the same reason: what their vectors share, and in what they differ most, tells little of what is asked.
UNRELATED = (
    "When does the office open?",
    "Who pays for the bus?",
    "What is photosynthesis?",
    "Which form do I need for holidays?",
    "Where can I park my bicycle?",
    "Why is the sky blue?",
    "How many grams of flour are in a cup?",
    "How do I reset my password?",
    "How do I become a mentor?",
    "What makes a good match between a mentor and a young person?",
    "Can mentors and mentees cook together?",
    "My mentee never talks, what helps?",
    "Should I tell my mentee about my own problems?",
    "What do I wear when I visit the family of a mentee?",
    "Does my mentee need a bank account?",
    "How do I help my mentee with homework?",
    "Which words should a mentor avoid?",
    "What are the goals of the programme?",
    "Who sits on the board?",
    "Where do we find new volunteers?",
    "How do we thank donors?",
    "What does a coordinator do all day?",
    "Is there a form for the annual report?",
    "What should the interview with a new volunteer cover?",
    "How do I prepare a workshop?",
    "What is a learning objective?",
    "How do I give feedback to a learner?",
    "May trainers use their own slides?",
    "What do we do with shy participants?",
    "How do I know whether the training worked?",
    "Which licence do our materials have?",
    "How do we include people with a disability?",
    "What evidence is there that mentoring works?",
    "How do I speak about racism with a young person?",
    "Who may sign a contract?",
    "What do I do with lost property?",
    "Can students choose their own topic?",
    "What if nobody in the group agrees?",
    "How do we welcome a family that speaks another language?",
    "Is lunch provided?",
)
# Words that ask, and say nothing of what.
_ASKING = FUNCTION_WORDS | frozenset(
    listed("allowed permitted okay ok fine possible please s t permitido posible favor puedo podemos")
)
# For two of which only one has words of its own.
_UNKNOWN = 0.5
# So many of the directions in which they differ most are left out.
_DIRECTIONS = 3


@dataclass(frozen=True, eq=False)
class Background:
    """What vectors of questions have in common under one model.

    Attributes:
        middle: Their mean.
        directions: In which they differ most, one a row, each of length 1.
    """

    middle: NDArray[np.float64]
    directions: NDArray[np.float64]

    @classmethod
    def of(cls, unrelated: Matrix) -> "Background":
        """That of the vectors of ``UNRELATED``, one a row."""
        vectors = unrelated.astype(np.float64)
        middle = vectors.mean(axis=0)
        return cls(middle, np.linalg.svd(vectors - middle, full_matrices=False)[2][:_DIRECTIONS])

    def without(self, vectors: Sequence[Vector]) -> NDArray[np.float64]:
        """What is left of the vectors, one a row, of length 1 each; zeros where nothing is."""
        left = np.stack(vectors).astype(np.float64) - self.middle
        left -= (left @ self.directions.T) @ self.directions
        lengths = np.linalg.norm(left, axis=1, keepdims=True)
        told: NDArray[np.float64] = left / np.where(lengths > 1e-6, lengths, np.inf)
        return told


class Likeness:
    """Compares questions under one model. It keeps what it embeds, so it is to live as long as one gathering."""

    def __init__(self, embed: Callable[[str], Vector]) -> None:
        """With what gives a question's vector, of length 1."""
        self._embed = embed
        self._made: dict[str, Vector] = {}
        self.background = _background(embed)

    def of_own_words(self, question: str, other: str) -> float:
        """How like the words are that only one of the two has each; 1 where neither has any."""
        own, others = own_words(question, other), own_words(other, question)
        if not own or not others:
            return _UNKNOWN if own or others else 1.0
        return round(float(self._vector(own) @ self._vector(others)), 6)

    def _vector(self, words: str) -> Vector:
        if words not in self._made:
            self._made[words] = self._embed(words)
        return self._made[words]


# A model's is worked out once: that takes a quarter of a second.
@lru_cache(maxsize=2)
def _background(embed: Callable[[str], Vector]) -> Background:
    return Background.of(np.stack([embed(question) for question in UNRELATED]))


def own_words(question: str, other: str) -> str:
    """The telling words of a question that the other one has in no form, in order."""
    known = {stem(word) for word in _words(other)}
    return " ".join(word for word in _words(question) if word not in _ASKING and stem(word) not in known)


def _words(question: str) -> list[str]:
    return re.findall(r"\w+", canonical(question).casefold())
