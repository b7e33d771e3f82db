from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from learning.learners.pauses import KEPT, Pause, after, as_data, from_data, is_within

TODAY, DAY = date(2026, 11, 27), timedelta(days=1)
DAYS = st.integers(-60, 60).map(lambda away: TODAY + DAY * away)


def test_a_pause_begins_today_and_ends_when_the_person_says() -> None:
    assert after((), TODAY + 6 * DAY, TODAY) == (Pause(TODAY, TODAY + 6 * DAY),)
    assert after((), TODAY, TODAY) == (Pause(TODAY, TODAY),)
    assert after((), None, TODAY) == after((), TODAY - DAY, TODAY) == ()


def test_a_pause_that_is_made_longer_or_shorter_began_when_it_did() -> None:
    begun = (Pause(TODAY - 3 * DAY, TODAY + 3 * DAY),)
    assert after(begun, TODAY + 9 * DAY, TODAY) == (Pause(TODAY - 3 * DAY, TODAY + 9 * DAY),)
    assert after(begun, TODAY, TODAY) == (Pause(TODAY - 3 * DAY, TODAY),)


def test_who_goes_on_paused_through_yesterday_and_who_goes_on_at_once_never_did() -> None:
    assert after((Pause(TODAY - 3 * DAY, TODAY + 3 * DAY),), None, TODAY) == (Pause(TODAY - 3 * DAY, TODAY - DAY),)
    assert after((Pause(TODAY, TODAY + 3 * DAY),), None, TODAY) == ()


def test_a_second_pause_leaves_the_first_as_it_was_and_what_is_long_over_is_dropped() -> None:
    first, old = Pause(TODAY - 9 * DAY, TODAY - 5 * DAY), Pause(TODAY - KEPT - 9 * DAY, TODAY - KEPT - DAY)
    assert after((old, first), TODAY + DAY, TODAY) == (first, Pause(TODAY, TODAY + DAY))
    assert after((old, first), None, TODAY) == (first,)


@given(st.lists(st.tuples(st.integers(0, 5), st.none() | DAYS), max_size=12))
def test_whatever_is_said_in_whatever_order_what_is_over_does_not_change(said: list[tuple[int, date | None]]) -> None:
    pauses, today = tuple[Pause, ...](), TODAY
    for days_later, until in said:
        before, today = pauses, today + DAY * days_later
        pauses = after(pauses, until, today)
        assert all(one.first <= one.last for one in pauses)
        assert is_within(today, pauses) == (until is not None and until >= today)
        past = [today - DAY * ago for ago in range(1, 90)]
        assert [is_within(day, pauses) for day in past] == [is_within(day, before) for day in past]
        assert from_data(as_data(pauses)) == pauses
