"""Measurement Decision Theory: how sure it is, by answers, that a person has mastered something. Pure.

A person either has mastered it or has not. Of each question it is said how often it is answered rightly by those who
have, and by those who have not; given that, answers are independent. By Bayes, what was held possible before is weighed
by how well each of the two explains the answers (Rudner, Practical Assessment, Research and Evaluation 14(8), 2009).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, fsum, log


@dataclass(frozen=True)
class Chances:
    """How often a question is answered rightly, each more than 0 and less than 1.

    Attributes:
        master: By those who have mastered it.
        other: By those who have not.
    """

    master: float
    other: float

    def of(self, is_right: bool) -> "Chances":
        """How often such an answer is given."""
        return self if is_right else Chances(1 - self.master, 1 - self.other)


EVEN = 0.5


def mastered(answers: Iterable[tuple[bool, Chances]], before: float = EVEN) -> float:
    """The probability that a person has mastered it.

    Args:
        answers: Whether each was right, and how often that question is answered rightly.
        before: The probability before anything was answered, more than 0 and less than 1.
    """
    odds = fsum(log(given.master) - log(given.other) for given in (chances.of(right) for right, chances in answers))
    odds += log(before) - log(1 - before)
    return 1 / (1 + exp(-odds)) if odds >= 0 else exp(odds) / (1 + exp(odds))
