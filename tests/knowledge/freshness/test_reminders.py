from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.freshness.reminders import is_working_time, zone_named

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
zones = st.sampled_from(sorted(available_timezones()))
moments = st.integers(0, 90 * 366 * 24 * 60).map(lambda minutes: datetime(1970, 1, 1, tzinfo=UTC) + minutes * MINUTE)


def at(zone: str, *when: int) -> datetime:
    """A moment as clocks in that zone show it."""
    return datetime(*when, tzinfo=ZoneInfo(zone)).astimezone(UTC)  # type: ignore[arg-type, misc]  # year to minute


@pytest.mark.parametrize(
    ("when", "working"),
    [
        ((2026, 11, 25, 8, 59), False),
        ((2026, 11, 25, 9, 0), True),
        ((2026, 11, 25, 16, 59), True),
        ((2026, 11, 25, 17, 0), False),
        ((2026, 11, 25, 3, 0), False),
        ((2026, 11, 27, 12, 0), True),
        ((2026, 11, 28, 12, 0), False),
        ((2026, 11, 29, 12, 0), False),
        ((2026, 11, 30, 9, 0), True),
    ],
)
@pytest.mark.parametrize("zone", ["UTC", "Africa/Lagos", "America/Chicago", "Asia/Kathmandu", "Pacific/Kiritimati"])
def test_people_work_from_nine_to_five_on_weekdays_by_their_own_clocks(
    zone: str, when: tuple[int, ...], working: bool
) -> None:
    assert is_working_time(at(zone, *when), zone_named(zone)) is working


@pytest.mark.parametrize(
    ("first", "after"),
    [
        (datetime(2026, 3, 30, 7, tzinfo=UTC), datetime(2026, 3, 30, 15, tzinfo=UTC)),
        (datetime(2026, 3, 27, 8, tzinfo=UTC), datetime(2026, 3, 27, 16, tzinfo=UTC)),
        (datetime(2026, 10, 26, 8, tzinfo=UTC), datetime(2026, 10, 26, 16, tzinfo=UTC)),
    ],
)
def test_before_and_after_clocks_change_nine_is_what_clocks_show(first: datetime, after: datetime) -> None:
    zone = zone_named("Europe/Madrid")
    assert is_working_time(first, zone)
    assert not is_working_time(first - timedelta(seconds=1), zone)
    assert not is_working_time(after, zone)


@given(moments, zones)
def test_nobody_is_reminded_at_night_or_on_a_weekend(now: datetime, name: str) -> None:
    there = now.astimezone(ZoneInfo(name))
    night = there.hour < 9 or there.hour >= 17
    assert is_working_time(now, zone_named(name)) is not (night or there.strftime("%a") in {"Sat", "Sun"})


@given(moments, zones)
def test_who_looks_each_hour_finds_a_time_within_four_days(now: datetime, name: str) -> None:
    assert any(is_working_time(now + n * HOUR, zone_named(name)) for n in range(4 * 24))


@given(st.none() | st.text() | st.sampled_from(["Europe", "../Madrid", "/etc/passwd", "a" * 5000, "\0", "..", "."]))
def test_a_zone_that_nobody_knows_is_taken_for_utc(name: str | None) -> None:
    if name not in available_timezones():
        assert zone_named(name) is UTC
