import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.retrieval.scoring import Scores, lexical_score, term_weights

words = st.lists(st.sampled_from(["mentor", "match", "call", "month", "year"]), max_size=30)


@given(question=words, text=words)
def test_the_lexical_score_is_a_share_between_none_and_all(question: list[str], text: list[str]) -> None:
    weights = term_weights(10, dict.fromkeys(question, 3))
    assert 0 <= lexical_score(weights, text) <= 1


def test_a_rare_term_weighs_more_than_a_common_one() -> None:
    weights = term_weights(1000, {"rare": 1, "common": 900})
    assert weights["rare"] > weights["common"] > 0


def test_a_text_with_more_of_the_question_scores_higher() -> None:
    weights = term_weights(100, {"call": 5, "mentor": 5})
    assert lexical_score(weights, ["call", "mentor"]) > lexical_score(weights, ["call", "other"]) > 0
    assert lexical_score(weights, ["other"]) == 0


def test_each_score_raises_the_fused_one() -> None:
    low = Scores(dense=0.1, sentence=0.1, lexical=0.1).fused
    assert Scores(dense=0.2, sentence=0.1, lexical=0.1).fused > low
    assert Scores(dense=0.1, sentence=0.2, lexical=0.1).fused > low
    assert Scores(dense=0.1, sentence=0.1, lexical=0.2).fused > low
    assert lexical_score({}, ["a"]) == pytest.approx(0)
