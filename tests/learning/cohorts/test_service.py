"""A cohort is made, people come and go, something is to be reached; on databases of both kinds."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from knowledge.audit.queries import entries
from knowledge.errors import NotAllowed
from learning.cohorts import goals, notes, queries, service
from learning.cohorts.values import LONGEST_WORDS, MOST_GOALS, MOST_LEARNERS, Aim, GoalKind
from learning.curriculum.service import leave
from learning.errors import (
    CohortEmpty,
    CohortFull,
    CohortNameMissing,
    CohortNotFound,
    DueOver,
    GoalGone,
    NoteGone,
    NotInCohort,
    OwnMentor,
    TooManyGoals,
    WordsMissing,
)
from learning.membership.values import Part
from storage.schema import new_id
from tests.learning.attempts.hall import NOW
from tests.learning.cohorts.campus import CERTIFICATION, LEARNERS, PATH, Campus

TODAY = NOW.date()


def test_a_person_named_twice_is_in_it_once_and_who_is_in_it_stays(campus: Campus) -> None:
    found = campus.add("lea", "luz", "luz")
    assert (found.added, found.before) == (("luz",), ("lea",))
    assert {line.person for line in campus.overview().lines} == {*LEARNERS, "luz"}
    assert campus.line("lea").mentor == "mona"


def test_a_cohort_of_one_is_one(campus: Campus) -> None:
    campus.cohort = campus.make("Alone", ["lea"])
    assert [line.person for line in campus.overview("olga").lines] == ["lea"]


def test_what_is_no_cohort_is_refused(campus: Campus) -> None:
    with pytest.raises(CohortNameMissing):
        campus.make("  ", ["lea"])
    with pytest.raises(CohortEmpty):
        campus.make("Nobody", [])
    crowd = [f"p{number}" for number in range(MOST_LEARNERS + 1)]
    with pytest.raises(CohortFull):
        campus.make("Crowd", crowd)
    with pytest.raises(CohortFull):
        campus.add(*crowd[: MOST_LEARNERS - len(LEARNERS) + 1])
    assert len(campus.add(*crowd[: MOST_LEARNERS - len(LEARNERS)]).added) == MOST_LEARNERS - len(LEARNERS)


def test_who_leaves_and_comes_back_is_in_it_again_without_a_mentor(campus: Campus) -> None:
    campus.remove("lea")
    assert "lea" not in {line.person for line in campus.overview().lines}
    with pytest.raises(NotInCohort):
        campus.remove("lea")
    campus.add("lea", now=NOW + timedelta(days=1))
    assert campus.line("lea").mentor is None


def test_the_learners_of_a_mentor_who_leaves_have_none(campus: Campus) -> None:
    campus.remove("mona", Part.MENTOR)
    assert {line.person: line.mentor for line in campus.overview().lines if line.mentor} == {"lin": "moira"}
    with pytest.raises(NotAllowed):
        campus.overview("mona")


def test_a_learner_gets_another_mentor_or_none_and_never_herself(campus: Campus) -> None:
    def assign(learner: str, mentor: str | None) -> None:
        campus.do(
            lambda session: service.assign(
                session, campus.workspace, campus.cohort, learner, mentor, by="cora", now=NOW
            )
        )

    assign("lea", "miriam")
    assert campus.line("lea").mentor == "miriam"
    assert [line.person for line in campus.overview("miriam").lines] == ["lea"]
    assign("lea", None)
    assert campus.line("lea").mentor is None
    with pytest.raises(OwnMentor):
        assign("lea", "lea")
    with pytest.raises(NotInCohort):
        assign("nina", "mona")


def test_a_cohort_that_has_ended_is_seen_by_nobody(campus: Campus) -> None:
    campus.do(lambda session: service.archive(session, campus.workspace, campus.cohort, by="cora", now=NOW))
    with pytest.raises(CohortNotFound):
        campus.overview("olga")
    with campus.school.database.reading() as session:
        assert queries.cohorts(session, campus.workspace, "olga") == []


def test_a_goal_has_a_day_that_can_be_moved_and_a_path_takes_all_learners_in(campus: Campus) -> None:
    first = campus.goal(PATH, TODAY)
    moved = campus.goal(PATH, TODAY + timedelta(days=30))
    assert (moved.id, campus.overview().goals) == (first.id, (moved,))
    campus.add("luz")
    for person in (*LEARNERS, "luz"):
        assert campus.school.standing(person).since == NOW
    campus.do(lambda session: goals.remove_goal(session, campus.workspace, campus.cohort, first.id, by="cora", now=NOW))
    assert campus.overview().goals == ()
    with pytest.raises(GoalGone):
        campus.do(
            lambda session: goals.remove_goal(session, campus.workspace, campus.cohort, first.id, by="cora", now=NOW)
        )


def test_who_left_a_path_is_not_put_back_on_it_by_another_day_or_another_goal(campus: Campus) -> None:
    campus.goal(PATH, TODAY)
    campus.do(lambda session: leave(session, campus.workspace, PATH.target, "lea", now=NOW))
    campus.goal(PATH, TODAY + timedelta(days=30))
    campus.goal(CERTIFICATION)
    assert campus.school.standing("lea").since is None
    assert campus.school.standing("lou").since == NOW


def test_a_day_is_over_by_the_clocks_of_who_sets_it(campus: Campus) -> None:
    evening = NOW.replace(day=3, hour=0, minute=30)

    def set_goal(zone: str) -> None:
        campus.do(
            lambda session: goals.set_goal(
                session, campus.workspace, campus.cohort, CERTIFICATION, date(2026, 11, 2),
                by="cora", zone=ZoneInfo(zone), now=evening,
            )
        )  # fmt: skip

    set_goal("America/Los_Angeles")
    with pytest.raises(DueOver):
        set_goal("Europe/Madrid")


def test_a_cohort_is_renamed_and_never_without_a_name(campus: Campus) -> None:
    def rename(name: str) -> None:
        campus.do(lambda session: service.rename(session, campus.workspace, campus.cohort, name, by="cora", now=NOW))

    rename("  Spring   2027 ")
    assert campus.overview().cohort.name == "Spring 2027"
    with pytest.raises(CohortNameMissing):
        rename(" ")


def test_a_day_that_is_over_and_a_goal_that_is_not_there_are_refused(campus: Campus) -> None:
    with pytest.raises(DueOver):
        campus.goal(CERTIFICATION, TODAY - timedelta(days=1))
    for kind in GoalKind:
        with pytest.raises(GoalGone):
            campus.goal(Aim(kind, "no such thing"))
    campus.school.retire()
    with pytest.raises(GoalGone):
        campus.goal(PATH)


def test_a_cohort_has_so_many_goals_at_most(campus: Campus) -> None:
    for number in range(MOST_GOALS):
        campus.school.hall.certify(key=f"c{number}")
        campus.goal(Aim(GoalKind.CERTIFICATION, f"c{number}"), date(2027, 1, 1))
    with pytest.raises(TooManyGoals):
        campus.goal(CERTIFICATION)


def test_a_path_that_was_retired_since_keeps_nobody_out_of_the_cohort(campus: Campus) -> None:
    campus.goal(PATH)
    campus.school.retire()
    assert campus.add("luz").added == ("luz",)


def test_notes_are_seen_by_those_who_look_after_her_and_taken_away_by_who_may(campus: Campus) -> None:
    kept = campus.note("lea", "  Had a hard week. ")
    with campus.school.database.reading() as session:
        for viewer, seen in (("mona", ["Had a hard week."]), ("cora", ["Had a hard week."]), ("lea", [])):
            shown = queries.learner(session, campus.workspace, campus.cohort, "lea", viewer, NOW)
            assert [one.words for one in shown.notes] == seen
        assert [one.id for one in queries.notes_on(session, campus.workspace, "lea")] == [kept]
    for words in ("  ", "a" * (LONGEST_WORDS + 1)):
        with pytest.raises(WordsMissing):
            campus.note("lea", words)
    campus.do(lambda session: notes.remove_note(session, campus.workspace, kept, by="cora", now=NOW))
    with pytest.raises(NoteGone):
        campus.do(lambda session: notes.remove_note(session, campus.workspace, kept, by="cora", now=NOW))
    with campus.school.database.reading() as session:
        assert queries.notes_on(session, campus.workspace, "lea") == []


def test_what_is_written_down_names_nobody_in_its_facts(campus: Campus) -> None:
    campus.goal(PATH, TODAY)
    campus.note("lea", "Had a hard week.")
    campus.nudge("lea", "lou")
    campus.remove("lea")
    with campus.school.database.reading() as session:
        kept = [one for one in entries(session, campus.workspace, limit=50) if one.subject_kind == "cohort"]
    assert [one.action for one in kept[:4]] == ["cohort changed", "learners nudged", "cohort changed", "cohort changed"]
    assert (kept[0].before, kept[0].after) == ({"learners": 4}, {"learners": 3})
    said = {value for one in kept for facts in (one.before, one.after) for value in (facts or {}).values()}
    assert said <= {None, 0, 1, 2, 3, 4, "2026-11-01", PATH.target}


def test_of_another_workspace_there_is_no_cohort(campus: Campus) -> None:
    with campus.school.database.reading() as session, pytest.raises(CohortNotFound):
        queries.overview(session, new_id(), campus.cohort, "olga", NOW)
    with campus.school.database.reading() as session, pytest.raises(CohortNotFound):
        queries.overview(session, campus.workspace, "'; drop table cohort", "olga", NOW)
