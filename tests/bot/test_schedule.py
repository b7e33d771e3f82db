"""What is due is started once in its period, whoever looks how often."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
from dbos import DBOS, DBOSConfiguredInstance
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import OperationalError

from bot.schedule import Errand, Schedule, hour, ten_minutes, ticking, week, whenever
from storage import jobs

NOON = datetime(2026, 11, 25, 12, 4, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@dataclass
class Done:
    """How often it was done."""

    times: int = 0
    again: Event = field(default_factory=Event)


@DBOS.dbos_class()
class Chores(DBOSConfiguredInstance):
    """A job that counts."""

    def __init__(self, done: Done) -> None:
        super().__init__("chores")
        self._done = done

    @DBOS.workflow()
    def do(self) -> None:
        self._done.times += 1
        self._done.again.set()


@pytest.fixture
def done() -> Done:
    return Done()


@pytest.fixture
def chores(tmp_path: Path, done: Done) -> Iterator[Chores]:
    with jobs.running(f"sqlite:///{tmp_path / 'jobs.sqlite'}", lambda: Chores(done)) as chores:
        yield chores


def hourly(chores: Chores) -> Schedule:
    return Schedule("w", [Errand("chores", hour, whenever, chores.do)])


def test_two_ticks_or_a_restart_in_one_hour_do_it_once_and_the_next_hour_does_it_again(
    chores: Chores, done: Done
) -> None:
    schedule = hourly(chores)
    for minutes in (0, 1, 55):
        schedule.tick(NOON + minutes * MINUTE)
        hourly(chores).tick(NOON + minutes * MINUTE)
    jobs.finish_left_over()
    assert done.times == 1
    schedule.tick(NOON + HOUR)
    jobs.finish_left_over()
    assert done.times == 2


def test_nothing_is_started_before_it_is_due_and_then_at_the_next_tick(chores: Chores, done: Done) -> None:
    asked: list[datetime] = []

    def is_due(now: datetime) -> bool:
        asked.append(now)
        return len(asked) > 2

    schedule = Schedule("w", [Errand("chores", hour, is_due, chores.do)])
    for minutes in range(10):
        schedule.tick(NOON + minutes * MINUTE)
    jobs.finish_left_over()
    assert done.times == 1
    assert asked == [NOON, NOON + MINUTE, NOON + 2 * MINUTE]


def test_one_errand_can_be_left_out(chores: Chores, done: Done) -> None:
    hourly(chores).without("chores").tick(NOON)
    jobs.finish_left_over()
    assert done.times == 0


def test_the_thread_looks_again_and_again_also_after_the_database_was_away(chores: Chores, done: Done) -> None:
    looks: list[datetime] = []

    def is_due(now: datetime) -> bool:
        looks.append(now)
        if len(looks) == 1:
            raise OperationalError("SELECT 1", {}, OSError("away"))
        return True

    schedule = Schedule("w", [Errand("chores", hour, is_due, chores.do)])
    with ticking(schedule, every=timedelta(milliseconds=1), clock=lambda: NOON):
        assert done.again.wait(10)
    assert looks == [NOON, NOON]
    assert done.times == 1


@given(st.integers(0, 10**7).map(lambda minutes: datetime(2020, 1, 1, tzinfo=UTC) + minutes * MINUTE))
def test_a_period_has_one_name_from_its_beginning_to_its_end(now: datetime) -> None:
    tenth = now - timedelta(minutes=now.minute % 10)
    assert ten_minutes(tenth) == ten_minutes(now) == ten_minutes(tenth + 9 * MINUTE)
    assert len({ten_minutes(tenth + n * 10 * MINUTE) for n in range(200)}) == 200
    monday = now - timedelta(days=now.weekday())
    assert week(monday) == week(now) == week(monday + timedelta(days=6))
    assert len({week(now + timedelta(weeks=n)) for n in range(200)}) == 200


def test_periods_are_named_as_people_name_them() -> None:
    assert (week(NOON), hour(NOON), ten_minutes(NOON)) == ("2026-W48", "2026-11-25T12", "2026-11-25T12:00")


def test_an_errand_that_fails_keeps_no_other_one_waiting_and_is_tried_again(chores: Chores, done: Done) -> None:
    looks: list[datetime] = []

    def is_due(now: datetime) -> bool:
        looks.append(now)
        raise ZeroDivisionError

    broken, works = Errand("broken", hour, is_due, chores.do), Errand("chores", hour, whenever, chores.do)
    schedule = Schedule("w", [broken, works])
    schedule.tick(NOON)
    schedule.tick(NOON + MINUTE)
    jobs.finish_left_over()
    assert (looks, done.times) == ([NOON, NOON + MINUTE], 1)
