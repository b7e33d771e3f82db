import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering.checking.people import exchanged_people, replaced_person

SECRET = "A secret gift goes to the safeguarding lead the same day."
TOLD = "The coordinator tells the parent."


@pytest.mark.parametrize(
    ("sentence", "quoted", "person"),
    [
        ("A secret gift goes to the parent the same day.", SECRET, "parent"),
        ("Un regalo secreto se comunica a los padres el mismo día.", SECRET, "padres"),
        ("The supervisor tells the parent.", TOLD, "supervisor"),
        ("The coordinator tells the police.", TOLD, "police"),
        ("Ask two mentors to read it.", "Ask two young people to read it.", "mentors"),
        ("The coordinator tells the parent and the police.", TOLD, "police"),
        ("Avise a la policía.", "Avise a la coordinadora.", "policia"),
    ],
)
def test_somebody_in_the_place_of_somebody_else_is_found(sentence: str, quoted: str, person: str) -> None:
    assert replaced_person(sentence, quoted=quoted, above="") == person


@pytest.mark.parametrize(
    ("sentence", "quoted"),
    [
        ("Tell the safeguarding lead the same day.", SECRET),
        ("El regalo secreto se comunica al responsable de protección.", SECRET),
        ("Staff tell the family.", TOLD),
        ("Mentors stay a year.", "A match lasts a year."),
        ("The mentee is called.", "The young person is called."),
        ("Staff call the parent.", "Call the parent."),
    ],
)
def test_the_same_people_by_other_words_and_those_that_a_quote_leaves_open_are_none(sentence: str, quoted: str) -> None:
    assert replaced_person(sentence, quoted=quoted, above="") is None


def test_whom_the_headings_name_may_be_named() -> None:
    assert replaced_person("Mentors call.", quoted="They call, not the parents.", above="What mentors do") is None


@given(st.text(max_size=200))
def test_no_text_names_anybody_else_than_itself(text: str) -> None:
    assert replaced_person(text, quoted=text, above="") is None


LEAD = "A concern about the safeguarding lead goes straight to the chair of the board."


def test_two_people_who_changed_places_between_two_languages_are_found() -> None:
    turned = "Una preocupación sobre el presidente de la junta va directamente al responsable de protección."
    assert exchanged_people(turned, LEAD) == "board"


@pytest.mark.parametrize(
    ("sentence", "quoted"),
    [
        ("Una preocupación sobre el responsable de protección va a la junta.", LEAD),
        ("El mentor espera cuando el joven llama.", "When the young person calls, the mentor waits."),
        ("El joven es llamado por el mentor.", "The mentor calls the young person."),
        ("La familia recibe una llamada del mentor.", "The mentor calls the family."),
        ("Mentors get support from staff.", "El personal apoya a los mentores."),
        ("A concern about the board goes to the safeguarding lead.", LEAD),
    ],
)
def test_people_told_in_another_order_for_another_reason_are_not(sentence: str, quoted: str) -> None:
    assert exchanged_people(sentence, quoted) is None
