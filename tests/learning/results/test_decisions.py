from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.items.responses import Chosen, Ordered, Paired, Response, Written
from learning.items.types import TYPES
from learning.results.decisions import Decision, credit_after, is_whole, right_after, worth
from learning.results.values import Policy
from tests.learning.analysis.exams import item, single_choice
from tests.learning.items.contents import ITEMS

ACCEPT, FULL_CREDIT, DROP, RE_KEY = Policy.ACCEPT, Policy.FULL_CREDIT, Policy.DROP, Policy.RE_KEY
ONE = single_choice("calls")
MANY = item(
    "many",
    "multiple_choice",
    {"stem": "Which?", "options": [{"text": key, "right": key in "ab"} for key in "abcd"]},
)
SHORT = item("short", "short_text", {"stem": "How often?", "accepted": ["Twice"], "case_sensitive": True})
NUMBER = item("number", "numeric", {"stem": "How many?", "value": 5, "tolerance": 1, "unit": "hours"})
PAIRS = item(
    "pairs", "matching", {"stem": "Match.", "pairs": [{"left": "l", "right": "r"}, {"left": "m", "right": "s"}]}
)
ORDER = item("order", "ordering", {"stem": "Order.", "entries": ["first", "second", "third"]})


def chosen(*keys: str) -> Chosen:
    return Chosen(frozenset(keys))


@pytest.mark.parametrize(
    ("decisions", "credits"),
    [
        ([], (1, 0, 0, 0)),
        ([Decision(ACCEPT, (chosen("b"),))], (1, 1, 0, 0)),
        ([Decision(ACCEPT, (chosen("b"), chosen("c")))], (1, 1, 1, 0)),
        ([Decision(ACCEPT, (chosen("b"),)), Decision(ACCEPT, (chosen("c"),))], (1, 1, 1, 0)),
        ([Decision(RE_KEY, (chosen("b"),))], (0, 1, 0, 0)),
        ([Decision(RE_KEY, (chosen("b"),)), Decision(ACCEPT, (chosen("c"),))], (0, 1, 1, 0)),
        ([Decision(FULL_CREDIT)], (1, 1, 1, 1)),
        ([Decision(DROP)], (None, None, None, None)),
        ([Decision(DROP), Decision(ACCEPT, (chosen("b"),))], (1, 1, 0, 0)),
    ],
)
def test_what_an_answer_is_worth_is_told_by_all_that_was_decided(
    decisions: list[Decision], credits: tuple[float | None, ...]
) -> None:
    given = (chosen("a"), chosen("b"), chosen("c"), None)
    for twice in (decisions, [*decisions, *decisions[-1:]]):
        assert tuple(credit_after(ONE, float(one == given[0]), one, twice) for one in given) == credits


@pytest.mark.parametrize(
    ("version", "right", "given", "credit"),
    [
        (MANY, chosen("a", "c"), chosen("a"), 0.5),
        (MANY, chosen("a", "c"), chosen("a", "b"), 0.0),
        (MANY, chosen("a", "b", "c", "d"), chosen("a"), 0.25),
        (SHORT, Written("Daily"), Written(" Daily."), 1.0),
        (SHORT, Written("Daily"), Written("daily"), 0.0),
        (NUMBER, Written("8"), Written("9 hours"), 1.0),
        (NUMBER, Written("8"), Written("5"), 0.0),
        (PAIRS, Paired((("a", "b"), ("b", "a"))), Paired((("a", "b"), ("b", "b"))), 0.5),
        (ORDER, Ordered(("b", "a", "c")), Ordered(("a", "b", "c")), 1 / 3),
        (ONE, chosen("a"), Written("a"), 0.0),
    ],
)
def test_an_answer_is_worth_by_its_types_rules_what_it_is_to_another_key(
    version: Any, right: Response, given: Response, credit: float
) -> None:
    assert worth(version, right, given) == pytest.approx(credit)


@given(ITEMS, st.data())
def test_to_the_key_that_the_item_has_an_answer_is_worth_what_its_type_says(
    written: tuple[str, dict[str, Any]], data: st.DataObject
) -> None:
    kind, content = written
    version, item_type = item("any", kind, content), TYPES[kind]
    read = item_type.read(content)
    right = item_type.right(read)
    given = data.draw(_answers(right))
    assert worth(version, right, right) == 1
    if not isinstance(right, Written):
        assert worth(version, right, given) == pytest.approx(item_type.grade(read, given))
    assert is_whole(version, Decision(RE_KEY, (right,)))


def _answers(right: Response) -> st.SearchStrategy[Response]:
    match right:
        case Chosen(keys):
            there = {"true", "false"} if keys <= {"true", "false"} else keys | {"a", "b"}
            return st.frozensets(st.sampled_from(sorted(there))).map(Chosen)
        case Ordered(keys):
            return st.permutations(keys).map(lambda order: Ordered(tuple(order)))
        case Paired(pairs):
            rights = [one for _, one in pairs]
            return st.permutations(rights).map(
                lambda order: Paired(tuple((left, one) for (left, _), one in zip(pairs, order, strict=True)))
            )
        case Written():
            return st.just(right)


@pytest.mark.parametrize(
    ("version", "decision", "whole"),
    [
        (ONE, Decision(ACCEPT, (chosen("b"),)), True),
        (ONE, Decision(ACCEPT), False),
        (ONE, Decision(RE_KEY), False),
        (ONE, Decision(ACCEPT, (chosen("b", "c"),)), False),
        (ONE, Decision(ACCEPT, (chosen("z"),)), False),
        (ONE, Decision(ACCEPT, (Written("b"),)), False),
        (ONE, Decision(DROP), True),
        (ONE, Decision(DROP, (chosen("b"),)), False),
        (ONE, Decision(FULL_CREDIT), True),
        (MANY, Decision(RE_KEY, (chosen("b", "c"),)), True),
        (MANY, Decision(RE_KEY, (chosen(),)), False),
        (SHORT, Decision(ACCEPT, (Written("two times"),)), True),
        (SHORT, Decision(ACCEPT, (Written("  "),)), False),
        (NUMBER, Decision(ACCEPT, (Written("8 hours"),)), True),
        (NUMBER, Decision(ACCEPT, (Written("eight"),)), False),
        (PAIRS, Decision(RE_KEY, (Paired((("a", "b"), ("b", "a"))),)), True),
        (PAIRS, Decision(RE_KEY, (Paired((("a", "b"),)),)), False),
        (PAIRS, Decision(RE_KEY, (Paired((("a", "z"), ("b", "a"))),)), False),
        (ORDER, Decision(RE_KEY, (Ordered(("c", "b", "a")),)), True),
        (ORDER, Decision(RE_KEY, (Ordered(("c", "b")),)), False),
    ],
)
def test_a_decision_names_answers_that_the_item_allows_where_its_policy_wants_them(
    version: Any, decision: Decision, whole: bool
) -> None:
    assert is_whole(version, decision) is whole


def test_right_is_what_is_right_after_all_that_was_decided() -> None:
    a, b, c = map(chosen, "abc")
    assert right_after(ONE, []) == (a,)
    assert right_after(ONE, [Decision(ACCEPT, (b,)), Decision(ACCEPT, (b, c))]) == (a, b, c)
    assert right_after(ONE, [Decision(ACCEPT, (b,)), Decision(RE_KEY, (c,)), Decision(DROP)]) == (c,)
