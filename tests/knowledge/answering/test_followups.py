from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering.claims import claims, unclaimed
from knowledge.answering.followups import LONGEST_BASE, is_faithful, leans, merged, without_claims
from knowledge.answering.inquiry import EarlierTurn
from knowledge.retrieval.questions import LONGEST_QUESTION

FIRST = "How often should we check in with a new match?"
HEADINGS = ("Mentor handbook: Checking in",)


def turn(text: str, understood: str | None = None) -> EarlierTurn:
    return EarlierTurn(text, understood or text, "answer", HEADINGS)


@pytest.mark.parametrize(
    "text",
    [
        "And in the second year?",
        "What about groups?",
        "How often?",
        "By whom?",
        "Why?",
        "For new mentors?",
        "Is that also true for groups?",
        "How long does it take?",
        "Who does it?",
        "Can parents come there?",
        "What should they bring?",
        "How many hours should they get?",
        "Does the same apply to groups?",
        "What if the parent refuses?",
        "Tell me more",
        "And online?",
        "And what should we do in the second year?",
        "¿Y en el segundo año?",
        "¿Y si el mentor no viene?",
        "¿Por qué?",
        "¿Con qué frecuencia?",
        "¿Eso también vale para grupos?",
        "¿Quién lo decide?",
        "¿Qué pasa con los voluntarios nuevos?",
    ],
)
def test_a_message_that_leaves_something_out_leans_on_what_was_asked_before(text: str) -> None:
    assert leans(text)


@pytest.mark.parametrize(
    "text",
    [
        FIRST,
        "Which background checks do we need to run on a new mentor?",
        "Can mentors bring their kids?",
        "What do mentors do when they feel unsafe?",
        "Is it OK to text a mentee?",
        "How long does it take to train a mentor?",
        "How do we make sure that mentees are safe?",
        "What is mentoring?",
        "???",
        "42?",
        "Is there a guide on group mentoring?",
        "And how do we report an incident of bullying?",
        "And how should a match be closed?",
        "If a mentor quits, what should we do?",
        "In which cases must a mentor report?",
        "Background checks for volunteers",
        "How soon does a mentor have to report suspected abuse?",
        "¿Con qué frecuencia debemos contactar a un nuevo mentor?",
        "¿Cómo reclutamos mentores?",
        "¿Es posible enviar mensajes a un menor?",
    ],
)
def test_a_question_in_full_stands_by_itself(text: str) -> None:
    assert not leans(text)


def test_a_follow_up_is_put_after_the_question_it_goes_on_from() -> None:
    assert merged("And in the second year?", [turn(FIRST)]) == f"{FIRST} And in the second year?"


def test_a_later_follow_up_goes_on_from_the_question_as_it_was_understood() -> None:
    earlier = [turn(FIRST), turn("And for groups?", f"{FIRST} And for groups?")]
    assert merged("By whom?", earlier) == f"{FIRST} And for groups? By whom?"


def test_a_question_that_grew_too_long_is_begun_anew_from_the_last_that_stood_by_itself() -> None:
    grown = turn("And so?", f"{FIRST} {'and again ' * LONGEST_BASE}")
    assert merged("By whom?", [turn("What is a match?"), turn(FIRST), grown]) == f"{FIRST} By whom?"


@pytest.mark.parametrize(
    "text",
    [
        "But you said 10 times a month, right?",
        "You said 10 times a month.",
        "But you said 10 times in the first month, right?",
        "No, it's 10 times a month.",
        "I thought it was ten times",
        "Isn't it once a year?",
        "The guide says ten hours, doesn't it?",
        "It is 10 times, isn't it?",
        "Pero dijiste 10 veces, ¿verdad?",
    ],
)
def test_what_somebody_claims_is_not_searched_for_and_the_question_before_it_is_asked_again(text: str) -> None:
    assert claims(text)
    assert merged(text, [turn(FIRST)]) == FIRST


def test_a_claim_on_another_matter_is_searched_for_by_what_it_is_about_without_its_amounts() -> None:
    text = "But you said that mentors may drive mentees home 3 times, right?"
    assert merged(text, [turn(FIRST)]) == "mentors may drive mentees home times"


