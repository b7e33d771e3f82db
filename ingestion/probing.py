"""Whether an edition that has just been indexed is found by its own passages: only then is it ready for readers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from knowledge.guides.queries import IndexEntry, embedded_hashes
from knowledge.index.caches import Caches, Collection
from knowledge.index.terms import terms_of
from storage.database import Database

PROBES = 6
DEPTH = 10
WAIT_SECONDS = 60


@dataclass(frozen=True)
class Probe:
    """How many of the passages that were searched for were found: by meaning, by words, and by either."""

    by_meaning: int
    by_words: int
    found: int
    of: int

    @property
    def is_ready(self) -> bool:
        """Each was found, and neither index is lost.

        The dense index is approximate: now and then a passage is not among the nearest to its own vector.
        """
        return self.found == self.of and 2 * min(self.by_meaning, self.by_words) >= self.of


def probe(database: Database, caches: Caches, entries: Sequence[IndexEntry], *, now: datetime) -> Probe:
    """Search for a few passages of one edition, spread over it.

    A passage counts as found too where one with the very same title, headings and text was found in its place.
    """
    chosen = entries[:: max(1, -(-len(entries) // PROBES))]
    collection = Collection(chosen[0].workspace_id, chosen[0].audience)
    vectors = np.stack([entry.vector for entry in chosen])
    near = caches.nearest(collection, vectors, DEPTH, now=now, wait=WAIT_SECONDS)
    matching = [caches.matching(collection, terms_of(entry.text), DEPTH, now=now) for entry in chosen]
    with database.reading() as session:
        hashes = embedded_hashes(session, {key for found in [*near, *matching] for key in found})

    def holds(found: Sequence[str], entry: IndexEntry) -> bool:
        return entry.embedded_hash in {hashes[key] for key in found if key in hashes}

    by_meaning = [holds(found, entry) for entry, found in zip(chosen, near, strict=True)]
    # A passage without a single word, of emoji say, can't be found by words.
    by_words = [holds(found, e) or not terms_of(e.text) for e, found in zip(chosen, matching, strict=True)]
    either = [one or other for one, other in zip(by_meaning, by_words, strict=True)]
    return Probe(sum(by_meaning), sum(by_words), sum(either), len(chosen))
