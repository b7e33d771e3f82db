"""A folder of this machine as the home of vectors: Chroma, embedded.

A Chroma folder must have one owner at a time, and a client does not see what another process wrote after it
was opened (chroma-core/chroma#3792). So every use holds the folder's lock, and a client that is older than
the last write by another process is closed and opened again.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from knowledge.errors import IndexBusy
from knowledge.index.damage import damage_told
from knowledge.index.neighbours import CONFIGURATION

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection


class ChromaFolder:
    """The collections in one Chroma folder. Safe to share between threads.

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

    @contextmanager
    def open(self, *, wait: float, filling: bool = False) -> Iterator[Callable[[str], "Collection"]]:
        """Give the collections by name, to this process alone while inside; one that is not there is made.

        Raises:
            IndexBusy: Another process held the folder longer than ``wait`` seconds.
            IndexDamaged: Chroma can't read its files.
        """
        from chromadb.errors import ChromaError

        if not self._one_thread.acquire(timeout=wait):
            raise IndexBusy(wait)
        try:
            with damage_told(ChromaError), self._one_process.acquire(timeout=wait):
                client = self._current_client()
                yield lambda name: self._collection(client, name)
        except Timeout as error:
            raise IndexBusy(wait) from error
        finally:
            self._one_thread.release()

    def wrote(self) -> None:
        """Take note that the write just counted was this object's own."""
        self._seen = self._writes()

    def is_kept(self) -> bool:
        """True: the files are in the building's own folder."""
        return True

    def keep(self, beside: str | None) -> None:
        """Nothing: the files of other buildings go with their folders."""

    def clear(self) -> None:
        """Nothing: the files go with the building's folder."""

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
                name, embedding_function=None, configuration=CONFIGURATION
            )
        return self._collections[name]

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
    from chromadb.api.shared_system_client import SharedSystemClient
    from chromadb.config import Settings
    from chromadb.errors import ChromaError

    try:
        return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
    except ChromaError:
        # Chroma keeps what did not start, and would hand it out the next time.
        SharedSystemClient._identifier_to_system.pop(str(folder), None)
        raise
