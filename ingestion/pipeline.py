"""A file into the library, as a durable job: killed anywhere, it goes on at the step where it stopped.

Readers see the whole old edition or the whole new one: the new one is stored, embedded and indexed aside,
then found by its own passages, and only then switched active.
"""

import hashlib
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

import numpy as np
from dbos import DBOS, DBOSConfiguredInstance

from ingestion.details import read_details, side_car
from ingestion.errors import (
    DuplicateFile,
    EmptyFile,
    FileNotThere,
    IngestionError,
    NoTextFound,
    NotFoundAgain,
    TooLarge,
    UnreadableFile,
)
from ingestion.reasons import reason
from ingestion.sandbox import Sandbox
from ingestion.splitting import assemble, split
from knowledge.embeddings.runtime import Embedder
from knowledge.errors import SameContent
from knowledge.guides import queries, service
from knowledge.guides.drafts import EditionDraft
from knowledge.index.caches import Caches, Collection
from knowledge.index.terms import terms_of
from storage.database import Database

# A job that has brought down its process this often is parked, so that the others go on.
ATTEMPTS = 3
PROBES = 6
PROBE_DEPTH = 10
PROBE_WAIT_SECONDS = 60


class Status(StrEnum):
    """How it ended for a file."""

    PUBLISHED = "published"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True)
class FileRequest:
    """A file to take in.

    Attributes:
        path: Where it is; ``keys`` are the names its guide may have, shortest first.
    """

    workspace_id: str
    path: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class FileResult:
    """What became of a file; ``error`` is a sentence that says what to do."""

    guide: str
    title: str
    edition: str
    status: Status
    passages: int
    embedded: int = 0
    warnings: tuple[str, ...] = ()
    error: str | None = None


@dataclass(frozen=True)
class _Kept:
    guide_key: str
    content_hash: str
    side_car: tuple[str, bytes] | None
    unchanged_edition: str | None


Progress = Callable[[str, str, int, int], None]


