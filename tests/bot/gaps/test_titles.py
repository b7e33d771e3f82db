"""What a guide that answers a question is called until its author says something else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.gaps.titles import LONGEST, title_of


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("How do I become a mentor?", "Become a mentor"),
        ("how to reach the office at night", "Reach the office at night"),
        ("How often should we check in with a new match?", "How often to check in with a new match"),
        ("How often do mentors write?", "How often mentors write"),
        ("Which snacks may mentors with a nut allergy share?", "Snacks mentors with a nut allergy share"),
        ("Which form do I need for holidays?", "Form I need for holidays"),
        ("What training can we offer?", "Training to offer"),
        ("What should mentors do when a meeting is missed?", "What mentors do when a meeting is missed"),
        ("What is the fee for mentors?", "Fee for mentors"),
        ("What's an expired match?", "Expired match"),
        ("What are our opening hours?", "Our opening hours"),
        ("What can you tell me about gifts?", "Gifts"),
        ("Our bus was late yesterday. What should I do then?", "What to do then"),
        ("Hi, could you please tell me where the forms are?", "Where the forms are"),
        ("nut allergy", "Nut allergy"),
        ("¿Cómo puedo ser mentor?", "Ser mentor"),
        ("¿Cada cuánto debemos llamar a la familia?", "Cada cuánto llamar a la familia"),
        ("¿Qué meriendas pueden compartir los mentores?", "Meriendas que pueden compartir los mentores"),
        ("¿Cuál es la cuota de los mentores?", "Cuota de los mentores"),
    ],
)
def test_a_question_becomes_a_short_title(question: str, title: str) -> None:
    assert title_of(question) == title


@pytest.mark.parametrize(
    "question",
    [
        "Can mentors drive their mentee home?",
        "Who can help?",
        "What can go wrong?",
        "What is wrong with my form?",
        "What are we supposed to do after a quarrel?",
        "What is there to do in winter?",
        "What does a mentor need?",
        "Which snacks should mentors not share?",
        "¿Quién paga el autobús?",
        "¿Qué es importante en la primera cita?",
    ],
)
def test_what_would_say_something_else_without_its_question_words_stays_as_it_is(question: str) -> None:
    assert title_of(question) == question


def test_a_long_one_ends_with_a_whole_word() -> None:
    assert title_of(f"How do I {'write ' * 40}?") == f"Write {'write ' * 12}".strip() + "…"


@given(st.text(max_size=300))
def test_whatever_is_asked_it_is_one_short_line(question: str) -> None:
    title = title_of(question)
    assert len(title) <= LONGEST
    assert title == " ".join(title.split())
    assert not title[:1].islower() or title[:1].upper() == title[:1]
