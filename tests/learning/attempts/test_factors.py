"""More time for exactly one person, and written down."""

from datetime import timedelta

import pytest

from knowledge.audit.queries import entries
from knowledge.errors import NotAllowed
from knowledge.members.roles import OPERATOR, Role
from knowledge.members.service import give_role
from learning.attempts.factors import set_factor
from learning.attempts.queries import factor_of
from learning.attempts.timing import NO_LONGER
from learning.attempts.values import Recording
from learning.errors import BadFactor
from tests.learning.attempts.hall import MINUTE, NOW, Hall


def grant(hall: Hall, person: str, factor: float, *, by: str = OPERATOR, note: str | None = None) -> float:
    with hall.database.transaction() as session:
        return set_factor(session, hall.workspace, person, factor, by=by, now=NOW + MINUTE, note=note)


def test_more_time_is_exactly_that_person_s_and_audited_without_the_note(hall: Hall) -> None:
    hall.certify()
    assert grant(hall, "amara", 1.5, note="A letter from her doctor.") == 1.0
    assert grant(hall, "amara", 1.5) == 1.5
    hers, his = hall.start("amara", now=NOW + 2 * MINUTE), hall.start("ben", now=NOW + 2 * MINUTE)
    assert (hers.factor, hers.minutes, hers.deadline) == (1.5, 45.0, NOW + 47 * MINUTE)
    assert (his.factor, his.minutes, his.deadline) == (1.0, 30.0, NOW + 32 * MINUTE)
    with hall.database.reading() as session:
        found = [one for one in entries(session, hall.workspace, limit=9) if one.action == "time factor set"]
    assert [(one.actor, one.subject, one.before, one.after) for one in found] == [
        (OPERATOR, "amara", {"factor": "1"}, {"factor": "1.5"})
    ]


def test_who_has_an_exam_open_gets_the_time_at_once_and_it_is_never_taken_from_it(sqlite_hall: Hall) -> None:
    sqlite_hall.certify()
    begun, other = sqlite_hall.start("carmen"), sqlite_hall.start("dev")
    grant(sqlite_hall, "carmen", 2.0)
    late = NOW + timedelta(minutes=59)
    for attempt, recording in ((begun, Recording.RECORDED), (other, Recording.LATE)):
        response = sqlite_hall.right(attempt.slots[0])
        outcome = sqlite_hall.answer(attempt.id, 1, response, person=attempt.person, now=late)
        assert outcome.recording is recording
    grant(sqlite_hall, "carmen", NO_LONGER)
    kept = sqlite_hall.stored(begun.id)
    assert (kept.minutes, kept.factor, kept.deadline) == (60.0, 2.0, NOW + 60 * MINUTE)
    with sqlite_hall.database.reading() as session:
        assert factor_of(session, sqlite_hall.workspace, "carmen") == 1.0
        assert factor_of(session, sqlite_hall.workspace, "nobody") == 1.0


def test_what_was_decided_last_holds_also_where_the_clock_was_ahead_before(sqlite_hall: Hall) -> None:
    for factor, at in ((2.0, NOW + timedelta(hours=1)), (1.5, NOW)):
        with sqlite_hall.database.transaction() as session:
            set_factor(session, sqlite_hall.workspace, "gina", factor, by=OPERATOR, now=at)
    with sqlite_hall.database.reading() as session:
        assert factor_of(session, sqlite_hall.workspace, "gina") == 1.5


def test_an_exam_without_a_limit_stays_without(sqlite_hall: Hall) -> None:
    sqlite_hall.certify(minutes=None)
    begun = sqlite_hall.start("eve")
    grant(sqlite_hall, "eve", 2.0)
    assert sqlite_hall.stored(begun.id).deadline is None


@pytest.mark.parametrize("factor", [0.0, 0.99, -1.0, 10.01, float("nan"), float("inf")])
def test_a_factor_that_takes_time_away_or_never_ends_is_refused(sqlite_hall: Hall, factor: float) -> None:
    with pytest.raises(BadFactor):
        grant(sqlite_hall, "frida", factor)


@pytest.mark.parametrize("role", [Role.LEARNER, Role.EDITOR, Role.REVIEWER])
def test_only_who_keeps_accommodations_may_give_it(sqlite_hall: Hall, role: Role) -> None:
    with sqlite_hall.database.transaction() as session:
        give_role(session, sqlite_hall.workspace, role.value, role, by=OPERATOR, now=NOW)
    with pytest.raises(NotAllowed):
        grant(sqlite_hall, role.value, 2.0, by=role.value)
