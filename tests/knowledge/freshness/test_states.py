from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.freshness.states import DUE_DAYS, Freshness, a_year_after, freshness

TODAY = date(2026, 11, 25)
DAY = timedelta(days=1)
some_days = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("review_date", "state"),
    [
        (None, Freshness.CURRENT),
        (TODAY + (DUE_DAYS + 1) * DAY, Freshness.CURRENT),
        (TODAY + DUE_DAYS * DAY, Freshness.DUE),
        (TODAY, Freshness.DUE),
        (TODAY - DAY, Freshness.OVERDUE),
    ],
)
def test_a_guide_is_due_thirty_days_before_its_review_date_and_overdue_the_day_after(
    review_date: date | None, state: Freshness
) -> None:
    assert freshness(review_date, under_review=False, withdrawn=False, today=TODAY) is state


@given(st.none() | some_days, some_days)
def test_one_that_is_looked_at_is_under_review_and_a_withdrawn_one_is_withdrawn_whatever_its_date(
    review_date: date | None, today: date
) -> None:
    assert freshness(review_date, under_review=True, withdrawn=False, today=today) is Freshness.UNDER_REVIEW
    assert freshness(review_date, under_review=True, withdrawn=True, today=today) is Freshness.WITHDRAWN
    assert freshness(review_date, under_review=False, withdrawn=True, today=today) is Freshness.WITHDRAWN


@given(some_days, some_days)
def test_a_guide_never_gets_fresher_as_days_go_by(review_date: date, today: date) -> None:
    order = [Freshness.CURRENT, Freshness.DUE, Freshness.OVERDUE]
    found = [
        order.index(freshness(review_date, under_review=False, withdrawn=False, today=today + n * DAY))
        for n in range(100)
    ]
    assert found == sorted(found)


@given(some_days)
def test_a_year_later_it_is_the_same_day_but_for_leap_days(day: date) -> None:
    later = a_year_after(day)
    assert later.year == day.year + 1
    assert (later.month, later.day) == ((2, 28) if (day.month, day.day) == (2, 29) else (day.month, day.day))
