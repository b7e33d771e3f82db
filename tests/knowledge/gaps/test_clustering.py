from math import cos, sin

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from knowledge.embeddings.runtime import Embedder
from knowledge.gaps.clustering import NEAR, OWN_WORDS, Group, Placed, grouped, middle
from knowledge.gaps.likeness import Likeness
from tests.knowledge.gaps.paraphrases import INTENTS, INTENTS_OF_STAFF, Intents

Vectors = NDArray[np.float64]
MATRICES = arrays(np.float64, (8, 3), elements=st.floats(-1, 1, width=32))


def unit(vectors: Vectors) -> Vectors:
    """Of length 1; what has none points somewhere."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors = np.where(lengths > 1e-3, vectors, 1.0)
    turned: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return turned


def placed(vectors: Vectors) -> list[Placed]:
    return [Placed(str(number), f"Question {number}?", vector) for number, vector in enumerate(vectors)]


def unknown(question: str, other: str) -> float:
    """Nothing is known of their words."""
    return 0.5


@given(MATRICES, st.integers(0, 8))
def test_it_does_not_matter_how_many_come_at_a_time(vectors: Vectors, first: int) -> None:
    questions = placed(unit(vectors))
    at_once = grouped([], questions, unknown)
    by_id = {one.question_id: one for one in questions}
    merged: dict[str, tuple[str, ...]] = {}
    for part in (questions[:first], questions[first:]):
        gap_of = {one: gap for gap, ids in merged.items() for one in ids}
        known = [Placed(one, by_id[one].text, by_id[one].vector, gap_id=gap_of[one]) for one in sorted(gap_of, key=int)]
        for group in grouped(known, part, unknown):
            gap = group.gap_id or group.question_ids[0]
            merged[gap] = (*merged.get(gap, ()), *group.question_ids)
    assert list(merged.values()) == [group.question_ids for group in at_once]


@given(MATRICES)
def test_each_question_is_in_one_group_and_like_those_that_it_joined(vectors: Vectors) -> None:
    questions = placed(unit(vectors))
    by_id = {one.question_id: one.vector for one in questions}
    groups = grouped([], questions, unknown)
    assert sorted(one for group in groups for one in group.question_ids) == sorted(by_id)
    for group in groups:
        for number, one in enumerate(group.question_ids[1:5], start=1):
            cosines = [float(by_id[one] @ by_id[other]) for other in group.question_ids[:number]]
            assert sum(cosines) / number + OWN_WORDS * 0.5 >= NEAR - 1e-5


def test_a_question_joins_the_gap_that_is_there() -> None:
    here, there = np.eye(2)
    known = [Placed("x", "What is here?", here, gap_id="g")]
    asked = [Placed("a", "What is here?", here), Placed("b", "And there?", there), Placed("c", "And there?", there)]
    assert grouped(known, asked, unknown) == (Group("g", ("a",)), Group(None, ("b", "c")))


def test_a_question_between_two_others_keeps_them_together_only_where_it_comes_first() -> None:
    turned = [np.array([cos(turn), sin(turn)]) for turn in np.deg2rad([0, 50, 100])]
    one, between, other = (Placed(name, name, vector) for name, vector in zip("abc", turned, strict=True))

    def joined(*questions: Placed) -> list[tuple[str, ...]]:
        return [group.question_ids for group in grouped([], questions, unknown)]

    assert joined(between, one) == [("b", "a")]
    assert joined(between, one, other) == [("b", "a"), ("c",)]
    assert joined(one, other, between) == [("a", "b"), ("c",)]


def test_words_that_only_one_of_two_has_tell_them_apart() -> None:
    here = np.array([0.6, 0.8])
    near = np.array([0.8, 0.6])
    asked = [Placed("a", "When is the certificate sent?", here), Placed("b", "When does it expire?", near)]
    assert len(grouped([], asked, lambda *_: 0.5)) == 1
    assert len(grouped([], asked, lambda *_: -0.5)) == 2


def test_what_asks_for_something_else_of_the_same_thing_does_not_join_however_near() -> None:
    here = np.array([1.0, 0.0])
    texts = ("How often do we meet?", "How long do we meet?", "How many times do we meet?")
    asked = [Placed(text, text, here) for text in texts]
    assert [group.question_ids for group in grouped([], asked, unknown)] == [(texts[0], texts[2]), (texts[1],)]


def test_thousands_of_gaps_are_compared_with_a_hundred_questions_at_once() -> None:
    near, far = np.eye(2)
    known = [Placed(f"m{number}", "Far?", far, gap_id=str(number)) for number in range(2_000)]
    found = grouped(known, [Placed(str(number), "Near?", near) for number in range(100)], unknown)
    assert [len(group.question_ids) for group in found] == [100]


def test_the_middle_is_the_vector_that_the_others_are_around() -> None:
    turned = np.array([[1, 0], [0.8, 0.6], [0.6, 0.8]], dtype=np.float32)
    assert middle(turned) == 1
    assert middle(turned[:1]) == 0


def shares(likeness: Likeness, embedder: Embedder, groups_of_wordings: Intents) -> tuple[float, float]:
    """Of the pairs put together those that belong together, and of these those that are put together."""
    intents = {text: number for number, texts in enumerate(groups_of_wordings) for text in texts}
    texts = sorted(intents)
    left = likeness.background.without([embedder.embed_question(text) for text in texts])
    questions = [Placed(text, text, vector) for text, vector in zip(texts, left, strict=True)]
    pairs = [
        intents[one] == intents[other]
        for group in grouped([], questions, likeness.of_own_words)
        for one in group.question_ids
        for other in group.question_ids
        if one < other
    ]
    return sum(pairs) / len(pairs), sum(pairs) / (3 * len(groups_of_wordings))


def test_of_questions_of_mentors_and_staff_most_that_are_put_together_belong_together(embedder: Embedder) -> None:
    likeness = Likeness(embedder.embed_question)
    precision, recall = shares(likeness, embedder, INTENTS)
    assert precision >= 0.95
    assert recall >= 0.4
    precision, recall = shares(likeness, embedder, INTENTS_OF_STAFF)
    assert precision >= 0.9
    assert recall >= 0.2
