import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering.sufficiency import (
    FEATURES,
    FITTED,
    WORDS_ALONE,
    Outcome,
    SufficiencyModel,
    features,
    judge,
    missing_words,
    names_in,
)
from knowledge.embeddings.runtime import Embedder
from tests.knowledge.answering.rankings import passage, ranking

CALL = passage("Staff call each mentor twice in the first month.", cosines=[0.7], heading="Support")


def test_the_committed_model_is_of_the_packaged_embedding_model(embedder: Embedder) -> None:
    model = SufficiencyModel.load(FITTED)
    assert model.embedding_model == embedder.model_id
    assert SufficiencyModel.load(FITTED, embedder.model_id) == model
    assert model.names == FEATURES


def test_another_embedding_model_is_judged_by_words_alone() -> None:
    model = SufficiencyModel.load(FITTED, "another-model@1")
    assert model.embedding_model is None
    assert model.names == WORDS_ALONE
    assert "sentence_cosine" not in model.names


@pytest.mark.parametrize("embedding_model", [None, "another-model@1"])
def test_the_committed_models_refuse_before_they_hesitate_and_more_of_everything_is_better(
    embedding_model: str | None,
) -> None:
    model = SufficiencyModel.load(FITTED, embedding_model)
    assert 0 < model.related < model.refuse < model.answer < 1
    assert all(c > 0 for c in model.coefficients)


@pytest.mark.parametrize(
    "content", ["{}", "[]", '{"models": []}', '{"models": [{}]}', '{"models": [{"refuse": 0.1}]}', "no json"]
)
def test_a_file_that_holds_no_model_is_told(tmp_path: Path, content: str) -> None:
    path = tmp_path / "sufficiency.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=r".+"):
        SufficiencyModel.load(path)


def test_the_figures_of_the_committed_models_are_stored_with_them() -> None:
    record = json.loads(FITTED.read_text(encoding="utf-8"))
    assert len(record["cross_validated"]) == len(record["models"])


def test_features_are_what_the_best_sentence_and_the_first_passages_hold() -> None:
    found = features(ranking("mentor call year", CALL))
    assert found["sentence_cosine"] == pytest.approx(0.7)
    assert found["sentence_coverage"] == found["passage_coverage"] == pytest.approx(2 / 3)


def test_nothing_found_is_all_zero_and_refused() -> None:
    found = features(ranking("mentor call"))
    assert set(found.values()) == {0.0}
    model = SufficiencyModel.load(FITTED)
    assert judge(model.probability(found), model) is Outcome.NOT_IN_GUIDES


def test_features_do_not_change_as_the_library_grows_by_what_does_not_fit() -> None:
    others = [passage(f"Bread number {n} needs an oven.", edition=str(n)) for n in range(9)]
    assert features(ranking("mentor call year", CALL, *others)) == features(ranking("mentor call year", CALL))


@given(st.floats(0, 1))
def test_the_outcome_follows_the_two_thresholds(probability: float) -> None:
    model = replace(SufficiencyModel.load(FITTED), refuse=0.3, answer=0.6)
    expected = Outcome.ANSWERED if probability >= 0.6 else Outcome.PARTLY
    assert judge(probability, model) is (expected if probability >= 0.3 else Outcome.NOT_IN_GUIDES)


@given(cosine=st.floats(-1, 1), sentence=st.floats(0, 1), passage_share=st.floats(0, 1))
def test_a_probability_is_one(cosine: float, sentence: float, passage_share: float) -> None:
    values = {"sentence_cosine": cosine, "sentence_coverage": sentence, "passage_coverage": passage_share}
    assert 0 < SufficiencyModel.load(FITTED).probability(values) < 1


def test_missing_words_are_the_question_s_own_and_what_headings_say_is_not_missing() -> None:
    found = ranking("Does support staff phone mentors' families yearly?", CALL)
    assert missing_words(found, ["Staff call each mentor."], CALL.heading_terms) == (
        "Does",
        "phone",
        "families",
        "yearly",
    )


def test_words_that_only_ask_or_say_little_are_never_missing() -> None:
    found = ranking("need phone mentors get", CALL)
    asked = replace(found, question="How often do we need to get mentors to phone?")
    assert missing_words(asked, ["Staff call each mentor."], frozenset()) == ("phone",)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("How old are mentors in Germany?", {"Germany"}),
        ("What did the 2009 study by Bernstein find?", {"2009", "Bernstein"}),
        ("how old are mentors in germany", set()),
        ("HOW OLD ARE MENTORS IN 2 STATES", {"2"}),
        ("How Old Are Mentors", set()),
        ("Mentors?", set()),
        ("", set()),
        ("We run a small group. Which standards apply? “Ours” are old.", set()),
        ("¿Qué dice Garringer? ¡Dilo!", {"Garringer"}),
    ],
)
def test_names_are_numbers_and_capitalised_words_inside_a_question(question: str, names: set[str]) -> None:
    assert names_in(question) == names
