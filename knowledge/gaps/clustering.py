"""Questions that ask the same are put together, by their vectors. Pure.

Each gap is led by the question that it began with; a question joins the gap whose leader is nearest, if that is near
enough, and begins a gap of its own otherwise. How many are taken at a time does not matter. The order in which they are
does: a question between two others keeps them together where it comes first, and joins one of them where it does not.
Those of one gathering are taken in the order in which they were asked.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.embeddings.pooling import Matrix, Vector

# How far on the way from unrelated questions to the same one two have to be. Measured on 60 questions of mentors, 20
# groups of three wordings with near neighbours on purpose: of the pairs put together 0.91 belong together, and 0.30 of
# those that do are put together. A gap that is told twice costs less than one that mixes two things.
SHARE = 0.73
# Nobody asks any two of these for the same reason: what models make of them differs much from one model to another.
UNRELATED = (
    "How do I become a mentor?",
    "When does the office open?",
    "Who pays for the bus?",
    "What is photosynthesis?",
    "Which form do I need for holidays?",
    "Where can I park my bicycle?",
    "Why is the sky blue?",
    "How many grams of flour are in a cup?",
)


@dataclass(frozen=True, eq=False)
class Placed:
    """A question with its vector, of length 1."""

    question_id: str
    vector: Vector


@dataclass(frozen=True, eq=False)
class Leader:
    """A gap with the vector of the question that leads it."""

    gap_id: str
    vector: Vector


@dataclass(frozen=True)
class Group:
    """Questions that belong to a gap; ``gap_id`` is None where it is a new one."""

    gap_id: str | None
    question_ids: tuple[str, ...]


def nearness(unrelated: Matrix) -> float:
    """The least cosine at which questions belong together, under the model of these vectors of ``UNRELATED``."""
    count = len(unrelated)
    background = float((unrelated @ unrelated.T).sum() - count) / (count * (count - 1))
    return background + SHARE * (1 - background)


def grouped(leaders: Sequence[Leader], questions: Sequence[Placed], *, near: float) -> tuple[Group, ...]:
    """The questions in groups, those of new gaps in the order of the questions that lead them.

    Args:
        leaders: Of the gaps that there are; of two that are equally near the first counts.
        questions: In the order in which they were asked.
        near: The least cosine at which a question joins; see ``nearness``.
    """
    if not questions:
        return ()
    known = len(leaders)
    members: dict[int, list[str]] = defaultdict(list)
    leads = np.arange(known + len(questions)) < known
    for number, cosines in enumerate(_cosines(leaders, questions)):
        best = int(np.argmax(np.where(leads, cosines, -np.inf)))
        place = best if leads[best] and cosines[best] >= near else known + number
        leads[place] = True
        members[place].append(questions[number].question_id)
    return tuple(
        Group(leaders[place].gap_id if place < known else None, tuple(ids)) for place, ids in sorted(members.items())
    )


def middle(vectors: Matrix) -> int:
    """Which of the vectors, one a row, is nearest the middle of all; of equally near ones the first."""
    return int(np.argmax(np.round(vectors @ vectors.mean(axis=0), 6)))


def _cosines(leaders: Sequence[Leader], questions: Sequence[Placed]) -> NDArray[np.float64]:
    """Those of each question, one a row, with all leaders and then with all questions.

    They are exact enough not to depend on how many are taken at a time.
    """
    asked = np.stack([one.vector for one in questions]).astype(np.float64)
    vectors = np.vstack([np.stack([one.vector for one in leaders]), asked]) if leaders else asked
    cosines: NDArray[np.float64] = (asked @ vectors.T).round(6)
    return cosines
