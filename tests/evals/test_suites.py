import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from evals.__main__ import app
from evals.datasets.folder import Question, read_folder
from evals.datasets.starter_library import read_starter
from evals.suites.answers import holds_answer
from tests.evals.tiny import QUESTIONS, write_folder

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def run(suite: str, folder: Path, *options: str) -> Result:
        return CliRunner().invoke(app, [suite, str(folder), "--baselines", str(tmp_path), *options])

    return run


def figures(result: Result) -> Any:
    return json.loads(result.stdout)["figures"]


def test_retrieval_finds_what_is_there_in_every_mode(run: Run, tmp_path: Path) -> None:
    found = figures(run("retrieval", write_folder(tmp_path / "tiny"), "--json"))
    assert set(found) == {"dense", "sentence", "lexical", "hybrid"}
    assert all(set(figure) == {"ndcg10", "recall10", "mrr"} for figure in found.values())
    assert found["hybrid"]["mrr"] == {"value": 1, "low": 1, "high": 1, "count": 4}


def test_answers_are_right_quoted_and_refused_where_nothing_answers(run: Run, tmp_path: Path) -> None:
    found = figures(run("answers", write_folder(tmp_path / "tiny"), "--json"))
    assert found["verbatim"] == {"value": 1, "low": 1, "high": 1, "count": 6}
    assert found["bare"]["value"] == 1
    assert found["chosen_first3"]["value"] == found["shown_first3"]["value"] == found["kept"]["value"] == 1
    assert found["refused"] == {"value": 1, "low": 1, "high": 1, "count": 2}
    assert found["auroc"]["value"] == found["refused_at_80"]["value"] == 1
    # The least there is where the two last of six are not answered: nothing, but 1/5 and 2/6 at the end.
    assert found["aurc"]["value"] == pytest.approx((1 / 5 + 2 / 6) / 6, abs=1e-4)


def test_what_a_folder_does_not_ask_is_no_figure(run: Run, tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "tiny", questions=({**QUESTIONS[0], "answers": []},))
    found = figures(run("answers", folder, "--json"))
    nothing = {"value": None, "low": None, "high": None, "count": 0}
    assert found["shown_first3"] == found["refused"] == found["auroc"] == nothing
    assert found["kept"]["count"] == 1
    assert "shown_first3" in run("answers", folder).stdout


def test_a_drop_beyond_the_baseline_s_interval_fails(run: Run, tmp_path: Path) -> None:
    assert run("retrieval", write_folder(tmp_path / "tiny"), "--baseline").exit_code == 0
    assert run("retrieval", tmp_path / "tiny").exit_code == 0
    wrong = tuple({**q, "gold_ids": ["bread"]} if q["id"] == "1" else q for q in QUESTIONS)
    result = run("retrieval", write_folder(tmp_path / "tiny", questions=wrong))
    assert result.exit_code == 1
    assert "below the baseline: hybrid.mrr" in result.stderr


def test_without_a_baseline_there_is_nothing_to_fall_below(run: Run, tmp_path: Path) -> None:
    result = run("answers", write_folder(tmp_path / "tiny"))
    assert result.exit_code == 0
    assert list(tmp_path.glob("*.json")) == []


def test_a_folder_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    assert run("retrieval", tmp_path / "nowhere").exit_code == 2


@pytest.mark.parametrize(
    ("quotes", "holds"),
    [
        ([("gold", "It was in 1066, they say.")], True),
        ([("gold", "It was in 10666.")], False),
        ([("other", "It was in 1066.")], False),
        ([], False),
    ],
)
def test_a_quote_is_right_if_it_is_of_a_gold_document_and_has_the_answer_in_it(
    quotes: list[tuple[str, str]], holds: bool
) -> None:
    asked = Question("1", "When?", True, frozenset({"gold"}), frozenset(), ("in 1066",), ())
    assert holds_answer(quotes, asked) is holds


def test_where_whole_sentences_are_wanted_a_part_of_one_is_right() -> None:
    asked = Question("1", "When?", True, frozenset({"gold"}), frozenset(), ("x",), ("It was in 1066 , they say .",))
    assert holds_answer([("gold", "It was in 1066,")], asked) is True
    assert holds_answer([("gold", "Nobody knows.")], asked) is False


def test_where_no_answer_is_known_nothing_is_right_or_wrong() -> None:
    asked = Question("1", "When?", True, frozenset({"gold"}), frozenset(), (), ())
    assert holds_answer([("gold", "In 1066.")], asked) is None


def test_a_folder_is_read_as_it_is_written(tmp_path: Path) -> None:
    dataset = read_folder(write_folder(tmp_path / "tiny"))
    assert dataset.name == "tiny"
    assert [d.id for d in dataset.documents] == ["calls", "closing", "bread", "bees"]
    assert [q.answerable for q in dataset.questions] == [True] * 4 + [False] * 2 + [None]
    assert dataset.questions[4].near_ids == {"calls"}


def test_a_span_is_the_answer_where_no_other_is_given(tmp_path: Path) -> None:
    spans = [{"id": "bread", "start": 0, "end": 11}]
    without = {key: value for key, value in QUESTIONS[1].items() if key != "answers"}
    folder = write_folder(tmp_path / "tiny", questions=({**without, "spans": spans}, {**QUESTIONS[1], "spans": spans}))
    assert [q.answers for q in read_folder(folder).questions] == [("Bread dough",), ("two hours",)]


def test_the_starter_library_is_a_folder_like_any() -> None:
    dataset = read_starter()
    assert {document.id for document in dataset.documents} >= set().union(*(q.gold_ids for q in dataset.questions))
    assert all(document.file is not None and document.title for document in dataset.documents)
    assert sum(q.answerable is True for q in dataset.questions) == 40
