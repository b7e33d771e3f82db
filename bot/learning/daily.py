"""What a person is told when it is time for a notice: to practise, that a certificate lapses, that a goal is near."""

from datetime import datetime

from bot.blocks.learning.daily import daily_message
from bot.blocks.learning.deadline import Deadline, NearDay
from bot.blocks.message import Message
from bot.learning.scoping import scope_of
from bot.learning.zones import Reached
from bot.library.desk import Desk
from knowledge.errors import NotAllowed
from learning.attempts.queries import sitting
from learning.cohorts.queries import learner
from learning.cohorts.values import Track
from learning.continuous.queries import this_week
from learning.errors import CohortNotFound, NotInCohort
from learning.learners.hours import day_of
from learning.notices import goals
from learning.notices.planning import is_past
from learning.notices.values import Lapsing, Notice, Stage
from learning.practice.queries import today
from learning.standing.queries import held_by
from learning.standing.standing import OVER
from learning.standing.values import Standing

_REACHED = frozenset({Track.DONE, Track.EXPIRING, Track.LEFT, Track.PAUSED})


def practice_message(desk: Desk, notice: Notice, to: Reached, now: datetime) -> Message | None:
    """How many questions wait, for her own sake or to keep a certificate.

    None where none do, she has practised already today, or sits an exam.
    """
    scope = scope_of(desk, to.person)
    with desk.database.reading() as session:
        found = today(session, desk.workspace, to.person, to.zone, now, scope)
        is_sitting = bool(sitting(session, desk.workspace, to.person, now))
        asked = this_week(session, desk.workspace, to.person, now, scope.audiences)
    weeks = [week for week in asked if week.left]
    if found.answered_today or is_sitting or not (found.due + found.new or weeks):
        return None
    return daily_message(found, notice.id, to.texts, weeks)


def near_day(desk: Desk, notice: Notice, to: Reached, now: datetime) -> Deadline | NearDay | None:
    """The certificate that lapses, or the goal of a cohort that is to be reached soon; None where that is moot."""
    _, stage, _ = notice.subject
    return (near_goal if stage in goals.STAGES else near_end)(desk, notice, to, now)


def near_goal(desk: Desk, notice: Notice, to: Reached, now: datetime) -> NearDay | None:
    """A goal whose last day is near; None where it was reached, taken away, or put off."""
    goal_id, stage, last = notice.subject
    today_ = day_of(now, to.zone)
    with desk.database.reading() as session:
        goal = goals.goal_of(session, desk.workspace, goal_id)
        if goal is None or goal.due.isoformat() != last or goals.is_past(stage, goal.due, today_):
            return None
        try:
            seen = learner(session, desk.workspace, goal.cohort_id, to.person, to.person, now)
        except (CohortNotFound, NotInCohort, NotAllowed):
            return None
    mine = next((one for one in seen.line.goals if one.goal.id == goal_id), None)
    if mine is None or mine.state in _REACHED:
        return None
    return NearDay(goal_id, mine.title, seen.overview.cohort.name, goal.due, (goal.due - today_).days)


def near_end(desk: Desk, notice: Notice, to: Reached, now: datetime) -> Deadline | None:
    """A certificate that lapses; None where it no longer counts, was renewed, or its end is nearer already."""
    certificate_id, stage, _ = notice.subject
    with desk.database.reading() as session:
        held = held_by(session, desk.workspace, to.person, now)
    one = next((one for one in held if one.certificate.id == certificate_id), None)
    if one is None or one.standing in {*OVER, Standing.SUSPENDED}:
        return None
    ends, since = one.certificate.expires_at, one.renewable_from
    if ends is None or since is None:
        return None
    lapsing = Lapsing(certificate_id, to.person, one.certificate.issued_at, since, ends)
    if is_past(Stage(stage), lapsing, to.zone, now):
        return None
    day = day_of(ends, to.zone)
    days = (day - day_of(now, to.zone)).days
    title = one.certification.definition.title
    return Deadline(certificate_id, title, day, days, ends, is_first=stage == Stage.WINDOW)
