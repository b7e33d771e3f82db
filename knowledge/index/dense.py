"""The dense index: Chroma, embedded. Vectors and ids only: no text, no metadata, no filters.

A Chroma folder must have one owner at a time, and a client does not see what another process wrote after it
was opened (chroma-core/chroma#3792). So every use holds the folder's lock, and a client that is older than
the last write by another process is closed and opened again.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from knowledge.errors import IndexBusy

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

Matrix = NDArray[np.float32]
WRITE_BATCH = 5_000


class DenseIndex:
    """The vectors of all collections in one Chroma folder. Safe to share between threads.

    Args:
        folder: Where Chroma keeps its files.
        writes: Gives the number of writes that any process has made so far; a change of it that is not
            this object's own means that the open client is stale.
    """

    def __init__(self, folder: Path, writes: Callable[[], int]) -> None:
        """Nothing is opened before the first use."""
        self._folder = folder
        self._writes = writes
        self._one_process = FileLock(f"{folder}.lock")
        self._one_thread = threading.Lock()
        self._client: ClientAPI | None = None
        self._collections: dict[str, Collection] = {}
        self._seen = -1

    def put(self, collection: str, ids: Sequence[str], vectors: Matrix) -> None:
        """Add vectors; those there already are replaced."""
        with self._open(wait=60) as client:
            target = self._collection(client, collection)
            for first in range(0, len(ids), WRITE_BATCH):
                part = slice(first, first + WRITE_BATCH)
                target.upsert(ids=list(ids[part]), embeddings=vectors[part])

    def delete(self, collection: str, ids: Sequence[str]) -> None:
        """Remove vectors; unknown ids are no matter."""
        with self._open(wait=60) as client:
            target = self._collection(client, collection)
            for first in range(0, len(ids), WRITE_BATCH):
                target.delete(ids=list(ids[first : first + WRITE_BATCH]))

    def search(self, collection: str, vectors: Matrix, limit: int, *, wait: float) -> list[list[str]]:
        """For each row the ids of the nearest vectors by cosine, nearest first.

        Raises:
            IndexBusy: Another process held the folder longer than ``wait`` seconds.
        """
        with self._open(wait=wait) as client:
            target = self._collection(client, collection)
            found = target.query(query_embeddings=vectors, n_results=limit, include=[])
        return found["ids"]

    def ids(self, collection: str) -> set[str]:
        """The ids of all vectors of a collection."""
        with self._open(wait=60) as client:
            return set(self._collection(client, collection).get(include=[])["ids"])

    def wrote(self) -> None:
        """Take note that the write just counted was this object's own."""
        self._seen = self._writes()

    def close(self) -> None:
        """Close Chroma's files, once whoever uses them now has finished."""
        with self._one_thread:
            self._close_client()

    def _close_client(self) -> None:
        if self._client is not None:
            self._client.close()  # type: ignore[attr-defined]  # missing from the interface only
            self._client = None
            self._collections = {}

    def _collection(self, client: "ClientAPI", name: str) -> "Collection":
        if name not in self._collections:
            # Without embedding_function=None, Chroma would load a model of its own from the internet.
            self._collections[name] = client.get_or_create_collection(
                name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
            )
        return self._collections[name]

    @contextmanager
    def _open(self, *, wait: float) -> Iterator["ClientAPI"]:
        if not self._one_thread.acquire(timeout=wait):
            raise IndexBusy(wait)
        try:
            with self._one_process.acquire(timeout=wait):
                yield self._current_client()
        except Timeout as error:
            raise IndexBusy(wait) from error
        finally:
            self._one_thread.release()

    def _current_client(self) -> "ClientAPI":
        writes = self._writes()
        if writes != self._seen:
            self._close_client()
        if self._client is None:
            self._client = _client(self._folder)
        self._seen = writes
        return self._client


def _client(folder: Path) -> "ClientAPI":
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
