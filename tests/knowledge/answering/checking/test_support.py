import json
from pathlib import Path

import pytest

from knowledge.answering.checking.likeness import likeness, vectors_of
from knowledge.answering.checking.support import FITTED, Similarity, SupportModel, fitted_thresholds
from knowledge.embeddings.likeness import Scale
from knowledge.embeddings.runtime import Embedder

QUOTE = "Match-support staff call each mentor twice in the first month of a match. They note what was said."
SAID = "In the first month of a match, staff call each mentor twice."
ELSEWHERE = "Bread dough rises in a warm kitchen overnight."


@pytest.fixture
def similarity(embedder: Embedder) -> Similarity:
    return Similarity(embedder, SupportModel.load(FITTED, embedder.model_id), {"en": Scale(0.1, 0.8)})


def test_what_a_quote_says_is_supported_and_what_it_does_not_speak_of_is_not(similarity: Similarity) -> None:
    assert similarity.score(SAID, QUOTE) >= similarity.threshold > similarity.score(ELSEWHERE, QUOTE)


def test_the_likest_sentence_of_a_quote_counts(embedder: Embedder) -> None:
    found = likeness(SAID, QUOTE, *vectors_of(embedder, SAID, QUOTE))
    alone = likeness(SAID, ELSEWHERE, *vectors_of(embedder, SAID, ELSEWHERE))
    assert found.coverage == 1
    assert found.cosine > 0.8 > 0.3 > alone.cosine
    assert alone.coverage == 0


def test_there_is_no_support_between_languages_that_the_model_does_not_bring_together(similarity: Similarity) -> None:
    assert similarity.score("El personal llama a cada mentor dos veces en el primer mes.", QUOTE) == 0


def test_between_two_languages_support_is_told_by_the_model_s_own_scale(embedder: Embedder) -> None:
    model = SupportModel.load(FITTED, embedder.model_id)
    spanish = "Los mentores: match-support staff call each mentor twice, y las familias de los mentores."
    found = likeness(spanish, QUOTE, *vectors_of(embedder, spanish, QUOTE)).cosine
    near = Similarity(embedder, model, {"es": Scale(unrelated=0.0, same=found)})
    far = Similarity(embedder, model, {"es": Scale(unrelated=0.0, same=2 * found)})
    assert near.score(spanish, QUOTE) == pytest.approx(1)
    assert 0 < far.score(spanish, QUOTE) < far.threshold


def test_for_vectors_that_nothing_was_fitted_for_words_alone_are_looked_at() -> None:
    model = SupportModel.load(FITTED, "another-model@123")
    assert model.names == ("coverage",)
    assert model.probability({"coverage": 1, "cosine": -1}) > model.threshold > model.probability({"coverage": 0})


def test_more_likeness_is_never_less_support(embedder: Embedder) -> None:
    model = SupportModel.load(FITTED, embedder.model_id)
    assert all(coefficient > 0 for coefficient in model.coefficients)


def test_a_file_without_a_model_is_told(tmp_path: Path) -> None:
    (tmp_path / "support.json").write_text(json.dumps({"models": [{"names": []}]}), encoding="utf-8")
    with pytest.raises(ValueError, match="holds no model of support"):
        SupportModel.load(tmp_path / "support.json", "x")
    assert fitted_thresholds(tmp_path / "support.json") == {}
