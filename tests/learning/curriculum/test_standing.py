"""How far a person is on a path, by what is known of her."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.curriculum.reading import from_data
from learning.curriculum.standing import Facts, Supply, standing_on
from learning.curriculum.values import Path, PathStanding, StepState
from learning.requirements.values import RequirementState
from tests.learning.curriculum.written import PATH

SINCE = datetime(2026, 11, 1, tzinfo=UTC)
FIRST = Path("1", "2", 1, from_data(PATH), False)
ENOUGH = Supply({"care": 5})
NOTHING = Facts(SINCE)
LOCKED, OPEN, HANDED_IN, DONE = StepState
ALL = Facts(SINCE, frozenset({"read", "think"}), {"care": 2}, True, {"visit": RequirementState.MET})

facts = st.builds(
    Facts,
    since=st.just(SINCE),
    marked=st.frozensets(st.sampled_from(["read", "think", "exam", "gone"])),
    right=st.dictionaries(st.sampled_from(["care", "calls"]), st.integers(0, 9)),
    passed=st.booleans(),
    requirements=st.dictionaries(st.just("visit"), st.sampled_from(RequirementState)),
)


def states(standing: PathStanding) -> list[StepState]:
    return [one.state for one in standing.steps]


def test_at_first_only_what_comes_after_nothing_is_open() -> None:
    found = standing_on(FIRST, NOTHING, ENOUGH)
    assert states(found) == [OPEN, LOCKED, LOCKED, LOCKED, LOCKED]
    assert (found.done, found.next, found.since) == (0, found.steps[0], SINCE)


def test_what_was_read_opens_what_comes_after_it_and_practice_is_counted() -> None:
    found = standing_on(FIRST, replace(NOTHING, marked=frozenset({"read"}), right={"care": 1}), ENOUGH)
    assert states(found) == [DONE, OPEN, OPEN, LOCKED, LOCKED]
    assert (found.steps[1].reached, found.steps[1].of) == (1, 2)
    assert found.next == found.steps[1]


def test_who_has_done_all_has_no_next_step() -> None:
    found = standing_on(FIRST, ALL, ENOUGH)
    assert states(found) == [DONE] * 5
    assert (found.done, found.next) == (5, None)


def test_what_is_done_counts_although_something_before_it_is_not() -> None:
    found = standing_on(FIRST, replace(NOTHING, passed=True, right={"care": 7}), ENOUGH)
    assert states(found) == [OPEN, DONE, LOCKED, OPEN, DONE]
    assert (found.steps[1].reached, found.steps[1].of) == (2, 2)


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        (RequirementState.OPEN, LOCKED),
        (RequirementState.SUBMITTED, HANDED_IN),
        (RequirementState.REPEAT, LOCKED),
        (RequirementState.MET, DONE),
        (RequirementState.WAIVED, DONE),
    ],
)
def test_what_others_see_stands_as_its_requirement_does(state: RequirementState, shown: StepState) -> None:
    assert standing_on(FIRST, replace(NOTHING, requirements={"visit": state}), ENOUGH).steps[3].state is shown


def test_nobody_is_held_up_for_items_that_are_not_there_any_more_but_none_at_all_is_not_done() -> None:
    for right, there in product(range(3), range(3)):
        step = standing_on(FIRST, replace(ALL, right={"care": right}), Supply({"care": there})).steps[1]
        assert (step.state is DONE) is (right == 2 or right >= max(there, 1))
        assert step.reached <= step.of


@given(facts, facts)
def test_whoever_has_done_more_is_never_shown_less(some: Facts, more: Facts) -> None:
    settled = {
        key: one for key, one in some.requirements.items() if one in (RequirementState.MET, RequirementState.WAIVED)
    }
    both = Facts(
        since=SINCE,
        marked=some.marked | more.marked,
        right={key: some.right.get(key, 0) + more.right.get(key, 0) for key in {*some.right, *more.right}},
        passed=some.passed or more.passed,
        requirements={**more.requirements, **settled},
    )
    before, after = standing_on(FIRST, some, ENOUGH), standing_on(FIRST, both, ENOUGH)
    assert {one.step.key for one in before.steps if one.state is DONE} <= {
        one.step.key for one in after.steps if one.state is DONE
    }


@given(facts)
def test_a_step_is_locked_just_where_something_before_it_is_not_done(known: Facts) -> None:
    found = standing_on(FIRST, known, ENOUGH)
    done = {one.step.key for one in found.steps if one.state is DONE}
    for one in found.steps:
        if one.state in (LOCKED, OPEN):
            assert (one.state is OPEN) is (set(one.step.after) <= done)
