"""What the evals measure: a library made of a folder's documents by the product's own steps, without Slack."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.services import AUDIENCES, Services
from bot.settings import Settings
from evals.datasets.folder import Dataset, Document, read_folder
from evals.datasets.starter_library import read_starter
from ingestion.loaders import load
from ingestion.splitting import assemble, split
from knowledge.answering.answer import Answer
from knowledge.answering.extractive import answer_from
from knowledge.guides import life, queries, service
from knowledge.guides.drafts import EditionDetails, EditionDraft
from knowledge.members.roles import OPERATOR
from knowledge.retrieval.ranking import Ranking
from storage.schema import new_id
from storage.upgrade import upgrade_url
from storage.workspaces import LOCAL, ensure_workspace

EDITIONS_AT_ONCE = 500


@dataclass(frozen=True)
class Subject:
    """A library to put questions to.

    Attributes:
        document_of: The id of the document that each guide was made of.
        guide_ids: The guide of each edition.
    """

    dataset: Dataset
    services: Services
    workspace: str
    document_of: dict[str, str]
    guide_ids: dict[str, str]

    def rank(self, question: str, limit: int = 10) -> Ranking:
        """The passages that the product finds."""
        return self.services.retriever.rank(
            question, workspace=self.workspace, audiences=AUDIENCES, limit=limit, now=datetime.now(UTC)
        )

    def answer_from(self, ranking: Ranking) -> Answer:
        """The answer that the product gives from these passages."""
        return answer_from(ranking, database=self.services.database, model=self.services.sufficiency)

    def text_of(self, edition_id: str) -> str:
        """The stored text of an edition, to compare quotes with."""
        with self.services.database.reading() as session:
            return queries.edition_text(session, edition_id)


@contextmanager
def open_subject(folder: Path | None, settings: Mapping[str, Any] | None = None) -> Iterator[Subject]:
    """Build the library of a folder in a temporary place.

    Args:
        folder: Of documents and questions; the starter library if it is None.
        settings: What is set otherwise than the environment says.
    """
    with tempfile.TemporaryDirectory() as place:
        dataset = read_folder(folder) if folder is not None else read_starter()
        services = Services(Settings(data_dir=Path(place), database_url=None, **(settings or {})))
        try:
            upgrade_url(services.settings.database)
            with services.database.transaction() as session:
                workspace = ensure_workspace(session, LOCAL, now=datetime.now(UTC))
            document_of, guide_ids = _fill(services, workspace, dataset.documents, Path(place))
            yield Subject(dataset, services, workspace, document_of, guide_ids)
        finally:
            services.close()


def _fill(
    services: Services, workspace: str, documents: Sequence[Document], place: Path
) -> tuple[dict[str, str], dict[str, str]]:
    document_of: dict[str, str] = {}
    guide_ids: dict[str, str] = {}
    for first in range(0, len(documents), EDITIONS_AT_ONCE):
        drafts = [
            _draft(services, d, f"{first + i:06}", place) for i, d in enumerate(documents[first:][:EDITIONS_AT_ONCE])
        ]
        ids = [new_id() for _ in drafts]
        now = datetime.now(UTC)
        with services.database.transaction() as session:
            for edition_id, draft in zip(ids, drafts, strict=True):
                service.add_edition(session, workspace, edition_id, draft, now=now)
                life.publish(session, workspace, edition_id, by=OPERATOR, now=now, golden_failures=0)
        service.embed_editions(services.database, services.embedder, workspace, ids)
        with services.database.reading() as session:
            facts = queries.edition_facts(session, ids)
        for edition_id, document in zip(ids, documents[first:], strict=False):
            guide_ids[edition_id] = facts[edition_id].guide_id
            document_of[facts[edition_id].guide_id] = document.id
    services.caches.rebuild(now=datetime.now(UTC))
    return document_of, guide_ids


def _draft(services: Services, document: Document, number: str, place: Path) -> EditionDraft:
    """An edition of the document's file, or of its text as one."""
    if document.file is not None:
        return _draft_of(services, document, document.file)
    path = place / (f"{number}.md" if document.id.endswith(".md") else f"{number}.txt")
    path.write_text(document.text, encoding="utf-8")
    draft = _draft_of(services, document, path)
    path.unlink()
    return draft


def _draft_of(services: Services, document: Document, path: Path) -> EditionDraft:
    loaded = load(path)
    details = EditionDetails(title=document.title or document.id)
    assembled = assemble(loaded.blocks, details.title)
    return EditionDraft(
        guide_key=path.name,
        source_path=None,
        content_hash=service.content_hash(path.read_bytes()),
        details_hash="",
        details=details,
        text=assembled.text,
        places=assembled.places,
        passages=split(assembled, language="en", count_tokens=services.embedder.count_tokens),
    )
