from math import cos, sin

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from knowledge.embeddings.pooling import Matrix
from knowledge.embeddings.runtime import Embedder
from knowledge.gaps.clustering import UNRELATED, Group, Leader, Placed, grouped, middle, nearness
from tests.knowledge.gaps.paraphrases import INTENTS

MATRICES = arrays(np.float32, (8, 3), elements=st.floats(-1, 1, width=32))


def unit(vectors: Matrix) -> Matrix:
    """Of length 1; what has none points somewhere."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors = np.where(lengths > 1e-3, vectors, np.float32(1))
    turned: Matrix = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return turned


def placed(vectors: Matrix) -> list[Placed]:
    return [Placed(str(number), vector) for number, vector in enumerate(vectors)]


@given(MATRICES, st.floats(0, 1), st.integers(0, 8))
def test_it_does_not_matter_how_many_come_at_a_time(vectors: Matrix, near: float, first: int) -> None:
    questions = placed(unit(vectors))
    at_once = grouped([], questions, near=near)
    before = grouped([], questions[:first], near=near)
    by_id = {one.question_id: one.vector for one in questions}
    leaders = [Leader(group.question_ids[0], by_id[group.question_ids[0]]) for group in before]
    merged = {group.question_ids[0]: group.question_ids for group in before}
    for group in grouped(leaders, questions[first:], near=near):
        leader = group.gap_id or group.question_ids[0]
        merged[leader] = (*merged.get(leader, ()), *group.question_ids)
    assert list(merged.values()) == [group.question_ids for group in at_once]


@given(MATRICES, st.floats(0, 1))
def test_each_question_is_in_one_group_near_its_leader(vectors: Matrix, near: float) -> None:
    questions = placed(unit(vectors))
    by_id = {one.question_id: one.vector for one in questions}
    groups = grouped([], questions, near=near)
    assert sorted(one for group in groups for one in group.question_ids) == sorted(by_id)
    for group in groups:
        leader, *others = group.question_ids
        assert all(by_id[leader] @ by_id[other] >= near - 1e-5 for other in others)


def test_a_question_joins_the_gap_that_is_there() -> None:
    here, there = np.eye(2, dtype=np.float32)
    found = grouped([Leader("g", here)], [Placed("a", here), Placed("b", there), Placed("c", there)], near=0.9)
    assert found == (Group("g", ("a",)), Group(None, ("b", "c")))


def test_a_question_between_two_others_keeps_them_together_only_where_it_comes_first() -> None:
    turned = [np.array([cos(turn), sin(turn)], dtype=np.float32) for turn in np.deg2rad([0, 38, 76])]
    one, between, other = (Placed(name, vector) for name, vector in zip(("a", "b", "c"), turned, strict=True))
    first = grouped([], [between, one, other], near=0.75)
    assert [group.question_ids for group in first] == [("b", "a", "c")]
    last = grouped([], [one, other, between], near=0.75)
    assert [group.question_ids for group in last] == [("a", "b"), ("c",)]


def test_thousands_of_gaps_are_compared_with_a_hundred_questions_at_once() -> None:
    near, far = np.eye(2, dtype=np.float32)
    leaders = [Leader(str(number), far) for number in range(2_000)]
    found = grouped(leaders, [Placed(str(number), near) for number in range(100)], near=0.9)
    assert [len(group.question_ids) for group in found] == [100]


def test_the_middle_is_the_vector_that_the_others_are_around() -> None:
    turned = np.array([[1, 0], [0.8, 0.6], [0.6, 0.8]], dtype=np.float32)
    assert middle(turned) == 1
    assert middle(turned[:1]) == 0


def test_of_questions_of_mentors_most_that_are_put_together_belong_together(embedder: Embedder) -> None:
    near = nearness(np.stack([embedder.embed_question(question) for question in UNRELATED]))
    intents = {text: number for number, texts in enumerate(INTENTS) for text in texts}
    questions = [Placed(text, embedder.embed_question(text)) for text in sorted(intents)]
    pairs = [
        intents[one] == intents[other]
        for group in grouped([], questions, near=near)
        for one in group.question_ids
        for other in group.question_ids
        if one < other
    ]
    assert sum(pairs) / len(pairs) >= 0.85
    assert sum(pairs) >= 0.25 * 3 * len(INTENTS)
