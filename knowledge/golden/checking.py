"""Whether an answer is the one that a golden question wants. Pure."""

from collections.abc import Callable, Iterable, Sequence

from knowledge.answering.answer import Answer, Citation
from knowledge.answering.sufficiency import Outcome
from knowledge.golden.values import Failure, GoldenQuestion, Problem

_APART = " > "
_SHOWN = 3


def check(questions: Iterable[GoldenQuestion], answer: Callable[[GoldenQuestion], Answer]) -> tuple[Failure, ...]:
    """Ask all questions; returns those that did not pass.

    One that must be refused passes where nothing was found in the guides. Any other passes where something was, and a
    citation is of its guide: under its heading, if it names one, whatever the case of the letters.
    """
    return tuple(failure for question in questions if (failure := failure_of(question, answer(question))) is not None)


def failure_of(question: GoldenQuestion, answer: Answer) -> Failure | None:
    """What is wrong with the answer to a question; None where it passes."""
    problem = _problem(question, answer)
    if problem is None:
        return None
    wanted = _APART.join(part for part in (question.guide_key, question.heading) if part)
    return Failure(question.id, question.question, problem, wanted, _cited(answer.citations))


def _problem(question: GoldenQuestion, answer: Answer) -> Problem | None:
    refused = answer.outcome is Outcome.NOT_IN_GUIDES
    if question.refuse:
        return None if refused else Problem.NOT_REFUSED
    if refused:
        return Problem.REFUSED
    headings = [citation.heading for citation in answer.citations if citation.guide == question.guide_key]
    if not headings:
        return Problem.OTHER_GUIDE
    if question.heading is not None and not any(_stands_under(path, question.heading) for path in headings):
        return Problem.OTHER_HEADING
    return None


def _stands_under(path: Sequence[str], heading: str) -> bool:
    """Whether a heading, or several of them joined by ``>``, is among those above a passage."""
    return _key(heading) in _key(_APART.join(path))


def _key(path: str) -> str:
    # What stands between two marks is whole headings.
    return f"{_APART}{' '.join(path.casefold().split())}{_APART}"


def _cited(citations: Sequence[Citation]) -> str:
    places = dict.fromkeys(_APART.join((citation.guide, *citation.heading)) for citation in citations)
    return "; ".join(list(places)[:_SHOWN])
