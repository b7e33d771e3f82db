"""How an answer came about, kept for those who look after the library. Values only."""

from dataclasses import dataclass
from enum import StrEnum


class Check(StrEnum):
    """What a drafted sentence has to stand up to, in this order."""

    KEY = "key"
    QUOTE = "quote"
    NUMBER = "number"
    NAME = "name"
    NEGATION = "negation"
    LINK = "link"
    SUPPORT = "support"
    BEARING = "bearing"


class Fallback(StrEnum):
    """Why the guides' own words are given though a model is there to word the answer."""

    AWAY = "away"
    SLOW = "slow"
    REFUSED = "refused"
    GARBLED = "garbled"
    UNSUPPORTED = "unsupported"
    PERSON_SPENT = "person_spent"
    WORKSPACE_SPENT = "workspace_spent"
    LANGUAGE = "language"
    BROKEN = "broken"


@dataclass(frozen=True)
class TracedPassage:
    """A passage that was found.

    Attributes:
        key: By which the model was to name it; empty where no model was asked.
        score: By which it was ranked.
    """

    key: str
    passage_id: str
    score: float


@dataclass(frozen=True)
class TracedSentence:
    """A sentence that the model drafted.

    Attributes:
        key: Of the passage that it named; ``quote`` is what it quoted from there.
        failed: The check that it did not stand up to; None where it was kept.
        fact: What the check missed: a number, a name, an address.
        support: How well its quote supports it, 0 to 1, if it was looked at.
    """

    text: str
    key: str
    quote: str
    failed: Check | None
    fact: str = ""
    support: float | None = None


@dataclass(frozen=True)
class Trace:
    """How an answer came about.

    Attributes:
        question: As it was searched for.
        passages: Best first.
        sentences: As they were drafted, whether or not they were kept.
        model: That was asked; None where none was. ``prompt_version`` likewise.
        tokens: That the model read and wrote.
        milliseconds: From the question's turn to the answer.
    """

    question: str
    passages: tuple[TracedPassage, ...]
    sentences: tuple[TracedSentence, ...] = ()
    model: str | None = None
    prompt_version: str | None = None
    tokens: int = 0
    milliseconds: int = 0
