"""Files into the library, as a durable job: killed anywhere, it goes on at the step where it stopped.

Readers see the whole old edition or the whole new one: the new one is stored, embedded and indexed aside,
then found by its own passages, and only then switched active.
"""

import hashlib
import logging
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TypeGuard

from dbos import DBOS, DBOSConfiguredInstance

from ingestion.details import read_details, side_car_bytes
from ingestion.errors import (
    DuplicateFile,
    EmptyFile,
    FileNotThere,
    NoTextFound,
    NotFoundAgain,
    TooLarge,
    Unforeseen,
    UnreadableFile,
)
from ingestion.probing import Probe, probe
from ingestion.reasons import reason
from ingestion.sandbox import Sandbox
from ingestion.splitting import CountTokens, assemble, split
from knowledge.embeddings.runtime import Embedder
from knowledge.errors import SameContent
from knowledge.guides import queries, service
from knowledge.guides.drafts import EVERYBODY, EditionDraft
from knowledge.index.caches import Caches, Collection
from storage.database import Database, passes_by_itself

# A job that has brought down its process this often is parked, so that the others go on.
ATTEMPTS = 3
_log = logging.getLogger(__name__)
_RETIRED = "This guide was retired, and stays so. Change the file to bring it back as a new edition."


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
    """What became of a file.

    Attributes:
        embedded: How many of its passages were not embedded already.
        error: A sentence that says what is wrong and what to do.
    """

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
    """A file that was stored as it was given.

    Attributes:
        unchanged_edition: The newest edition of its guide, if it is the same file with the same details.
        retired: Whether readers do not see that guide any more.
    """

    request: FileRequest
    guide_key: str
    content_hash: str
    side_car: tuple[str, bytes] | None
    unchanged_edition: str | None
    retired: bool


@dataclass(frozen=True)
class _Refused:
    """A file that could not be taken in, at any step."""

    request: FileRequest
    error: UnreadableFile


@dataclass(frozen=True)
class _Read:
    """A file whose edition is stored, not published."""

    request: FileRequest
    edition_id: str


