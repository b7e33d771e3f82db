"""Both caches of all workspaces, under one generation: put, delete, find; rebuilt from SQL when lost."""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, islice
from pathlib import Path

import numpy as np

from knowledge.embeddings.pooling import Vector
from knowledge.errors import EmbeddingModelMismatch
from knowledge.guides.models import SearchIndexRow
from knowledge.guides.queries import IndexEntry, index_entries
from knowledge.index.dense import DenseIndex
from knowledge.index.lexical import LexicalIndex
from storage.database import Database
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


class Caches:
    """The dense and the lexical index of the current generation.

    Raises (from every method but ``rebuild``):
        EmbeddingModelMismatch: The generation was built with another model.
    """

    def __init__(self, folder: Path, database: Database, model_id: str) -> None:
        """Nothing is opened before the first use."""
        self._folder = folder
        self._database = database
        self._model_id = model_id
        self._generation: str | None = None
        self._dense: DenseIndex | None = None
        self._lexical: dict[str, LexicalIndex] = {}

    def put(self, entries: Sequence[IndexEntry], *, now: datetime) -> None:
        """Add passages; those there already are replaced."""
        self._ready(now)
        self._fill(entries)
        self._count_write()

    def delete(self, collection: Collection, ids: Sequence[str], *, now: datetime) -> None:
        """Remove passages; unknown ids are no matter."""
        dense = self._ready(now)
        dense.delete(collection.name, ids)
        self._words(collection.name).delete(ids)
        self._count_write()

    def nearest(self, collection: Collection, vector: Vector, limit: int, *, now: datetime, wait: float) -> list[str]:
        """Ids of the passages nearest in meaning.

        Raises:
            IndexBusy: Another process writes, and did not finish within ``wait`` seconds.
        """
        return self._ready(now).search(collection.name, vector, limit, wait=wait)

    def matching(self, collection: Collection, terms: Sequence[str], limit: int, *, now: datetime) -> list[str]:
        """Ids of the passages that share the most telling words."""
        self._ready(now)
        return self._words(collection.name).search(terms, limit)

    def frequencies(self, collection: Collection, terms: Iterable[str]) -> tuple[int, Mapping[str, int]]:
        """How many passages there are, and how many hold each term."""
        return self._words(collection.name).frequencies(terms)

    def ids(self, collection: Collection, *, now: datetime) -> tuple[set[str], set[str]]:
        """What the dense and what the lexical index hold, for comparing with SQL."""
        return self._ready(now).ids(collection.name), self._words(collection.name).ids()

    def rebuild(self, *, now: datetime) -> int:
        """Build a new generation aside from SQL, switch to it, delete the old one. Embeds nothing.

        Returns:
            The number of passages in it.
        """
        old = self._row(now)
        generation = new_id()
        self._open(generation)
        count = self._fill_from_database()
        with self._database.transaction() as session:
            row = session.get_one(SearchIndexRow, ROW)
            row.generation, row.model, row.built_at, row.changes = (
                generation,
                self._model_id,
                now,
                row.changes + 1,
            )
        shutil.rmtree(self._folder / old.generation, ignore_errors=True)
        return count

    def close(self) -> None:
        """Close all files."""
        if self._dense is not None:
            self._dense.close()
        self._dense, self._lexical, self._generation = None, {}, None

    def _ready(self, now: datetime) -> DenseIndex:
        row = self._row(now)
        if row.model != self._model_id:
            raise EmbeddingModelMismatch(indexed_with=row.model, configured=self._model_id)
        if row.generation != self._generation or self._dense is None:
            self._open(row.generation)
            if not (self._folder / row.generation / _COMPLETE).exists():
                self._fill_from_database()
        assert self._dense is not None
        return self._dense

    def _row(self, now: datetime) -> SearchIndexRow:
        with self._database.reading() as session:
            row = session.get(SearchIndexRow, ROW)
        if row is not None:
            return row
        with self._database.transaction() as session:
            row = SearchIndexRow(id=ROW, model=self._model_id, generation=new_id(), changes=0, built_at=now)
            session.add(row)
        return row

    def _open(self, generation: str) -> None:
        self.close()
        folder = self._folder / generation
        folder.mkdir(parents=True, exist_ok=True)
        self._generation = generation
        self._dense = DenseIndex(folder / "chroma", self._changes)

    def _words(self, name: str) -> LexicalIndex:
        if name not in self._lexical:
            assert self._generation is not None
            self._lexical[name] = LexicalIndex(self._folder / self._generation / "lexical" / name)
        return self._lexical[name]

    def _fill_from_database(self) -> int:
        count = 0
        with self._database.reading() as session:
            entries = iter(index_entries(session, self._model_id))
            while batch := list(islice(entries, FILL_BATCH)):
                self._fill(batch)
                count += len(batch)
        assert self._generation is not None
        (self._folder / self._generation / _COMPLETE).touch()
        return count

    def _fill(self, entries: Sequence[IndexEntry]) -> None:
        assert self._dense is not None

        def collection_of(entry: IndexEntry) -> str:
            return Collection(entry.workspace_id, entry.audience).name

        for name, group in groupby(sorted(entries, key=collection_of), key=collection_of):
            members = list(group)
            self._dense.put(name, [e.id for e in members], np.stack([e.vector for e in members]))
            self._words(name).put((e.id, e.text) for e in members)

    def _count_write(self) -> None:
        with self._database.transaction() as session:
            session.get_one(SearchIndexRow, ROW, with_for_update=True).changes += 1
        if self._dense is not None:
            self._dense.wrote()

    def _changes(self) -> int:
        with self._database.reading() as session:
            row = session.get(SearchIndexRow, ROW)
            return row.changes if row is not None else 0
