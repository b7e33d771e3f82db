"""The dense index: Chroma, embedded or a server. Vectors and ids only: no text, no metadata, no filters."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

Matrix = NDArray[np.float32]
WRITE_BATCH = 5_000
# Numbers in one write: a server takes so many at once.
WRITE_NUMBERS = 2_000_000
WRITE_SECONDS = 60.0


class Home(Protocol):
    """Where the vectors of one building are kept."""

    def open(self, *, wait: float, filling: bool = False) -> AbstractContextManager[Callable[[str], "Collection"]]:
        """Give the collections by name.

        Args:
            wait: How many seconds to wait for another process.
            filling: Whether to write into a building that is not finished yet.

        Raises:
            IndexBusy: Another process used them for longer.
            IndexDamaged: Their files are broken.
            IndexAway: The server that holds them can't be reached, or has lost them.
        """
        ...

    def wrote(self) -> None:
        """Take note that the write just counted was this object's own."""
        ...

    def is_kept(self) -> bool:
        """Whether what the building held is still there, as far as is known."""
        ...

    def keep(self, beside: str | None) -> None:
        """Note that the building is filled; forget all buildings but this and the one named."""
        ...

    def clear(self) -> None:
        """Forget all that the building held."""
        ...

    def close(self) -> None:
        """Give back what was opened."""
        ...


class DenseIndex:
    """The vectors of all collections of one building. Safe to share between threads.

    Raises (from every method):
        IndexBusy, IndexDamaged, IndexAway: As its home does.
    """

    def __init__(self, home: Home) -> None:
        """Nothing is opened before the first use."""
        self.home = home

    def put(self, collection: str, ids: Sequence[str], vectors: Matrix) -> None:
        """Add vectors; those there already are replaced."""
        with self.home.open(wait=WRITE_SECONDS, filling=True) as named:
            target = named(collection)
            for part in _parts(len(ids), vectors.shape[-1]):
                target.upsert(ids=list(ids[part]), embeddings=vectors[part])

    def delete(self, collection: str, ids: Sequence[str]) -> None:
        """Remove vectors; unknown ids are no matter."""
        with self.home.open(wait=WRITE_SECONDS) as named:
            target = named(collection)
            for part in _parts(len(ids), 1):
                target.delete(ids=list(ids[part]))

    def search(self, collection: str, vectors: Matrix, limit: int, *, wait: float) -> list[list[str]]:
        """For each row the ids of the nearest vectors by cosine, nearest first."""
        with self.home.open(wait=wait) as named:
            found = named(collection).query(query_embeddings=vectors, n_results=limit, include=[])
        return found["ids"]

    def ids(self, collection: str) -> set[str]:
        """The ids of all vectors of a collection."""
        with self.home.open(wait=WRITE_SECONDS) as named:
            return set(named(collection).get(include=[])["ids"])

    def close(self) -> None:
        """Give back what was opened, once whoever uses it now has finished."""
        self.home.close()


def _parts(count: int, numbers: int) -> list[slice]:
    size = max(1, min(WRITE_BATCH, WRITE_NUMBERS // numbers))
    return [slice(first, first + size) for first in range(0, count, size)]
