"""Is the answer right, is it quoted, and is what the guides do not cover refused?"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.datasets.folder import Question
from evals.metrics import Figure, Indices, aurc, auroc, mean, of_resampled, refused_at_coverage
from evals.subject import Subject, open_subject
from knowledge.answering.extractive import PASSAGES
from knowledge.answering.sentences import choose
from knowledge.answering.sufficiency import Outcome, features

FIRST = 3
COVERAGE = 0.8

OfBoth = Callable[[list[float], list[float]], float]


@dataclass(frozen=True)
class Judged:
    """One question, answered.

    Attributes:
        probability: That the guides answer it, as the product sees it.
        found: A gold document is among the passages retrieved.
        chosen_first3: The right sentence is among the first three chosen, whether or not they were shown; right
            is a sentence of a gold document with a gold answer in it. None where the data names no answer.
        shown_first3: The same of the quotes shown; ``shown`` among all of them.
        cited_first3: A gold document is cited in the first three.
        verbatim: Every quote is the edition's text at its place.
        bare: Nothing is quoted or cited under a refusal.
    """

    question: Question
    outcome: Outcome
    probability: float
    found: bool
    chosen_first3: bool | None
    shown_first3: bool | None
    shown: bool | None
    cited_first3: bool
    verbatim: bool
    bare: bool


@dataclass(frozen=True)
class AnswerFigures:
    """The figures of a folder; those of questions that it lacks are not numbers.

    Attributes:
        chosen_first3: Of the answerable questions whose gold document was found: ``Judged.chosen_first3``.
        shown_first3: Of the same: ``Judged.shown_first3``, where a refusal is a miss.
        shown: Of the same: the right sentence is anywhere in the answer.
        cited_first3: Of the answerable: a gold document is cited in the first three; a refusal is a miss.
        kept: Of the answerable: not refused; ``answered`` without reserve.
        refused: Of the unanswerable: refused; ``not_answered`` refused or answered only in part.
        refused_at_80: Of the unanswerable: below the chance that keeps 80% of the answerable.
        auroc: Of the chance, answerable against unanswerable.
        aurc: Area under the risk-coverage curve, where the risk is to keep a question that the guides don't answer.
    """

    chosen_first3: Figure
    shown_first3: Figure
    shown: Figure
    cited_first3: Figure
    kept: Figure
    answered: Figure
    refused: Figure
    not_answered: Figure
    refused_at_80: Figure
    auroc: Figure
    aurc: Figure
    verbatim: Figure
    bare: Figure


def run(folder: Path) -> AnswerFigures:
    """Answer every question of a folder and judge the answers."""
    with open_subject(folder) as subject:
        judged = [_judge(subject, q) for q in subject.dataset.questions if q.answerable is not None]
    return figures(judged)


def figures(judged: Sequence[Judged]) -> AnswerFigures:
    """The figures of these answers."""
    yes = [j for j in judged if j.question.answerable]
    no = [j for j in judged if not j.question.answerable]
    found = [j for j in yes if j.found]
    return AnswerFigures(
        chosen_first3=mean([j.chosen_first3 for j in found if j.chosen_first3 is not None]),
        shown_first3=mean([j.shown_first3 for j in found if j.shown_first3 is not None]),
        shown=mean([j.shown for j in found if j.shown is not None]),
        cited_first3=mean([j.cited_first3 for j in yes]),
        kept=mean([j.outcome is not Outcome.NOT_IN_GUIDES for j in yes]),
        answered=mean([j.outcome is Outcome.ANSWERED for j in yes]),
        refused=mean([j.outcome is Outcome.NOT_IN_GUIDES for j in no]),
        not_answered=mean([j.outcome is not Outcome.ANSWERED for j in no]),
        refused_at_80=_of_both(yes, no, lambda a, u: refused_at_coverage(a, u, COVERAGE)),
        auroc=_of_both(yes, no, auroc),
        aurc=_of_both(yes, no, lambda a, u: aurc([*a, *u], [True] * len(a) + [False] * len(u))),
        verbatim=mean([j.verbatim for j in judged]),
        bare=mean([j.bare for j in judged]),
    )


def _judge(subject: Subject, question: Question) -> Judged:
    ranking = subject.rank(question.text, PASSAGES)
    answer = subject.answer_from(ranking)
    cited = [subject.document_of[subject.guide_ids[c.edition_id]] for c in answer.citations]
    shown = [(document, c.quote) for document, c in zip(cited, answer.citations, strict=True)]
    chosen = [(subject.document_of[c.passage.passage.guide_id], c.sentence.text) for c in choose(ranking)]
    return Judged(
        question=question,
        outcome=answer.outcome,
        probability=subject.services.sufficiency.probability(features(ranking)),
        found=any(subject.document_of[p.passage.guide_id] in question.gold_ids for p in ranking.passages),
        chosen_first3=holds_answer(chosen[:FIRST], question),
        shown_first3=holds_answer(shown[:FIRST], question),
        shown=holds_answer(shown, question),
        cited_first3=any(document in question.gold_ids for document in cited[:FIRST]),
        verbatim=all(subject.text_of(c.edition_id)[c.start : c.end] == c.quote for c in answer.citations),
        bare=answer.outcome is not Outcome.NOT_IN_GUIDES or not (answer.citations or answer.sentences),
    )


def holds_answer(quotes: Sequence[tuple[str, str]], question: Question) -> bool | None:
    """Whether a quote of a gold document holds a gold answer, or is part of one where whole sentences are wanted.

    Words are compared, not spaces and punctuation. None where the question names no answer.

    Args:
        quotes: Documents and the texts quoted from them.
        question: What is known of its answer.
    """
    if not (question.evidence or question.answers):
        return None
    texts = [_plain(quote) for document, quote in quotes if document in question.gold_ids]
    if question.evidence:
        wanted = [_plain(sentence) for sentence in question.evidence]
        return any(w and (w in text or (text and text in w)) for text in texts for w in wanted)
    return any(w and f" {w} " in f" {text} " for text in texts for w in map(_plain, question.answers))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _of_both(answerable: list[Judged], unanswerable: list[Judged], figure: OfBoth) -> Figure:
    if not answerable or not unanswerable:
        return mean([])
    everyone = [*answerable, *unanswerable]

    def of(indices: Indices) -> float:
        drawn = [everyone[i] for i in indices]
        kept = [j.probability for j in drawn if j.question.answerable]
        other = [j.probability for j in drawn if not j.question.answerable]
        return float(figure(kept, other)) if kept and other else float("nan")

    return of_resampled(of, len(everyone))
