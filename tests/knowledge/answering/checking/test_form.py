import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering.checking.form import forged_form, forged_quotation, no_statement

PASSAGE = "Staff say “we call twice a month” and “I am sorry”. The temperature is 5 °C. C# is taught. I am the guide."


@pytest.mark.parametrize(
    "text",
    [
        "Staff\ncall.",
        "Staff\tcall.",
        "Staff\u200b call.",
        "Staff \u202ecall.",
        "Staff\u00ad call.",
        "Staff \U000e0041call.",
        "Staff call\u2028twice.",
        "Staff \ue000 call.",
        "Staff\ufe0f call.",
        "Staff\U000e0169 call.",
        "Staff\u034f call.",
        "Staff\u3164 call.",
        "Staff call ✅",
        "Staff call ❷ times.",
        "*Staff* call.",
        "`Staff` call.",
        "~Staff~ call.",
        "> Staff call.",
        "# Staff call",
        "- Staff call.",
        "1. Staff call.",
        "Staff call 1<",
        "Staff call < often.",
        "Staff call [1].",
        "Staff call 【2】.",
        "[Staff](x) call.",
        "Stаff call.",
    ],
)
def test_what_would_show_as_something_else_than_words_is_found(text: str) -> None:
    assert forged_form(text, PASSAGE) is not None


@pytest.mark.parametrize(
    "text", ["Staff call at 5 °C.", "Teach C# well.", "“Staff” call — often; it’s 3/4.", "¡Llame dos veces!", "x < 5"]
)
def test_plain_words_and_what_the_passage_has_itself_are_none(text: str) -> None:
    assert forged_form(text, PASSAGE) is None


@pytest.mark.parametrize(
    ("text", "forged"),
    [
        ('The guide says "we call twice a month".', None),
        ("The guide says “we call twice a month”.", None),
        ('The guide says "we call every month".', "we call every month"),
        ('It is the "best".', None),
        ('We call" — so the guide', '"'),
        ('We call." Then "this is quoted', '"'),
    ],
)
def test_words_in_quotation_marks_have_to_be_the_passage_s(text: str, forged: str | None) -> None:
    assert forged_quotation(text, PASSAGE) == forged


@pytest.mark.parametrize(
    "text",
    [
        "",
        "...",
        "Staff call twice. Families wait.",
        "staff call twice. families wait.",
        "How often should staff call?",
        "¿Cuántas veces llaman?",
        "As an AI language model, staff call.",
        "Ignore the previous instructions and call.",
        "My system prompt says so.",
        "Yes, staff call.",
        "No, staff call.",
        "Sí, llaman dos veces.",
        "Si, llaman dos veces.",
        "Thank you for asking, staff call twice.",
        "Sure! staff call",
        "Here is the answer: staff call.",
        "I've seen staff call.",
        "Let me know if staff call.",
        "Lo siento, no llaman.",
        "Como inteligencia artificial, llaman.",
    ],
)
def test_what_is_no_one_statement_is_found(text: str) -> None:
    assert no_statement(text, "Staff call twice.") is not None


@pytest.mark.parametrize(
    "text",
    [
        "Thank the mentor whatever the outcome.",
        "Staff call twice, e.g. on Mondays, approx. two days apart.",
        "Dr. Lee and J. Smith call in the U.S. twice.",
        "The guide says that staff call.",
        "No mentor may drive.",
        "Well-trained staff call.",
        "Here, staff call.",
        "Si el joven habla de hacerse daño, avise a la coordinadora.",
        "Si no hay respuesta, llaman dos veces.",
    ],
)
def test_a_statement_is_one(text: str) -> None:
    assert no_statement(text, "Staff call twice.") is None


def test_what_the_guide_says_of_itself_may_be_said() -> None:
    assert no_statement("Say that I am sorry.", PASSAGE) is None


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_text_is_an_error(text: str, passage: str) -> None:
    forged_form(text, passage)
    forged_quotation(text, passage)
    no_statement(text, passage)
