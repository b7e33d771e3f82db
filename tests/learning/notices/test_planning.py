"""When a person is written to: at her hour, once a day, never at night, nor while she takes a break."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.learners.hours import day_of, first_at, is_paused, is_quiet, local, zone_of
from learning.learners.values import Kind, Preferences
from learning.notices.planning import (
    asked_at,
    deadline_at,
    digest_at,
    dropped,
    is_past,
    practice_after,
    practice_at,
    put_off,
    stage_of,
)
from learning.notices.values import Lapsing, Notice, Outcome, Stage
from tests.learning.learners.test_hours import changes, preferences

MADRID = zone_of("Europe/Madrid")
DAY = timedelta(days=1)
EXPIRES = datetime(2026, 12, 31, 12, tzinfo=UTC)
LAPSING = Lapsing("c", "amara", EXPIRES - 365 * DAY, EXPIRES - 60 * DAY, EXPIRES)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026 by the clocks of Madrid."""
    return datetime(2026, 11, day, hour, minute, tzinfo=MADRID)


def test_a_person_is_asked_at_her_hour() -> None:
    assert practice_at(Preferences(), MADRID, at(20, 12), at(20, 12)) == at(21, 9)
    assert practice_at(Preferences(hour=18), MADRID, at(20, 12), at(20, 12)) == at(20, 18)


def test_who_was_not_asked_as_nothing_ran_is_asked_later_that_day() -> None:
    assert practice_at(Preferences(), MADRID, at(20, 9), at(20, 15)) == at(20, 15)


def test_who_was_not_asked_until_the_evening_is_asked_on_the_next_day() -> None:
    assert practice_at(Preferences(), MADRID, at(20, 9), at(20, 21)) == at(21, 9)


def test_of_many_days_on_which_nothing_ran_none_is_made_up_for() -> None:
    assert practice_at(Preferences(), MADRID, at(2, 9), at(20, 15)) == at(21, 9)


def test_after_a_break_a_person_is_asked_at_her_hour() -> None:
    wanted = Preferences(paused_until=date(2026, 11, 25))
    assert practice_at(wanted, MADRID, at(20, 12), at(20, 12)) == at(26, 9)
    assert practice_after(wanted, MADRID, at(20, 9)) == at(26, 9)


@given(changes(), preferences, st.timedeltas(timedelta(0), 5 * DAY))
def test_nobody_is_asked_at_night_in_a_break_or_twice_a_day(
    where: tuple[ZoneInfo, datetime], wanted: Preferences, late: timedelta
) -> None:
    zone, since = where
    now = since + late
    first = practice_at(wanted, zone, since, now)
    second = practice_at(wanted, zone, practice_after(wanted, zone, first), first)
    for moment in (first, second):
        assert moment >= now
        assert not is_quiet(wanted, zone, moment)
        assert not is_paused(wanted, zone, moment)
    assert day_of(second, zone) > day_of(first, zone)


def stage_with(days_left: int, lapsing: Lapsing = LAPSING, zone: ZoneInfo = MADRID) -> Stage | None:
    found = stage_of(lapsing, zone, day_of(lapsing.expires_at, zone) - days_left * DAY)
    return found[0] if found is not None else None


@pytest.mark.parametrize(
    ("days_left", "stage"),
    [
        (60, None), (59, Stage.WINDOW), (15, Stage.WINDOW), (14, Stage.WEEKS), (4, Stage.WEEKS), (3, Stage.DAYS),
        (0, Stage.DAYS), (-1, None),
    ],
)  # fmt: skip
def test_a_certificate_goes_from_stage_to_stage_by_the_days_of_its_holder(days_left: int, stage: Stage | None) -> None:
    assert stage_with(days_left) is stage


def test_of_what_can_be_renewed_from_its_first_day_nobody_is_told_on_that_day() -> None:
    fresh = replace(LAPSING, issued_at=EXPIRES - 30 * DAY, renewable_from=EXPIRES - 30 * DAY)
    assert stage_with(29, fresh) is stage_with(15, fresh) is None
    assert stage_with(14, fresh) is Stage.WEEKS


def test_two_weeks_before_the_end_nobody_is_told_of_what_can_be_renewed_later_only() -> None:
    late = replace(LAPSING, renewable_from=EXPIRES - 7 * DAY)
    assert stage_with(10, late) is None
    assert stage_with(5, late) is Stage.WINDOW


