"""A place to practise: a guide whose editions come and go, items for practice that rest on it, and shorthands."""

from collections.abc import Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from sqlalchemy import select

from learning.certifications.values import Certification
from learning.items.responses import Written
from learning.items.values import Pool, Quote
from learning.learners.service import prefer
from learning.learners.values import DEFAULT
from learning.practice import queries, service
from learning.practice.models import CardRow
from learning.practice.values import OPEN, Practised, Purpose, Scope, Today
from storage.database import Database
from storage.schema import new_id
from tests.knowledge.library import NOW
from tests.learning.attempts.hall import Hall
from tests.learning.items.bank import GUIDE, item
from tests.learning.standing.shelf import CALLS, GIFTS, YEAR, Shelf
from tests.worlds import written_once

AMARA, BEN = "U0AMARA", "U0BEN"
SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)
UTC = ZoneInfo("UTC")
# Which competency a passage's items are of, on the shelf's certification.
OF = {YEAR: "matching", CALLS: "care", GIFTS: "care"}


@dataclass
class Gym:
    """Each shorthand is a transaction of its own. Every item asks for a number, and one is right."""

    shelf: Shelf
    versions: dict[str, str]
    items: dict[str, str]

    @classmethod
    def open(cls, database: Database, folder: Path) -> "Gym":
        """Two items for practice that rest on each of three passages: ``year-1``, ``year-2``, ``calls-1`` and so on."""
        gym = cls.stocked(database)
        return replace(gym, shelf=gym.shelf.keyed(folder))

    @classmethod
    @written_once
    def stocked(cls, database: Database) -> "Gym":
        """The same before there is a key."""
        gym = cls(Shelf.stocked(database), {}, {})
        for name, text in (("year", YEAR), ("calls", CALLS), ("gifts", GIFTS)):
            for number in (1, 2):
                gym.write(f"{name}-{number}", text)
        return gym

    @property
    def database(self) -> Database:
        return self.shelf.database

    @property
    def workspace(self) -> str:
        return self.shelf.workspace

    @property
    def certification(self) -> Certification:
        return self.shelf.certification

    def write(self, key: str, text: str, *, asks: str = "How many?", competency: str | None = None) -> str:
        """A live item for practice that a passage proves; returns its version's id, and keeps the item's own."""
        content = {"stem": f"{key}: {asks}", "value": 1, "unit": "years"}
        quotes = (Quote(GUIDE, text),)
        draft = replace(
            item(key), content=content, pool=Pool.PRACTICE, quotes=quotes, competency=competency or OF[text]
        )
        version_id = self.versions[key] = self.shelf.bank.live(draft)
        self.items[key] = self.shelf.bank.version(version_id).item_id
        return version_id

    def passage(self, key: str) -> str:
        """The passage that proves an item now."""
        return self.shelf.bank.version(self.versions[key]).proofs[0].passage_id

    def show(
        self,
        person: str = AMARA,
        *,
        practice_id: str | None = None,
        now: datetime = NOW,
        purpose: Purpose = Purpose.FREE,
        only: Collection[str] | None = None,
        zone: ZoneInfo = UTC,
        scope: Scope = OPEN,
        since: datetime | None = None,
    ) -> Practised | None:
        with self.database.transaction() as session:
            return service.show(
                session,
                self.workspace,
                None if purpose is Purpose.DUE else self.certification,
                person,
                practice_id=practice_id or new_id(),
                now=now,
                dice=Random(1),
                purpose=purpose,
                only=only,
                zone=zone,
                scope=scope,
                since=since,
            )

    def shown(self, key: str, person: str = AMARA, *, now: datetime = NOW) -> Practised:
        """This item, as somebody practises it."""
        found = self.show(person, now=now, only=[self.items[key]])
        assert found is not None
        return found

    def answer(
        self, practice_id: str, *, right: bool = True, person: str = AMARA, now: datetime = NOW + 5 * SECOND
    ) -> Practised:
        given = Written("1" if right else "2")
        with self.database.transaction() as session:
            return service.answer(session, self.workspace, practice_id, given, person=person, now=now)

    def practise(self, key: str, *, right: bool = True, person: str = AMARA, now: datetime = NOW) -> Practised:
        """Show an item and have it answered five seconds later."""
        found = self.shown(key, person, now=now)
        return self.answer(found.id, right=right, person=person, now=now + 5 * SECOND)

    def practise_this(self, *passages: str, person: str = AMARA, now: datetime = NOW, scope: Scope = OPEN) -> set[str]:
        """The keys of the items that were added."""
        with self.database.transaction() as session:
            found = service.practise_this(session, self.workspace, person, passages, now=now, scope=scope)
        return {key for key, item_id in self.items.items() if item_id in found}

    def daily(self, count: int, person: str = AMARA) -> None:
        """How many items a person practises a day at most."""
        with self.database.transaction() as session:
            prefer(session, self.workspace, person, replace(DEFAULT, daily=count), now=NOW)

    def today(self, person: str = AMARA, *, now: datetime = NOW, zone: ZoneInfo = UTC, scope: Scope = OPEN) -> Today:
        with self.database.reading() as session:
            return queries.today(session, self.workspace, person, zone, now, scope)

    def cards(self, person: str = AMARA) -> dict[str, CardRow]:
        """The rows of a person's cards, by the item's key."""
        key_of = {item_id: key for key, item_id in self.items.items()}
        with self.database.reading() as session:
            rows = session.scalars(select(CardRow).where(CardRow.person == person)).all()
            return {key_of[row.item_id]: row for row in rows}

    def statements(self) -> AbstractContextManager[list[str]]:
        return Hall(self.database, self.workspace).statements()


def key_of(gym: Gym, shown: Practised | None) -> str | None:
    """The key of the item that was shown."""
    return next((key for key, item_id in gym.items.items() if shown and item_id == shown.item_id), None)
