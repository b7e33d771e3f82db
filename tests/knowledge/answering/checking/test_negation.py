import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering.checking.narrowing import narrowed
from knowledge.answering.checking.negation import polarity_of, turned

SAME = (
    ("Mentors should not meet mentees alone.", "Mentors must not meet alone with mentees."),
    ("Use our line instead of sharing phone numbers.", "Do not share phone numbers; use our line instead."),
    ("Use the program's line.", "Do not share phone numbers; use the program's line instead."),
    ("Do not share numbers.", "Avoid sharing numbers."),
    ("Avoid sharing numbers.", "Never share your numbers."),
    ("Sharing numbers is prohibited.", "You can't share numbers."),
    ("Only trained staff may match.", "Matching is done only by trained staff."),
    ("Mentors may not drive mentees unless parents agree.", "Unless parents agree, mentors must not drive mentees."),
    ("New mentors complete the training.", "If you are a new mentor, complete the training."),
    ("Mentors are trained, not only screened.", "Mentors are not only screened but trained."),
    ("You must complete the training.", "Complete the training."),
    ("Los mentores no deben prestar dinero.", "Mentors must not lend money."),
    ("No se debe prestar dinero.", "Los mentores nunca deben prestar dinero."),
    ("Staff check references before training.", "Staff check references before training, and not only afterwards."),
    ("Mentors without training are not matched.", "Mentors who lack training are not matched."),
    ("Call every family.", "Never fail to call every family."),
    ("If a parent does not share the language, an interpreter is needed.",
     "A parent who does not share the language needs an interpreter at the first meeting."),
    ("Funders may see figures only if partners agree.", "Funders should not see figures unless partners agree."),
    ("Los financiadores solo pueden ver las cifras si los socios aceptan.",
     "Funders should not see figures unless partners agree."),
    ("El contacto se detiene.", "Contact stops at once."),
    ("El personal debe hablar con cada familia.", "Staff should speak with each family."),
)  # fmt: skip
TURNED = (
    ("Mentors must meet alone with mentees.", "Mentors must not meet alone with mentees."),
    ("Mentors must not meet in public.", "Mentors must meet in public."),
    ("You should lend money.", "Should you lend money? Never."),
    ("Mentors can drive.", "Mentors can't drive."),
    ("Mentors can drive.", "Mentors can’t drive."),
    ("Mentors can drive mentees.", "Mentors are prohibited from driving mentees."),
    ("Los mentores deben prestar dinero.", "Los mentores nunca deben prestar dinero."),
    ("Los mentores deben prestar dinero.", "Mentors must never lend money."),
    ("Promise secrecy to the mentee.", "Avoid: promising secrecy to the mentee"),
    ("Lend money to the mentee.", "Mentors should never do the following:\nlend money to the mentee\ndrive the mentee"),
    ("Share your phone number.", "Don't share your phone number."),
    ("Mentors are encouraged to never meet online.", "Mentors are encouraged to meet online."),
    ("Match without references.", "Do not match without references."),
    ("Training is optional.", "Training is not optional."),
    ("Without an answer, the programme does not start its closure.",
     "Without an answer, the programme starts its closure, so that nobody is left waiting."),
    ("A parent who does share the language needs an interpreter.",
     "A parent who does not share the language needs an interpreter."),
    ("The program does not require training.", "The program requires training."),
    ("Mentors without training are matched.", "Mentors without training are not matched."),
)  # fmt: skip
NARROWED = (
    ("Trained staff may match mentors.", "Only trained staff may match mentors."),
    ("Mentors may not drive mentees.", "Mentors may not drive mentees unless a parent agrees."),
    ("Mentors may drive mentees.", "If the parent agrees, mentors may drive mentees."),
    ("Mentors must bring snacks.", "Mentors may bring snacks."),
    ("All mentors stay a year.", "Most mentors stay a year."),
    ("Personal capacitado puede emparejar.", "Solo personal capacitado puede emparejar."),
    ("Personal capacitado puede emparejar a los mentores.", "Only trained staff may match the mentors."),
    ("Los mentores pueden conducir.", "Los mentores pueden conducir si los padres aceptan."),
    ("The form is for staff.", "The form is for staff only."),
    ("The mentor keeps confidences where somebody may be in danger.",
     "The mentor keeps confidences except where somebody may be in danger."),
    ("Funders do not see figures even if partners agree.", "Funders do not see figures unless partners agree."),
    ("No comparte datos aunque la ley lo exija.", "No comparte datos a menos que la ley lo exija."),
    ("Mentors may report it.", "Mentors must report it."),
    ("El mentor puede avisar.", "El mentor debe avisar."),
    ("Todos acuden a la formación.", "La mitad acude a la formación."),
)  # fmt: skip


@pytest.mark.parametrize(("sentence", "quoted"), SAME)
def test_what_is_denied_in_other_words_is_denied_alike(sentence: str, quoted: str) -> None:
    assert (turned(sentence, quoted), narrowed(sentence, quoted)) == (None, None)


@pytest.mark.parametrize(("sentence", "quoted"), TURNED)
def test_a_denial_that_is_dropped_or_added_is_found(sentence: str, quoted: str) -> None:
    assert turned(sentence, quoted) is not None


@pytest.mark.parametrize(("sentence", "quoted"), NARROWED)
def test_what_a_quote_allows_only_sometimes_is_not_said_of_always(sentence: str, quoted: str) -> None:
    assert narrowed(sentence, quoted) is not None


def test_the_word_that_turns_it_is_told() -> None:
    assert turned("Mentors drive mentees.", "Mentors never drive mentees.") == "never"
    assert narrowed("Staff may match mentors.", "Only staff may match mentors.") == "only"


VERBS, OBJECTS = ["drive", "visit", "call", "photograph"], ["mentees", "parents", "families"]


def test_a_denial_beside_those_of_the_quote_turns_it() -> None:
    assert turned(
        "A refusal that lacked reasons was not unjustified.", "A refusal that lacked reasons was unjustified."
    )
    assert turned("Refusing may not help.", "Refusing may help.")
    assert turned("Neither of them may refuse to sign.", "Neither of them may refuse to sign.") is None


@given(
    verb=st.sampled_from(VERBS),
    whom=st.sampled_from(OBJECTS),
    denial=st.sampled_from(["must not", "may never", "cannot", "should not", "mustn't", "can’t"]),
)
def test_whatever_is_denied_may_not_be_affirmed_nor_the_other_way_round(verb: str, whom: str, denial: str) -> None:
    affirmed, denied = f"Mentors should {verb} {whom}.", f"Mentors {denial} {verb} {whom}."
    assert turned(affirmed, denied) is not None
    assert turned(denied, affirmed) is not None
    assert turned(denied, denied) is None
    assert turned(affirmed, affirmed) is None


@given(st.text(max_size=300))
def test_no_text_is_an_error_and_none_turns_itself(text: str) -> None:
    polarity_of(text)
    assert turned(text, text) is None
    narrowed(text, text)
