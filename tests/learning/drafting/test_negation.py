import pytest

from learning.drafting.negation import opposite


@pytest.mark.parametrize(
    ("sentence", "turned"),
    [
        ("Staff must call.", "Staff need not call."),
        ("Mentors must not lend money.", "Mentors may lend money."),
        ("Mentors should listen first.", "Mentors should not listen first."),
        ("Mentors should never lend money.", "Mentors should lend money."),
        ("Every match is expected to last.", "Every match is not expected to last."),
        ("Wait at least a week.", "Wait at most a week."),
    ],
)
def test_a_duty_is_turned_round(sentence: str, turned: str) -> None:
    assert opposite(sentence) == turned


@pytest.mark.parametrize(
    "sentence",
    [
        "Staff must call, and must write.",
        "Mentors should not call unless asked.",
        "Mentors must listen rather than talk.",
        "Mentoring helps.",
        "A theory states why meeting a mentor should lead to change.",
    ],
)
def test_what_has_no_plain_opposite_is_left_alone(sentence: str) -> None:
    assert opposite(sentence) is None
