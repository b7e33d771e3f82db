"""What a quote only asks for is no fact."""

import pytest

from knowledge.answering.checking.commands import only_asked_for

ASKED = "Compose a letter to the principal requesting resources for the school library."


@pytest.mark.parametrize(
    ("sentence", "quoted", "verb"),
    [
        ("The school library needs resources.", ASKED, "Compose"),
        ("Plants make sugar in simple terms.", "Explain how plants make sugar in simple terms.", "Explain"),
        ("Las plantas producen azúcar de la luz.", "Explique cómo las plantas producen azúcar de la luz.", "Explique"),
    ],
)
def test_a_fact_made_of_a_request_is_found(sentence: str, quoted: str, verb: str) -> None:
    assert only_asked_for(sentence, quoted) == verb


@pytest.mark.parametrize(
    ("sentence", "quoted"),
    [
        ("A letter to the principal is composed.", ASKED),
        (ASKED, ASKED),
        ("The library has forty books.", f"{ASKED} The library has forty books."),
        ("Mentors meet weekly.", "Mentors meet every week."),
    ],
)
def test_what_is_to_be_done_may_be_said_and_so_may_what_a_statement_beside_it_says(sentence: str, quoted: str) -> None:
    assert only_asked_for(sentence, quoted) is None
