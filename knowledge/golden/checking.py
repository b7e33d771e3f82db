"""Whether an answer is the one that a golden question wants. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from knowledge.answering.answer import Answer, Citation
from knowledge.answering.sufficiency import Outcome
from knowledge.golden.headings import APART, stands_under
from knowledge.golden.values import Failure, GoldenQuestion, Problem

_SHOWN = 3
NO_TITLES: Mapping[str, str] = {}


def check(
    questions: Iterable[GoldenQuestion],
    answer: Callable[[GoldenQuestion], Answer],
    titles: Mapping[str, str] = NO_TITLES,
) -> tuple[Failure, ...]:
    """Ask all questions; returns those that did not pass.

    One that must be refused passes where nothing was found in the guides. Any other passes where something was, and a
    citation is of its guide: under its heading, if it names one, whatever the case of the letters.
    ``titles`` are those of the guides, by their keys.
    """
    checked = (failure_of(question, answer(question), titles) for question in questions)
    return tuple(failure for failure in checked if failure is not None)


def failure_of(question: GoldenQuestion, answer: Answer, titles: Mapping[str, str] = NO_TITLES) -> Failure | None:
    """What is wrong with the answer to a question; None where it passes. ``titles`` as for ``check``."""
    problem = _problem(question, answer)
    if problem is None:
        return None
    guide = question.guide_key or ""
    wanted = APART.join(part for part in (titles.get(guide, guide), question.heading) if part)
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
    if question.heading is not None and not any(stands_under(path, question.heading) for path in headings):
        return Problem.OTHER_HEADING
    return None


def _cited(citations: Sequence[Citation]) -> str:
    places = dict.fromkeys(APART.join((citation.title, *citation.heading)) for citation in citations)
    return "; ".join(list(places)[:_SHOWN])
