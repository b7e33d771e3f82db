"""Every problem of an upload is a sentence in every language, and is kept and told again as it was."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any, TypeVar, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks.library.upload_problem import problem_mrkdwn, problem_text, sentence_key, size_text
from bot.library.upload_problems import HandInError, Problem, code_and_facts, foreseen, problem_from
from bot.texts import LANGUAGES, Texts
from ingestion.errors import AlreadyInHand, DetailProblem, IngestionError, TooLarge, UnreadableFile
from ingestion.sniffing import Kind
from ingestion.web.errors import Obstacle, PageRefused, WebError
from knowledge.errors import GuideNotFound, KnowledgeError, NotAllowed, SameContent
from knowledge.members.roles import OPERATOR, Role

E = TypeVar("E", bound=IngestionError)
SAMPLES: dict[type, list[Any]] = {bool: [True, False], int: [7], float: [60.0]}
VALUES: dict[str, list[Any]] = {
    "really": list(Kind),
    "problem": list(DetailProblem),
    "obstacle": list(Obstacle),
    "status": [401, 404, 418, 429, 503],
    "role": [role.value for role in Role],
    "extension": ["", ".xyz"],
    "content_type": ["", "image/png"],
    "by": ["U0BEN", OPERATOR],
    "no_pages": [False, False, True],
}


def kinds(family: type[E]) -> Iterator[type[E]]:
    for child in family.__subclasses__():
        yield child
        yield from kinds(child)


def made(kind: type[Any]) -> Iterator[Any]:
    """Errors of a kind, with all that makes a difference to its sentence."""
    types: dict[str, Any] = get_type_hints(kind)
    chosen: dict[str, list[Any]] = {}
    for field in fields(kind):
        plain = SAMPLES.get(types[field.name], ["guide.pdf"])
        chosen[field.name] = VALUES.get(field.name, plain)
    most = max(len(values) for values in chosen.values())
    for number in range(most):
        yield kind(**{name: values[number % len(values)] for name, values in chosen.items()})


PROBLEMS: list[Problem] = [
    problem for family in (UnreadableFile, WebError, HandInError) for kind in kinds(family) for problem in made(kind)
]


@pytest.mark.parametrize("texts", LANGUAGES.values(), ids=list(LANGUAGES))
def test_every_problem_has_a_sentence_that_says_what_to_do(texts: Texts) -> None:
    assert len(PROBLEMS) > 80
    for problem in PROBLEMS:
        said = problem_text(problem, texts)
        assert said.endswith((".", "»."))
        assert "{" not in said
        assert len(said) > 35


def test_no_sentence_is_there_that_no_problem_says() -> None:
    for texts in LANGUAGES.values():
        assert {sentence_key(problem) for problem in PROBLEMS} == texts.uploads.problems.keys()
        assert texts.uploads.kinds.keys() == texts.uploads.kind_advice.keys() == {kind.value for kind in Kind}
        assert texts.uploads.detail_advice.keys() == {problem.value for problem in DetailProblem}


@pytest.mark.parametrize("problem", PROBLEMS, ids=sentence_key)
def test_a_problem_is_kept_and_comes_back(problem: Problem) -> None:
    code, facts = code_and_facts(problem)
    assert len(code) <= 60
    assert problem_from(code, facts) == problem


@given(st.text(max_size=400))
def test_a_files_name_can_do_nothing_in_a_sentence(name: str) -> None:
    texts = LANGUAGES["en"]
    said = problem_mrkdwn(AlreadyInHand(f"{name}<!here>", "U0BEN", name, waits=False), texts)
    assert "<!here>" not in said
    assert said.count("<@U0BEN>") == 1
    assert "\n" not in said


def test_the_library_s_own_refusals_become_problems_of_the_file() -> None:
    assert code_and_facts(foreseen(NotAllowed("U1", "add_edition", "learner"), "a.md") or PROBLEMS[0])[0] == (
        "slack.not_allowed"
    )
    assert code_and_facts(foreseen(GuideNotFound("g"), "a.md") or PROBLEMS[0])[0] == "slack.guide_gone"
    assert code_and_facts(foreseen(SameContent("g", "other"), "a.md") or PROBLEMS[0])[0] == "duplicate"
    assert foreseen(KnowledgeError(), "a.md") is None
    assert foreseen(ValueError(), "a.md") is None


def test_sizes_are_rounded_up() -> None:
    assert [size_text(size) for size in (0, 1, 1024, 200_000, 10 * 1024 * 1024, 10 * 1024 * 1024 + 1)] == [
        "0 KB", "1 KB", "1 KB", "0.2 MB", "10 MB", "10.1 MB",
    ]  # fmt: skip


def test_a_status_tells_what_to_do() -> None:
    keys = [sentence_key(PageRefused("a", status)) for status in (403, 410, 429, 500, 418)]
    assert [key.rpartition(".")[2] for key in keys] == ["sign_in", "no_page", "busy", "fault", "other"]


def test_the_size_of_a_file_is_told_with_its_limit() -> None:
    said = problem_text(TooLarge("a.pdf", 30 * 1024 * 1024, 25 * 1024 * 1024), LANGUAGES["en"])
    assert "30 MB" in said
    assert "25 MB" in said
