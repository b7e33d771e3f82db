"""Both caches of all workspaces, under one generation: put, delete, find; filled from SQL when lost or behind.

The database's ``search_index`` row names the generation and counts the changes to it. Several processes may share
one folder of caches, and several machines, each with a folder of its own, one database. So every building notes
how many changes it holds: one that is behind the row lacks what another machine wrote, and is built again.
"""

import hashlib
import shutil
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain, groupby, islice
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout
from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.embeddings.pooling import Matrix
from knowledge.errors import EmbeddingModelMismatch
from knowledge.guides.models import Edition, SearchIndexRow
from knowledge.guides.queries import IndexEntry, index_entries
from knowledge.index.chroma_folder import ChromaFolder
from knowledge.index.damage import damage_told
from knowledge.index.dense import DenseIndex, Home
from knowledge.index.lexical import LexicalIndex
from storage.database import Database, insert_missing
from storage.schema import new_id

ROW = 1
FILL_BATCH = 10_000
# An edition is indexed before it is published. A building made in between has to hold it; one that was given up
# is left out after this time.
PUBLISHING_TIME = timedelta(days=1)
_CHANGES = "changes"
_OWNER = "owner"


@dataclass(frozen=True)
class Collection:
    """The passages of one workspace for one audience: a search never leaves it."""

    workspace_id: str
    audience: str

    @property
    def name(self) -> str:
        """Short and plain whatever the audience is: it names a folder, and a collection in Chroma."""
        return f"{self.workspace_id}.{hashlib.sha256(self.audience.encode()).hexdigest()[:32]}"


class _Building:
    """One building of both indexes of a generation, in a folder of its own."""

    def __init__(self, folder: Path, home: Home) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.home = home
        self.dense = DenseIndex(home)
        self._lexical: dict[str, LexicalIndex] = {}
        self._opening = threading.Lock()

    @property
    def changes(self) -> int:
        """How many of the changes counted in the database it holds; -1 before it is filled or once it is deleted."""
        if not self.home.is_kept():
            return -1
        try:
            with damage_told(ValueError):
                return int((self.folder / _CHANGES).read_text())
        except FileNotFoundError:
            return -1

    def hold(self, changes: int) -> None:
        """Note that it holds this many changes."""
        unfinished = self.folder / f"{_CHANGES}.unfinished"
        unfinished.write_text(str(changes))
        unfinished.replace(self.folder / _CHANGES)

    def words(self, collection: Collection) -> LexicalIndex:
        """The lexical index of a collection."""
        with self._opening:
            if collection.name not in self._lexical:
                self._lexical[collection.name] = LexicalIndex(self.folder / "lexical" / collection.name)
            return self._lexical[collection.name]

    def put(self, entries: Sequence[IndexEntry]) -> None:
        """Add passages to both indexes."""

        def collection_of(entry: IndexEntry) -> Collection:
            return Collection(entry.workspace_id, entry.audience)

        by_name = sorted(entries, key=lambda e: collection_of(e).name)
        for collection, group in groupby(by_name, key=collection_of):
            members = list(group)
            # Both write outside Python's lock.
            with ThreadPoolExecutor(1) as pool:
                words = pool.submit(self.words(collection).put, [(e.id, e.text) for e in members])
                self.dense.put(collection.name, [e.id for e in members], np.stack([e.vector for e in members]))
                words.result()


