"""A cohort at a school: learners, mentors, coordinators and others; each shorthand is a transaction of its own."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import insert
from sqlalchemy.orm import Session

from knowledge.members.roles import OPERATOR, Role
from knowledge.members.service import give_role
from learning.cohorts import goals, notes, nudging, queries, service
from learning.cohorts.values import Aim, Goal, GoalKind, LearnerLine, NudgePlan, Overview
from learning.learners.models import LearnerRow
from learning.learners.values import DEFAULT
from learning.membership.values import Part
from learning.past.models import PastCertificateRow
from storage.database import Database
from storage.schema import new_id
from tests.learning.attempts.hall import NOW
from tests.learning.curriculum.school import KEY, School
from tests.worlds import written_once

T = TypeVar("T")
LEARNERS = ("lea", "lou", "lin", "lis")
CERTIFICATION, PATH = Aim(GoalKind.CERTIFICATION, "mentor"), Aim(GoalKind.PATH, KEY)


@dataclass
class Campus:
    """The place. Mona looks after Lea and Lou, Moira after Lin; Cora coordinates."""

    school: School
    cohort: str = ""

    @classmethod
    @written_once
    def open(cls, database: Database) -> "Campus":
        campus = cls(School.open(database))
        for person, role in (("olga", Role.ADMIN), ("ed", Role.EDITOR), ("rita", Role.REVIEWER)):
            campus.do(partial(campus.give, person=person, role=role))
        campus.cohort = campus.make("Spring", LEARNERS, coordinators=["cora"])
        campus.add("lea", "lou", mentor="mona")
        campus.add("lin", mentor="moira")
        return campus

    @property
    def workspace(self) -> str:
        return self.school.workspace

    def give(self, session: Session, person: str, role: Role) -> None:
        give_role(session, self.workspace, person, role, by=OPERATOR, now=NOW)

    def do(self, act: Callable[[Session], T]) -> T:
        with self.school.database.transaction() as session:
            return act(session)

    def make(
        self, name: str, learners: Collection[str], *, by: str = "olga", coordinators: Collection[str] = ()
    ) -> str:
        return self.do(
            lambda session: service.make(
                session, self.workspace, name, learners, coordinators=coordinators, by=by, now=NOW
            )
        )

    def add(
        self, *people: str, part: Part = Part.LEARNER, mentor: str | None = None, by: str = "olga", now: datetime = NOW
    ) -> service.Added:
        return self.do(
            lambda session: service.add(
                session, self.workspace, self.cohort, people, part, mentor=mentor, by=by, now=now
            )
        )

    def remove(self, person: str, part: Part = Part.LEARNER, *, by: str = "olga") -> None:
        self.do(lambda session: service.remove(session, self.workspace, self.cohort, person, part, by=by, now=NOW))

    def goal(self, aim: Aim, due: date | None = None, *, by: str = "cora") -> Goal:
        return self.do(lambda session: goals.set_goal(session, self.workspace, self.cohort, aim, due, by=by, now=NOW))

    def note(self, person: str, words: str, *, by: str = "mona") -> str:
        return self.do(lambda session: notes.note(session, self.workspace, self.cohort, person, words, by=by, now=NOW))

    def nudge(self, *people: str, words: str = "Keep going.", by: str = "cora", now: datetime = NOW) -> NudgePlan:
        return self.do(
            lambda session: nudging.nudge(session, self.workspace, self.cohort, people, words, by=by, now=now)
        )

    def plan(self, *people: str, by: str = "cora", now: datetime = NOW) -> NudgePlan:
        with self.school.database.reading() as session:
            return nudging.plan(session, self.workspace, self.cohort, people, by, now)

    def overview(self, viewer: str = "cora", *, now: datetime = NOW) -> Overview:
        with self.school.database.reading() as session:
            return queries.overview(session, self.workspace, self.cohort, viewer, now)

    def line(self, person: str, *, now: datetime = NOW) -> LearnerLine:
        return next(line for line in self.overview(now=now).lines if line.person == person)

    def prefers(self, person: str, **changes: object) -> None:
        """What a person wants, or that she left."""
        likes: dict[str, Any] = {"daily": DEFAULT.daily, "hour": DEFAULT.hour, "quiet_from": DEFAULT.quiet_from}
        likes |= {"quiet_until": DEFAULT.quiet_until, "muted": [], "since": NOW}
        row = {"workspace_id": self.workspace, "person": person, **likes, **changes}
        self.do(lambda session: session.execute(insert(LearnerRow).values(**row)))

    def had(self, person: str, issued: date, expires: date | None) -> None:
        """A person was certified elsewhere."""
        row: dict[str, Any] = {
            "workspace_id": self.workspace,
            "certification_id": self.school.certification.id,
            "person": person,
        }
        row |= {"id": new_id(), "issued": issued, "expires": expires, "by": OPERATOR, "at": NOW}
        self.do(lambda session: session.execute(insert(PastCertificateRow).values(**row)))
