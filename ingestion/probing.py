"""Whether an edition that has just been indexed is found by its own passages: only then is it ready for readers."""

from collections.abc import Iterable, Sequence
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
        """There is one, each was found, and neither index is lost.

        The dense index is approximate: now and then a passage is not among the nearest to its own vector.
        """
        return 0 < self.of == self.found and 2 * min(self.by_meaning, self.by_words) >= self.of


def probe(
    database: Database, caches: Caches, editions: Sequence[Sequence[IndexEntry]], *, now: datetime
) -> list[Probe]:
    """Search for a few passages of each edition, spread over it.

    A passage counts as found too where one with the very same title, headings and text was found in its place.
    """
    chosen = [entries[:: max(1, -(-len(entries) // PROBES))] for entries in editions]
    found = _found(caches, [entry for spread in chosen for entry in spread], now)
    with database.reading() as session:
        hashes = embedded_hashes(session, {key for pair in found.values() for keys in pair for key in keys})

    def holds(keys: Sequence[str], entry: IndexEntry) -> bool:
        return entry.embedded_hash in {hashes[key] for key in keys if key in hashes}

    def probed(spread: Sequence[IndexEntry]) -> Probe:
        by_meaning = [holds(found[entry.id][0], entry) for entry in spread]
        # A passage without a single word, of emoji say, can't be found by words.
        by_words = [holds(found[entry.id][1], entry) or not terms_of(entry.text) for entry in spread]
        either = [one or other for one, other in zip(by_meaning, by_words, strict=True)]
        return Probe(sum(by_meaning), sum(by_words), sum(either), len(spread))

    return [probed(spread) for spread in chosen]


def _found(
    caches: Caches, entries: Iterable[IndexEntry], now: datetime
) -> dict[str, tuple[Sequence[str], Sequence[str]]]:
    """For each passage the ids that a search with its vector finds, and those that one with its words finds."""
    together: dict[Collection, list[IndexEntry]] = {}
    for entry in entries:
        together.setdefault(Collection(entry.workspace_id, entry.audience), []).append(entry)
    found: dict[str, tuple[Sequence[str], Sequence[str]]] = {}
    for collection, members in together.items():
        vectors = np.stack([entry.vector for entry in members])
        near = caches.nearest(collection, vectors, DEPTH, now=now, wait=WAIT_SECONDS)
        matching = caches.matching_each(collection, [terms_of(entry.text) for entry in members], DEPTH, now=now)
        found |= {e.id: (one, other) for e, one, other in zip(members, near, matching, strict=True)}
    return found
