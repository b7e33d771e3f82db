from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from evals.examples import Example, Kind, examples
from evals.train_sufficiency import cross_validated, fitted
from knowledge.answering.sufficiency import FEATURES
from tests.evals.tiny import QUESTIONS, write_folder

RNG = np.random.default_rng(3)
HEIGHT = {Kind.ANSWERABLE: 0.7, Kind.NEAR: 0.5, Kind.WITHOUT_GOLD: 0.4, Kind.OTHER_FIELD: 0.2}


def made_up() -> Iterator[Example]:
    for folder in ("one", "other"):
        for kind, height in HEIGHT.items():
            for number in range(60):
                values = {"sentence_cosine": RNG.normal(height, 0.1), "passage_coverage": RNG.normal(height, 0.2)}
                yield Example(folder, kind, f"{folder} {number // 2}", True, values)


def test_the_model_tells_apart_what_can_be_told_apart() -> None:
    model, figures = fitted(list(made_up()), FEATURES, "model@1", ["one", "other"])
    assert (model["embedding_model"], model["fitted_on"]) == ("model@1", ["one", "other"])
    assert 0 < model["related"] < model["refuse"] < model["answer"] < 1
    assert all(c > 0 for c in model["coefficients"])
    for folder in ("one", "other"):
        assert figures[folder]["told_apart"]["auroc"] > 0.9
        assert figures[folder]["answerable"]["answered"] == pytest.approx(0.8, abs=0.1)
        assert figures[folder]["other_field"]["refused"] == pytest.approx(0.95, abs=0.05)


def test_chances_are_of_a_model_that_did_not_see_the_group() -> None:
    found = list(made_up())
    mislabelled = [
        Example(e.folder, Kind.OTHER_FIELD, "all in one", True, e.features) if e.kind is Kind.ANSWERABLE else e
        for e in found
        if e.folder == "one"
    ] + [e for e in found if e.folder == "other"]
    chances = cross_validated(mislabelled, FEATURES)
    unseen = chances[[e.group == "all in one" for e in mislabelled]]
    assert unseen.mean() > 0.5


def test_examples_are_the_questions_put_to_their_own_library_and_to_each_other_s(tmp_path: Path) -> None:
    one = write_folder(tmp_path / "one")
    other = write_folder(tmp_path / "other", questions=QUESTIONS[:1])
    found = examples([one, other])
    counts = {(e.folder, e.kind): 0 for e in found}
    for e in found:
        counts[e.folder, e.kind] += 1
    assert counts == {
        ("one", Kind.ANSWERABLE): 4,
        ("one", Kind.WITHOUT_GOLD): 4,
        ("one", Kind.NEAR): 2,
        ("one", Kind.OTHER_FIELD): 1,
        ("other", Kind.ANSWERABLE): 1,
        ("other", Kind.WITHOUT_GOLD): 1,
        ("other", Kind.OTHER_FIELD): 7,
    }
    assert all(e.found == (e.kind is Kind.ANSWERABLE) for e in found)
    of_one = [e for e in found if e.folder == "one"]
    assert of_one[0].group == of_one[1].group == next(e.group for e in of_one if e.kind is Kind.NEAR)
    assert set(of_one[0].features) >= set(FEATURES)
