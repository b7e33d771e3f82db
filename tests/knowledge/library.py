"""A small library for tests: texts in, published editions out, through the real use cases."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ingestion.documents import Block
from ingestion.splitting import assemble, split
from knowledge.embeddings.runtime import Embedder
from knowledge.guides import life, queries, service
from knowledge.guides.drafts import EditionDetails, EditionDraft
from knowledge.index.caches import Caches
from knowledge.members.roles import OPERATOR
from knowledge.retrieval.ranking import Ranking
from knowledge.retrieval.search import Retriever
from storage.database import Database
from storage.schema import new_id
from storage.workspaces import LOCAL, ensure_workspace

NOW = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)


def edition_draft(key: str, text: str, **details: Any) -> EditionDraft:
    """An edition of a guide that has a text, and no passages yet."""
    return EditionDraft(
        guide_key=key,
        source_path=None,
        content_hash=service.content_hash(text.encode()),
        details_hash="",
        details=EditionDetails(title=key, **details),
        text=text,
        places=(),
        passages=(),
    )


@dataclass
class Library:
    """The parts of the library, and shorthands for what tests do to it."""

    database: Database
    caches: Caches
    embedder: Embedder
    workspace: str

    @classmethod
    def open(cls, database: Database, folder: Path, embedder: Embedder) -> "Library":
        """A library over an upgraded database."""
        with database.transaction() as session:
            workspace = ensure_workspace(session, LOCAL, now=NOW)
        return cls(database, Caches(folder / "index", database, embedder.model_id), embedder, workspace)

    def store(self, key: str, *blocks: Block, audience: str = "everybody") -> str:
        """Store and embed an edition without publishing it; returns its id."""
        document = assemble(blocks, key)
        passages = split(document, language="en", count_tokens=self.embedder.count_tokens)
        told = edition_draft(key, document.text, audience=audience)
        draft = replace(told, places=document.places, passages=passages)
        edition_id = new_id()
        with self.database.transaction() as session:
            service.add_edition(session, self.workspace, edition_id, draft, now=NOW)
        service.embed_editions(self.database, self.embedder, self.workspace, [edition_id])
        return edition_id

    def index(self, edition_id: str) -> None:
        """Put a stored edition into the caches."""
        with self.database.reading() as session:
            entries = list(queries.index_entries(session, self.embedder.model_id, edition_id))
        self.caches.put(entries, now=NOW)

    def publish(self, key: str, *blocks: Block, audience: str = "everybody") -> str:
        """Store, embed, index and publish an edition; returns its id."""
        edition_id = self.store(key, *blocks, audience=audience)
        self.index(edition_id)
        with self.database.transaction() as session:
            life.publish(session, self.workspace, edition_id, by=OPERATOR, now=NOW, golden_failures=0)
        return edition_id

    def withdraw(self, key: str, reason: str = "It does not hold any more.") -> str:
        """Take a guide away from readers; returns the edition that they saw."""
        with self.database.transaction() as session:
            (guide,) = (found for found in queries.guide_summaries(session, self.workspace) if found.key == key)
            return life.withdraw(session, self.workspace, guide.id, by=OPERATOR, reason=reason, now=NOW)

    def ask(self, question: str, *audiences: str) -> Ranking:
        """Rank the library's passages for a question."""
        retriever = Retriever(self.database, self.caches, self.embedder)
        return retriever.rank(
            question, workspace=self.workspace, audiences=audiences or ("everybody",), limit=10, now=NOW
        )

    def found(self, question: str, *audiences: str) -> list[str]:
        """The texts of the passages found, best first."""
        return [ranked.passage.text for ranked in self.ask(question, *audiences).passages]
