import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from evals.__main__ import app
from evals.datasets.folder import Question
from evals.suites.worded import Asked, Judged, measured
from evals.workload.faults import Fault
from knowledge.answering.answer import Answer, AnswerSentence, Mode
from knowledge.answering.sufficiency import Outcome
from knowledge.answering.trace import Check, Fallback, Trace, TracedSentence
from tests.evals.tiny import write_folder

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    folder = write_folder(tmp_path / "tiny")
    return lambda *options: CliRunner().invoke(app, ["worded", str(folder), "--baselines", str(tmp_path), *options])


def values(figures: Any) -> dict[str, float]:
    return {name: figure["value"] for name, figure in figures.items() if "value" in figure}


def judged(failed: Check | None, fault: Fault | None, *, is_known: bool = True, quotes_gold: bool = False) -> Judged:
    return Judged("?", TracedSentence("Said.", "BAK", "Said.", failed), is_known, fault, quotes_gold)


def asked(*sentences: Judged, answerable: bool = True, refused: bool = False, gold: str = "one") -> Asked:
    kept = tuple(AnswerSentence(one.traced.text, (1,)) for one in sentences if one.is_kept)
    outcome = Outcome.NOT_IN_GUIDES if refused else Outcome.ANSWERED
    plain = Answer(outcome, (), (), (), 0.9)
    worded = Answer(
        outcome, kept, (), (), 0.9,
        mode=Mode.WORDED if kept else Mode.EXTRACTIVE,
        fallback=None if kept else Fallback.UNSUPPORTED,
        trace=Trace("?", (), tuple(one.traced for one in sentences), tokens=100),
    )  # fmt: skip
    question = Question("1", "?", answerable, frozenset({gold}), frozenset(), (), ())
    return Asked(question, worded, plain, sentences, ("one",) if kept else (), ("one",), True, 30.0, 10.0)


def test_the_product_is_asked_with_the_scripted_model_and_without(run: Run) -> None:
    result = run("--json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    figures = values(found["figures"])
    assert figures["verbatim"] == figures["proved"] == figures["refused"] == 1
    assert figures["worded"] > 0
    assert figures["precision"] > 0.4
    assert figures["caught"] > 0.4
    assert figures["cited"] >= 0.5
    assert any(name.startswith("caught: ") for name in found["told"])
    assert found["told"]["tokens of a question"]["value"] > 100
    assert found["told"]["ms with the model, p95"]["value"] >= found["told"]["ms with the model, p50"]["value"]


def test_sentences_to_look_at_are_printed_with_what_is_wrong_with_them(run: Run) -> None:
    assert "caught: number changed" in run("--show", "3", "--limit", "2").stdout


def test_only_what_is_the_same_everywhere_can_be_a_baseline(run: Run, tmp_path: Path) -> None:
    assert run("--baseline", "--limit", "3").exit_code == 2
    assert run("--baseline", "--model", "configured").exit_code == 2
    assert list(tmp_path.glob("*.json")) == []


def test_what_is_kept_and_true_is_told_from_what_is_not() -> None:
    found = measured(
        [
            asked(judged(None, None), judged(Check.NUMBER, Fault.NUMBER), judged(None, Fault.NUMBER)),
            asked(judged(Check.SUPPORT, None), judged(Check.LINK, Fault.LINK), gold="two"),
            asked(answerable=False, refused=True),
        ]
    )
    figures = {name: figure.value for name, figure in vars(found.figures).items()}
    assert (figures["precision"], figures["recall"], figures["worded"]) == (0.5, 0.5, 0.5)
    assert figures["caught"] == pytest.approx(2 / 3)
    assert (figures["refused"], figures["kept"], figures["cited"]) == (1, 1, 0.5)
    assert found.told["caught: number changed"].value == 0.5
    told = {name: figure.value for name, figure in found.told.items()}
    assert told["dropped"] == 0.6
    assert told["true, dropped by support"] == 0.5
    assert told["instead, unsupported"] == 0.5
    assert told["ms with the model, p50"] == 30
    assert [one.traced.failed for one in found.to_look_at()] == [None, Check.SUPPORT]


def test_what_is_true_but_off_the_question_is_missed_only_where_a_gold_document_says_it() -> None:
    kept, elsewhere = judged(None, None), judged(Check.BEARING, None)
    of_gold = judged(Check.BEARING, None, quotes_gold=True)
    assert measured([asked(kept, elsewhere)]).figures.recall.value == 1
    found = measured([asked(kept, elsewhere, of_gold)])
    assert found.figures.recall.value == 0.5
    assert found.told["true, dropped by bearing"].value == pytest.approx(2 / 3)
    assert list(found.to_look_at()) == [elsewhere, of_gold]


def test_of_a_model_whose_faults_are_not_known_all_is_to_be_looked_at() -> None:
    found = measured([asked(judged(None, None, is_known=False), judged(Check.KEY, None, is_known=False))])
    assert found.figures.precision.count == found.figures.recall.count == 0
    assert [one.lines()[0] for one in found.to_look_at()] == [
        "not known, kept; asked: ?",
        "not known, dropped by key (); asked: ?",
    ]
