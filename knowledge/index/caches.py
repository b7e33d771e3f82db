"""Both caches of all workspaces, under one generation: put, delete, find; rebuilt from SQL when lost."""

import shutil
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, islice
from pathlib import Path

import numpy as np

from knowledge.embeddings.pooling import Matrix
from knowledge.errors import EmbeddingModelMismatch
from knowledge.guides.models import SearchIndexRow
from knowledge.guides.queries import IndexEntry, index_entries
from knowledge.index.dense import DenseIndex
from knowledge.index.lexical import LexicalIndex
from storage.database import Database, insert_missing
from storage.schema import new_id

ROW = 1
FILL_BATCH = 5_000
_COMPLETE = "complete"


@dataclass(frozen=True)
class Collection:
    """The passages of one workspace for one audience: a search never leaves it."""

    workspace_id: str
    audience: str

    @property
    def name(self) -> str:
        return f"{self.workspace_id}.{self.audience.encode().hex()}"


class _Generation:
    """One building of both indexes, in a folder of its own."""

    def __init__(self, folder: Path, writes: Callable[[], int]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.name = folder.name
        self.dense = DenseIndex(folder / "chroma", writes)
        self._folder = folder
        self._lexical: dict[str, LexicalIndex] = {}
        self._opening = threading.Lock()

    @property
    def is_complete(self) -> bool:
        return (self._folder / _COMPLETE).exists()

    def complete(self) -> None:
        """Note that it holds all that the database held when it was built."""
        (self._folder / _COMPLETE).touch()

    def words(self, collection: Collection) -> LexicalIndex:
        """The lexical index of a collection."""
        with self._opening:
            if collection.name not in self._lexical:
                self._lexical[collection.name] = LexicalIndex(self._folder / "lexical" / collection.name)
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
    """

    def __init__(self, folder: Path, database: Database, model_id: str) -> None:
        """Nothing is opened before the first use."""
        self._folder = folder
        self._database = database
        self._model_id = model_id
        self._open: _Generation | None = None
        self._opening = threading.RLock()

    def put(self, entries: Sequence[IndexEntry], *, now: datetime) -> None:
        """Add passages; those there already are replaced."""
        generation = self._current(now)
        generation.put(entries)
        self._count_write(generation)

    def delete(self, collection: Collection, ids: Sequence[str], *, now: datetime) -> None:
        """Remove passages; unknown ids are no matter."""
        generation = self._current(now)
        generation.dense.delete(collection.name, ids)
        generation.words(collection).delete(ids)
        self._count_write(generation)

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
        return self._current(now).words(collection).search(terms, limit)

    def frequencies(
        self, collection: Collection, terms: Iterable[str], *, now: datetime
    ) -> tuple[int, Mapping[str, int]]:
        """How many passages there are, and how many hold each term."""
        return self._current(now).words(collection).frequencies(terms)

    def ids(self, collection: Collection, *, now: datetime) -> tuple[set[str], set[str]]:
        """What the dense and what the lexical index hold, for comparing with SQL."""
        generation = self._current(now)
        return generation.dense.ids(collection.name), generation.words(collection).ids()

    def rebuild(self, *, now: datetime) -> int:
        """Build a new generation aside from SQL, switch to it, delete the old one. Embeds nothing.

        Returns:
            The number of passages in it.
        """
        old = self._row(now).generation
        new = self._generation(new_id())
        count = self._fill(new)
        with self._database.transaction() as session:
            row = session.get_one(SearchIndexRow, ROW)
            row.generation, row.model, row.built_at = new.name, self._model_id, now
            row.changes += 1
        with self._opening:
            self.close()
            self._open = new
        shutil.rmtree(self._folder / old, ignore_errors=True)
        return count

    def close(self) -> None:
        """Close all files."""
        with self._opening:
            if self._open is not None:
                self._open.dense.close()
            self._open = None

    def _current(self, now: datetime) -> _Generation:
        row = self._row(now)
        if row.model != self._model_id:
            raise EmbeddingModelMismatch(indexed_with=row.model, configured=self._model_id)
        with self._opening:
            if self._open is None or self._open.name != row.generation:
                self.close()
                self._open = self._generation(row.generation)
                if not self._open.is_complete:
                    self._fill(self._open)
            return self._open

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

    def _generation(self, name: str) -> _Generation:
        return _Generation(self._folder / name, self._changes)

    def _fill(self, generation: _Generation) -> int:
        count = 0
        with self._database.reading() as session:
            entries = iter(index_entries(session, self._model_id))
            while batch := list(islice(entries, FILL_BATCH)):
                generation.put(batch)
                count += len(batch)
        generation.complete()
        return count

    def _count_write(self, generation: _Generation) -> None:
        with self._database.transaction() as session:
            session.get_one(SearchIndexRow, ROW, with_for_update=True).changes += 1
        generation.dense.wrote()

    def _changes(self) -> int:
        with self._database.reading() as session:
            row = session.get(SearchIndexRow, ROW)
            return row.changes if row is not None else 0
