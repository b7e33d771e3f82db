import pytest

from learning.drafting.benchmarks import benchmarks
from tests.learning.drafting.samples import RULES, guide


def chosen(*sentences: str, language: str = "en", heading: tuple[str, ...] = ("Rules",)) -> list[str]:
    return [one.text for one in benchmarks(guide(*sentences, heading=heading), language)]


def test_duties_and_amounts_are_chosen_in_reading_order() -> None:
    assert chosen("Mentoring can be a joy for everybody involved.", *RULES) == list(RULES)


def test_a_sentence_that_stands_twice_is_chosen_once() -> None:
    assert chosen(RULES[0], RULES[0].replace(" ", "  ")) == [RULES[0]]


@pytest.mark.parametrize(
    "sentence",
    [
        "They must call at least three references before that.",
        "Must staff call at least three references before the meeting?",
        "Staff must call at least three references as the table below shows.",
        "Staff must do this:",
        "Rhodes (2002) found that matches of at least twelve months helped.",
        '"Staff must call at least three references," said the coordinator.',
        "staff must call at least three references before the first meeting.",
        "Staff must call.",
        "Staff must call and " + "talk and " * 40 + "write.",
    ],
)
def test_a_sentence_that_cannot_be_understood_alone_is_not_chosen(sentence: str) -> None:
    assert chosen(sentence) == []


def test_a_list_of_works_says_nothing_that_is_to_be_done() -> None:
    assert chosen(*RULES, heading=("Annex", "References")) == []


def test_in_other_languages_only_numbers_tell() -> None:
    assert chosen(
        "El personal debe llamar a todas las referencias antes del encuentro.",
        "La coordinadora llama al mentor en un plazo de 24 horas.",
        language="es",
    ) == ["La coordinadora llama al mentor en un plazo de 24 horas."]
