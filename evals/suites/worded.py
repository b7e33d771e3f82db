"""Does a model's wording keep to the guides: what is kept of what it drafts, what is dropped, and at what price?"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from bot.services import AUDIENCES
from evals.datasets.folder import Question
from evals.metrics import Figure, mean
from evals.model import LIMIT, Which
from evals.subject import Subject, open_subject
from evals.workload import strong_model, weak_model
from evals.workload.faults import Fault
from evals.workload.strong_model import Writer
from knowledge.answering.answer import Answer, Mode
from knowledge.answering.inquiry import Inquiry
from knowledge.answering.responder import Responder
from knowledge.answering.sufficiency import Outcome
from knowledge.answering.trace import Check, Fallback, TracedSentence

# A model on two cores is not fast; what it may take is no matter here. A weak one is given less to read.
_SECONDS = 120.0
_WEAK_TOKENS = 2_000


@dataclass(frozen=True)
class Judged:
    """A sentence that was drafted.

    Attributes:
        is_known: Whether it is known what is wrong with it; ``fault`` is that, None where nothing is.
        quotes_gold: Whether a gold document of the question says what it quotes.
    """

    question: str
    traced: TracedSentence
    is_known: bool
    fault: Fault | None
    quotes_gold: bool = False

    @property
    def is_kept(self) -> bool:
        return self.traced.failed is None

    @property
    def is_off(self) -> bool:
        """Whether it was dropped for being off the question, and no gold document says otherwise."""
        return self.traced.failed is Check.BEARING and not self.quotes_gold

    def lines(self) -> tuple[str, ...]:
        """The sentence as people look at it."""
        truth = (self.fault or "true") if self.is_known else "not known"
        fate = "kept" if self.is_kept else f"dropped by {self.traced.failed} ({self.traced.fact})"
        return f"{truth}, {fate}; asked: {self.question}", f"  {self.traced.text}", f"  < {self.traced.quote}"


@dataclass(frozen=True)
class Asked:
    """A question and its answers, with the model and without.

    Attributes:
        cited: The documents of the citations, one each; ``cited_plainly`` without the model.
        verbatim: Every quote is the edition's text at its place.
        milliseconds: That the answer took; ``plain_milliseconds`` without the model.
    """

    question: Question
    answer: Answer
    plain: Answer
    sentences: tuple[Judged, ...]
    cited: tuple[str, ...]
    cited_plainly: tuple[str, ...]
    verbatim: bool
    milliseconds: float
    plain_milliseconds: float

    @property
    def was_asked(self) -> bool:
        """Whether the model was asked."""
        return self.plain.outcome is not Outcome.NOT_IN_GUIDES

    @property
    def is_worded(self) -> bool:
        return self.answer.mode is Mode.WORDED


@dataclass(frozen=True)
class WordedFigures:
    """The figures of a folder; those that its questions or its model do not tell are not numbers.

    Attributes:
        precision: Of the sentences kept: true, with a quote that proves them.
        recall: Of the true sentences drafted, but for those that are off the question: kept.
        caught: Of those that are not true, or that their quote does not prove: dropped.
        worded: Of the questions that the model was asked: worded answers.
        verbatim: Of all answers: with every quote the edition's text at its place.
        proved: Of the worded answers: with a citation for each sentence.
        kept: Of the answerable: not refused; ``answered`` without reserve.
        refused: Of the unanswerable: refused; ``not_answered`` refused or answered only in part.
        cited: Of the answerable: a gold document is cited; a refusal is a miss.
        cited_gold: Of the citations of worded answers to the answerable: to a gold document.
    """

    precision: Figure
    recall: Figure
    caught: Figure
    worded: Figure
    verbatim: Figure
    proved: Figure
    kept: Figure
    answered: Figure
    refused: Figure
    not_answered: Figure
    cited: Figure
    cited_gold: Figure


@dataclass(frozen=True)
class Worded:
    """All that was measured.

    Attributes:
        told: What is not compared with a baseline: the share of each fault caught, milliseconds, tokens.
    """

    figures: WordedFigures
    told: Mapping[str, Figure]
    sentences: tuple[Judged, ...]

    def to_look_at(self) -> Iterator[Judged]:
        """The sentences that are kept and not true, or dropped and true; all where that is not known."""
        return (one for one in self.sentences if not one.is_known or one.is_kept == (one.fault is not None))


def run(folder: Path | None, which: Which, limit: int = LIMIT) -> Worded:
    """Put a folder's questions, or the starter library's, to the product with that model and without one."""
    writer = Writer() if which is Which.SCRIPTED else None
    with _settings(which, writer) as settings, open_subject(folder, settings) as subject:
        worded, plain = (subject.services.responder(subject.workspace, worded=w) for w in (True, False))
        questions = [q for q in subject.dataset.questions if q.answerable is not None]
        step = -(-len(questions) // limit)
        return measured([_asked(subject, worded, plain, q, writer) for q in questions[::step]])


def measured(asked: Sequence[Asked]) -> Worded:
    """The figures of these questions."""
    sentences = tuple(sentence for one in asked for sentence in one.sentences)
    return Worded(_figures(asked, sentences), _told(asked, sentences), sentences)


def _figures(asked: Sequence[Asked], sentences: Sequence[Judged]) -> WordedFigures:
    yes = [one for one in asked if one.question.answerable]
    no = [one for one in asked if not one.question.answerable]
    known = [s for s in sentences if s.is_known]
    worded = [one for one in asked if one.is_worded]
    return WordedFigures(
        precision=mean([s.fault is None for s in known if s.is_kept]),
        recall=mean([s.is_kept for s in known if s.fault is None and not s.is_off]),
        caught=mean([not s.is_kept for s in known if s.fault is not None]),
        worded=mean([one.is_worded for one in asked if one.was_asked]),
        verbatim=mean([one.verbatim for one in asked]),
        proved=mean([all(s.citations for s in one.answer.sentences) for one in worded]),
        kept=mean([one.answer.outcome is not Outcome.NOT_IN_GUIDES for one in yes]),
        answered=mean([one.answer.outcome is Outcome.ANSWERED for one in yes]),
        refused=mean([one.answer.outcome is Outcome.NOT_IN_GUIDES for one in no]),
        not_answered=mean([one.answer.outcome is not Outcome.ANSWERED for one in no]),
        cited=mean([bool(set(one.cited) & one.question.gold_ids) for one in yes]),
        cited_gold=mean([d in one.question.gold_ids for one in yes if one.is_worded for d in one.cited]),
    )


def _told(asked: Sequence[Asked], sentences: Sequence[Judged]) -> dict[str, Figure]:
    yes = [one for one in asked if one.question.answerable]
    words = [one for one in asked if one.was_asked]
    failed = Counter(s.traced.failed for s in sentences)
    given = Counter(one.answer.fallback for one in words)
    times = {"with the model": [one.milliseconds for one in words], "without": [a.plain_milliseconds for a in words]}
    faults = Counter(s.fault for s in sentences if s.fault is not None)
    return {
        **{f"caught: {f}": mean([not s.is_kept for s in sentences if s.fault is f]) for f in Fault if faults[f]},
        "cited, without the model": mean([bool(set(one.cited_plainly) & one.question.gold_ids) for one in yes]),
        "cited_gold, without the model": mean([d in a.question.gold_ids for a in yes for d in a.cited_plainly]),
        "answered, without the model": mean([one.plain.outcome is Outcome.ANSWERED for one in yes]),
        "sentences drafted for a question": mean([len(one.sentences) for one in words]),
        "dropped": mean([not s.is_kept for s in sentences]),
        **{f"dropped by {c}": mean([s.traced.failed is c for s in sentences]) for c in Check if failed[c]},
        **{
            f"true, dropped by {c}": mean([s.traced.failed is c for s in sentences if s.is_known and s.fault is None])
            for c in Check
            if any(s.is_known and s.fault is None and s.traced.failed is c for s in sentences)
        },
        **{f"instead, {f}": mean([one.answer.fallback is f for one in words]) for f in Fallback if given[f]},
        "tokens of a question": mean([one.answer.trace.tokens for one in words if one.answer.trace]),
        **{f"ms {how}, p{q}": _at(q, taken) for how, taken in times.items() for q in (50, 95)},
    }


def _asked(subject: Subject, worded: Responder, plain: Responder, question: Question, writer: Writer | None) -> Asked:
    without, plain_milliseconds = _timed(plain, question.text)
    drafts = len(writer.drafts) if writer else 0
    answer, milliseconds = _timed(worded, question.text)
    written = writer.drafts[-1] if writer and len(writer.drafts) > drafts else ()
    traced = answer.trace.sentences if answer.trace else ()
    gold = _gold_texts(subject, question) if any(one.failed is Check.BEARING for one in traced) else ()
    known = [one.fault for one in written] if len(written) == len(traced) else None
    return Asked(
        question,
        answer,
        without,
        tuple(
            Judged(
                question.text,
                one,
                is_known=known is not None,
                fault=known[at] if known is not None else None,
                quotes_gold=any(one.quote in text for text in gold),
            )
            for at, one in enumerate(traced)
        ),
        cited=_documents(subject, answer),
        cited_plainly=_documents(subject, without),
        verbatim=all(subject.text_of(c.edition_id)[c.start : c.end] == c.quote for c in answer.citations),
        milliseconds=milliseconds,
        plain_milliseconds=plain_milliseconds,
    )


def _timed(responder: Responder, question: str) -> tuple[Answer, float]:
    began = perf_counter()
    inquiry = Inquiry(question, AUDIENCES, says_anew=True)
    answer = responder.respond(inquiry, turn=nullcontext, tell=lambda stage: None)
    return answer, (perf_counter() - began) * 1000


def _documents(subject: Subject, answer: Answer) -> tuple[str, ...]:
    return tuple(subject.document_of[subject.guide_ids[citation.edition_id]] for citation in answer.citations)


def _gold_texts(subject: Subject, question: Question) -> tuple[str, ...]:
    return tuple(
        subject.text_of(edition)
        for edition, guide in subject.guide_ids.items()
        if subject.document_of[guide] in question.gold_ids
    )


def _at(percentile: int, values: Sequence[float]) -> Figure:
    found = float(np.percentile(values, percentile)) if values else float("nan")
    return Figure(found, found, found, len(values))


@contextmanager
def _settings(which: Which, writer: Writer | None) -> Iterator[Mapping[str, Any]]:
    """What to set so that this model is asked."""
    if writer is not None:
        with strong_model.strong_model(writer) as address:
            yield _of_server(strong_model.NAME, address)
    elif which is Which.WEAK:
        with weak_model.weak_model() as address:
            yield _of_server(weak_model.NAME, address) | {"model_question_tokens": _WEAK_TOKENS}
    else:
        yield {}


def _of_server(name: str, address: str) -> dict[str, Any]:
    return {
        "model": name,
        "model_base_url": address,
        "model_api_key": "none",
        "model_fallback": None,
        "model_seconds": _SECONDS,
        "model_person_tokens": None,
        "model_workspace_tokens": None,
    }
