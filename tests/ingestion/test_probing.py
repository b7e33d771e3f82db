from pathlib import Path

import pytest

from ingestion.documents import Block
from ingestion.probing import Probe, probe
from knowledge.embeddings.runtime import Embedder
from knowledge.guides.queries import index_entries
from storage.database import Database
from tests.knowledge.library import NOW, Library


def test_what_is_in_both_indexes_is_ready_and_what_is_in_none_is_not(
    database: Database, tmp_path: Path, embedder: Embedder
) -> None:
    library = Library.open(database, tmp_path, embedder)
    edition = library.store("calls.md", Block("Call each mentor every month."), Block("Two", 2), Block("🙂 🙂"))
    with database.reading() as session:
        entries = list(index_entries(session, embedder.model_id, edition))
    (lost,) = probe(database, library.caches, [entries], now=NOW)
    assert not lost.is_ready
    library.caches.put(entries, now=NOW)
    assert probe(database, library.caches, [entries], now=NOW) == [Probe(*[len(entries)] * 4)]
    library.caches.close()


def test_a_passage_that_many_guides_share_is_found(database: Database, tmp_path: Path, embedder: Embedder) -> None:
    library = Library.open(database, tmp_path, embedder)
    for number in range(14):
        library.publish("notice", Block("All rights reserved."), Block(f"Other {number}", 2), Block(f"Text {number}."))
    edition = library.store("notice", Block("All rights reserved."))
    with database.reading() as session:
        entries = list(index_entries(session, embedder.model_id, edition))
    library.caches.put(entries, now=NOW)
    (found,) = probe(database, library.caches, [entries], now=NOW)
    assert found.is_ready
    library.caches.close()


def test_each_edition_is_probed_for_itself_whoever_may_see_it(
    database: Database, tmp_path: Path, embedder: Embedder
) -> None:
    library = Library.open(database, tmp_path, embedder)
    ids = [
        library.store("calls", Block("Call each mentor every month.")),
        library.store("keys", Block("Keep the keys in the safe."), audience="staff"),
        library.store("lost", Block("Nobody has indexed this.")),
    ]
    with database.reading() as session:
        editions = [list(index_entries(session, embedder.model_id, edition)) for edition in ids]
    library.caches.put([*editions[0], *editions[1]], now=NOW)
    probes = probe(database, library.caches, editions, now=NOW)
    assert [probed.is_ready for probed in probes] == [True, True, False]
    library.caches.close()


@pytest.mark.parametrize(
    ("found", "ready"),
    [
        (Probe(by_meaning=6, by_words=6, found=6, of=6), True),
        (Probe(by_meaning=5, by_words=6, found=6, of=6), True),
        (Probe(by_meaning=6, by_words=6, found=5, of=6), False),
        (Probe(by_meaning=2, by_words=6, found=6, of=6), False),
        (Probe(by_meaning=6, by_words=0, found=6, of=6), False),
    ],
)
def test_one_miss_of_the_approximate_index_is_no_reason_to_refuse(found: Probe, ready: bool) -> None:
    assert found.is_ready is ready
