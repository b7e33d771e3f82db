"""Whatever is done in whatever order, by whatever clock: what is stored is what a plain model says."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from learning.attempts.queries import history, open_attempts, result
from learning.attempts.values import Attempt, Ending, Recording
from learning.certifications.definition import Passing
from learning.errors import AlreadyOpen, AttemptNotFound, ExamPassed, LearningError, TooManyAttempts, TooSoon
from learning.items.responses import Chosen
from tests.learning.attempts.hall import DAY, DELIVERY, GRACE, NOW, SECOND, Hall

LIMIT = timedelta(minutes=30)
ALLOWED = 3
PEOPLE = count()


@dataclass
class Sitting:
    """An attempt as the model knows it; ``keys`` are those of the answers, with their time, by the item's place."""

    attempt: Attempt
    keys: dict[int, tuple[datetime, str]] = field(default_factory=dict)
    acts: set[str] = field(default_factory=set)
    ended_at: datetime | None = None
    ending: Ending | None = None
    points: int = 0

    @property
    def due(self) -> datetime:
        return self.attempt.started_at + LIMIT

    def close(self, now: datetime) -> None:
        self.ending = Ending.SUBMITTED if now <= self.due + GRACE else Ending.TIME
        self.ended_at = max(self.attempt.started_at, min(now, self.due))
        self.points = sum(key == "a" for _, key in self.keys.values())


