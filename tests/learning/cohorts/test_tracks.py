"""How a learner gets on, by what she holds, what is due, and whether she can be reached."""

from datetime import UTC, date, datetime, timedelta

import pytest

from learning.cohorts.tracks import URGENCY, Reached, better, goal_track, issued, learner_track, taken_over
from learning.cohorts.values import Track
from learning.learners.values import DEFAULT, Preferences
from learning.past.values import PastCertificate
from learning.standing.values import Standing

TODAY = date(2026, 11, 1)


def past(expires: date | None) -> PastCertificate:
    return PastCertificate("c", "lea", date(2024, 1, 1), expires, "the old list")


@pytest.mark.parametrize(
    ("days", "state"),
    [
        (None, Track.ON_TRACK),
        (15, Track.ON_TRACK),
        (14, Track.DUE_SOON),
        (0, Track.DUE_SOON),
        (-1, Track.OVERDUE),
    ],
)
def test_what_is_not_reached_stands_by_its_day(days: int | None, state: Track) -> None:
    due = TODAY + timedelta(days=days) if days is not None else None
    assert goal_track(None, due, TODAY) is state


def test_what_is_reached_is_not_overdue_and_what_lapsed_is_lapsed() -> None:
    long_ago = date(2026, 1, 1)
    assert [goal_track(one, long_ago, TODAY) for one in (Track.DONE, Track.EXPIRING, Track.LAPSED)] == [
        Track.DONE,
        Track.EXPIRING,
        Track.LAPSED,
    ]


def test_every_standing_of_a_certificate_says_how_the_goal_stands_and_until_when_it_counts_or_counted() -> None:
    until = date(2028, 1, 1)
    found = {one: issued(one, until) for one in Standing}
    assert found == {
        Standing.CURRENT: Reached(Track.DONE, until),
        Standing.EXPIRING: Reached(Track.EXPIRING, until),
        Standing.OUTDATED: Reached(Track.EXPIRING, until),
        Standing.EXPIRED: Reached(Track.LAPSED, until),
        Standing.SUSPENDED: Reached(Track.LAPSED),
        Standing.REVOKED: Reached(Track.LAPSED),
    }


@pytest.mark.parametrize(
    ("expires", "state"),
    [
        (None, Track.DONE),
        (TODAY + timedelta(days=31), Track.DONE),
        (TODAY + timedelta(days=30), Track.EXPIRING),
        (TODAY, Track.EXPIRING),
        (TODAY - timedelta(days=1), Track.LAPSED),
    ],
)
def test_a_certificate_from_elsewhere_counts_through_its_last_day(expires: date | None, state: Track) -> None:
    assert taken_over(past(expires), 30, TODAY) == Reached(state, expires)


def test_of_two_certificates_the_better_one_counts_and_says_until_when() -> None:
    revoked, lapsed = issued(Standing.REVOKED, date(2028, 1, 1)), Reached(Track.LAPSED, date(2025, 1, 1))
    assert better([revoked, Reached(Track.DONE, date(2027, 1, 1))]) == Reached(Track.DONE, date(2027, 1, 1))
    assert better([Reached(Track.DONE), lapsed]) == Reached(Track.DONE)
    assert better([Reached(Track.DONE, date(2027, 1, 1)), Reached(Track.DONE)]) == Reached(Track.DONE)
    assert better([Reached(Track.EXPIRING, TODAY), Reached(Track.EXPIRING, date(2027, 1, 1))]) == Reached(
        Track.EXPIRING, date(2027, 1, 1)
    )
    assert better([revoked]) == Reached(Track.LAPSED)
    assert better([]) is None


def test_of_several_goals_the_one_that_needs_somebody_most_says_how_a_learner_stands() -> None:
    assert learner_track([Track.DONE, Track.OVERDUE, Track.DUE_SOON], DEFAULT, TODAY) is Track.OVERDUE
    assert learner_track([Track.DONE, Track.DONE], DEFAULT, TODAY) is Track.DONE
    assert learner_track([], DEFAULT, TODAY) is Track.ON_TRACK


def test_who_paused_is_left_alone_through_that_day_and_who_left_is_gone() -> None:
    paused = Preferences(paused_until=TODAY)
    assert learner_track([Track.OVERDUE], paused, TODAY) is Track.PAUSED
    assert learner_track([Track.DONE], paused, TODAY) is Track.DONE
    assert learner_track([Track.OVERDUE], paused, TODAY + timedelta(days=1)) is Track.OVERDUE
    left = Preferences(left_at=datetime(2026, 10, 1, tzinfo=UTC))
    assert learner_track([Track.DONE], left, TODAY) is Track.LEFT


def test_every_state_has_its_urgency() -> None:
    assert set(URGENCY) == set(Track)