class Caches:
    """The dense and the lexical index of the current generation. Safe to share between threads.

    Raises (from every method but ``rebuild``):
        EmbeddingModelMismatch: The generation was built with another model.
        IndexDamaged: A cache is broken on disk.
        IndexAway: The server that keeps the vectors can't be reached.
    """

    def __init__(self, folder: Path, database: Database, model_id: str, *, server: str | None = None) -> None:
        """Nothing is opened before the first use.

        Args:
            folder: Where the caches are kept.
            database: Names the generation, and fills them.
            model_id: The model of the vectors.
            server: The address of a Chroma server that keeps the vectors in place of the folder.
        """
        self._folder = folder
        self._server = server
        self._database = database
        self._model_id = model_id
        self._open: _Building | None = None
        self._opening = threading.Lock()
        self._one_writer = FileLock(f"{folder}.lock")

    def require_model(self, *, now: datetime) -> None:
        """Do nothing where the library was embedded with this model, so that nobody embeds for nothing."""
        self._own_row(now)

    def put(self, entries: Sequence[IndexEntry], *, now: datetime) -> None:
        """Add passages; those there already are replaced."""
        with self._writing():
            building = self._current(now)
            building.put(entries)
            self._count_write(building)

    def delete(self, collection: Collection, ids: Sequence[str], *, now: datetime) -> None:
        """Remove passages; unknown ids are no matter."""
        with self._writing():
            building = self._current(now)
            building.dense.delete(collection.name, ids)
            building.words(collection).delete(ids)
            self._count_write(building)

    def nearest(
        self, collection: Collection, vectors: Matrix, limit: int, *, now: datetime, wait: float
    ) -> list[list[str]]:
        """For each vector the ids of the passages nearest in meaning.

        Raises:
            IndexBusy: Another process writes, and did not finish within ``wait`` seconds.
        """
        return self._current(now).dense.search(collection.name, vectors, limit, wait=wait)

    def matching(self, collection: Collection, terms: Sequence[str], limit: int, *, now: datetime) -> list[str]:
        """Ids of the passages that share the most telling words."""
        return self.matching_each(collection, [terms], limit, now=now)[0]

    def matching_each(
        self, collection: Collection, queries: Iterable[Sequence[str]], limit: int, *, now: datetime
    ) -> list[list[str]]:
        """The same for many queries at once."""
        words = self._current(now).words(collection)
        return [words.search(terms, limit) for terms in queries]

    def frequencies(
        self, collection: Collection, terms: Iterable[str], *, now: datetime
    ) -> tuple[int, Mapping[str, int]]:
        """How many passages there are, and how many hold each term."""
        return self._current(now).words(collection).frequencies(terms)

    def ids(self, collection: Collection, *, now: datetime) -> tuple[set[str], set[str]]:
        """What the dense and what the lexical index hold, for comparing with SQL."""
        building = self._current(now)
        return building.dense.ids(collection.name), building.words(collection).ids()

    def rebuild(self, *, now: datetime) -> int:
        """Build a new generation aside from SQL and switch to it. Embeds nothing.

        The generation before it stays until the next one is built: someone may be searching it.

        Returns:
            The number of passages in it.
        """
        with self._writing():
            old = self._row(now)
            new = self._building(self._folder / f"{new_id()}.{old.changes}")
            count = self._fill(new)
            self._switch(new, old.changes, replaced=self._newest(old.generation))
            with self._database.transaction() as session:
                row = session.get_one(SearchIndexRow, ROW, with_for_update=True)
                row.generation, row.model, row.built_at = new.folder.stem, self._model_id, now
        return count

    def close(self) -> None:
        """Close all files."""
        with self._opening:
            self._close()

    def _close(self) -> None:
        if self._open is not None:
            self._open.dense.close()
        self._open = None

    def _current(self, now: datetime) -> _Building:
        row = self._own_row(now)
        building = self._opened(row.generation)
        if building is None:
            with self._writing():
                return self._caught_up(now)
        if building.changes >= row.changes:
            return building
        try:
            with self._one_writer.acquire(timeout=0):
                return self._caught_up(now)
        except Timeout:
            # Someone is counting a change of their own, or already catching up.
            return building

    def _caught_up(self, now: datetime) -> _Building:
        """The current generation with all changes; to be called by the one writer."""
        row = self._own_row(now)
        behind = self._opened(row.generation)
        if behind is not None and behind.changes >= row.changes:
            return behind
        folder = self._folder / f"{row.generation}.{row.changes}"
        shutil.rmtree(folder, ignore_errors=True)
        new = self._building(folder)
        self._fill(new, publishing_since=now - PUBLISHING_TIME if row.changes else None)
        self._switch(new, row.changes, replaced=behind.folder if behind is not None else None)
        return new

    def _opened(self, generation: str) -> _Building | None:
        with self._opening:
            folder = self._newest(generation)
            if folder is None:
                return None
            if self._open is None or self._open.folder != folder:
                self._close()
                self._open = self._building(folder)
            return self._open

    def _newest(self, generation: str) -> Path | None:
        filled = [note.parent for note in self._folder.glob(f"{generation}.*/{_CHANGES}")]
        return max(filled, key=lambda folder: int(folder.suffix[1:]), default=None)

    def _switch(self, new: _Building, changes: int, replaced: Path | None) -> None:
        """Serve the new building; delete all others but the one replaced, which may still be in use."""
        new.home.keep(replaced.name if replaced is not None else None)
        with self._opening:
            new.hold(changes)
            self._close()
            self._open = new
        for folder in self._folder.iterdir():
            if folder.is_dir() and folder not in (new.folder, replaced):
                shutil.rmtree(folder, ignore_errors=True)

    def _own_row(self, now: datetime) -> SearchIndexRow:
        row = self._row(now)
        if row.model != self._model_id:
            raise EmbeddingModelMismatch(indexed_with=row.model, configured=self._model_id)
        return row

    def _row(self, now: datetime) -> SearchIndexRow:
        with self._database.reading() as session:
            row = session.get(SearchIndexRow, ROW)
        if row is not None:
            return row
        first = {"id": ROW, "model": self._model_id, "generation": new_id(), "changes": 0, "built_at": now}
        with self._database.transaction() as session:
            insert_missing(session, SearchIndexRow, [first])
        with self._database.reading() as session:
            return session.get_one(SearchIndexRow, ROW)

    def _building(self, folder: Path) -> _Building:
        if self._server is None:
            return _Building(folder, ChromaFolder(folder / "chroma", self._changes))
        from knowledge.index.chroma_server import ChromaServer

        return _Building(folder, ChromaServer(self._server, self._owner(), folder.name))

    def _owner(self) -> str:
        """This folder's name on a server, given once."""
        note = self._folder / _OWNER
        self._folder.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{note}.lock"):
            if not note.exists():
                note.write_text(new_id())
            return note.read_text()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._one_writer:
            yield

    def _fill(self, building: _Building, publishing_since: datetime | None = None) -> int:
        count = 0
        building.home.clear()
        # The next batch is read while one is written.
        with self._database.reading() as session, ThreadPoolExecutor(1) as pool:
            entries = iter(index_entries(session, self._model_id))
            if publishing_since is not None:
                entries = chain(entries, self._publishing(session, publishing_since))
            written = pool.submit(building.put, [])
            while batch := list(islice(entries, FILL_BATCH)):
                written.result()
                written = pool.submit(building.put, batch)
                count += len(batch)
            written.result()
        return count

    def _publishing(self, session: Session, since: datetime) -> Iterator[IndexEntry]:
        query = select(Edition.id).where(Edition.published_at.is_(None), Edition.created_at >= since)
        for edition_id in session.scalars(query).all():
            yield from index_entries(session, self._model_id, edition_id)

    def _count_write(self, building: _Building) -> None:
        with self._database.transaction() as session:
            row = session.get_one(SearchIndexRow, ROW, with_for_update=True)
            row.changes += 1
            counted = row.changes
        # Where another machine's change was counted in between, the building lacks that one and stays behind.
        if building.changes == counted - 1:
            building.hold(counted)
        building.home.wrote()

    def _changes(self) -> int:
        with self._database.reading() as session:
            row = session.get(SearchIndexRow, ROW)
            return row.changes if row is not None else 0
