"""An office that issues certificates: exams that were passed, keys in a folder, and shorthands."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import insert

from knowledge.evidence.schemes import shipped_schemes
from knowledge.members.roles import OPERATOR
from learning.credentials.algorithms import Algorithm
from learning.credentials.issuing import Issuing, issue
from learning.credentials.keys import SigningKey, new_key, own_keys
from learning.credentials.queries import certificate, token_of
from learning.credentials.register import OwnRegister
from learning.credentials.values import Certificate, Verified
from learning.credentials.verifying import verify_token
from learning.items.models import ItemProofRow
from storage.database import Database
from tests.learning.attempts.hall import MINUTE, NOW, Hall
from tests.learning.credentials.awards import ISSUER


@dataclass
class Office:
    """The office, and what is done in it."""

    hall: Hall
    using: Issuing
    edition: str
    passage: str

    @classmethod
    def open(cls, database: Database, folder: Path, *, with_key: bool = True, **changes: Any) -> "Office":
        """An office for ``hall.DEFINITION``, with something of it changed."""
        hall = Hall.open(database)
        hall.certify(**changes)
        return cls.at(hall, folder, with_key=with_key)

    @classmethod
    def at(cls, hall: Hall, folder: Path, *, with_key: bool = True) -> "Office":
        """An office for what is certified in a hall."""
        edition, passage = hall.passage()
        using = Issuing(ISSUER, folder / "keys", shipped_schemes(), Random(11))
        office = cls(hall, using, edition, passage)
        if with_key:
            office.new_key()
        return office

    @property
    def database(self) -> Database:
        return self.hall.database

    @property
    def workspace(self) -> str:
        return self.hall.workspace

    def new_key(self, algorithm: Algorithm = Algorithm.EDDSA, now: datetime = NOW) -> SigningKey:
        with self.database.transaction() as session:
            return new_key(session, self.workspace, self.using.keys, algorithm, by=OPERATOR, now=now)

    def exam(self, person: str, *, passed: bool = True, now: datetime = NOW, **how: Any) -> str:
        """An exam that was answered and handed in; what it asked is proved by the office's one passage."""
        begun = self.hall.start(person, now=now, **how)
        for slot in begun.slots:
            given = self.hall.right(slot) if passed else self.hall.wrong(slot)
            self.hall.answer(begun.id, slot.position, given, person=person, now=now)
            self._prove(slot.version_id)
        self.hall.submit(begun.id, person=person, now=now + MINUTE)
        return begun.id

    def issue(self, attempt_id: str, *, name: str = "Amara Osei", now: datetime = NOW) -> Certificate:
        return issue(self.database, self.workspace, attempt_id, name=name, using=self.using, now=now)

    def certify(self, person: str, *, now: datetime = NOW) -> Certificate:
        """A certificate of somebody who passed."""
        return self.issue(self.exam(person, now=now), name=f"{person} Osei", now=now)

    def with_dice(self, dice: Random) -> "Office":
        return replace(self, using=replace(self.using, dice=dice))

    def token(self, certificate_id: str) -> str:
        with self.database.reading() as session:
            return token_of(session, self.workspace, certificate_id)

    def stored(self, certificate_id: str) -> Certificate:
        with self.database.reading() as session:
            return certificate(session, self.workspace, certificate_id)

    def verified(self, token: str, *, now: datetime = NOW) -> Verified:
        """What comes of a verification with all that the database knows."""
        with self.database.reading() as session:
            register = OwnRegister(session, self.workspace, ISSUER)
            keys = own_keys(session, self.workspace, ISSUER.id)
            return verify_token(token, keys, now=now, status=register, register=register)

    def _prove(self, version_id: str) -> None:
        row = {
            "version_id": version_id, "number": 1, "workspace_id": self.workspace, "edition_id": self.edition,
            "passage_id": self.passage, "start": 0, "end": 4, "quote": "Call",
        }  # fmt: skip
        with self.database.transaction() as session:
            if session.get(ItemProofRow, (version_id, 1)) is None:
                session.execute(insert(ItemProofRow).values(**row))
