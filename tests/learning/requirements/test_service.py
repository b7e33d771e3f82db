"""Something is handed in, observed, waived, given more time; who decides is somebody else, and it is written down."""

from datetime import date, datetime, timedelta
from typing import TypedDict

import pytest

from knowledge.audit.queries import entries
from knowledge.errors import NotAllowed
from knowledge.members.roles import OPERATOR, Role
from knowledge.members.service import give_role
from learning.certifications.definition import Criterion, Requirement, RequirementKind
from learning.certifications.queries import certification
from learning.errors import (
    CertificationNotFound,
    DecidedMeanwhile,
    LinkUnusable,
    MarksIncomplete,
    MarksOwn,
    ReasonMissing,
    RequirementNotFound,
    WrongRequirementState,
)
from learning.requirements.queries import Waiting, standing, to_decide
from learning.requirements.service import Towards, decide, extend, submit, waive
from learning.requirements.states import RequirementStanding
from learning.requirements.values import Mark, RequirementState
from storage.database import Database
from tests.learning.attempts.hall import MINUTE, NOW, Hall

RUBRIC = tuple(Criterion(key, key.title()) for key in ("listens", "plans", "ends"))
REQUIREMENTS = (
    Requirement("meeting", RequirementKind.OBSERVED, "A meeting", RUBRIC, 90),
    Requirement("training", RequirementKind.ATTENDANCE, "The training day"),
)
HERS = Towards("mentor", "meeting", "amara")
ALL_MET = {criterion.key: Mark.MET for criterion in RUBRIC}


class Marked(TypedDict):
    """What is the same in several decisions."""

    marks: dict[str, Mark]
    now: datetime


@pytest.fixture
def place(database: Database) -> Hall:
    hall = Hall.open(database)
    hall.certify(requirements=REQUIREMENTS)
    with database.transaction() as session:
        for person, role in (("olga", Role.REVIEWER), ("ed", Role.EDITOR)):
            give_role(session, hall.workspace, person, role, by=OPERATOR, now=NOW)
    return hall


def standings(place: Hall, person: str = "amara") -> dict[str, RequirementStanding]:
    with place.database.reading() as session:
        return standing(session, place.workspace, certification(session, place.workspace, "mentor"), person)


def test_a_requirement_goes_from_handed_in_over_a_repetition_to_met(place: Hall) -> None:
    place.start("amara")
    found = standings(place)
    assert {key: one.state for key, one in found.items()} == dict.fromkeys(
        ("meeting", "training"), RequirementState.OPEN
    )
    assert (found["meeting"].due, found["training"].due) == (NOW.date() + timedelta(days=90), None)
    with place.database.transaction() as session:
        link = "https://example.org/notes"
        handed = submit(session, place.workspace, HERS, link=link, note="Tuesday's meeting.", now=NOW)
        assert (handed.state, handed.by, handed.link) == (RequirementState.SUBMITTED, "amara", link)
    with place.database.reading() as session:
        mentor = certification(session, place.workspace, "mentor")
        assert to_decide(session, place.workspace) == [Waiting(mentor.id, "amara", handed.requirement)]
    marks = dict.fromkeys(ALL_MET, Mark.GROWTH)
    with place.database.transaction() as session:
        decide(session, place.workspace, HERS, RequirementState.REPEAT, marks=marks, by="olga", now=NOW + MINUTE)
    assert standings(place)["meeting"].state is RequirementState.REPEAT
    with place.database.transaction() as session:
        submit(session, place.workspace, HERS, now=NOW - MINUTE)
        decide(session, place.workspace, HERS, RequirementState.MET, marks=marks, by="olga", now=NOW - MINUTE)
    done = standings(place)["meeting"]
    assert (done.state, done.is_done) == (RequirementState.MET, True)
    assert [step.state.value for step in done.steps] == ["submitted", "repeat", "submitted", "met"]
    with place.database.reading() as session:
        assert to_decide(session, place.workspace) == []
        acts = [one for one in entries(session, place.workspace, limit=20) if one.action == "requirement decided"]
    assert [(one.actor, one.subject, (one.after or {})["state"]) for one in acts] == [
        ("olga", "amara", "met"),
        ("olga", "amara", "repeat"),
    ]


