"""Every view and every use case of a cohort, for every role and every part in it: who may, as one table."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy.orm import Session

from knowledge.errors import NotAllowed
from knowledge.members.roles import Role
from learning.cohorts import goals, notes, nudging, queries, service
from learning.cohorts.values import Track
from learning.errors import LearningError, MarksOwn, NobodyToNudge, NotInCohort
from learning.membership.values import Part
from learning.requirements.service import Towards, decide, extend, waive
from learning.requirements.values import RequirementState
from storage.database import Database
from tests.databases import on_both
from tests.learning.attempts.hall import NOW
from tests.learning.cohorts.campus import CERTIFICATION, Campus
from tests.learning.curriculum.school import VISIT

# Who she is: a role in the library, or a part in the cohort, with no role. What is asked is about Lea.
OWNER, ADMIN, EDITOR, REVIEWER, NOBODY = "own", "olga", "ed", "rita", "nina"
COORDINATOR, HERS, OTHERS, HERSELF, OTHER = "cora", "mona", "moira", "lea", "lou"
STRANGER = "nell"
EVERYBODY = (OWNER, ADMIN, EDITOR, REVIEWER, NOBODY, COORDINATOR, HERS, OTHERS, HERSELF, OTHER)
KEEPERS = {OWNER, ADMIN}
IN_CHARGE = KEEPERS | {COORDINATOR}
LOOK_AFTER = IN_CHARGE | {HERS}

Act = Callable[[Session, Campus, str], object]


def _place(session: Session, campus: Campus) -> tuple[Session, str, str]:
    return session, campus.workspace, campus.cohort


ACTS: dict[str, tuple[Act, set[str]]] = {
    "see that there is this cohort": (
        lambda s, c, who: queries.overview(*_place(s, c), who, NOW),
        IN_CHARGE | {HERS, OTHERS, HERSELF, OTHER},
    ),
    "see Lea's goals and standing": (
        lambda s, c, who: _must_have(HERSELF, [one.person for one in queries.overview(*_place(s, c), who, NOW).lines]),
        LOOK_AFTER | {HERSELF},
    ),
    "see Lin, too": (
        lambda s, c, who: _must_have("lin", [one.person for one in queries.overview(*_place(s, c), who, NOW).lines]),
        IN_CHARGE | {OTHERS},
    ),
    "see Lea's own page": (
        lambda s, c, who: queries.learner(*_place(s, c), HERSELF, who, NOW),
        LOOK_AFTER | {HERSELF},
    ),
    "see weak topics of those whom she looks after": (
        lambda s, c, who: _must_have(
            "care", [one.competency for one in queries.overview(*_place(s, c), who, NOW).topics]
        ),
        LOOK_AFTER | {OTHERS},
    ),
    "read notes about Lea": (
        lambda s, c, who: _must_have(
            "Hard week.", [one.words for one in queries.learner(*_place(s, c), HERSELF, who, NOW).notes]
        ),
        LOOK_AFTER,
    ),
    "find it in the list": (
        lambda s, c, who: _must_have(c.cohort, [one.id for one in queries.cohorts(s, c.workspace, who)]),
        IN_CHARGE | {HERS, OTHERS, HERSELF, OTHER},
    ),
    "see who is in a state": (
        lambda s, c, who: _must_have(HERSELF, nudging.in_state(*_place(s, c), {Track.ON_TRACK}, who, NOW)),
        LOOK_AFTER | {HERSELF},
    ),
    "plan to nudge Lea": (
        lambda s, c, who: _must_have(HERSELF, nudging.plan(*_place(s, c), [HERSELF], who, NOW).to),
        LOOK_AFTER,
    ),
    "nudge Lea": (lambda s, c, who: nudging.nudge(*_place(s, c), [HERSELF], "Go on.", by=who, now=NOW), LOOK_AFTER),
    "make a cohort": (lambda s, c, who: service.make(s, c.workspace, "New", ["lea"], by=who, now=NOW), KEEPERS),
    "add a learner": (lambda s, c, who: service.add(*_place(s, c), ["luz"], by=who, now=NOW), IN_CHARGE),
    "add a mentor": (lambda s, c, who: service.add(*_place(s, c), ["luz"], Part.MENTOR, by=who, now=NOW), IN_CHARGE),
    "say who coordinates": (
        lambda s, c, who: service.add(*_place(s, c), ["luz"], Part.COORDINATOR, by=who, now=NOW),
        KEEPERS,
    ),
    "take out a learner": (lambda s, c, who: service.remove(*_place(s, c), HERSELF, by=who, now=NOW), IN_CHARGE),
    "take out a coordinator": (
        lambda s, c, who: service.remove(*_place(s, c), COORDINATOR, Part.COORDINATOR, by=who, now=NOW),
        KEEPERS,
    ),
    "assign a mentor": (
        lambda s, c, who: service.assign(*_place(s, c), HERSELF, "luz", by=who, now=NOW),
        IN_CHARGE,
    ),
    "set a goal": (lambda s, c, who: goals.set_goal(*_place(s, c), CERTIFICATION, None, by=who, now=NOW), IN_CHARGE),
    "take a goal away": (
        lambda s, c, who: goals.remove_goal(*_place(s, c), _goal(s, c), by=who, now=NOW),
        IN_CHARGE,
    ),
    "note something about Lea": (
        lambda s, c, who: notes.note(*_place(s, c), HERSELF, "Better.", by=who, now=NOW),
        LOOK_AFTER,
    ),
    "take away another's note": (
        lambda s, c, who: notes.remove_note(s, c.workspace, _note(s, c), by=who, now=NOW),
        IN_CHARGE,
    ),
    "take away one's own note": (
        lambda s, c, who: notes.remove_note(
            s, c.workspace, notes.note(*_place(s, c), HERSELF, "Mine.", by=who, now=NOW), by=who, now=NOW
        ),
        LOOK_AFTER,
    ),
    "end it": (lambda s, c, who: service.archive(*_place(s, c), by=who, now=NOW), IN_CHARGE),
    "decide on Lea's visit": (
        lambda s, c, who: decide(s, c.workspace, _visit(), RequirementState.MET, by=who, now=NOW),
        LOOK_AFTER | {REVIEWER},
    ),
    "waive Lea's visit": (
        lambda s, c, who: waive(s, c.workspace, _visit(), reason="Done.", by=who, now=NOW),
        KEEPERS | {REVIEWER},
    ),
    "give Lea more time": (
        lambda s, c, who: extend(s, c.workspace, _visit(), NOW.date(), reason="Ill.", by=who, now=NOW),
        KEEPERS | {REVIEWER},
    ),
    "decide on Lea's visit towards what the cohort is not to reach": (
        lambda s, c, who: decide(s, c.workspace, _elsewhere(), RequirementState.MET, by=who, now=NOW),
        KEEPERS | {REVIEWER},
    ),
    "decide on a stranger by adding her": (lambda s, c, who: _takes_in(s, c, who), KEEPERS),
    "see what a stranger has shown besides by adding her": (lambda s, c, who: _looks_at(s, c, who), set()),
    "rename it": (lambda s, c, who: service.rename(*_place(s, c), "Autumn", by=who, now=NOW), IN_CHARGE),
}


def _elsewhere() -> Towards:
    return Towards("other", "visit", HERSELF)


def _takes_in(session: Session, campus: Campus, who: str) -> None:
    """Add somebody to the cohort in order to decide on what it is not to reach."""
    service.add(*_place(session, campus), [STRANGER], by=who, now=NOW)
    decide(session, campus.workspace, Towards("other", "visit", STRANGER), RequirementState.MET, by=who, now=NOW)


def _looks_at(session: Session, campus: Campus, who: str) -> None:
    """Make a cohort without goals, or one's own so, and look what she has shown there."""
    for goal in queries.goals_of(session, campus.workspace, [campus.cohort])[campus.cohort]:
        goals.remove_goal(*_place(session, campus), goal.id, by=who, now=NOW)
    service.add(*_place(session, campus), [STRANGER], by=who, now=NOW)
    _must_have("care", queries.learner(*_place(session, campus), STRANGER, who, NOW).line.mastery)