class ExamMachine(RuleBasedStateMachine):
    """One person and her attempts, a stranger, and a clock that may be set back, as Slack's never is."""

    hall: Hall

    @initialize()
    def sit_down(self) -> None:
        self.person = f"person {next(PEOPLE)}"
        self.now, self.behind = NOW, timedelta()
        self.sittings: list[Sitting] = []
        self.acts = count()

    @rule(seconds=st.sampled_from([1, 9, 60, 600, 1_199, 1_800, 1_801, 1_810, 1_811, 2_111, 86_400]))
    def wait(self, seconds: int) -> None:
        self.now += seconds * SECOND

    @rule(minutes=st.sampled_from([1, 10, 45]))
    def set_the_clock_back(self, minutes: int) -> None:
        self.now -= timedelta(minutes=minutes)
        self.behind += timedelta(minutes=minutes)

    @rule()
    def start(self) -> None:
        expected = self.why_not()
        if expected is None:
            begun = self.hall.start(self.person, now=self.now, seed=len(self.sittings))
            assert begun.deadline == self.now + LIMIT
            self.sittings.append(Sitting(begun))
            return
        with pytest.raises(expected):
            self.hall.start(self.person, now=self.now)

    @precondition(lambda self: self.sittings)
    @rule(
        data=st.data(),
        position=st.integers(1, 4),
        delay=st.sampled_from([0, 1, 60, 299, 300, 301, 3_000]),
        earlier=st.sampled_from([0, 0, 1, 50]),
        again=st.booleans(),
    )
    def answer(self, data: st.DataObject, position: int, delay: int, earlier: int, again: bool) -> None:
        sitting = data.draw(st.sampled_from(self.sittings))
        token, key = data.draw(st.sampled_from(sitting.attempt.slots[position - 1].tokens))
        act = data.draw(st.sampled_from(sorted(sitting.acts))) if again and sitting.acts else f"act {next(self.acts)}"
        clicked, self.now = self.now + self.behind - earlier * SECOND, self.now + delay * SECOND
        outcome = self.hall.answer(
            sitting.attempt.id, position, Chosen(frozenset([token])),
            person=self.person, act=act, clicked_at=clicked, now=self.now,
        )  # fmt: skip
        at = max(sitting.attempt.started_at, min(clicked, self.now))
        assert outcome.recording is self.expected(sitting, act, at)
        if outcome.recording is Recording.RECORDED:
            sitting.acts.add(act)
            if clicked >= sitting.keys.get(position, (clicked, ""))[0]:
                sitting.keys[position] = clicked, key
        stored = sitting.keys.get(position)
        assert outcome.given == (Chosen(frozenset([stored[1]])) if stored is not None else None)

    @precondition(lambda self: self.sittings)
    @rule(data=st.data(), forged=st.sampled_from(["a", "o", "", "other place", "stranger"]))
    def forge(self, data: st.DataObject, forged: str) -> None:
        sitting = data.draw(st.sampled_from(self.sittings))
        own, elsewhere = (sitting.attempt.slots[place].tokens[0][0] for place in (0, 1))
        token = {"other place": elsewhere, "stranger": own}.get(forged, forged)
        person = "a stranger" if forged == "stranger" else self.person
        outcome = self.hall.answer(sitting.attempt.id, 1, Chosen(frozenset([token])), person=person, now=self.now)
        assert outcome.recording is Recording.FOREIGN
        assert forged != "stranger" or outcome.given is None

    @precondition(lambda self: self.sittings)
    @rule(data=st.data())
    def submit(self, data: st.DataObject) -> None:
        sitting = data.draw(st.sampled_from(self.sittings))
        if sitting.ended_at is None:
            sitting.close(self.now)
        assert self.hall.submit(sitting.attempt.id, person=self.person, now=self.now).score.points == sitting.points

    @precondition(lambda self: self.sittings)
    @rule(data=st.data())
    def submit_as_a_stranger(self, data: st.DataObject) -> None:
        sitting = data.draw(st.sampled_from(self.sittings))
        with pytest.raises(AttemptNotFound):
            self.hall.submit(sitting.attempt.id, person="a stranger", now=self.now)

    @rule()
    def sweep(self) -> None:
        current = self.current
        closed = self.hall.sweep(now=self.now)
        overdue = current is not None and self.now > current.due + GRACE + DELIVERY
        if current is not None:
            assert (current.attempt.id in closed) is overdue
        if current is not None and overdue:
            current.close(self.now)

    @invariant()
    def what_is_stored_is_what_the_model_says(self) -> None:
        with self.hall.database.reading() as session:
            past = history(session, self.hall.workspace, self.person)
            still_open = [one.id for one in open_attempts(session, self.hall.workspace, self.person)]
            results = {one.attempt_id: result(session, self.hall.workspace, one.attempt_id) for one in past}
        assert still_open == ([self.current.attempt.id] if self.current is not None else [])
        assert len(past) == len(self.sittings)
        kept = {one.attempt_id: one for one in past}
        for sitting in self.sittings:
            found, came_to = kept[sitting.attempt.id], results[sitting.attempt.id]
            assert (found.ended_at, found.ending) == (sitting.ended_at, sitting.ending)
            assert (came_to.score.points if came_to is not None else None) == (
                sitting.points if sitting.ended_at is not None else None
            )

    @property
    def current(self) -> Sitting | None:
        return next((one for one in self.sittings if one.ended_at is None), None)

    def why_not(self) -> type[LearningError] | None:
        if self.current is not None:
            return AlreadyOpen
        if any(one.points == 4 for one in self.sittings):
            return ExamPassed
        if len(self.sittings) >= ALLOWED:
            return TooManyAttempts
        ends = [one.ended_at for one in self.sittings if one.ended_at is not None]
        return TooSoon if ends and self.now < max(ends) + DAY else None

    def expected(self, sitting: Sitting, act: str, clicked: datetime) -> Recording:
        if act in sitting.acts:
            return Recording.SAME
        if sitting.ended_at is not None:
            return Recording.ENDED
        late = clicked > sitting.due + GRACE or self.now > sitting.due + GRACE + DELIVERY
        return Recording.LATE if late else Recording.RECORDED


def test_every_order_of_doing_things_leaves_what_the_model_says(sqlite_hall: Hall) -> None:
    sqlite_hall.certify(attempts=ALLOWED, waiting_days=1, passing=Passing(100.0))
    machine = type("Machine", (ExamMachine,), {"hall": sqlite_hall})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=40, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
        ),
    )
