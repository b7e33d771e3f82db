"""Both caches built anew from the database."""

from dataclasses import dataclass
from datetime import datetime
from time import perf_counter

from knowledge.embeddings.runtime import Embedder
from knowledge.guides.queries import active_editions
from knowledge.guides.service import embed_editions
from knowledge.index.caches import Caches
from storage.database import Database


@dataclass(frozen=True)
class Rebuild:
    """What a rebuild did; ``seconds`` is the time of indexing alone."""

    passages: int
    embedded: int
    seconds: float


def rebuild(database: Database, caches: Caches, embedder: Embedder, *, now: datetime) -> Rebuild:
    """Embed what this model has not embedded yet, build the caches aside, switch to them."""
    with database.reading() as session:
        editions = active_editions(session)
    embedded = sum(
        sum(embed_editions(database, embedder, workspace, ids).values()) for workspace, ids in editions.items()
    )
    began = perf_counter()
    passages = caches.rebuild(now=now)
    return Rebuild(passages, embedded, round(perf_counter() - began, 2))
