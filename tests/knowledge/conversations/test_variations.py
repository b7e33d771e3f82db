import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.conversations.variations import (
    ForReader,
    InLanguage,
    Shorter,
    ShowPassage,
    Variation,
    variation_in,
)


@pytest.mark.parametrize(
    "text",
    [
        "shorter", "Shorter, please", "Can you make it shorter?", "too long", "in one sentence", "tl;dr",
        "summarise it", "más corto", "Más breve, por favor", "resumen", "resúmelo",
    ],
)  # fmt: skip
def test_an_answer_is_wanted_more_shortly(text: str) -> None:
    assert variation_in(text) == Shorter()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("in Spanish", "es"),
        ("In Spanish?", "es"),
        ("translate it to Spanish please", "es"),
        ("Could you say that in French?", "fr"),
        ("en español, por favor", "es"),
        ("¿en inglés?", "en"),
        ("dímelo en inglés", "en"),
    ],
)
def test_an_answer_is_wanted_in_a_language(text: str, code: str) -> None:
    assert variation_in(text) == InLanguage(code)


@pytest.mark.parametrize(
    ("text", "words", "ending"),
    [
        ("for a new mentor", "a new mentor", "for a new mentor"),
        ("Explain it for a new mentor, please.", "a new mentor", "for a new mentor"),
        ("explain that to a parent", "a parent", "for a parent"),
        ("para un mentor nuevo", "un mentor nuevo", "para un mentor nuevo"),
    ],
)
def test_an_answer_is_wanted_for_a_reader(text: str, words: str, ending: str) -> None:
    assert variation_in(text) == ForReader(words, ending)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("show me the passage", None),
        ("the whole passage", None),
        ("muéstrame el pasaje", None),
        ("Show me passage 2", 2),
        ("show the second source", 2),
        ("show [3]", 3),
        ("[2]", 2),
        ("la fuente 2", 2),
    ],
)
def test_the_passage_behind_a_quote_is_wanted(text: str, number: int | None) -> None:
    assert variation_in(text) == ShowPassage(number)


@pytest.mark.parametrize(
    "text",
    [
        "How often? in Spanish",
        "Are there guides in Spanish?",
        "in Spanish guides",
        "For a new mentor?",
        "shorter visits?",
        "Are shorter visits allowed for a new mentor?",
        "passage of the law on driving",
        "What is the source of referrals?",
        "2",
        "show me",
        "How often should we check in with a new match?",
        "for a new mentor who " + "really " * 20 + "wants to know",
        "",
    ],
)
def test_whatever_asks_more_than_that_is_a_question(text: str) -> None:
    assert variation_in(text) is None


@given(st.text(max_size=400))
def test_any_text_is_read_without_fault(text: str) -> None:
    found: Variation | None = variation_in(text)
    assert found is None or len(text) <= 200
