"""What an attempt came to."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.workload.item_bank import four_options
from learning.attempts.scoring import passed, score, score_of
from learning.attempts.values import Slot
from learning.certifications.definition import Passing
from learning.items.asked import Asked
from learning.items.responses import Chosen, Ordered


def test_points_are_added_up_by_competency_and_what_was_dropped_does_not_count() -> None:
    found = score_of([1.0, 0.5, None, 0.0], ["care", "calls", "calls", "care"])
    assert (found.points, found.of, found.percent) == (1.5, 3.0, 50.0)
    assert found.by_competency == {"care": (1.0, 2.0), "calls": (0.5, 1.0)}


def test_what_was_not_answered_and_an_answer_of_another_shape_earn_nothing() -> None:
    asked = {"v": Asked("single_choice", json.dumps(four_options("How often?")))}
    given = [None, Chosen(frozenset("a")), Chosen(frozenset("b")), Ordered(("a",)), Chosen(frozenset())]
    slots = [Slot(place, "v", "care", (), response) for place, response in enumerate(given, 1)]
    assert score(slots, asked).credits == (0.0, 1.0, 0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("credits", "percent", "enough"),
    [
        ([1.0, 1.0, 0.0], 66.6, True),
        ([1.0, 1.0, 0.0], 66.7, False),
        ([1 / 3, 1 / 3, 1 / 3], 100 / 3, True),
        ([0.1] * 10, 10.0, True),
        ([0.0], 0.0, True),
        ([None], 0.0, False),
        ([], 0.0, False),
    ],
)
def test_just_enough_is_enough(credits: list[float | None], percent: float, enough: bool) -> None:
    assert passed(score_of(credits, ["care"] * len(credits)), Passing(percent)) is enough


def test_a_minimum_of_a_competency_has_to_be_reached_where_anything_was_asked_of_it() -> None:
    found = score_of([1.0, 1.0, 0.0, None], ["care", "care", "calls", "trust"])
    assert passed(found, Passing(50.0, {"care": 100.0, "trust": 90.0}))
    assert not passed(found, Passing(50.0, {"calls": 1.0}))


@given(st.lists(st.tuples(st.one_of(st.none(), st.floats(0, 1)), st.sampled_from("abc"))))
def test_a_score_is_between_nothing_and_all_and_its_parts_make_it_up(rows: list[tuple[float | None, str]]) -> None:
    found = score_of([credit for credit, _ in rows], [competency for _, competency in rows])
    assert 0 <= found.percent <= 100 + 1e-9
    assert sum(of for _, of in found.by_competency.values()) == found.of
    assert sum(points for points, _ in found.by_competency.values()) == pytest.approx(found.points)
