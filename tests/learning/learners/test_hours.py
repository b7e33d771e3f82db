"""A person's own time, in every zone, also on the days on which clocks are changed."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.errors import ZoneUnknown
from learning.learners.hours import (
    day_of,
    first_at,
    is_paused,
    is_quiet,
    local,
    next_allowed,
    next_daily,
    zone_of,
)
from learning.learners.values import Preferences

ZONES = sorted(available_timezones() - {"localtime", "Factory"})
QUARTER = timedelta(minutes=15)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
zones = st.sampled_from(ZONES).map(zone_of)
hours = st.integers(0, 23)
moments = st.integers(0, 3_000_000).map(lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes))


@st.composite
def changes(draw: st.DrawFn) -> tuple[ZoneInfo, datetime]:
    """A zone, and a moment within some hours of a change of its clocks, where it has one."""
    zone, moment = draw(zones), draw(moments)
    for days in range(370):
        day = moment + DAY * days
        if day.astimezone(zone).utcoffset() != (day + DAY).astimezone(zone).utcoffset():
            return zone, day + timedelta(minutes=draw(st.integers(-600, 2_000)))
    return zone, moment


preferences = st.builds(
    Preferences,
    hour=hours,
    quiet_from=hours,
    quiet_until=hours,
    paused_until=st.none() | st.dates(date(2024, 1, 1), date(2030, 12, 31)),
)


@given(changes(), preferences)
def test_the_next_allowed_moment_is_the_first_that_is_neither_quiet_nor_paused(
    where: tuple[ZoneInfo, datetime], wanted: Preferences
) -> None:
    zone, moment = where
    found = next_allowed(wanted, zone, moment)
    assert found >= moment
    assert not is_quiet(wanted, zone, found)
    assert not is_paused(wanted, zone, found)
    before = [found - QUARTER * n for n in range(1, 150) if found - QUARTER * n >= moment]
    assert all(is_quiet(wanted, zone, one) or is_paused(wanted, zone, one) for one in before)


@given(changes(), hours)
def test_an_hour_comes_once_a_day_also_where_it_does_not_exist_or_comes_twice(
    where: tuple[ZoneInfo, datetime], hour: int
) -> None:
    zone, moment = where
    day = day_of(moment, zone)
    found = first_at(zone, day, hour)
    shown = local(found, zone)
    assert (shown.date(), shown.hour) >= (day, hour)
    minute_before = local(found - timedelta(minutes=1), zone)
    assert (minute_before.date(), minute_before.hour) < (day, hour)
    assert first_at(zone, day + DAY, hour) - found >= 20 * HOUR


@given(changes(), preferences)
def test_the_daily_moments_of_following_days_follow_each_other(
    where: tuple[ZoneInfo, datetime], wanted: Preferences
) -> None:
    zone, moment = where
    day = day_of(moment, zone)
    found = [next_daily(wanted, zone, day + DAY * days) for days in range(3)]
    assert found == sorted(found)
    assert wanted.paused_until is None or day_of(found[0], zone) > wanted.paused_until


def test_nine_in_the_morning_is_at_nine_before_and_after_the_clocks_are_changed() -> None:
    madrid = zone_of("Europe/Madrid")
    found = [next_daily(Preferences(), madrid, date(2026, 3, day)) for day in (28, 29, 30)]
    assert [one.isoformat() for one in found] == [
        "2026-03-28T08:00:00+00:00",
        "2026-03-29T07:00:00+00:00",
        "2026-03-30T07:00:00+00:00",
    ]


def test_an_hour_that_does_not_exist_comes_when_clocks_are_put_forward() -> None:
    assert first_at(zone_of("Europe/Madrid"), date(2026, 3, 29), 2) == datetime(2026, 3, 29, 1, tzinfo=UTC)


def test_of_an_hour_that_comes_twice_it_is_the_first() -> None:
    assert first_at(zone_of("America/New_York"), date(2026, 11, 1), 1) == datetime(2026, 11, 1, 5, tzinfo=UTC)


def test_quiet_hours_go_over_midnight() -> None:
    wanted, zone = Preferences(quiet_from=20, quiet_until=8), zone_of("Asia/Kolkata")
    late = datetime(2026, 11, 26, 21, 30, tzinfo=zone)
    assert is_quiet(wanted, zone, late)
    assert next_allowed(wanted, zone, late) == datetime(2026, 11, 27, 8, tzinfo=zone)


def test_the_same_hour_twice_is_no_quiet_hour_at_all() -> None:
    wanted, zone = Preferences(quiet_from=8, quiet_until=8), zone_of("UTC")
    assert not any(is_quiet(wanted, zone, datetime(2026, 1, 1, hour, tzinfo=UTC)) for hour in range(24))


def test_a_day_that_a_zone_left_out_is_passed_over() -> None:
    # Samoa went from the 29th to the 31st of December 2011.
    apia = zone_of("Pacific/Apia")
    assert local(first_at(apia, date(2011, 12, 30), 9), apia).date() == date(2011, 12, 31)


@pytest.mark.parametrize("typed", ["europe/madrid", " Europe/Madrid ", "EUROPE/MADRID"])
def test_a_zone_is_found_however_it_is_typed(typed: str) -> None:
    assert zone_of(typed).key == "Europe/Madrid"


def test_a_zone_of_two_words_may_be_typed_with_a_space() -> None:
    assert zone_of("america/new york").key == "America/New_York"


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "America", "../../etc/passwd", "/etc/passwd", "x" * 500, "\0"])
def test_a_zone_that_does_not_exist_is_unknown(name: str) -> None:
    with pytest.raises(ZoneUnknown):
        zone_of(name)


@given(st.text())
def test_whatever_is_typed_is_a_zone_or_unknown(name: str) -> None:
    with suppress(ZoneUnknown):
        assert zone_of(name).key in ZONES
