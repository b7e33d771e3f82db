"""Guides with review dates, published through the real use cases; nothing is searched for, so nothing is embedded."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select

from ingestion.documents import Block
from ingestion.splitting import assemble, split
from knowledge.freshness.queries import review_of
from knowledge.freshness.values import GuideFreshness
from knowledge.guides import life, service
from knowledge.guides.drafts import EditionDetails, EditionDraft
from knowledge.guides.models import Edition
from knowledge.members.roles import OPERATOR, Role
from knowledge.members.service import give_role
from storage.database import Database
from storage.schema import new_id

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
DAY = timedelta(days=1)
EDITOR = "U0EDITOR"


@dataclass(frozen=True)
class Shelf:
    """A workspace's guides."""

    database: Database
    workspace: str

    def store(
        self,
        key: str,
        review_date: date | None = None,
        *,
        text: str = "Call the mentor twice in the first month.",
        owner: str | None = None,
        source_url: str | None = None,
        effective_date: date | None = None,
        now: datetime = NOW,
    ) -> str:
        """Store an edition of a guide as a draft; returns its id."""
        document = assemble([Block(text)], key)
        details = EditionDetails(
            title=key,
            review_date=review_date,
            owner_person=owner,
            source_url=source_url,
            effective_date=effective_date,
            audience="everybody",
        )
        edition_id = new_id()
        draft = EditionDraft(
            guide_key=key,
            source_path=None,
            content_hash=service.content_hash(f"{key} {edition_id}".encode()),
            details_hash="",
            details=details,
            text=document.text,
            places=document.places,
            passages=split(document, language="en", count_tokens=lambda texts: [len(text.split()) for text in texts]),
        )
        with self.database.transaction() as session:
            service.add_edition(session, self.workspace, edition_id, draft, now=now)
        return edition_id

    def publish(
        self,
        key: str,
        review_date: date | None = None,
        *,
        text: str = "Call the mentor twice in the first month.",
        owner: str | None = None,
        source_url: str | None = None,
        now: datetime = NOW,
    ) -> str:
        """Publish an edition of a guide; returns the guide's id."""
        edition_id = self.store(key, review_date, text=text, owner=owner, source_url=source_url, now=now)
        with self.database.transaction() as session:
            life.publish(session, self.workspace, edition_id, by=OPERATOR, now=now, golden_failures=0)
            return session.execute(select(Edition.guide_id).where(Edition.id == edition_id)).scalar_one()

    def withdraw(self, guide_id: str, *, now: datetime = NOW) -> None:
        """Take a guide away from readers."""
        with self.database.transaction() as session:
            life.withdraw(session, self.workspace, guide_id, by=OPERATOR, reason="It does not hold.", now=now)

    def give(self, person: str, role: Role) -> None:
        """Give a person a role."""
        with self.database.transaction() as session:
            give_role(session, self.workspace, person, role, by=OPERATOR, now=NOW)

    def standing(self, guide_id: str, today: date = TODAY) -> GuideFreshness:
        """How a guide stands."""
        with self.database.reading() as session:
            found = review_of(session, self.workspace, guide_id, today)
        assert found is not None
        return found
