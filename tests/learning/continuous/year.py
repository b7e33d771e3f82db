"""A holder's year: a certificate that is kept by practice, its weekly questions, and shorthands."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from evals.workload.item_bank import four_options
from knowledge.members.roles import OPERATOR
from learning.certifications.definition import Continuous
from learning.certifications.queries import certification, certification_of
from learning.certifications.service import put
from learning.continuous.queries import decided, due, this_week, untold
from learning.continuous.renewing import decide
from learning.continuous.service import next_item
from learning.continuous.values import Decided, Week
from learning.credentials.queries import certificates_of
from learning.credentials.values import Certificate
from learning.items.models import ItemProofRow, ItemRow, LiveItemRow
from learning.items.responses import Chosen
from learning.items.values import Pool
from learning.practice import service as practice
from learning.practice.values import Practised
from storage.database import Database
from storage.schema import new_id
from tests.learning.attempts.hall import NOW
from tests.learning.credentials.office import Office

AMARA = "amara"
WEEK = timedelta(days=7)
RULE = Continuous(weekly=2, floor=6)
ENDS = NOW.replace(year=NOW.year + 1) + timedelta(minutes=1)


@dataclass
class HolderYear:
    """What a holder does; each shorthand is a transaction of its own."""

    office: Office
    first: Certificate

    @classmethod
    def open(cls, database: Database, folder: Path, rule: Continuous | None = RULE) -> "HolderYear":
        """Amara has just been certified; there are three questions for practice, each with its proof."""
        office = Office.open(database, folder, valid_months=12, renewal_days=60, continuous=rule)
        for number in range(3):
            passage = office.hall.passage()
            version_id = office.hall.write(
                f"practice-{number}", "single_choice", four_options(f"P {number}?"), "care", passage=passage
            )
            with database.transaction() as session:
                row = session.query(LiveItemRow).filter_by(version_id=version_id).one()
                row.pool = Pool.PRACTICE.value
                session.get_one(ItemRow, row.item_id).pool = Pool.PRACTICE.value
        return cls(office, office.certify(AMARA))

    @property
    def database(self) -> Database:
        return self.office.database

    @property
    def workspace(self) -> str:
        return self.office.workspace

    def week(self, now: datetime, person: str = AMARA) -> tuple[Week, ...]:
        with self.database.reading() as session:
            return this_week(session, self.workspace, person, now)

    def ask(self, now: datetime, practice_id: str | None = None) -> Practised | None:
        with self.database.transaction() as session:
            return next_item(
                session,
                self.workspace,
                self.first.certification_id,
                AMARA,
                practice_id=practice_id or new_id(),
                now=now,
                dice=Random(1),
            )

    def practise(self, now: datetime, *, right: bool = True) -> Practised:
        """A question that she practises of her own accord, answered."""
        with self.database.transaction() as session:
            of = certification_of(session, self.workspace, self.first.certification_id)
            asked = practice.show(session, self.workspace, of, AMARA, practice_id=new_id(), now=now, dice=Random(1))
        assert asked is not None
        return self.give(asked, now, right=right)

    def answer(self, now: datetime, *, right: bool = True) -> Practised:
        """The next question of the week, answered."""
        asked = self.ask(now)
        assert asked is not None
        return self.give(asked, now, right=right)

    def give(self, asked: Practised, now: datetime, *, right: bool = True) -> Practised:
        token = next(token for token, key in asked.tokens if (key == "a") is right)
        response = Chosen(frozenset({token}))
        with self.database.transaction() as session:
            return practice.answer(session, self.workspace, asked.id, response, person=AMARA, now=now)

    def answer_all(self, rights: list[bool], *, since: datetime = NOW) -> None:
        """One question a week."""
        for number, right in enumerate(rights, start=1):
            self.answer(since + number * WEEK, right=right)

    def decide(self, now: datetime = ENDS, certificate_id: str | None = None) -> Decided | None:
        return decide(
            self.database,
            self.workspace,
            certificate_id or self.first.id,
            using=lambda: self.office.using,
            now=now,
        )

    def decided(self, certificate_id: str | None = None) -> Decided | None:
        with self.database.reading() as session:
            return decided(session, self.workspace, certificate_id or self.first.id)

    def due(self, now: datetime = ENDS) -> list[str]:
        with self.database.reading() as session:
            return due(session, self.workspace, now)

    def untold(self) -> list[str]:
        with self.database.reading() as session:
            return [one.certificate_id for one in untold(session, self.workspace)]

    def certificates(self) -> list[Certificate]:
        with self.database.reading() as session:
            return certificates_of(session, self.workspace, AMARA)

    def rule(self, rule: Continuous | None) -> None:
        """Have the certification say something else from now on."""
        with self.database.reading() as session:
            found = certification(session, self.workspace, "mentor").definition
        with self.database.transaction() as session:
            put(session, self.workspace, replace(found, continuous=rule), by=OPERATOR, now=NOW)

    def passages_of(self, version_id: str) -> set[str]:
        with self.database.reading() as session:
            return {row.passage_id for row in session.query(ItemProofRow).filter_by(version_id=version_id)}
