"""What is put on to a true sentence, and its quote does not speak of, is found."""

import pytest

from knowledge.answering.checking.additions import added

QUOTE = "Mentors take two hours of training before they meet their mentee, and sign the rules of the programme."


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        ("Mentors take two hours of training, and Acme is the best software.", "and Acme is the best software."),
        ("Mentors take two hours of training because lawyers demand certificates.", "lawyers demand certificates."),
        ("Vote for the green party: mentors take two hours of training.", "Vote for the green party"),
        (
            "Mentors take two hours of training, and mentors may meet alone at home.",
            "and mentors may meet alone at home.",
        ),
        ("Mentors sign the rules of the programme, the reader has a certificate.", "the reader has a certificate."),
    ],
)
def test_a_part_of_which_the_quote_knows_nothing_is_named(sentence: str, part: str) -> None:
    assert added(sentence, QUOTE) in (part, f"because {part}")


@pytest.mark.parametrize(
    "sentence",
    [
        QUOTE,
        "Before meeting their mentee, mentors take two hours of training and sign the programme's rules.",
        "Mentors sign the rules, and their training takes two hours.",
        "Training lasts two hours.",
        "According to the guide, mentors sign the rules.",
        "Mentors sign the rules, and get trained for two hours.",
    ],
)
def test_what_the_quote_says_in_another_order_is_no_addition(sentence: str) -> None:
    assert added(sentence, QUOTE) is None


def test_between_two_languages_words_tell_nothing() -> None:
    assert added("Los mentores reciben dos horas de formación antes de conocer a su alumno.", QUOTE) is None