def test_a_question_beside_a_claim_stays() -> None:
    assert unclaimed("You said 10 times. How often is it for groups?") == "How often is it for groups?"


def test_a_question_is_not_taken_for_a_claim() -> None:
    assert not claims("Is it right to text a mentee?")
    assert not claims(FIRST)


@pytest.mark.parametrize(
    ("rewritten", "faithful"),
    [
        ("How often should we check in with a match in the second year?", True),
        ("How often should we check in with a new match in the second year, by the handbook?", True),
        ("How often should we call parents in the second year?", False),
        ("How often should we not check in with a match in the second year?", False),
        ("How often should we check in with a new match?", False),
        ("", False),
        ("and in the", False),
    ],
)
def test_a_rewriting_holds_what_was_asked_and_nothing_else(rewritten: str, faithful: bool) -> None:
    assert is_faithful(rewritten, "And in the second year?", [turn(FIRST)]) is faithful


def test_a_rewriting_that_takes_up_a_claim_is_not_faithful() -> None:
    claim = "You said 10 times. What about groups?"
    assert not is_faithful("Why do we check in 10 times with groups?", claim, [turn(FIRST)])
    assert is_faithful("How often do we check in with groups?", claim, [turn(FIRST)])


REFUSES = "What if the young person's parent doesn't want to sign the consent form?"


@pytest.mark.parametrize(
    ("rewritten", "faithful"),
    [
        (FIRST, False),
        ("How often should we check in with a new match if the parent does not sign the consent?", False),
        ("How often should we check in with a match if a parent does not want to sign the consent form?", True),
        ("How often should we check in with a match if a parent wants to sign the consent form?", False),
        ("How often should we check in with a young person?", False),
    ],
)
def test_a_rewriting_asks_what_a_long_message_asks(rewritten: str, faithful: bool) -> None:
    assert is_faithful(rewritten, REFUSES, [turn(FIRST)]) is faithful


@pytest.mark.parametrize(
    ("text", "rewritten", "faithful"),
    [
        ("And what if not alone?", "May a mentor meet a child alone?", False),
        ("And what if not alone?", "May a mentor meet a child if not alone?", True),
        ("And if they can't?", "May a mentor meet a child?", False),
        ("And if they can't?", "May a mentor meet a child if they can not?", True),
        ("How often may a mentor meet a child?", "May a mentor meet a child?", False),
        ("Why?", "Why may a mentor meet a child?", True),
    ],
)
def test_a_rewriting_says_no_where_the_message_does_and_is_not_the_question_before_once_more(
    text: str, rewritten: str, faithful: bool
) -> None:
    assert is_faithful(rewritten, text, [turn("May a mentor meet a child?")]) is faithful


def test_of_earlier_turns_nothing_stays_of_what_was_held_out_in_them() -> None:
    held = turn("I was told mentors must meet ten times a week. How long are the meetings?")
    only, again = turn("It is 10 times."), turn("You said 10 times, right?", FIRST)
    kept = without_claims([held, only, again])
    assert [one.understood for one in kept] == ["How long are the meetings?", FIRST]
    assert [one.text for one in kept] == ["How long are the meetings?", FIRST]


@given(st.text(max_size=300) | st.text(alphabet="it that and but said right? 10 y eso ¿¡.,!", max_size=200))
def test_a_message_that_claims_nothing_is_searched_for_word_for_word_after_the_question_before_it(text: str) -> None:
    leans(text)
    found = merged(text, [turn(FIRST)])
    assert claims(text) or found == f"{FIRST} {text.strip()}".strip()


@pytest.mark.parametrize("piece", [".", "a.", "it ", "and ", "you said ", "but ", "right?", "x, ", "¿y ", "no, it's "])
def test_a_long_message_is_looked_at_in_no_time(piece: str) -> None:
    text = (piece * LONGEST_QUESTION)[:LONGEST_QUESTION]
    began = process_time()
    leans(text)
    merged(text, [turn(FIRST)])
    assert process_time() - began < 1
