import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering.asked_amounts import asked_amount
from knowledge.answering.sentences import choose
from knowledge.answering.sufficiency import missing_words
from tests.knowledge.answering.rankings import passage, ranking

MONTHS = "How many months should a match last at least?"


def states(question: str, text: str) -> bool:
    asked = asked_amount(question)
    assert asked is not None
    return asked.is_stated(text)


@pytest.mark.parametrize(
    ("question", "stated", "other"),
    [
        (MONTHS, "The expected commitment is one calendar or school year.", "Two references are called."),
        (MONTHS, "Matches that lasted a year or longer did most good.", "It should last (Garringer, 2015)."),
        ("How many mentors do we need?", "The programme needs 20 new mentors.", "Ask mentors in the third week."),
        ("How much time does it take?", "It takes 15 minutes.", "It was done three times."),
        ("How often do we call?", "Staff call weekly.", "Staff call at a known hour."),
        ("How often do we call? And how long do we talk?", "Calls take ten minutes.", "Staff call weekly."),
        ("How often do we call? And what about groups?", "Staff call weekly.", "Calls take ten minutes."),
        ("How often do we call?", "Staff call every two weeks.", "Staff call in week two."),
        ("How often do we call?", "Staff call twice in the first month.", "Staff call 20 mentors."),
        ("How far is it?", "It is two miles away.", "It is two o'clock."),
        ("How soon is abuse reported?", "It is reported within 24 hours.", "It is reported by two people."),
        ("¿Cuántos meses dura como mínimo?", "Dura al menos un año.", "Se llama a dos personas."),
        ("¿Con qué frecuencia se llama?", "Se llama cada semana.", "Se llama a 20 mentores."),
        ("¿Cuántas personas hacen falta?", "Hacen falta veinte personas.", "Hacen falta personas."),
    ],
)
def test_a_text_states_the_amount_that_is_asked_for_or_does_not(question: str, stated: str, other: str) -> None:
    assert states(question, stated)
    assert not states(question, other)


@pytest.mark.parametrize(
    "question",
    [
        "How do we close a match?",
        "What is however long?",
        "¿Cómo se llama?",
        "",
        "How often do staff call? And who pays?",
        "¿Cada cuánto se llama? ¿Y quién paga?",
    ],
)
def test_other_questions_ask_for_no_amount(question: str) -> None:
    assert asked_amount(question) is None


def test_a_unit_and_at_least_tell_nothing_of_what_is_asked_about() -> None:
    asked = asked_amount(MONTHS)
    assert asked is not None
    assert {"month", "least"} <= asked.terms
    assert asked.terms.isdisjoint({"match", "last"})


def test_where_an_amount_is_asked_for_the_sentence_that_states_one_comes_first() -> None:
    found = passage("A match should last long.", "A match should last a year.", cosines=[0.6, 0.5])
    assert choose(ranking("How long should a match last?", found))[0].sentence.text == "A match should last a year."


def test_sentences_with_the_unit_alone_do_not_come_before_the_one_on_the_matter() -> None:
    found = passage(
        "Matches that lasted a year or longer did most good.",
        "Staff are to call at least once a month.",
        "A note is sent at least once in the first month of a match.",
        cosines=[0.5, 0.5, 0.5],
    )
    assert choose(ranking(MONTHS, found))[0].sentence.text == "Matches that lasted a year or longer did most good."


def test_a_sentence_far_from_the_matter_is_not_shown_for_its_number() -> None:
    found = passage("A match should last a year.", "Bread bakes for two months.", cosines=[0.8, 0.1])
    assert len(choose(ranking(MONTHS, found))) == 1


def test_months_are_not_missed_where_the_answer_is_a_year() -> None:
    found = ranking(MONTHS, passage("A match should last a year."))
    assert missing_words(found, ["A match should last a year."], frozenset()) == ()
    assert {"months", "least"} <= set(missing_words(found, ["A match should last."], frozenset()))


@given(st.text(max_size=60), st.text(max_size=80))
def test_any_text_is_read(question: str, text: str) -> None:
    asked = asked_amount(f"How many {question}")
    assert asked is not None
    assert asked.is_stated(text) in {True, False}