def test_more_time_and_a_waiver_need_a_reason_and_change_only_what_they_say(place: Hall) -> None:
    until = date(2027, 3, 1)
    with place.database.transaction() as session:
        submit(session, place.workspace, HERS, link="https://example.org/1", now=NOW)
        extend(session, place.workspace, HERS, until, reason="She was ill.", by="olga", now=NOW)
    found = standings(place)["meeting"]
    assert (found.state, found.due, found.steps[-1].link) == (
        RequirementState.SUBMITTED, until, "https://example.org/1",
    )  # fmt: skip
    for reason in ("", "  "):
        with pytest.raises(ReasonMissing), place.database.transaction() as session:
            waive(session, place.workspace, HERS, reason=reason, by="olga", now=NOW)
        with pytest.raises(ReasonMissing), place.database.transaction() as session:
            extend(session, place.workspace, HERS, until, reason=reason, by="olga", now=NOW)
    with place.database.transaction() as session:
        waive(session, place.workspace, HERS, reason="Ten years of practice.", by="olga", now=NOW)
    assert standings(place)["meeting"].state is RequirementState.WAIVED
    assert standings(place)["training"].state is RequirementState.OPEN
    assert standings(place, "ben")["meeting"].state is RequirementState.OPEN
    with pytest.raises(WrongRequirementState), place.database.transaction() as session:
        submit(session, place.workspace, HERS, now=NOW)
    with pytest.raises(WrongRequirementState), place.database.transaction() as session:
        extend(session, place.workspace, HERS, until, reason="Again.", by="olga", now=NOW)
    with pytest.raises(WrongRequirementState), place.database.transaction() as session:
        waive(session, place.workspace, HERS, reason="Again.", by="olga", now=NOW)


def test_only_an_observer_decides_and_never_on_her_own(place: Hall) -> None:
    own = Towards("mentor", "training", "olga")
    for towards, by, error in ((HERS, "ed", NotAllowed), (HERS, "amara", NotAllowed), (own, "olga", MarksOwn)):
        marks = ALL_MET if towards is HERS else None
        with pytest.raises(error), place.database.transaction() as session:
            decide(session, place.workspace, towards, RequirementState.MET, marks=marks, by=by, now=NOW)
        with pytest.raises(error), place.database.transaction() as session:
            waive(session, place.workspace, towards, reason="So.", by=by, now=NOW)
        with pytest.raises(error), place.database.transaction() as session:
            extend(session, place.workspace, towards, date(2027, 1, 1), reason="So.", by=by, now=NOW)
    assert standings(place, "olga")["training"].steps == standings(place)["meeting"].steps == ()


def test_who_decides_upon_what_somebody_has_decided_meanwhile_changes_nothing(place: Hall) -> None:
    with place.database.transaction() as session:
        submit(session, place.workspace, HERS, now=NOW)
        extend(session, place.workspace, HERS, date(2027, 3, 1), reason="She was ill.", by="olga", now=NOW)
        marked = Marked(marks=ALL_MET, now=NOW + MINUTE)
        decide(session, place.workspace, HERS, RequirementState.MET, seen=1, by="olga", **marked)
    before = standings(place)["meeting"]
    assert (before.decision, before.decided_since(3)) == (before.steps[2], ())
    with pytest.raises(DecidedMeanwhile) as refused, place.database.transaction() as session:
        decide(session, place.workspace, HERS, RequirementState.REPEAT, seen=1, by=OPERATOR, **marked)
    assert (refused.value.state, refused.value.by) == ("met", "olga")
    assert standings(place)["meeting"] == before
    with place.database.transaction() as session:
        decide(session, place.workspace, HERS, RequirementState.REPEAT, seen=3, by=OPERATOR, **marked)
        submit(session, place.workspace, HERS, now=NOW + 2 * MINUTE)
    assert standings(place)["meeting"].decision is None


def test_what_is_no_requirement_and_what_is_not_marked_whole_is_refused(place: Hall) -> None:
    with pytest.raises(RequirementNotFound), place.database.transaction() as session:
        submit(session, place.workspace, Towards("mentor", "nothing", "amara"), now=NOW)
    with pytest.raises(CertificationNotFound), place.database.transaction() as session:
        submit(session, place.workspace, Towards("nothing", "meeting", "amara"), now=NOW)
    for marks in ({}, {"listens": Mark.MET}, {**ALL_MET, "sings": Mark.MET}):
        with pytest.raises(MarksIncomplete), place.database.transaction() as session:
            decide(session, place.workspace, HERS, RequirementState.MET, marks=marks, by="olga", now=NOW)
    with pytest.raises(WrongRequirementState), place.database.transaction() as session:
        decide(session, place.workspace, HERS, RequirementState.WAIVED, marks=ALL_MET, by="olga", now=NOW)
    for link in (
        "javascript:alert(1)",
        "notes",
        "file:///etc/passwd",
        "https://",
        "http://[",
        "https://x/" + "x" * 2_000,
    ):
        with pytest.raises(LinkUnusable), place.database.transaction() as session:
            submit(session, place.workspace, HERS, link=link, now=NOW)
