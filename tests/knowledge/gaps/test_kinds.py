import pytest

from knowledge.gaps.kinds import asked_in, asks_otherwise


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("How often do we meet?", "How long do we meet?"),
        ("¿Cada cuánto nos vemos?", "¿Cuánto dura una reunión?"),
        ("How many days does the check take?", "Who pays for the check?"),
        ("How old must a mentee be?", "How many mentees are there?"),
        ("What is the minimum age of mentors?", "What is the minimum age of mentees?"),
        ("Can I give a gift?", "May I accept a gift?"),
        ("¿Puedo dar un regalo?", "¿Puedo aceptar un regalo?"),
    ],
)
def test_questions_that_ask_for_something_else_of_one_thing_are_told_apart(one: str, other: str) -> None:
    assert asks_otherwise(asked_in(one), asked_in(other))
    assert asks_otherwise(asked_in(other), asked_in(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("How often do we meet?", "How many times a month do we meet?"),
        ("How long is a session?", "How many minutes does a session last?"),
        ("¿Cuánto dura una reunión?", "¿Cuántas horas son?"),
        ("Who pays for the check?", "What does the check cost?"),
        ("Can I text my mentee?", "May mentors text young people?"),
        ("What happens when a parent complains about me?", "How are complaints against mentors dealt with?"),
        ("May I accept a gift?", "They want to give me a present, may I take it?"),
        ("Where do we meet?", "How long do we meet?"),
    ],
)
def test_questions_that_may_ask_the_same_are_not(one: str, other: str) -> None:
    assert not asks_otherwise(asked_in(one), asked_in(other))
