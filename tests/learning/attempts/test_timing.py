"""What counts at the edges of time, to the second."""

from datetime import datetime, timedelta

import pytest

from learning.attempts.timing import deadline, ended_at, in_time, is_over, last_delivery, minutes_for
from tests.learning.attempts.hall import DELIVERY, GRACE, NOW, SECOND

DUE = NOW + timedelta(minutes=30)
NO_TIME = timedelta()


@pytest.mark.parametrize("delay", [NO_TIME, SECOND, GRACE, timedelta(seconds=60), DELIVERY])
@pytest.mark.parametrize(
    ("clicked", "counts"),
    [
        (DUE - SECOND, True),
        (DUE, True),
        (DUE + GRACE - SECOND, True),
        (DUE + GRACE, True),
        (DUE + GRACE + SECOND, False),
        (DUE + GRACE + DELIVERY, False),
    ],
)
def test_what_decides_is_when_it_was_clicked_however_late_it_is_delivered(
    clicked: datetime, counts: bool, delay: timedelta
) -> None:
    assert in_time(NOW, DUE, clicked, clicked + delay) is counts


@pytest.mark.parametrize(("off", "counts"), [(-SECOND, True), (NO_TIME, True), (SECOND, False)])
def test_no_delivery_is_waited_for_longer_than_slack_can_take(off: timedelta, counts: bool) -> None:
    assert in_time(NOW, DUE, DUE - SECOND, last_delivery(DUE) + off) is counts


def test_a_click_can_t_be_later_than_its_delivery_nor_before_the_attempt() -> None:
    assert in_time(NOW, DUE, DUE + timedelta(days=1), DUE)
    assert in_time(NOW, DUE, NOW - timedelta(days=1), DUE)
    assert not in_time(DUE + GRACE + SECOND, DUE, NOW, DUE + GRACE + SECOND)


@pytest.mark.parametrize("step", [timedelta(minutes=-10), timedelta(minutes=-45), timedelta(days=-400)])
def test_a_server_s_clock_that_was_set_back_punishes_nobody(step: timedelta) -> None:
    assert in_time(NOW, DUE, NOW + SECOND, NOW + SECOND + step)


def test_without_a_limit_everything_is_in_time() -> None:
    assert deadline(NOW, None) is None
    assert minutes_for(None, 2.0) is None
    assert in_time(NOW, None, NOW + timedelta(days=900), NOW)
    assert not is_over(None, NOW)


@pytest.mark.parametrize(("minutes", "factor", "allowed"), [(30.0, 1.0, 30.0), (30.0, 1.5, 45.0), (1.0, 1.25, 1.25)])
def test_a_personal_factor_lengthens_the_limit_and_nothing_else(minutes: float, factor: float, allowed: float) -> None:
    assert minutes_for(minutes, factor) == allowed
    assert deadline(NOW, minutes_for(minutes, factor)) == NOW + timedelta(minutes=allowed)


@pytest.mark.parametrize(
    ("now", "end"),
    [
        (NOW + SECOND, NOW + SECOND),
        (DUE, DUE),
        (DUE + SECOND, DUE),
        (DUE + timedelta(hours=9), DUE),
        (NOW - timedelta(minutes=10), NOW),
    ],
)
def test_an_attempt_ends_at_its_deadline_at_the_latest_and_not_before_it_began(now: datetime, end: datetime) -> None:
    assert ended_at(NOW, DUE, now) == end


def test_after_grace_the_time_is_up() -> None:
    assert not is_over(DUE, DUE + GRACE)
    assert is_over(DUE, DUE + GRACE + SECOND)
