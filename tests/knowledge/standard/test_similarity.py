import json
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from knowledge.embeddings.runtime import Embedder
from knowledge.standard.similarity import is_same
from tests.knowledge.gaps.paraphrases import INTENTS

SQUAD = Path(__file__).parents[3] / "../shared/data/squad2-dev/queries.jsonl"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("How do I become a mentor?", "how to become a mentor"),
        ("How do I become a mentor?", "Please tell me how I can become a mentor."),
        ("What is the minimum age of mentors?", "What's the minimum age of a mentor?"),
        ("Can you tell me how I should prepare?", "How do I prepare?"),
        ("When to call the office?", "When do I call the office?"),
        ("Can I text my mentee?", "Can we text our mentees?"),
        ("¿Cuánto cuesta?", "¿cuánto cuesta?"),
    ],
)
def test_endings_and_small_words_make_no_other_question(one: str, other: str) -> None:
    assert is_same(one, other, 0.95)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Can I text my mentee?", "Can't I text my mentee?"),
        ("Can I text my mentee?", "Should I text my mentee?"),
        ("Who defeated Montcalm?", "Who was defeated by Montcalm?"),
        ("Who may drive a mentee to a mentor?", "Who may drive a mentor to a mentee?"),
        ("How long is a meeting in week 3?", "How long is a meeting in week 4?"),
        ("What do I do before a meeting?", "What do I do after a meeting?"),
        ("When do we meet?", "Where do we meet?"),
        ("How often do we meet?", "How many do we meet?"),
        ("When do I pay you?", "When do you pay me?"),
        ("Can I cancel your session?", "Can you cancel my session?"),
        ("Do you share my notes?", "Do I share your notes?"),
        ("Which of my data do you hold?", "Which of your data do I hold?"),
        ("Do I have to tell my mentee?", "Do I have my mentee?"),
        ("What must I tell the parents?", "What may I tell the parents?"),
        ("Who may end the match?", "Who must end the match?"),
        ("How often can I call the office?", "How often must I call the office?"),
        ("Can we meet at -5 degrees?", "Can we meet at 5 degrees?"),
        ("Is it 5.5 hours?", "Is it 5:5 hours?"),
        ("Is C++ allowed?", "Is C allowed?"),
        ("How much is it in the US?", "How much is it in my?"),
        ("¿Cuándo te pago?", "¿Cuándo me pagas?"),
        ("¿Me pagas el curso?", "¿Me paga el curso?"),
        ("A quién paga la oficina", "Quién paga la oficina"),
        ("¿Puedo cancelar tu sesión?", "¿Puedes cancelar mi sesión?"),
    ],
)
def test_a_word_that_turns_a_question_around_makes_another_one(one: str, other: str) -> None:
    assert not is_same(one, other, 0.999)


def test_the_same_words_far_from_each_other_are_two_questions() -> None:
    assert not is_same("How do I run?", "How do I run?", 0.8)


def test_none_of_the_questions_of_mentors_is_taken_for_one_of_another_group(embedder: Embedder) -> None:
    asked = [(group, text) for group, texts in enumerate(INTENTS) for text in texts]
    vectors = np.stack([embedder.embed_question(text) for _, text in asked])
    cosines = vectors @ vectors.T
    taken = [
        (asked[i], asked[j])
        for i, j in combinations(range(len(asked)), 2)
        if asked[i][0] != asked[j][0] and is_same(asked[i][1], asked[j][1], float(cosines[i, j]))
    ]
    assert taken == []


@pytest.mark.skipif(not SQUAD.exists(), reason="the data set is not here")
def test_of_questions_written_to_look_alike_only_two_are_taken_for_another() -> None:
    rows = [json.loads(line) for line in SQUAD.read_text().splitlines()]
    by_paragraph = defaultdict(list)
    for row in rows:
        for paragraph in row["gold_ids"] or row["near_ids"]:
            by_paragraph[paragraph].append(row)
    pairs = [pair for together in by_paragraph.values() for pair in combinations(together, 2)]
    others = [(a, b) for a, b in pairs if not set(a.get("answers") or ()) & set(b.get("answers") or ())]
    # With no help of the vectors.
    taken = [(a["text"], b["text"]) for a, b in others if is_same(a["text"], b["text"], 1.0)]
    assert len(others) > 12_000
    assert len(taken) <= 2, taken
