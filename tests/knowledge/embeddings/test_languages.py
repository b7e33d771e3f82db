"""Which languages a model brings together: asked of real models, through the product's own export."""

import json
from pathlib import Path

import numpy as np

from knowledge.embeddings.languages import MAIN, SENTENCES, bridged_languages, scale_of, share_found
from knowledge.embeddings.likeness import Scale
from knowledge.embeddings.runtime import Embedder
from tests.bilingual import Bilingual


def test_the_packaged_model_is_found_to_read_english_alone(embedder: Embedder, tmp_path: Path) -> None:
    assert set(bridged_languages(tmp_path, embedder)) == {"en"}


def test_a_model_of_two_languages_is_found_to_bring_those_two_together(bilingual: Bilingual) -> None:
    found = bridged_languages(bilingual.exported, Embedder(bilingual.exported))
    assert set(found) == {"en", "es"}
    assert found["es"].same > 0.9 > 0.1 > found["es"].unrelated


def test_what_was_found_is_kept_beside_the_model_and_found_anew_when_other_sentences_are_shown(
    embedder: Embedder, tmp_path: Path
) -> None:
    found = bridged_languages(tmp_path, embedder)
    assert bridged_languages(tmp_path, embedder) == found
    (kept,) = tmp_path.iterdir()
    told = json.loads(kept.read_text())
    french = {"unrelated": 0.5, "same": 0.75}
    kept.write_text(json.dumps({**told, "languages": {"fr": french}}))
    assert bridged_languages(tmp_path, embedder) == {"fr": Scale(**french)}
    kept.write_text(json.dumps({"shown": "others", "languages": {"fr": french}}))
    assert bridged_languages(tmp_path, embedder) == found


def test_where_nothing_can_be_kept_the_languages_are_found_all_the_same(embedder: Embedder, tmp_path: Path) -> None:
    assert set(bridged_languages(tmp_path / "nowhere", embedder)) == {"en"}


def test_each_language_is_shown_the_same_sentences_all_different() -> None:
    sentences = json.loads(SENTENCES.read_text(encoding="utf-8"))
    assert next(iter(sentences)) == MAIN
    assert {len(said) for said in sentences.values()} == {len(sentences[MAIN])}
    assert all(len(set(said)) == len(said) for said in sentences.values())


def test_the_share_found_is_counted_both_ways() -> None:
    own = np.eye(4, dtype=np.float32)
    assert share_found(own) == 1
    assert share_found(own[::-1].copy()) == 0
    # The first sentence is nearest to all of the others: that is right for one of four, each way.
    assert share_found(np.tile(np.array([[4, 3, 2, 1]], np.float32), (4, 1))) == 0.25


def test_a_likeness_goes_from_unrelated_to_the_same() -> None:
    scale = scale_of(np.array([[0.9, 0.7], [0.7, 0.9]], np.float32))
    assert [round(scale.likeness(cosine), 3) for cosine in (0.5, 0.7, 0.75, 0.9, 0.99)] == [0, 0, 0.25, 1, 1]
