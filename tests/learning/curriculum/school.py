"""A place with a guide, items, a certification, and a path to it; each shorthand is a transaction of its own."""

from collections.abc import Collection
from dataclasses import dataclass
from random import Random
from typing import Any

from knowledge.guides.life import withdraw
from knowledge.guides.queries import guide_summaries
from knowledge.members.roles import OPERATOR
from learning.certifications.definition import Requirement, RequirementKind
from learning.certifications.values import Certification
from learning.curriculum import service
from learning.curriculum.queries import path, standing_of, standings
from learning.curriculum.reading import from_data
from learning.curriculum.values import Path, PathStanding, Since, StepState
from learning.items.queries import version
from learning.items.types import TYPES
from learning.items.values import Pool
from learning.practice import service as practice
from learning.practice.values import Practised
from storage.database import Database
from storage.schema import new_id
from tests.learning.attempts.hall import NOW, Hall
from tests.learning.curriculum.written import PATH
from tests.learning.items.bank import Bank, item
from tests.worlds import written_once

KEY = PATH["key"]
VISIT = Requirement("visit", RequirementKind.OBSERVED, "A visit")


@dataclass
class School:
    """The place."""

    hall: Hall
    bank: Bank
    certification: Certification

    @classmethod
    @written_once
    def open(cls, database: Database) -> "School":
        """With four items for practice, and the path stored."""
        bank, hall = Bank.open(database), Hall.open(database)
        for number in range(4):
            bank.live(item(f"practise-{number}", pool=Pool.PRACTICE, competency="care"))
        school = cls(hall, bank, hall.certify(requirements=(VISIT,)))
        school.store()
        return school

    @property
    def database(self) -> Database:
        return self.hall.database

    @property
    def workspace(self) -> str:
        return self.hall.workspace

    def store(self, *, by: str = OPERATOR, **changes: Any) -> Path:
        """The path, with something other than ``PATH`` says."""
        with self.database.transaction() as session:
            return service.store(session, self.workspace, from_data({**PATH, **changes}), by=by, now=NOW)

    def add(self, *, by: str = OPERATOR, **changes: Any) -> Path:
        with self.database.transaction() as session:
            return service.add(session, self.workspace, from_data({**PATH, **changes}), by=by, now=NOW)

    def change(self, before: Path, *, by: str = OPERATOR, **changes: Any) -> Path:
        since, definition = Since(before.id, before.version_id), from_data({**PATH, **changes})
        with self.database.transaction() as session:
            return service.change(session, self.workspace, since, definition, by=by, now=NOW)

    def offer(self, *, by: str = OPERATOR) -> Path:
        with self.database.transaction() as session:
            return service.offer(session, self.workspace, KEY, by=by, now=NOW)

    def withdraw(self, guide: str) -> None:
        with self.database.transaction() as session:
            found = {one.key: one.id for one in guide_summaries(session, self.workspace)}
            withdraw(session, self.workspace, found[guide], by=OPERATOR, reason="It is old.", now=NOW)

    def path(self) -> Path:
        with self.database.reading() as session:
            return path(session, self.workspace, KEY)

    def retire(self, *, by: str = OPERATOR) -> Path:
        with self.database.transaction() as session:
            return service.retire(session, self.workspace, KEY, by=by, now=NOW)

    def enrol(self, *people: str, by: str = OPERATOR) -> Path:
        with self.database.transaction() as session:
            return service.enrol_all(session, self.workspace, KEY, people, by=by, now=NOW)

    def leave(self, person: str) -> None:
        with self.database.transaction() as session:
            service.leave(session, self.workspace, KEY, person, now=NOW)

    def done(self, person: str, step: str, note: str | None = None) -> PathStanding:
        with self.database.transaction() as session:
            return service.done(session, self.workspace, KEY, person, step, note=note, now=NOW)

    def standing(self, person: str) -> PathStanding:
        with self.database.reading() as session:
            return standing_of(session, self.workspace, path(session, self.workspace, KEY), person)

    def states(self, person: str) -> dict[str, StepState]:
        return {one.step.key: one.state for one in self.standing(person).steps}

    def all_of(self, people: Collection[str]) -> dict[tuple[str, str], PathStanding]:
        with self.database.reading() as session:
            return standings(session, self.workspace, people, [path(session, self.workspace, KEY)])

    def practise(self, person: str) -> Practised:
        """Answer an item for practice rightly."""
        with self.database.transaction() as session:
            shown = practice.show(
                session, self.workspace, self.certification, person, practice_id=new_id(), now=NOW, dice=Random(1)
            )
            assert shown is not None
            asked = version(session, self.workspace, shown.version_id)
            kind = TYPES[asked.type]
            right = kind.right(kind.read(asked.content))
            return practice.answer(session, self.workspace, shown.id, right, person=person, now=NOW)