class Unseen(Exception):
    """Something is not there for this person."""


def _must_have(wanted: str, found: Iterable[str]) -> None:
    if wanted not in found:
        raise Unseen(wanted)


def _visit() -> Towards:
    return Towards("mentor", "visit", HERSELF)


def _goal(session: Session, campus: Campus) -> str:
    return queries.goals_of(session, campus.workspace, [campus.cohort])[campus.cohort][0].id


def _note(session: Session, campus: Campus) -> str:
    return queries.notes_on(session, campus.workspace, HERSELF)[0].id


class RolledBack(Exception):
    """What was tried is not to stay."""


@contextmanager
def tried(campus: Campus) -> Iterator[Session]:
    """A transaction that is rolled back."""
    try:
        with campus.school.database.transaction() as session:
            yield session
            raise RolledBack
    except RolledBack:
        return


def allowed(campus: Campus, act: Act, who: str) -> bool:
    try:
        with tried(campus) as session:
            act(session, campus, who)
    except (NotAllowed, NotInCohort, NobodyToNudge, MarksOwn, Unseen):
        return False
    return True


@pytest.fixture
def campus(database: Database) -> Campus:
    found = Campus.open(database)
    found.do(lambda session: found.give(session, OWNER, Role.OWNER))
    found.goal(CERTIFICATION)
    found.school.practise(HERSELF)
    found.school.practise("lin")
    found.school.practise(STRANGER)
    # Olga wrote it, so that it is another's for the mentor and the coordinator.
    found.note(HERSELF, "Hard week.", by=ADMIN)
    found.school.hall.certify(key="other", requirements=(VISIT,))
    return found


@on_both
def test_who_may_see_and_do_what(campus: Campus) -> None:
    found = {what: {who for who in EVERYBODY if allowed(campus, act, who)} for what, (act, _) in ACTS.items()}
    assert found == {what: who for what, (_, who) in ACTS.items()}


def test_a_former_mentor_and_those_of_a_cohort_that_has_ended_see_nothing(campus: Campus) -> None:
    views = ("see Lea's goals and standing", "see Lea's own page", "read notes about Lea", "find it in the list")
    campus.remove(HERS, Part.MENTOR)
    assert [allowed(campus, ACTS[what][0], HERS) for what in views] == [False] * len(views)
    campus.do(lambda session: service.archive(session, campus.workspace, campus.cohort, by="olga", now=NOW))
    for who in EVERYBODY:
        for what in views:
            with pytest.raises((LearningError, Unseen)), tried(campus) as session:
                ACTS[what][0](session, campus, who)
