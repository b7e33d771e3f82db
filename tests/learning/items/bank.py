"""A bank of items for tests: a workspace with a person of each role, guides with passages, items through use cases."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from ingestion.documents import Block
from ingestion.splitting import assemble, split
from knowledge.audit.queries import entries
from knowledge.audit.values import Entry
from knowledge.guides import life
from knowledge.guides import service as guides
from knowledge.guides.drafts import EVERYBODY
from knowledge.members.roles import OPERATOR
from knowledge.policies.service import set_policy
from knowledge.policies.values import Policy
from learning.attempts.candidates import live
from learning.items import queries, service
from learning.items.steps import Step, steps_of
from learning.items.values import Candidate, Difficulty, ItemDraft, ItemState, ItemVersion, Pool, Quote
from storage.database import Database
from storage.schema import new_id
from tests.knowledge.guides.desk import EDITOR, REVIEWER, Desk
from tests.knowledge.library import NOW, edition_draft
from tests.worlds import written_once

GUIDE = "support.md"
TEXTS = ("Call the mentor twice in the first month of a match.", "A match must last at least one year.")
YEAR = Quote(GUIDE, "A match must last at least one year.")


def item(key: str = "match-length", **changes: Any) -> ItemDraft:
    """An item that the guide proves."""
    content = {"stem": "How long must a match last?", "value": 1, "unit": "years"}
    draft = ItemDraft(
        key=key,
        type="numeric",
        pool=Pool.EXAM,
        content=content,
        rationale="Matches that end early can harm.",
        competency="matching",
        difficulty=Difficulty.EASY,
        quotes=(YEAR,),
    )
    return replace(draft, **changes)


@dataclass
class Bank:
    """Each shorthand is a transaction of its own."""

    database: Database
    workspace: str

    @classmethod
    @written_once
    def open(cls, database: Database) -> "Bank":
        """Over an upgraded database, with one guide."""
        bank = cls(database, Desk.open(database).workspace)
        bank.guide(GUIDE, *TEXTS)
        return bank

    def guide(self, key: str, *texts: str, by: str = OPERATOR, audience: str = EVERYBODY) -> str:
        """Publish an edition of these paragraphs, each a passage of its own; returns its id."""
        blocks = [block for number, text in enumerate(texts) for block in (Block(f"Part {number}", 2), Block(text))]
        document = assemble(blocks, key)
        passages = split(document, language="en", count_tokens=_words)
        told = edition_draft(key, document.text, audience=audience)
        draft = replace(told, places=document.places, passages=passages)
        edition_id = new_id()
        with self.database.transaction() as session:
            guides.add_edition(session, self.workspace, edition_id, draft, by=OPERATOR, now=NOW)
            life.submit(session, self.workspace, edition_id, by=OPERATOR, now=NOW)
            life.publish(session, self.workspace, edition_id, by=by, now=NOW, golden_failures=0)
        return edition_id

    def second_person(self, wanted: bool) -> None:
        """Whether who wrote an item needs somebody else to publish it."""
        with self.database.transaction() as session:
            decided = Policy(second_person=wanted)
            set_policy(session, self.workspace, decided, schemes=(), by=OPERATOR, now=NOW)

    def add(self, draft: ItemDraft | None = None, *, by: str = EDITOR, now: datetime = NOW) -> str:
        """A version as a draft; returns its id."""
        with self.database.transaction() as session:
            return service.add(session, self.workspace, draft or item(), by=by, now=now)

    def take_in(self, draft: ItemDraft, *, by: str = EDITOR) -> str:
        """An item of another system; returns the id of its version."""
        with self.database.transaction() as session:
            return service.take_in(session, self.workspace, draft, by=by, now=NOW)

    def submit(self, version_id: str, *, by: str = EDITOR, now: datetime = NOW) -> None:
        with self.database.transaction() as session:
            service.submit(session, self.workspace, version_id, by=by, now=now)

    def send_back(self, version_id: str, reason: str = "Which guide says so?", *, by: str = REVIEWER) -> None:
        with self.database.transaction() as session:
            service.send_back(session, self.workspace, version_id, by=by, reason=reason, now=NOW)

    def publish(self, version_id: str, *, by: str = REVIEWER) -> None:
        with self.database.transaction() as session:
            service.publish(session, self.workspace, version_id, by=by, now=NOW)

    def live(self, draft: ItemDraft | None = None) -> str:
        """A version that an editor wrote and a reviewer published; returns its id."""
        version_id = self.add(draft)
        self.submit(version_id)
        self.publish(version_id)
        return version_id

    def quarantine(self, version_id: str, edition_id: str) -> bool:
        with self.database.transaction() as session:
            return service.quarantine(session, self.workspace, version_id, edition_id=edition_id, now=NOW)

    def release(self, version_id: str, *, by: str = REVIEWER) -> None:
        with self.database.transaction() as session:
            service.release(session, self.workspace, version_id, by=by, now=NOW)

    def retire(self, version_id: str, reason: str = "It is not asked any more.", *, by: str = REVIEWER) -> None:
        with self.database.transaction() as session:
            service.retire(session, self.workspace, version_id, by=by, reason=reason, now=NOW)

    def version(self, version_id: str) -> ItemVersion:
        with self.database.reading() as session:
            return queries.version(session, self.workspace, version_id)

    def states(self, *version_ids: str) -> list[ItemState]:
        return [self.version(version_id).state for version_id in version_ids]

    def steps(self, version_id: str) -> tuple[Step, ...]:
        with self.database.reading() as session:
            return steps_of(session, self.workspace, version_id)

    def candidates(self, pool: Pool = Pool.EXAM, competencies: Sequence[str] = ("matching",)) -> list[Candidate]:
        with self.database.reading() as session:
            return live(session, self.workspace, pool, competencies)

    def drawn(self) -> list[str]:
        """The versions that an exam can draw."""
        return [candidate.version_id for candidate in self.candidates()]

    def log(self) -> list[Entry]:
        """What was done to items, the newest first."""
        with self.database.reading() as session:
            return [one for one in entries(session, self.workspace, limit=99) if one.subject_kind == "item"]


def _words(texts: Sequence[str]) -> list[int]:
    return [len(text.split()) for text in texts]
