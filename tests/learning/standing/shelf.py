"""A guide whose editions come and go, items and certificates that rest on it, and shorthands."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from ingestion.documents import Block
from ingestion.splitting import assemble, split
from knowledge.evidence.schemes import shipped_schemes
from knowledge.guides import life
from knowledge.guides import service as guides
from knowledge.guides.queries import guide_summaries
from knowledge.members.roles import OPERATOR
from learning.attempts import service as attempts
from learning.attempts.assembling import Blueprint
from learning.attempts.values import Attempt
from learning.certifications.definition import Competency, Definition, Draw, Passing
from learning.certifications.queries import certification
from learning.certifications.service import put
from learning.certifications.values import Certification
from learning.credentials.algorithms import Algorithm
from learning.credentials.issuing import Issuing, issue
from learning.credentials.keys import new_key
from learning.credentials.values import Certificate
from learning.items.queries import version
from learning.items.types import TYPES
from learning.items.values import Quote
from learning.standing import delta, queries, service
from learning.standing.changes import Comparisons
from learning.standing.queries import Held, Hit
from learning.standing.service import Touched
from storage.database import Database
from storage.schema import new_id
from tests.knowledge.library import NOW, edition_draft
from tests.learning.credentials.awards import ISSUER
from tests.learning.items.bank import GUIDE, Bank, item
from tests.worlds import written_once

AMARA, BEN = "U0AMARA", "U0BEN"
DAY = timedelta(days=1)
YEAR = "A match must last at least one year."
CALLS = "Call the mentor twice in the first month of a match."
GIFTS = "Mentors do not give expensive gifts to young people."
TEXTS = (CALLS, YEAR, GIFTS)
DEFINITION = Definition(
    key="mentor",
    title="Mentor essentials",
    summary="What every mentor knows.",
    competencies=(Competency("matching", "Matching"), Competency("care", "Care")),
    draws=(Draw("matching", 1), Draw("care", 2)),
    passing=Passing(100.0),
    valid_months=12,
    renewal_days=60,
)


@dataclass
class Shelf:
    """Each shorthand is a transaction of its own."""

    bank: Bank
    using: Issuing
    first: str
    year: str
    calls: str
    gifts: str

    @classmethod
    def open(cls, database: Database, folder: Path) -> "Shelf":
        """Three items, each proved by a passage of its own, all asked in the exam."""
        return cls.stocked(database).keyed(folder)

    @classmethod
    @written_once
    def stocked(cls, database: Database) -> "Shelf":
        """The same before there is a key: with no folder for any."""
        using = Issuing(ISSUER, Path(), shipped_schemes(), Random(5))
        shelf = cls(Bank.open(database), using, "", "", "", "")
        shelf.first = shelf.edition(*TEXTS)
        shelf.year = shelf.bank.live(item("year"))
        shelf.calls = shelf.bank.live(replace(item("calls"), quotes=(Quote(GUIDE, CALLS),), competency="care"))
        shelf.gifts = shelf.bank.live(replace(item("gifts"), quotes=(Quote(GUIDE, GIFTS),), competency="care"))
        with database.transaction() as session:
            put(session, shelf.workspace, DEFINITION, by=OPERATOR, now=NOW)
        return shelf

    def keyed(self, folder: Path) -> "Shelf":
        """With a key, kept in a folder."""
        using = replace(self.using, keys=folder / "keys")
        with self.database.transaction() as session:
            new_key(session, self.workspace, using.keys, Algorithm.EDDSA, by=OPERATOR, now=NOW)
        return replace(self, using=using)

    @property
    def database(self) -> Database:
        return self.bank.database

    @property
    def workspace(self) -> str:
        return self.bank.workspace

    @property
    def certification(self) -> Certification:
        with self.database.reading() as session:
            return certification(session, self.workspace, DEFINITION.key)

    def edition(self, *texts: str, now: datetime = NOW) -> str:
        """Publish an edition of these paragraphs, and have all that rests on the guide follow; returns its id."""
        edition_id, _ = self.published(*texts, now=now)
        return edition_id

    def published(self, *texts: str, now: datetime = NOW) -> tuple[str, Touched]:
        edition_id = self.drafted(*texts, now=now)
        return edition_id, self.publish(edition_id, now=now)

    def drafted(self, *texts: str, now: datetime = NOW) -> str:
        """An edition of these paragraphs that readers do not see yet; returns its id."""
        blocks = [block for number, text in enumerate(texts) for block in (Block(f"Part {number}", 2), Block(text))]
        document = assemble(blocks, GUIDE)
        passages = split(document, language="en", count_tokens=lambda some: [len(text.split()) for text in some])
        draft = replace(edition_draft(GUIDE, document.text), places=document.places, passages=passages)
        edition_id = new_id()
        with self.database.transaction() as session:
            guides.add_edition(session, self.workspace, edition_id, draft, by=OPERATOR, now=now)
        return edition_id

    def compared(self, edition_id: str, *, now: datetime) -> Comparisons:
        with self.database.reading() as session:
            return service.compared(session, self.workspace, edition_id, now=now)

    def publish(self, edition_id: str, *, now: datetime, known: Comparisons | None = None) -> Touched:
        with self.database.transaction() as session:
            life.publish(session, self.workspace, edition_id, by=OPERATOR, now=now, golden_failures=0)
            return service.edition_published(session, self.workspace, edition_id, now=now, known=known)

    def again(self, edition_id: str, now: datetime) -> Touched:
        """Have all follow an edition once more."""
        with self.database.transaction() as session:
            return service.edition_published(session, self.workspace, edition_id, now=now)

    def withdraw(self, now: datetime) -> tuple[str, Touched]:
        with self.database.transaction() as session:
            (guide,) = guide_summaries(session, self.workspace)
            seen = life.withdraw(session, self.workspace, guide.id, by=OPERATOR, reason="It harms.", now=now)
            return seen, service.guide_withdrawn(session, self.workspace, seen, now=now)

    def certified(self, person: str = AMARA, *, now: datetime = NOW) -> Certificate:
        """A certificate for an exam in which all was right."""
        return self.issued(self.passed(person, now=now), now=now)

    def issued(self, attempt_id: str, *, now: datetime = NOW) -> Certificate:
        made = issue(self.database, self.workspace, attempt_id, name="Amara Osei", using=self.using, now=now)
        with self.database.transaction() as session:
            service.certificate_issued(session, self.workspace, made.id, now=now)
        return made

    def passed(self, person: str = AMARA, *, now: datetime = NOW) -> str:
        return self.answered(self.begun(person, now=now), now=now)

    def begun(self, person: str = AMARA, *, now: datetime = NOW) -> Attempt:
        with self.database.transaction() as session:
            return attempts.start(session, self.workspace, "mentor", person, now=now, dice=Random(1))

    def answered(self, begun: Attempt, *, right: bool = True, now: datetime = NOW) -> str:
        with self.database.transaction() as session:
            for slot in begun.slots if right else ():
                asked = version(session, self.workspace, slot.version_id)
                kind = TYPES[asked.type]
                given = kind.right(kind.read(asked.content))
                attempts.answer(
                    session, self.workspace, begun.id, slot.position, given,
                    act=new_id(), person=begun.person, clicked_at=now, now=now,
                )  # fmt: skip
            attempts.submit(session, self.workspace, begun.id, begun.person, now=now)
        return begun.id

    def delta(self, person: str = AMARA, *, now: datetime) -> Attempt:
        """A short exam about what changed."""
        with self.database.transaction() as session:
            return delta.begin(session, self.workspace, self.certification, person, now=now, dice=Random(1))

    def blueprint(self, person: str = AMARA, *, now: datetime) -> Blueprint:
        with self.database.reading() as session:
            return delta.short_exam(session, self.workspace, self.certification, person, now).blueprint

    def mend(self, attempt_id: str) -> list[str]:
        with self.database.transaction() as session:
            return service.mend(session, self.workspace, attempt_id)

    def held(self, person: str = AMARA, *, now: datetime) -> Held:
        with self.database.reading() as session:
            (found,) = queries.held_by(session, self.workspace, person, now)
            return found

    def hit(self, edition_id: str) -> Hit:
        with self.database.reading() as session:
            return queries.hit_by(session, self.workspace, edition_id)
