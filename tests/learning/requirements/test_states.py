"""How a requirement may come to stand, and by when it is due."""

from datetime import date, timedelta

import pytest

from learning.certifications.definition import Criterion, Requirement, RequirementKind
from learning.requirements.states import may_become, standing_of, suggested, unmarked
from learning.requirements.values import Mark, RequirementState, Step
from tests.learning.attempts.hall import NOW

BEGUN = date(2026, 11, 1)
WATCHED = Requirement("watched", RequirementKind.OBSERVED, "Watched", (Criterion("a", "A"), Criterion("b", "B")), 90)


@pytest.mark.parametrize(
    ("growth", "state"), [(0, RequirementState.MET), (2, RequirementState.MET), (3, RequirementState.REPEAT)]
)
def test_three_marks_of_growth_suggest_to_repeat(growth: int, state: RequirementState) -> None:
    marks = {f"c{n}": Mark.GROWTH if n < growth else Mark.MET for n in range(5)}
    assert suggested(marks) is state


def test_each_line_of_a_rubric_is_marked_and_nothing_else() -> None:
    assert unmarked(WATCHED.rubric, {"a": Mark.MET, "b": Mark.GROWTH}) == ()
    assert unmarked(WATCHED.rubric, {"a": Mark.MET, "c": Mark.MET}) == ("b", "c")
    assert unmarked((), {}) == ()


def test_what_is_done_is_not_handed_in_again_but_can_be_corrected() -> None:
    for before in RequirementState:
        done = before in (RequirementState.MET, RequirementState.WAIVED)
        assert may_become(before, RequirementState.SUBMITTED) is not done
        assert may_become(before, RequirementState.MET)
        assert may_become(before, RequirementState.REPEAT)
        assert may_become(before, RequirementState.WAIVED) is not done
        assert not may_become(before, RequirementState.OPEN)


def test_the_days_count_from_the_first_attempt_unless_more_time_was_given() -> None:
    assert standing_of(WATCHED, [], None).due is None
    found = standing_of(WATCHED, [], BEGUN)
    assert (found.state, found.due) == (RequirementState.OPEN, BEGUN + timedelta(days=90))
    assert not found.is_overdue(BEGUN + timedelta(days=90))
    assert found.is_overdue(BEGUN + timedelta(days=91))
    later = Step("watched", RequirementState.OPEN, "o", NOW, until=date(2027, 6, 1))
    assert standing_of(WATCHED, [later], BEGUN).due == date(2027, 6, 1)
    met = Step("watched", RequirementState.MET, "o", NOW)
    assert not standing_of(WATCHED, [met], BEGUN).is_overdue(date(2030, 1, 1))