@DBOS.dbos_class()
class Ingestion(DBOSConfiguredInstance):
    """Takes files in. Build it before the durable jobs run, so that they find it."""

    def __init__(
        self,
        database: Database,
        caches: Caches,
        embedder: Callable[[], Embedder],
        sandbox: Sandbox,
        progress: Progress | None = None,
    ) -> None:
        """The embedder is made on first use only: unchanged files need none."""
        super().__init__("ingestion")
        self._database = database
        self._caches = caches
        self._embedder = embedder
        self._sandbox = sandbox
        self._progress = progress

    @DBOS.workflow(max_recovery_attempts=ATTEMPTS)
    def ingest(self, request: FileRequest, edition_id: str) -> FileResult:
        """Take one file in; a file that can't be read is a result, not an error."""
        try:
            kept = self.keep(request)
            if kept.unchanged_edition is not None:
                return self._result(request, kept.unchanged_edition, Status.UNCHANGED, 0)
            self.read(request, kept, edition_id)
            embedded = self.embed(request, edition_id)
            try:
                replaced = self.publish(request, edition_id)
            except UnreadableFile:
                self.forget(request, edition_id)
                raise
            if replaced is not None:
                self.forget(request, replaced)
            return self._result(request, edition_id, Status.PUBLISHED, embedded)
        except IngestionError as error:
            return FileResult(request.keys[0], "", "", Status.FAILED, 0, error=reason(error))

    @DBOS.step()
    def keep(self, request: FileRequest) -> _Kept:
        """Store the file as it was given, and see whether it is new."""
        path = Path(request.path)
        data = _file_bytes(path, self._sandbox.limits.file_bytes)
        if not data:
            raise EmptyFile(path.name)
        beside = side_car(path)
        details = (beside.name, _file_bytes(beside, self._sandbox.limits.file_bytes)) if beside else None
        content = service.content_hash(data)
        with self._database.transaction() as session:
            stands = service.standing(
                session,
                request.workspace_id,
                keys=request.keys,
                source_path=request.path,
                content=content,
                details=_details_hash(details),
                now=_now(),
            )
            if stands.same_as is not None:
                raise DuplicateFile(path.name, stands.same_as)
            service.keep_original(session, request.workspace_id, data, now=_now())
        unchanged = stands.active_edition_id if stands.unchanged else None
        return _Kept(stands.guide_key, content, details, unchanged)

    @DBOS.step()
    def read(self, request: FileRequest, kept: _Kept, edition_id: str) -> None:
        """Parse the file as it was kept, split it, store the edition."""
        with self._database.reading() as session:
            data = queries.original(session, request.workspace_id, kept.content_hash)
        name = Path(request.path).name
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(data)
            if kept.side_car is not None:
                (Path(folder) / kept.side_car[0]).write_bytes(kept.side_car[1])
            self._tell("reading", kept.guide_key, 0, 0)
            loaded = self._sandbox.load(path)
            details = read_details(path, loaded)
        document = assemble(loaded.blocks, details.title)
        passages = split(document, language=details.language, count_tokens=self._embedder().count_tokens)
        if not passages:
            raise NoTextFound(name)
        draft = EditionDraft(
            guide_key=kept.guide_key,
            source_path=request.path,
            content_hash=kept.content_hash,
            details_hash=_details_hash(kept.side_car),
            details=details,
            text=document.text,
            places=document.places,
            passages=passages,
            warnings=loaded.warnings,
        )
        with self._database.transaction() as session:
            service.add_edition(session, request.workspace_id, edition_id, draft, now=_now())

    @DBOS.step()
    def embed(self, request: FileRequest, edition_id: str) -> int:
        """Embed what is new in it; returns how many passages that were."""

        def tell(done: int, of: int) -> None:
            self._tell("embedding", request.keys[0], done, of)

        return service.embed_editions(
            self._database, self._embedder(), request.workspace_id, [edition_id], progress=tell
        )

    @DBOS.step()
    def publish(self, request: FileRequest, edition_id: str) -> str | None:
        """Index it aside, find it by its own passages, switch readers to it; returns the edition it replaces."""
        with self._database.reading() as session:
            entries = list(queries.index_entries(session, self._embedder().model_id, edition_id))
        self._caches.put(entries, now=_now())
        self._probe(request, entries)
        try:
            with self._database.transaction() as session:
                return service.publish(session, edition_id, now=_now())
        except SameContent as error:
            raise DuplicateFile(Path(request.path).name, error.same_as) from error

    @DBOS.step()
    def forget(self, request: FileRequest, edition_id: str) -> None:
        """Take a replaced edition out of the caches; it stays in the database for old citations."""
        with self._database.reading() as session:
            audience = queries.edition_audience(session, edition_id)
            ids = [p.id for p in queries.passages_of(session, edition_id)]
        self._caches.delete(Collection(request.workspace_id, audience), ids, now=_now())

    def _probe(self, request: FileRequest, entries: Sequence[queries.IndexEntry]) -> None:
        probes = entries[:: max(1, -(-len(entries) // PROBES))]
        collection, now = Collection(request.workspace_id, entries[0].audience), _now()
        vectors = np.stack([entry.vector for entry in probes])
        near = self._caches.nearest(collection, vectors, PROBE_DEPTH, now=now, wait=PROBE_WAIT_SECONDS)
        found = 0
        for entry, by_meaning in zip(probes, near, strict=True):
            terms = terms_of(entry.text)
            by_words = self._caches.matching(collection, terms, PROBE_DEPTH, now=now)
            found += entry.id in by_meaning and (entry.id in by_words or not terms)
        if found < len(probes):
            raise NotFoundAgain(Path(request.path).name, found, len(probes))

    def _result(self, request: FileRequest, edition_id: str, status: Status, embedded: int) -> FileResult:
        with self._database.reading() as session:
            facts = queries.edition_facts(session, [edition_id])[edition_id]
            count = len(queries.passages_of(session, edition_id))
        self._tell(status.value, facts.key, count, count)
        return FileResult(
            facts.key, facts.title, facts.label, status, count, embedded=embedded, warnings=facts.warnings
        )

    def _tell(self, stage: str, guide: str, done: int, of: int) -> None:
        if self._progress is not None:
            self._progress(stage, guide, done, of)


def _file_bytes(path: Path, at_most: int) -> bytes:
    try:
        size = path.stat().st_size
        if size > at_most:
            raise TooLarge(path.name, size, at_most)
        return path.read_bytes()
    except OSError as error:
        raise FileNotThere(path.name) from error


def _details_hash(side_car: tuple[str, bytes] | None) -> str:
    return hashlib.sha256(side_car[1] if side_car else b"").hexdigest()


def _now() -> datetime:
    return datetime.now(UTC)
