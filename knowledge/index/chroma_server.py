"""A Chroma server as the home of vectors: shared by processes and machines, and thrown away and filled again at will.

Each folder of caches has collections of its own there, named for it and for the building that they belong to: what
one machine holds says nothing of what another does.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx

from knowledge.errors import IndexAway
from knowledge.index.neighbours import CONFIGURATION

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

# A server that is there but does not answer must not hold a question up for ever, as Chroma itself would.
TIMEOUT = httpx.Timeout(30.0, connect=2.0)
_KEPT = "kept"


class ChromaServer:
    """One building's collections on a server. Safe to share between threads and processes.

    A collection of its own marks that the building was filled: where that is gone, so are the vectors.
    """

    def __init__(self, address: str, owner: str, building: str) -> None:
        """Connect on first use only.

        Args:
            address: Where it listens, ``http://host:port``.
            owner: Names the folder of caches.
            building: Names the building in it.
        """
        self._address = address
        self._shown = urlsplit(address)._replace(netloc=urlsplit(address).netloc.rpartition("@")[2]).geturl()
        self._owner = owner
        self._prefix = f"{owner}.{building}."
        self._connecting = threading.Lock()
        self._client: ClientAPI | None = None
        self._collections: dict[str, Collection] = {}
        self._kept = False

    def reach(self) -> None:
        """Do nothing where the server answers.

        Raises:
            IndexAway: It does not, or is no Chroma server.
        """
        with self._away_told():
            self._connected().heartbeat()

    @contextmanager
    def open(self, *, wait: float, filling: bool = False) -> Iterator[Callable[[str], "Collection"]]:
        """Give the building's collections by name; ``wait`` is no matter, a server serves many at once.

        Raises:
            IndexAway: The server can't be reached, or has lost what it held.
        """
        from chromadb.errors import NotFoundError

        with self._away_told():
            client = self._connected()
            try:
                yield lambda name: self._collection(client, name, filling=filling)
            except NotFoundError as error:
                self._lose()
                raise IndexAway(self._shown, "it has lost what it held") from error

    def wrote(self) -> None:
        """Nothing: the server's only owner is the server."""

    def is_kept(self) -> bool:
        """Whether the server still holds the building, as far as is known: of one that is away it is believed."""
        if not self._kept:
            try:
                with self._away_told():
                    self._kept = self._prefix + _KEPT in self._names()
            except IndexAway:
                return True
        return self._kept

    def keep(self, beside: str | None) -> None:
        """Note that the building is filled; forget all of the folder's but this and the one named."""
        others = (self._prefix, f"{self._owner}.{beside}.")
        with self._away_told():
            self._connected().get_or_create_collection(self._prefix + _KEPT, embedding_function=None)
            self._delete(lambda name: not name.startswith(others))
        self._kept = True

    def clear(self) -> None:
        """Forget all that the building held."""
        with self._away_told():
            self._delete(lambda name: name.startswith(self._prefix))
        self._lose()

    def close(self) -> None:
        """Close the connections."""
        with self._connecting:
            if self._client is not None:
                # Chroma's own close() leaves its connections open.
                for session in _sessions(self._client):
                    session.close()
                self._client.close()  # type: ignore[attr-defined]  # missing from the interface only
            self._client = None
            self._collections = {}

    def _lose(self) -> None:
        self._kept = False
        self._collections = {}

    def _collection(self, client: "ClientAPI", name: str, *, filling: bool) -> "Collection":
        if name not in self._collections:
            if not filling:
                # Else one that was lost would be made anew, and be empty.
                client.get_collection(self._prefix + _KEPT, embedding_function=None)
            self._collections[name] = client.get_or_create_collection(
                self._prefix + name, embedding_function=None, configuration=CONFIGURATION
            )
        return self._collections[name]

    def _names(self) -> list[str]:
        return [collection.name for collection in self._connected().list_collections()]

    def _delete(self, is_unwanted: Callable[[str], bool]) -> None:
        for name in self._names():
            if name.startswith(f"{self._owner}.") and is_unwanted(name):
                self._connected().delete_collection(name)

    def _connected(self) -> "ClientAPI":
        with self._connecting:
            if self._client is None:
                self._client = self._new_client()
            return self._client

    @contextmanager
    def _away_told(self) -> Iterator[None]:
        from chromadb.errors import InternalError

        try:
            yield
        except (httpx.HTTPError, InternalError) as error:
            raise IndexAway(self._shown, " ".join(str(error).split()) or type(error).__name__) from error

    def _new_client(self) -> "ClientAPI":
        import chromadb
        from chromadb.config import Settings

        parts = urlsplit(self._address)
        if parts.scheme not in ("http", "https") or parts.hostname is None:
            raise IndexAway(self._shown, "its address has to be http://host:port")
        secure = parts.scheme == "https"
        port = parts.port or (443 if secure else 80)
        # Chroma's own client waits without end, and has no setting for it: so the server is asked for a sign of
        # life before it is built, and its patience is shortened after.
        httpx.get(f"{parts.scheme}://{parts.netloc}/api/v2/heartbeat", timeout=TIMEOUT).raise_for_status()
        try:
            client = chromadb.HttpClient(
                parts.hostname, port, ssl=secure, settings=Settings(anonymized_telemetry=False)
            )
        except ValueError as error:
            raise IndexAway(self._shown, "what answers there is no Chroma server") from error
        for session in _sessions(client):
            session.timeout = TIMEOUT
        return client


def _sessions(client: Any) -> list[httpx.Client]:
    return [client._server._session, client._admin_client._server._session]
