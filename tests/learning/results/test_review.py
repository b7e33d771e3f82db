from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from learning.attempts.scoring import score_of
from learning.attempts.values import Attempt, Ending, Kind, Result, Slot
from learning.errors import AttemptOpen
from learning.items.responses import Chosen, Ordered, Paired, Response, Written
from learning.items.values import ItemVersion, Proof
from learning.results.decisions import Decision
from learning.results.review import Review, Words, review, said
from learning.results.values import Policy
from tests.learning.analysis.exams import item, single_choice

NOW = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)
PROOF = Proof("edition", "passage", 0, 4, "Call")
CALLS = replace(single_choice("calls", stem="How often are calls made?"), proofs=(PROOF,), scenario="Ana is new.")
PAIRS = item(
    "p", "matching", {"stem": "?", "pairs": [{"left": "Monday", "right": "x"}, {"left": "Friday", "right": "y"}]}
)
ORDER = item("o", "ordering", {"stem": "?", "entries": ["call", "visit"]})
TRUTH = item("t", "true_false", {"stem": "?", "right": True})
SHORT = item("s", "short_text", {"stem": "?", "accepted": ["twice"]})


def looked_at(given: Response | None, credit: float | None, *decisions: Decision, is_open: bool = False) -> Review:
    """The review of an attempt with two items, of which the first was answered rightly."""
    ended = None if is_open else NOW
    slots = (
        Slot(1, SHORT.id, "care", (), Written("twice")),
        Slot(2, CALLS.id, "care", (), given),
    )
    attempt = Attempt(
        *("attempt", "certification", "1", "amara", 1, Kind.EXAM, NOW, None, 1.0, None),
        *(ended, Ending.SUBMITTED if ended else None, None, None, slots),
    )
    result = Result("attempt", 1, score_of([1.0, credit], ["care", "care"]), False, NOW)
    versions = {CALLS.id: CALLS, SHORT.id: SHORT}
    return review(attempt, result, versions, {CALLS.id: decisions}, Words())


def test_what_was_missed_is_told_with_what_was_given_what_is_right_why_and_what_proves_it() -> None:
    (missed,) = looked_at(Chosen(frozenset("b")), 0.0).missed
    assert (missed.position, missed.stem, missed.scenario) == (2, "How often are calls made?", "Ana is new.")
    assert (missed.given, missed.right, missed.rationale) == ("option b", "option a", "It says so.")
    assert (missed.credit, missed.proofs) == (0.0, (PROOF,))


def test_what_was_not_answered_has_nothing_given() -> None:
    (missed,) = looked_at(None, 0.0).missed
    assert missed.given is None


@pytest.mark.parametrize("credit", [1.0, None])
def test_what_was_right_or_was_dropped_was_not_missed(credit: float | None) -> None:
    assert looked_at(Chosen(frozenset("a")), credit).missed == ()


def test_what_was_partly_right_was_missed() -> None:
    (missed,) = looked_at(Chosen(frozenset("b")), 0.5).missed
    assert missed.credit == 0.5


def test_after_a_regrade_it_is_told_what_is_right_now() -> None:
    b, c = Chosen(frozenset("b")), Chosen(frozenset("c"))
    (accepted,) = looked_at(c, 0.0, Decision(Policy.ACCEPT, (b,))).missed
    assert accepted.right == "option a / option b"
    (re_keyed,) = looked_at(c, 0.0, Decision(Policy.RE_KEY, (b,))).missed
    assert re_keyed.right == "option b"


def test_nothing_is_told_of_an_attempt_that_is_open() -> None:
    with pytest.raises(AttemptOpen):
        looked_at(None, 0.0, is_open=True)


@pytest.mark.parametrize(
    ("version", "response", "text"),
    [
        (CALLS, Chosen(frozenset("c")), "option c"),
        (CALLS, Chosen(frozenset("cb")), "option b; option c"),
        (PAIRS, Paired((("b", "a"), ("a", "b"))), "Monday → y; Friday → x"),
        (PAIRS, Paired((("b", "a"),)), "Friday → x"),
        (ORDER, Ordered(("b", "a")), "1. visit; 2. call"),
        (TRUTH, Chosen(frozenset({"false"})), "falso"),
        (SHORT, Written("Twice!"), "Twice!"),
    ],
)
def test_an_answer_is_said_in_the_words_of_its_item(version: ItemVersion, response: Any, text: str) -> None:
    assert said(version, response, Words(true="verdadero", false="falso")) == text
