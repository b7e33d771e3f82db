"""Nudges: whom they reach and whom not, once a week at most, and what becomes of them; on databases of both kinds."""

from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from learning.cohorts.models import NudgeRow
from learning.cohorts.nudging import end, has_to_send, in_state, to_send, unwanted
from learning.cohorts.values import LONGEST_WORDS, NoNudge, NudgeOutcome, Track
from learning.errors import NobodyToNudge, WordsMissing
from storage.schema import new_id
from tests.learning.attempts.hall import DAY, NOW
from tests.learning.cohorts.campus import CERTIFICATION, LEARNERS, Campus

TODAY = NOW.date()
MADRID = ZoneInfo("Europe/Madrid")


def test_who_left_paused_or_wants_none_is_not_reached_and_it_is_said_why(campus: Campus) -> None:
    campus.prefers("lea", left_at=NOW)
    campus.prefers("lou", paused_until=TODAY)
    campus.prefers("lin", muted=["nudge"])
    found = campus.plan(*LEARNERS, "nina")
    assert found.to == ("lis",)
    assert found.not_to == {"lea": NoNudge.LEFT, "lou": NoNudge.PAUSED, "lin": NoNudge.MUTED}


def test_nobody_is_nudged_twice_in_a_week_in_whatever_cohort_and_by_whomever(campus: Campus) -> None:
    assert campus.nudge("lea", "lou").to == ("lea", "lou")
    again = campus.nudge("lea", "lin", by="olga")
    assert (again.to, again.not_to) == (("lin",), {"lea": NoNudge.THIS_WEEK})
    campus.cohort = campus.make("Autumn", ["lea", "luz"], coordinators=["cora"])
    assert campus.plan("lea", "luz").not_to == {"lea": NoNudge.THIS_WEEK}
    with pytest.raises(NobodyToNudge):
        campus.nudge("lea")
    with pytest.raises(NobodyToNudge):
        campus.nudge("lea", now=NOW + 7 * DAY)
    finish(campus, NOW)
    assert campus.nudge("lea", now=NOW + 7 * DAY).to == ("lea",)


def test_one_that_was_written_at_night_and_sent_on_monday_is_the_only_one_of_seven_days(campus: Campus) -> None:
    campus.nudge("lea", now=datetime(2026, 11, 29, 22, 30, tzinfo=UTC))
    monday = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
    assert campus.plan("lea", now=monday).not_to == {"lea": NoNudge.THIS_WEEK}
    finish(campus, monday)
    for later in (timedelta(minutes=5), 7 * DAY - timedelta(minutes=1)):
        assert campus.plan("lea", now=monday + later).not_to == {"lea": NoNudge.THIS_WEEK}
    assert campus.plan("lea", now=monday + 7 * DAY).to == ("lea",)


def test_the_database_itself_takes_no_second_one_of_a_week(campus: Campus) -> None:
    campus.nudge("lea")
    twice: dict[str, Any] = {"workspace_id": campus.workspace, "cohort_id": campus.cohort, "person": "lea"}
    twice |= {"id": new_id(), "words": "Go on.", "period": "2026-W44", "by": "olga", "at": NOW}
    with pytest.raises(IntegrityError):
        campus.do(lambda session: session.execute(insert(NudgeRow).values(**twice)))


def test_a_pause_goes_by_the_clocks_of_who_paused(campus: Campus) -> None:
    evening = datetime(2026, 12, 3, 0, 30, tzinfo=UTC)
    campus.nudge("lou", now=evening - DAY)
    campus.prefers("lou", paused_until=date(2026, 12, 2))
    with campus.school.database.reading() as session:
        (waiting,) = to_send(session, campus.workspace, 10)
        found = [
            unwanted(session, campus.workspace, waiting, zone, evening)
            for zone in (ZoneInfo("America/Los_Angeles"), MADRID)
        ]
    assert found == [NudgeOutcome.PAUSED, None]


