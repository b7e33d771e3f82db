"""Every role and somebody from outside, at every button of certification, pressed where it stood long ago."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from typing import Any

import pytest

from bot.blocks.learning.requirement_card import named
from bot.bolt import FEATURES
from bot.durable import time_now
from bot.issuing import issuing
from knowledge.members.roles import OPERATOR, Act, Role, may
from knowledge.members.service import give_role
from learning.cohorts.goals import set_goal
from learning.cohorts.notes import note
from learning.cohorts.service import make
from learning.cohorts.values import Aim, GoalKind
from learning.credentials.issuing import issue
from learning.curriculum.reading import from_data
from learning.curriculum.service import store
from learning.items.service import add, publish, quarantine, submit
from learning.items.values import Difficulty, ItemDraft, Pool, Quote
from learning.requirements.service import Towards, waive
from learning.requirements.service import submit as hand_in
from tests.journeys import library_actions
from tests.journeys.certification_actions import (
    ACTIONS,
    CERTIFICATE,
    CERTIFICATION,
    COHORT,
    COHORT_GOAL,
    COHORT_LEARNER,
    COHORT_NOTE,
    DRAFT,
    ELSEWHERE,
    FOR_LEARNERS,
    FORMS,
    FORMS_ELSEWHERE,
    HIT,
    LIVE,
    OUT,
    PATH,
    REVIEWED,
    SUBMITTED,
)
from tests.journeys.certified import DEFINITION, Certified, certifying
from tests.journeys.editions import OLD
from tests.journeys.library_actions import FOR_READERS, Registered, Row, Sent
from tests.journeys.test_library_roles import PERSON, Scene
from tests.journeys.workplace import AMARA, CARMEN, OLIVIA

numbers = count(1)


@dataclass
class Bench(Scene):
    """The workplace, and what is pressed in it; each value names something new."""

    desk: Certified

    def _value(self, row: Row) -> str:
        made: dict[str, Callable[[], str]] = {
            CERTIFICATE: self._certificate,
            CERTIFICATION: lambda: self.desk.certification.id,
            SUBMITTED: self._submitted,
            PATH: self._path,
            COHORT: self._cohort,
            COHORT_LEARNER: lambda: f"{self._cohort()}:{CARMEN}",
            COHORT_GOAL: self._cohort_goal,
            COHORT_NOTE: self._cohort_note,
            HIT: lambda: self.desk.guide.edition_id,
            **{state: partial(self._item, state) for state in (DRAFT, REVIEWED, LIVE, OUT)},
        }
        return row.value + made[row.about]() if row.about in made else super()._value(row)

    def filled(self, sent: Sent) -> dict[str, Any]:
        """What is filled in, with the requirement that is meant."""
        which = {"which": f"{self.desk.certification.id}:{sent.values['which']}"} if "which" in sent.values else {}
        return {**sent.values, **which}

    def _item(self, state: str) -> str:
        draft = ItemDraft(
            key=f"item {next(numbers)}",
            type="true_false",
            pool=Pool.EXAM,
            content={"stem": "Is this so?", "right": True},
            rationale="The guide says so.",
            competency="bring",
            difficulty=Difficulty.EASY,
            quotes=(Quote(self.desk.guide.guide_key, OLD),),
        )
        workspace, now = self.desk.workspace, time_now()
        with self.office.services.database.transaction() as session:
            version_id = add(session, workspace, draft, by=OPERATOR, now=now)
            if state == REVIEWED:
                submit(session, workspace, version_id, by=OPERATOR, now=now)
            if state in (LIVE, OUT):
                publish(session, workspace, version_id, by=OPERATOR, now=now)
            if state == OUT:
                quarantine(session, workspace, version_id, edition_id=self.desk.guide.edition_id, now=now)
        return version_id

    def _certificate(self) -> str:
        person = f"U0HOLDER{next(numbers)}"
        workspace, services, now = self.desk.workspace, self.office.services, time_now()
        attempt_id = self.desk.answered(person)
        with services.database.transaction() as session:
            towards = Towards(DEFINITION.key, "visit", person)
            waive(session, workspace, towards, reason="Done elsewhere.", by=OPERATOR, now=now)
        return issue(services.database, workspace, attempt_id, name="Somebody", using=issuing(services), now=now).id

    def _cohort(self) -> str:
        with self.office.services.database.transaction() as session:
            return make(session, self.desk.workspace, "Autumn", [CARMEN], by=OPERATOR, now=time_now())

    def _cohort_goal(self) -> str:
        cohort_id, aim = self._cohort(), Aim(GoalKind.CERTIFICATION, DEFINITION.key)
        with self.office.services.database.transaction() as session:
            goal = set_goal(session, self.desk.workspace, cohort_id, aim, None, by=OPERATOR, now=time_now())
        return f"{cohort_id}:{goal.id}"

    def _cohort_note(self) -> str:
        cohort_id = self._cohort()
        with self.office.services.database.transaction() as session:
            return note(session, self.desk.workspace, cohort_id, CARMEN, "Well.", by=OPERATOR, now=time_now())

    def _path(self) -> str:
        step = {"key": "read", "kind": "reading", "title": "Read", "readings": [{"guide": self.desk.guide.guide_key}]}
        tree = {"key": f"path-{next(numbers)}", "title": "A path", "summary": "A path.", "steps": [step]}
        with self.office.services.database.transaction() as session:
            return store(session, self.desk.workspace, from_data(tree), by=OPERATOR, now=time_now()).id

    def _submitted(self) -> str:
        towards = Towards(DEFINITION.key, "visit", f"U0SUBMITTER{next(numbers)}")
        with self.office.services.database.transaction() as session:
            hand_in(session, self.desk.workspace, towards, note="With Leo.", now=time_now())
        return named(towards)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with certifying(tmp_path_factory.mktemp("bench") / "data") as office:
        with office.services.database.transaction() as session:
            give_role(session, office.bot.parts.workspace, AMARA, Role.OWNER, by=OPERATOR, now=time_now())
        yield Bench(office, Certified(office).prepare())


def test_every_button_and_form_has_its_row() -> None:
    known, library = Registered(FEATURES), library_actions
    named_ = {name.partition(":")[0] for name in (*ACTIONS, *library.ACTIONS)}
    assert named_ | ELSEWHERE == known.actions - FOR_READERS - FOR_LEARNERS
    forms = {*FORMS, *library.FORMS}
    assert forms | FORMS_ELSEWHERE == known.submissions - FOR_READERS - FOR_LEARNERS


def test_everything_that_a_role_can_allow_is_asked_for_by_some_button() -> None:
    rows = [*ACTIONS.values(), *library_actions.ACTIONS.values()]
    sent = [*FORMS.values(), *library_actions.FORMS.values()]
    assert {*(row.needs for row in rows), *(one.needs for one in sent)} - {None} == set(Act)


@pytest.mark.parametrize("role", Role)
def test_a_button_in_an_old_message_does_what_the_role_allows_now_and_nothing_else(bench: Bench, role: Role) -> None:
    wrong: dict[str, str] = {}
    for name, row in ACTIONS.items():
        bench.appoint(role)
        refused = bench.refusals(PERSON)
        bench.press(PERSON, name, row)
        was_refused = bench.refusals(PERSON) > refused
        if row.needs is not None and may(role, row.needs) == was_refused:
            wrong[name] = "refused" if was_refused else "allowed"
    assert wrong == {}


def test_a_form_that_was_opened_by_somebody_who_may_is_refused_to_who_may_not_any_more(bench: Bench) -> None:
    for callback, sent in FORMS.items():
        bench.appoint(Role.OWNER)
        bench.press(PERSON, sent.opened_by, ACTIONS[sent.opened_by])
        acts = bench.office.slack.acts
        view = next(v for v in bench.office.slack.workspace.views(PERSON) if v["callback_id"] == callback)
        acts._fill(view, acts._given(bench._platform.workspace.people[PERSON], view, bench.filled(sent)))
        for role in Role:
            bench.appoint(role)
            before, refused = bench.library(), bench.refusals(PERSON)
            bench.send(PERSON, view)
            was_refused = bench.refusals(PERSON) > refused
            assert was_refused is not may(role, sent.needs)
            assert not was_refused or bench.library() == before


def test_somebody_from_outside_can_do_nothing(bench: Bench) -> None:
    for name, row in ACTIONS.items():
        fixed = replace(row, about="nothing", value=bench._value(row))
        before = bench.library()
        bench.press(OLIVIA, name, fixed)
        assert bench.library() == before, name
    assert bench.refusals(OLIVIA) == 0
