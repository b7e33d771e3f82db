import json

import pytest

from ingestion.errors import BadDetails, DetailProblem, TooLarge
from ingestion.reasons import reason
from ingestion.uploads.problems import Problem, code_and_facts, problem_from
from ingestion.web.errors import NotReachable, Obstacle, PageTooLarge


@pytest.mark.parametrize(
    "error",
    [
        TooLarge("a.pdf", 9, 5),
        BadDetails("a.pdf", "", "title", DetailProblem.TOO_LONG),
        PageTooLarge("https://example.org/a", 5),
        NotReachable("https://example.org/a", Obstacle.CUT_OFF),
    ],
)
def test_what_went_wrong_comes_out_of_a_row_as_it_went_in(error: Problem) -> None:
    code, facts = code_and_facts(error)
    assert len(code) <= 60
    assert problem_from(code, json.loads(json.dumps(facts))) == error


def test_files_and_pages_that_are_too_large_are_told_apart() -> None:
    assert {code_and_facts(TooLarge("a", 2, 1))[0], code_and_facts(PageTooLarge("a", 1))[0]} == {
        "too_large",
        "web.too_large",
    }


def test_a_stored_error_has_its_sentence_again() -> None:
    error = problem_from("too_large", {"path_name": "a.pdf", "size": 9 * 1024, "limit": 5 * 1024})
    assert isinstance(error, TooLarge)
    assert reason(error).startswith("a.pdf has 9 KB; a file may have 5 KB.")


def test_a_code_of_others_is_not_known() -> None:
    for code in ("slack.login_page", "web.made_up", ""):
        with pytest.raises(KeyError):
            problem_from(code, {})