@pytest.mark.parametrize("name", ["UTC", "Europe/Madrid", "America/New_York", "Asia/Kolkata", "Pacific/Auckland"])
@pytest.mark.parametrize("hour", range(24))
def test_at_whatever_time_of_day_an_exam_ended_its_holder_is_told_of_each_stage_in_its_days(
    name: str, hour: int
) -> None:
    zone, ends = zone_of(name), datetime(2026, 12, 30, hour, 17, tzinfo=UTC)
    lapsing = Lapsing("c", "amara", ends - 365 * DAY, ends - 60 * DAY, ends)
    last, told = day_of(ends, zone), {}
    now = ends - 62 * DAY
    while now < ends:
        found = stage_of(lapsing, zone, day_of(now + DAY, zone))
        if found is not None and found[0] not in told:
            told[found[0]] = deadline_at(Preferences(), zone, found[1], now, ends)
        now += timedelta(hours=1)
    window, *later = [(last - day_of(moment, zone)).days for moment in told.values()]
    # It begins with a whole day; and a day has an hour more where clocks are put back.
    assert window in (58, 59)
    assert later == [14, 3]
    for stage, moment in told.items():
        assert not is_past(stage, lapsing, zone, moment)
        assert local(moment, zone).hour == 9
    assert told[Stage.WINDOW] >= lapsing.renewable_from


@pytest.mark.parametrize("stage", [Stage.WEEKS, Stage.DAYS])
def test_a_break_that_goes_past_the_end_of_a_certificate_does_not_keep_its_holder_from_hearing_of_it(
    stage: Stage,
) -> None:
    wanted = Preferences(paused_until=date(2027, 1, 15))
    since = day_of(EXPIRES, MADRID) - (14 if stage is Stage.WEEKS else 3) * DAY
    now = first_at(MADRID, since, 0)
    assert deadline_at(wanted, MADRID, since, now, EXPIRES) == first_at(MADRID, since, 9)
    assert put_off(wanted, MADRID, first_at(MADRID, since, 9), EXPIRES) is None
    assert put_off(wanted, MADRID, first_at(MADRID, since, 21), EXPIRES) == first_at(MADRID, since + DAY, 8)
    short = Preferences(paused_until=since + DAY)
    assert deadline_at(short, MADRID, since, now, EXPIRES) == first_at(MADRID, since + 2 * DAY, 9)


def test_deadlines_and_digests_come_at_her_hour_or_as_soon_as_they_may() -> None:
    assert deadline_at(Preferences(), MADRID, date(2026, 11, 20), at(20, 3)) == at(20, 9)
    assert deadline_at(Preferences(), MADRID, date(2026, 11, 18), at(20, 15)) == at(20, 15)
    assert deadline_at(Preferences(), MADRID, date(2026, 11, 18), at(20, 22)) == at(21, 8)
    assert digest_at(Preferences(), MADRID, date(2026, 11, 1), at(1, 2)) == at(1, 9)
    assert digest_at(Preferences(), MADRID, date(2026, 11, 1), at(3, 22)) == at(4, 8)


def test_who_does_not_want_something_or_has_left_is_not_told() -> None:
    digest = Notice("n", "amara", Kind.DIGEST, "2026-11", at(1, 9))
    practice = Notice("n", "amara", Kind.PRACTICE, "2026-11-01", at(1, 9))
    assert dropped(digest, Preferences()) is None
    assert dropped(digest, Preferences(muted=frozenset({Kind.DIGEST}))) is Outcome.UNWANTED
    assert dropped(practice, Preferences(muted=frozenset({Kind.PRACTICE}))) is Outcome.UNWANTED
    assert dropped(digest, Preferences(left_at=at(1, 1))) is Outcome.LEFT


def test_what_waits_over_night_is_put_off_and_what_was_meant_for_a_day_is_not_sent_on_the_next() -> None:
    practice = Notice("n", "amara", Kind.PRACTICE, "2026-11-01", at(1, 9))
    assert put_off(Preferences(), MADRID, at(1, 22)) == at(2, 8)
    assert put_off(Preferences(), MADRID, at(1, 12)) is None
    assert asked_at(practice, Preferences(), MADRID, at(1, 19), None) == at(1, 19)
    assert asked_at(practice, Preferences(), MADRID, at(1, 21), None) is None
    assert asked_at(practice, Preferences(), MADRID, at(2, 8), None) is None


def test_who_travels_is_asked_at_her_hour_of_the_day_where_she_is_and_not_twice_in_half_a_day() -> None:
    practice = Notice("n", "amara", Kind.PRACTICE, "2026-11-20", at(20, 9))
    west, east = zone_of("America/New_York"), zone_of("Pacific/Auckland")
    assert asked_at(practice, Preferences(), west, at(20, 9), None) == at(20, 15)
    assert asked_at(practice, Preferences(), east, at(20, 9), None) is None
    evening = Preferences(hour=19, quiet_from=22)
    assert asked_at(practice, evening, east, at(20, 7), None) == at(20, 7)
    assert asked_at(practice, Preferences(), MADRID, at(20, 9), at(20, 1)) == at(20, 13)
    assert asked_at(practice, Preferences(), MADRID, at(20, 9), at(20, 8, 30)) is None
