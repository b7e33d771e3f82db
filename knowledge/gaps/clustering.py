"""Questions that ask the same are put together, by their vectors, their words and what they ask for. Pure.

A question joins the gap whose questions it is most like on average, if that is enough and none of them asks for
something else of the same thing, and begins a gap of its own otherwise. How many are taken at a time does not matter.
The order in which they are does: a question between two others keeps them together where it comes first, and joins one
of them where it does not. Those of one gathering are taken in the order in which they were asked.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.embeddings.pooling import Matrix
from knowledge.gaps.kinds import Asked, asked_in, asks_otherwise

# The least likeness to the questions of a gap: the cosine of what is left of two vectors, and so much of that of the
# words that only one of them has each. The weights were fitted on 60 questions of mentors, 20 groups of three wordings
# with near neighbours on purpose. Two matters in one gap cost more than one in two, and where all questions are about
# the same few things more is mixed, so the least likeness is higher than fits those best. Of the pairs put together
# belong together, and of those that do are put together: of mentors 1.00 and 0.44, of staff 0.93 and 0.24, of trainers
# 0.87 and 0.25, of a food bank, looked at in no way before, 0.83 and 0.14.
NEAR = 0.85
OWN_WORDS = 0.7
# Below this cosine words are not looked at; and of a gap with many questions only those that it began with.
_FLOOR = 0.4
_MOST = 5

OwnWords = Callable[[str, str], float]


@dataclass(frozen=True, eq=False)
class Placed:
    """A question with its words and what is left of its vector, of length 1; ``gap_id`` is None where it is in none."""

    question_id: str
    text: str
    vector: NDArray[np.float64]
    gap_id: str | None = None


@dataclass(frozen=True)
class Group:
    """Questions that belong to a gap; ``gap_id`` is None where it is a new one."""

    gap_id: str | None
    question_ids: tuple[str, ...]


def grouped(members: Sequence[Placed], questions: Sequence[Placed], own_words: OwnWords) -> tuple[Group, ...]:
    """The questions in groups, those of new gaps in the order of the questions that begin them.

    Args:
        members: The questions of the gaps that there are, in the order in which they joined; of two gaps that are
            equally near the one that began first counts.
        questions: In the order in which they were asked.
        own_words: How like the words of two questions are that only one of them has each, at most 1.
    """
    if not questions:
        return ()
    gaps = list(dict.fromkeys(one.gap_id for one in members))
    place_of = {gap_id: place for place, gap_id in enumerate(gaps)}
    gathered = _Gathered(len(gaps) + len(questions), len(questions[0].vector), own_words)
    for one in members:
        gathered.add(place_of[one.gap_id], one)
    joined: dict[int, list[str]] = defaultdict(list)
    for number, question in enumerate(questions):
        place = gathered.place_for(question)
        place = len(gaps) + number if place is None else place
        gathered.add(place, question)
        joined[place].append(question.question_id)
    return tuple(Group(gaps[place] if place < len(gaps) else None, tuple(ids)) for place, ids in sorted(joined.items()))


def middle(vectors: Matrix) -> int:
    """Which of the vectors, one a row, is nearest the middle of all; of equally near ones the first."""
    return int(np.argmax(np.round(vectors @ vectors.mean(axis=0), 6)))


class _Gathered:
    """The questions that each gap began with, and the sum of their vectors."""

    def __init__(self, places: int, dimensions: int, own_words: OwnWords) -> None:
        self._own_words = own_words
        self._questions: list[list[str]] = [[] for _ in range(places)]
        self._sums = np.zeros((places, dimensions))
        self._asked: dict[str, Asked] = {}

    def add(self, place: int, question: Placed) -> None:
        if len(self._questions[place]) < _MOST:
            self._questions[place].append(question.text)
            self._sums[place] += question.vector

    def place_for(self, question: Placed) -> int | None:
        """Where the questions are most like it, if they are enough so; of several the first."""
        counts = np.array([max(1, len(questions)) for questions in self._questions])
        # Exact enough not to depend on how many are taken at a time.
        cosines = ((self._sums @ question.vector) / counts).round(6)
        likeness = {
            place: float(cosines[place]) + OWN_WORDS * self._like_own_words(question.text, place)
            for place in map(int, np.flatnonzero(cosines >= _FLOOR))
            if not self._is_mixed_by(question.text, place)
        }
        best = max(likeness, key=lambda place: likeness[place], default=None)
        return best if best is not None and likeness[best] >= NEAR else None

    def _like_own_words(self, text: str, place: int) -> float:
        others = self._questions[place]
        return sum(self._own_words(text, other) for other in others) / len(others)

    def _is_mixed_by(self, text: str, place: int) -> bool:
        return any(asks_otherwise(self._asked_in(text), self._asked_in(other)) for other in self._questions[place])

    def _asked_in(self, text: str) -> Asked:
        if text not in self._asked:
            self._asked[text] = asked_in(text)
        return self._asked[text]
