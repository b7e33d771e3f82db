"""A cohort as those who look after it see it, from what is recorded of its learners; on databases of both kinds."""

from datetime import date, timedelta

from learning.cohorts.queries import cohorts
from learning.cohorts.values import Track
from learning.requirements.service import Towards, submit
from tests.learning.attempts.hall import DAY, NOW
from tests.learning.cohorts.campus import CERTIFICATION, LEARNERS, PATH, Campus

TODAY = NOW.date()
# Rounded up: how many there are does not depend on how many learners there are.
MOST_STATEMENTS = 22


def test_learners_stand_by_their_goals_and_those_come_first_who_need_somebody_most(campus: Campus) -> None:
    campus.goal(CERTIFICATION, TODAY + timedelta(days=3))
    campus.had("lea", date(2020, 1, 1), date(2021, 1, 1))
    campus.had("lou", date(2026, 1, 1), None)
    campus.prefers("lin", paused_until=TODAY)
    found = campus.overview()
    assert [(line.person, line.state) for line in found.lines] == [
        ("lea", Track.LAPSED),
        ("lis", Track.DUE_SOON),
        ("lin", Track.PAUSED),
        ("lou", Track.DONE),
    ]
    assert (found.lines[0].goals[0].title, found.lines[0].goals[0].expires) == ("Mentor essentials", date(2021, 1, 1))
    assert {state: found.count(state) for state in Track if found.count(state)} == {
        Track.LAPSED: 1,
        Track.DUE_SOON: 1,
        Track.PAUSED: 1,
        Track.DONE: 1,
    }


def test_how_far_each_is_on_a_path_and_when_she_last_did_something_is_seen(campus: Campus) -> None:
    campus.goal(PATH, TODAY)
    campus.school.done("lea", "read")
    campus.school.practise("lou")
    with campus.school.database.transaction() as session:
        submit(session, campus.workspace, Towards("mentor", "visit", "lin"), note="With Leo.", now=NOW + DAY)
    lea = campus.line("lea")
    assert (lea.goals[0].reached, lea.goals[0].of, lea.last_active, lea.state) == (1, 5, NOW, Track.DUE_SOON)
    assert (campus.line("lou").last_active, campus.line("lou").mastery["care"].n) == (NOW, 1)
    assert (campus.line("lin").last_active, campus.line("lis").last_active) == (NOW + DAY, None)
    assert campus.line("lea", now=NOW + 2 * DAY).state is Track.OVERDUE


def test_a_day_is_over_by_the_clocks_of_the_learner_and_where_they_are_unknown_once_it_is_over_everywhere(
    campus: Campus,
) -> None:
    campus.goal(PATH, TODAY)
    campus.prefers("lea", zone="Pacific/Auckland")
    campus.prefers("lou", zone="America/Los_Angeles")
    # Noon on the day, by UTC; half past four on the day in Los Angeles; seven on the day after in Madrid.
    noon, later, morning = NOW.replace(hour=12), NOW.replace(day=2, hour=0, minute=30), NOW.replace(day=2, hour=6)
    stands = {
        now: {line.person for line in campus.overview(now=now).lines if line.state is Track.OVERDUE}
        for now in (noon, later, morning, NOW.replace(day=2, hour=12))
    }
    assert stands == {
        noon: {"lea"},
        later: {"lea"},
        morning: {"lea"},
        NOW.replace(day=2, hour=12): set(LEARNERS),
    }


def test_adding_a_person_shows_nothing_of_her_but_what_the_cohort_is_to_reach(campus: Campus) -> None:
    campus.school.practise("lea")
    assert campus.line("lea").mastery == {}
    assert campus.overview().topics == ()
    campus.goal(PATH)
    assert campus.line("lea").mastery.keys() == {"care"}


def test_topics_are_those_of_the_goals_and_no_percentages_for_a_few(campus: Campus) -> None:
    campus.goal(CERTIFICATION)
    campus.school.practise("lea")
    (care,) = campus.overview().topics
    assert (care.competency, care.title, care.answered, care.percent) == ("care", "Care", 1, None)


def test_an_overview_takes_as_many_statements_for_many_as_for_few(campus: Campus) -> None:
    campus.goal(CERTIFICATION)
    campus.goal(PATH)
    campus.had("lea", TODAY, None)
    with campus.school.hall.statements() as few:
        campus.overview()
    campus.add(*(f"p{number}" for number in range(60)))
    with campus.school.hall.statements() as many:
        assert len(campus.overview().lines) == 60 + len(LEARNERS)
    assert len(many) == len(few) <= MOST_STATEMENTS


def test_a_list_of_cohorts_has_those_that_one_may_see(campus: Campus) -> None:
    other = campus.make("Autumn", ["luz"])
    with campus.school.database.reading() as session:
        seen = {
            who: [(one.name, one.learners) for one in cohorts(session, campus.workspace, who)]
            for who in ("olga", "cora", "mona", "lea", "ed", "nina")
        }
    assert seen == {
        "olga": [("Autumn", 1), ("Spring", 4)],
        "cora": [("Spring", 4)],
        "mona": [("Spring", 2)],
        "lea": [("Spring", None)],
        "ed": [],
        "nina": [],
    }
    assert other != campus.cohort
