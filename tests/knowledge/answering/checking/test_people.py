import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering.checking.people import replaced_person

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
