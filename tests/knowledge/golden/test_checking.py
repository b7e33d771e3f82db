from dataclasses import replace

import pytest

from knowledge.answering.answer import Answer
from knowledge.answering.sufficiency import Outcome
from knowledge.golden.checking import check, failure_of
from knowledge.golden.values import Failure, GoldenQuestion, Problem
from tests.knowledge.golden.answers import answered, cited, refused

QUESTION = GoldenQuestion("1", "How often do we call?", "support.md", None, False)
UNDER = GoldenQuestion("2", "How often do we call?", "support.md", "How often staff check in", False)
CUP = GoldenQuestion("3", "Who won the cup?", None, None, True)
PATH = ("Support", "How often staff check in")


@pytest.mark.parametrize("outcome", [Outcome.ANSWERED, Outcome.PARTLY])
def test_an_answer_passes_that_cites_the_guide_among_others(outcome: Outcome) -> None:
    found = answered(cited("closing.html"), cited("support.md", *PATH), outcome=outcome)
    assert failure_of(QUESTION, found) is None


@pytest.mark.parametrize(
    "heading", ["How often staff check in", "HOW OFTEN STAFF check in", "support", "Support > How often staff check in"]
)
def test_an_answer_passes_whose_citation_stands_under_the_heading(heading: str) -> None:
    wanted = GoldenQuestion("1", "How often do we call?", "support.md", heading, False)
    assert failure_of(wanted, answered(cited("support.md", *PATH))) is None


@pytest.mark.parametrize("heading", ["How often", "staff check in", "in", "Supp"])
def test_a_piece_of_a_heading_is_not_that_heading(heading: str) -> None:
    wanted = GoldenQuestion("1", "How often do we call?", "support.md", heading, False)
    failure = failure_of(wanted, answered(cited("support.md", *PATH)))
    assert failure is not None
    assert failure.problem is Problem.OTHER_HEADING


@pytest.mark.parametrize(
    ("question", "answer", "problem", "wanted", "got"),
    [
        (QUESTION, refused(), Problem.REFUSED, "support.md", ""),
        (QUESTION, answered(cited("a.md", "B"), cited("a.md", "B")), Problem.OTHER_GUIDE, "support.md", "a.md > B"),
        (
            UNDER,
            answered(cited("support.md", "Records"), cited("a.md", *PATH)),
            Problem.OTHER_HEADING,
            "support.md > How often staff check in",
            "support.md > Records; a.md > Support > How often staff check in",
        ),
        (CUP, answered(cited("support.md")), Problem.NOT_REFUSED, "", "support.md"),
    ],
)
def test_an_answer_that_does_not_pass_is_told_with_what_was_wanted_and_what_came(
    question: GoldenQuestion, answer: Answer, problem: Problem, wanted: str, got: str
) -> None:
    assert failure_of(question, answer) == Failure(question.id, question.question, problem, wanted, got)


def test_all_questions_are_asked_and_those_that_fail_come_back() -> None:
    answers = {"1": refused(), "2": answered(cited("support.md", *PATH)), "3": refused()}
    failures = check([QUESTION, UNDER, CUP], lambda question: answers[question.id])
    assert [failure.question_id for failure in failures] == ["1"]


def test_what_fails_is_told_with_the_titles_of_guides() -> None:
    other = replace(cited("a.md", "B"), title="Calls at night")
    failure = failure_of(UNDER, answered(other), {"support.md": "Support of matches"})
    assert failure is not None
    assert (failure.wanted, failure.got) == ("Support of matches > How often staff check in", "Calls at night > B")
