"""What can go wrong with a chat model. No message holds a key, a prompt, or a word that a model wrote.

ModelUnusable  the settings name a model that can't be asked
ModelFailed    a model was asked, and nothing of use came
├── ModelAway     it can't be reached, has no more room, or does not know who asks
├── ModelSlow     it did not answer in time
├── ModelRefused  it would not answer
└── ModelGarbled  what it said is not what it was asked for
"""

from dataclasses import dataclass
from typing import ClassVar

from knowledge.answering.trace import Fallback
from knowledge.errors import KnowledgeError


class ModelProblem:
    """Why a model that the settings name can't be asked."""

    UNKNOWN = "unknown"
    NOT_INSTALLED = "not_installed"
    NO_KEY = "no_key"
    MISCONFIGURED = "misconfigured"


@dataclass
class ModelUnusable(KnowledgeError):
    """Attributes: ``problem`` is one of ``ModelProblem``; ``package`` is what would have to be installed."""

    model: str
    problem: str
    package: str | None = None


@dataclass
class ModelFailed(KnowledgeError):
    """The base of what goes wrong when a model is asked.

    Attributes:
        tokens: That were spent all the same, as far as that is known.
        was_asked: Whether a model was asked at all.
        cause: What happened, in the fixed words of this program; for the log and for ``fieldwise doctor``.
    """

    fallback: ClassVar[Fallback]

    tokens: int = 0
    cause: str = ""
    was_asked: bool = True


@dataclass
class ModelAway(ModelFailed):
    fallback: ClassVar[Fallback] = Fallback.AWAY


@dataclass
class ModelSlow(ModelFailed):
    fallback: ClassVar[Fallback] = Fallback.SLOW


@dataclass
class ModelRefused(ModelFailed):
    fallback: ClassVar[Fallback] = Fallback.REFUSED


@dataclass
class ModelGarbled(ModelFailed):
    fallback: ClassVar[Fallback] = Fallback.GARBLED