def test_those_that_wait_are_had_page_by_page(campus: Campus) -> None:
    campus.nudge(*LEARNERS)
    with campus.school.database.reading() as session:
        first = to_send(session, campus.workspace, 3)
        second = to_send(session, campus.workspace, 3, after=first[-1].id)
    assert [one.person for one in (*first, *second)] == list(LEARNERS)


def test_only_those_whom_she_looks_after_are_nudged_and_never_herself(campus: Campus) -> None:
    assert campus.plan(*LEARNERS, by="mona").to == ("lea", "lou")
    campus.cohort = campus.make("Autumn", ["cora", "lea"], coordinators=["cora"])
    found = campus.plan("cora", "lea")
    assert (found.to, found.not_to) == (("lea",), {"cora": NoNudge.OWN})


def test_words_that_say_nothing_or_too_much_are_refused(campus: Campus) -> None:
    for words in ("", " \n ", "a" * (LONGEST_WORDS + 1)):
        with pytest.raises(WordsMissing):
            campus.nudge("lea", words=words)


def test_those_who_stand_so_are_found_also_where_they_paused(campus: Campus) -> None:
    campus.goal(CERTIFICATION, TODAY)
    campus.prefers("lou", paused_until=TODAY + 30 * DAY)
    campus.had("lin", TODAY, None)
    with campus.school.database.reading() as session:
        found = in_state(session, campus.workspace, campus.cohort, {Track.OVERDUE}, "cora", NOW + 2 * DAY)
        hers = in_state(session, campus.workspace, campus.cohort, {Track.OVERDUE}, "mona", NOW + 2 * DAY)
    assert (set(found), set(hers)) == ({"lea", "lou", "lis"}, {"lea", "lou"})


def test_a_nudge_is_sent_until_something_came_of_it(campus: Campus) -> None:
    campus.nudge("lea", "lou", words=" Keep going. ")
    with campus.school.database.reading() as session:
        first, second = to_send(session, campus.workspace, 10)
        assert (first.person, first.words, first.by, first.cohort) == ("lea", "Keep going.", "cora", "Spring")
        assert unwanted(session, campus.workspace, first, MADRID, NOW) is None
    campus.do(lambda session: end(session, campus.workspace, first.id, NudgeOutcome.SENT, now=NOW))
    campus.do(lambda session: end(session, campus.workspace, first.id, NudgeOutcome.LEFT, now=NOW + DAY))
    with campus.school.database.reading() as session:
        assert to_send(session, campus.workspace, 10) == [second]
    campus.do(lambda session: end(session, campus.workspace, second.id, NudgeOutcome.UNREACHABLE, now=NOW))
    with campus.school.database.reading() as session:
        assert not has_to_send(session, campus.workspace)


def test_whoever_pauses_or_leaves_the_cohort_before_it_is_sent_does_not_get_it(campus: Campus) -> None:
    campus.nudge(*LEARNERS)
    campus.prefers("lea", paused_until=TODAY + timedelta(days=3))
    campus.prefers("lou", muted=["nudge"])
    campus.remove("lin")
    with campus.school.database.reading() as session:
        waiting = {one.person: one for one in to_send(session, campus.workspace, 10)}
        found = {person: unwanted(session, campus.workspace, one, MADRID, NOW) for person, one in waiting.items()}
    assert found == {
        "lea": NudgeOutcome.PAUSED,
        "lou": NudgeOutcome.MUTED,
        "lin": NudgeOutcome.REMOVED,
        "lis": None,
    }


def finish(campus: Campus, now: datetime) -> None:
    """Let all that wait be sent."""
    with campus.school.database.reading() as session:
        ids = [one.id for one in to_send(session, campus.workspace, 100)]
    for nudge_id in ids:
        sent = partial(end, workspace=campus.workspace, nudge_id=nudge_id, outcome=NudgeOutcome.SENT, now=now)
        campus.do(sent)