@dataclass(frozen=True)
class _Published:
    """An edition that readers see."""

    request: FileRequest
    edition_id: str


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
        self._embedding = threading.Lock()

    @DBOS.workflow(max_recovery_attempts=ATTEMPTS)
    def ingest(self, batch: Sequence[FileRequest], edition_ids: Sequence[str]) -> list[FileResult]:
        """Take files in, and tell what became of each; one that can't be read is a result, not an error.

        Args:
            batch: The files, of one workspace.
            edition_ids: For each file the id that its edition will have, if it makes one.
        """
        kept = self.keep(batch)
        read = [
            self.read(file, edition_id) if _is_new(file) else file
            for file, edition_id in zip(kept, edition_ids, strict=True)
        ]
        new = [file for file in read if isinstance(file, _Read)]
        embedded = self.embed(new) if new else {}
        published = self.publish(new) if new else []
        if new:
            self.forget([file.edition_id for file in new])
        outcome = {file.request.path: file for file in [*read, *published]}
        return [self._result(outcome[request.path], embedded) for request in batch]

    @DBOS.step()
    def keep(self, batch: Sequence[FileRequest]) -> list[_Kept | _Refused]:
        """Store the files as they were given, and see which are new."""
        return [self._kept(request) for request in batch]

    @DBOS.step()
    def read(self, kept: _Kept, edition_id: str) -> _Read | _Refused:
        """Parse the file as it was kept, split it, store the edition."""
        request = kept.request
        self._tell("reading", kept.guide_key, 0, 0)
        with self._database.reading() as session:
            data = queries.original(session, request.workspace_id, kept.content_hash)
        count_tokens = self._embedder().count_tokens
        try:
            draft = self._draft(kept, data, count_tokens)
            with self._database.transaction() as session:
                service.add_edition(session, request.workspace_id, edition_id, draft, now=_now())
        except UnreadableFile as error:
            return _Refused(request, error)
        except Exception as error:
            if passes_by_itself(error):
                raise  # the database itself fails, so no file can go in
            name = Path(request.path).name
            _log.exception("%s could not be read", name)
            return _Refused(request, Unforeseen(name, type(error).__name__))
        return _Read(request, edition_id)

    @DBOS.step()
    def embed(self, files: Sequence[_Read]) -> dict[str, int]:
        """Embed what is new in their editions, together; returns how many passages that were, by edition."""
        name = files[0].request.keys[0] if len(files) == 1 else f"{len(files)} guides"

        def tell(done: int, of: int) -> None:
            self._tell("embedding", name, done, of)

        editions = [file.edition_id for file in files]
        workspace = files[0].request.workspace_id
        # One job at a time: the next one's files are read meanwhile, and the last one's are published.
        with self._embedding:
            return service.embed_editions(self._database, self._embedder(), workspace, editions, progress=tell)

    @DBOS.step()
    def publish(self, files: Sequence[_Read]) -> list[_Published | _Refused]:
        """Index all aside, then switch readers to each that is found by its own passages."""
        with self._database.reading() as session:
            entries = {
                file.edition_id: list(queries.index_entries(session, self._embedder().model_id, file.edition_id))
                for file in files
            }
        self._caches.put([entry for found in entries.values() for entry in found], now=_now())
        probes = probe(self._database, self._caches, list(entries.values()), now=_now())
        return [self._published(file, probed) for file, probed in zip(files, probes, strict=True)]

    @DBOS.step()
    def forget(self, edition_ids: Sequence[str]) -> None:
        """Take what nobody reads of these editions' guides out of the caches; the database keeps it for old citations.

        What that is is asked of the database, so that a step that is done again forgets the same.
        """
        with self._database.reading() as session:
            unread = queries.unread_passages(session, edition_ids)
        for place, ids in unread.items():
            self._caches.delete(Collection(*place), ids, now=_now())

    def _kept(self, request: FileRequest) -> _Kept | _Refused:
        path = Path(request.path)
        try:
            data = _file_bytes(path, self._sandbox.limits.file_bytes)
            if not data:
                raise EmptyFile(path.name)
            return self._stored(request, data, side_car_bytes(path))
        except UnreadableFile as error:
            return _Refused(request, error)

    def _stored(self, request: FileRequest, data: bytes, details: tuple[str, bytes] | None) -> _Kept:
        content = service.content_hash(data)
        with self._database.reading() as session:
            known = service.paths_of_like_guides(session, request.workspace_id, keys=request.keys, content=content)
        gone = {path for path in known if not Path(path).exists()}
        with self._database.transaction() as session:
            stands = service.standing(
                session,
                request.workspace_id,
                keys=request.keys,
                source_path=request.path,
                content=content,
                details=_details_hash(details),
                gone=gone,
                now=_now(),
            )
            if stands.same_as is not None:
                raise DuplicateFile(Path(request.path).name, stands.same_as)
            service.keep_original(session, request.workspace_id, data, now=_now())
        return _Kept(request, stands.guide_key, content, details, stands.same_edition, stands.retired)

    def _draft(self, kept: _Kept, data: bytes, count_tokens: CountTokens) -> EditionDraft:
        request, name = kept.request, Path(kept.request.path).name
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(data)
            if kept.side_car is not None:
                (Path(folder) / kept.side_car[0]).write_bytes(kept.side_car[1])
            loaded = self._sandbox.load(path)
            details = read_details(path, loaded)
        document = assemble(loaded.blocks, details.title)
        passages = split(document, language=details.language, count_tokens=count_tokens)
        if not passages:
            raise NoTextFound(name)
        return EditionDraft(
            guide_key=kept.guide_key,
            source_path=request.path,
            content_hash=kept.content_hash,
            details_hash=_details_hash(kept.side_car),
            details=details,
            text=document.text,
            places=document.places,
            passages=passages,
            warnings=(*loaded.warnings, *_who_sees_it(details.audience)),
        )

    def _published(self, file: _Read, probed: Probe) -> _Published | _Refused:
        name = Path(file.request.path).name
        if not probed.is_ready:
            return _Refused(file.request, NotFoundAgain(name, probed.found, probed.of))
        try:
            with self._database.transaction() as session:
                service.publish(session, file.edition_id, now=_now())
        except SameContent as error:
            return _Refused(file.request, DuplicateFile(name, error.same_as))
        return _Published(file.request, file.edition_id)

    def _result(self, file: _Kept | _Refused | _Read | _Published, embedded: Mapping[str, int]) -> FileResult:
        match file:
            case _Refused(request=request, error=error):
                return FileResult(request.keys[0], "", "", Status.FAILED, 0, error=reason(error))
            case _Kept(unchanged_edition=str(edition_id), retired=retired):
                status, told = Status.UNCHANGED, (_RETIRED,) if retired else ()
            case _Published(edition_id=edition_id):
                status, told = Status.PUBLISHED, ()
            case _:
                raise LookupError(f"nothing became of {file.request.path}")
        with self._database.reading() as session:
            facts = queries.edition_facts(session, [edition_id])[edition_id]
            count = queries.passage_count(session, edition_id)
        self._tell(status.value, facts.key, count, count)
        anew = embedded.get(edition_id, 0)
        return FileResult(facts.key, facts.title, facts.label, status, count, anew, (*facts.warnings, *told))

    def _tell(self, stage: str, guide: str, done: int, of: int) -> None:
        if self._progress is not None:
            self._progress(stage, guide, done, of)


def _who_sees_it(audience: str) -> tuple[str, ...]:
    if audience == EVERYBODY:
        return ()
    return (f'It is for "{audience}" only, so the command line does not answer from it.',)


def _is_new(file: _Kept | _Refused) -> TypeGuard[_Kept]:
    return isinstance(file, _Kept) and file.unchanged_edition is None


def _file_bytes(path: Path, at_most: int) -> bytes:
    try:
        size = path.stat().st_size
        if size > at_most:
            raise TooLarge(path.name, size, at_most)
        with path.open("rb") as file:
            data = file.read(at_most + 1)
    except OSError as error:
        raise FileNotThere(path.name) from error
    if len(data) > at_most:
        raise TooLarge(path.name, len(data), at_most)
    return data


def _details_hash(side_car: tuple[str, bytes] | None) -> str:
    return hashlib.sha256(side_car[1] if side_car else b"").hexdigest()


def _now() -> datetime:
    return datetime.now(UTC)
