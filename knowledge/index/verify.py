"""Comparing the caches with the database."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from knowledge.guides.models import Edition
from knowledge.guides.queries import active_vectors
from knowledge.index.caches import Caches, Collection
from storage.database import Database

PROBES = 2_000
PROBE_DEPTH = 10
WAIT_SECONDS = 60
TOLERATED = 0.01


@dataclass(frozen=True)
class Verification:
    """What differs between the caches and the database, in passages.

    Attributes:
        unreachable: Passages, of those probed, that a search with their own vector does not find
            (chroma-core/chroma#7758).
    """

    passages: int
    dense_missing: int
    dense_extra: int
    lexical_missing: int
    lexical_extra: int
    probed: int
    unreachable: int

    @property
    def sound(self) -> bool:
        """Whether nothing differs, and hardly a passage is unreachable: the dense index is an approximate one."""
        differing = self.dense_missing + self.dense_extra + self.lexical_missing + self.lexical_extra
        return not differing and self.unreachable <= TOLERATED * self.probed


def verify(database: Database, caches: Caches, workspace: str, model: str, *, now: datetime) -> Verification:
    """Compare every collection of a workspace with its active passages, also those for whom nothing is active."""
    counts = dict.fromkeys(Verification.__dataclass_fields__, 0)
    with database.reading() as session:
        query = select(Edition.audience).where(Edition.workspace_id == workspace).distinct()
        named = sorted(session.scalars(query))
    for audience in named:
        collection = Collection(workspace, audience)
        with database.reading() as session:
            ids, vectors = active_vectors(session, workspace, audience, model)
        dense, lexical = caches.ids(collection, now=now)
        wanted = set(ids)
        counts["passages"] += len(wanted)
        counts["dense_missing"] += len(wanted - dense)
        counts["dense_extra"] += len(dense - wanted)
        counts["lexical_missing"] += len(wanted - lexical)
        counts["lexical_extra"] += len(lexical - wanted)
        probed = range(0, len(ids), max(1, -(-len(ids) // PROBES)))
        if probed:
            near = caches.nearest(collection, vectors[probed], PROBE_DEPTH, now=now, wait=WAIT_SECONDS)
            counts["probed"] += len(probed)
            counts["unreachable"] += sum(ids[i] not in found for i, found in zip(probed, near, strict=True))
    return Verification(**counts)
