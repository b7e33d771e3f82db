"""An answer, its citations and how they are numbered. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from knowledge.answering.inquiry import EarlierTurn
from knowledge.answering.sufficiency import Outcome
from knowledge.answering.trace import Fallback, Trace
from knowledge.evidence.values import Evidence
from knowledge.guides.states import EditionState
from knowledge.places import Place
from knowledge.standard.values import StandardAnswer


@dataclass(frozen=True)
class Citation:
    """A quote and where it stands.

    Attributes:
        number: From 1, in the order of the answer.
        passage_id: The passage in which the quote begins.
        start: First character of the quote in the edition's stored text; ``end`` is one past the last.
        quote: That text, verbatim.
        edition_date: From when on the edition holds; where it does not say, when it was published here.
        evidence_tier: What the edition's details say of the evidence, in words; ``evidence`` is a tier of a scheme.
        source: Where the guide came from: an address, if the edition names one.
        state: Of the edition, when the answer was given or, for an old answer, now that it is looked at.
        withdrawn_because: Why it was withdrawn, if it was.
        language: Of the guide, as a code of two letters; None where that is not known.
    """

    number: int
    guide: str
    title: str
    edition: str
    edition_id: str
    passage_id: str
    heading: tuple[str, ...]
    place: Place | None
    quote: str
    start: int
    end: int
    evidence_tier: str | None
    edition_date: date | None
    review_date: date | None
    source: str | None
    evidence: Evidence | None = None
    state: EditionState = EditionState.PUBLISHED
    withdrawn_because: str | None = None
    language: str | None = None


@dataclass(frozen=True)
class AnswerSentence:
    """A sentence of the answer and the numbers of the citations that prove it."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True)
class Related:
    """A heading that may be of interest where nothing answers: no source, no quote."""

    guide: str
    title: str
    heading: tuple[str, ...]


class Mode(StrEnum):
    """How an answer was made: of quotes, worded by a model and checked, one passage whole, or said by a person."""

    EXTRACTIVE = "extractive"
    WORDED = "worded"
    PASSAGE = "passage"
    STANDARD = "standard"


@dataclass(frozen=True)
class Answer:
    """What the guides say to a question.

    Attributes:
        confidence: The chance that the guides answer the question, 0 to 1.
        missing: Words of the question that nothing quoted covers, where the answer is partial.
        mode: How it was made; one of ``Mode``. Of ``STANDARD``, all but ``standard`` is what the guides say beside it.
        timings_ms: Milliseconds by stage.
        understood: The question as it was searched for, where something was added to it.
        fallback: Why it is not worded by the model that is there for it.
        worded_from: From when on answers are worded again, where a day's share is used up.
        trace: How it came about; None for an answer that was given before and is shown again.
        standard: What a person answered to the same question.
        follows: What was asked before of which words may be in it; only told of an answer that was just given.
    """

    outcome: Outcome
    sentences: tuple[AnswerSentence, ...]
    citations: tuple[Citation, ...]
    related: tuple[Related, ...]
    confidence: float
    missing: tuple[str, ...] = ()
    mode: Mode = Mode.EXTRACTIVE
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    understood: str | None = None
    fallback: Fallback | None = None
    worded_from: datetime | None = None
    trace: Trace | None = None
    standard: StandardAnswer | None = None
    follows: tuple[EarlierTurn, ...] = ()


def of_guides(answer: Answer) -> Answer:
    """What the guides alone say, where a person's answer is given too."""
    return replace(answer, mode=Mode.EXTRACTIVE, standard=None) if answer.mode is Mode.STANDARD else answer


def shorter(answer: Answer) -> Answer:
    """The first half of an answer's sentences, which are the most useful, with their citations; at least one."""
    kept = answer.sentences[: max(1, len(answer.sentences) // 2)]
    cited = {number for sentence in kept for number in sentence.citations}
    return replace(answer, sentences=kept, citations=tuple(c for c in answer.citations if c.number in cited))
