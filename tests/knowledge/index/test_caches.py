import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingestion.documents import Block
from knowledge.embeddings.runtime import Embedder
from knowledge.errors import EmbeddingModelMismatch
from knowledge.guides.queries import passages_of
from knowledge.index.caches import Caches, Collection
from knowledge.index.rebuild import rebuild
from knowledge.index.verify import Verification, verify
from storage.database import Database
from tests.knowledge.library import NOW, Library

CALLS = "Call each mentor twice in the first month."


def verified(library: Library) -> Verification:
    return verify(library.database, library.caches, library.workspace, library.embedder.model_id, now=NOW)


def test_what_is_lost_from_the_caches_is_seen_and_built_again_without_embedding(library: Library) -> None:
    edition = library.publish("calls.md", Block(CALLS))
    library.publish("bread.md", Block("Bread rises for two hours."))
    assert verified(library).sound
    with library.database.reading() as session:
        (passage,) = passages_of(session, edition)
    library.caches.delete(Collection(library.workspace, "everybody"), [passage.id], now=NOW)
    found = verified(library)
    assert (found.passages, found.dense_missing, found.lexical_missing, found.unreachable) == (2, 1, 1, 1)
    done = rebuild(library.database, library.caches, library.embedder, now=NOW)
    assert (done.passages, done.embedded) == (2, 0)
    assert verified(library).sound
    assert library.found("call a mentor")[0] == CALLS


def test_left_over_passages_of_editions_that_nobody_reads_are_seen(library: Library) -> None:
    library.publish("calls.md", Block(CALLS))
    library.index(library.store("calls.md", Block("Call each mentor every week.")))
    found = verified(library)
    assert (found.dense_extra, found.lexical_extra) == (1, 1)
    assert not found.sound


def test_a_library_embedded_with_another_model_is_refused_until_it_is_rebuilt(library: Library, tmp_path: Path) -> None:
    library.publish("calls.md", Block(CALLS))
    other = Caches(tmp_path / "index", library.database, "other-model@1")

    with pytest.raises(EmbeddingModelMismatch) as refused:
        other.matching(Collection(library.workspace, "everybody"), ["call"], 10, now=NOW)
    assert refused.value.indexed_with == library.embedder.model_id


def test_caches_that_were_deleted_are_built_again_on_the_next_question(library: Library, tmp_path: Path) -> None:
    library.publish("calls.md", Block(CALLS))
    library.caches.close()
    shutil.rmtree(tmp_path / "index")
    assert library.found("call a mentor") == [CALLS]


def test_many_threads_may_ask_while_guides_come_in(database: Database, tmp_path: Path, embedder: Embedder) -> None:
    library = Library.open(database, tmp_path, embedder)
    library.publish("calls.md", Block(CALLS))

    def ask(_: int) -> bool:
        return library.found("call a mentor twice in the first month")[0] == CALLS

    with ThreadPoolExecutor(6) as pool:
        asked = [pool.submit(ask, i) for i in range(24)]
        for i in range(4):
            library.publish(f"bread-{i}.md", Block(f"Bread of kind {i} rises for {i} hours."))
        assert all(done.result() for done in asked)
    assert verified(library).sound
    library.caches.close()


def test_questions_are_answered_while_the_caches_are_rebuilt(library: Library) -> None:
    library.publish("calls.md", Block(CALLS))
    library.ask("call a mentor")
    with ThreadPoolExecutor(2) as pool:
        building = pool.submit(library.caches.rebuild, now=datetime.now(UTC))
        found = [library.found("call a mentor") for _ in range(10)]
        assert building.result() == 1
    assert found == [[CALLS]] * 10
