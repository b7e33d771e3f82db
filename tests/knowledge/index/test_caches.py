import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from ingestion.documents import Block
from knowledge.embeddings.runtime import Embedder
from knowledge.errors import EmbeddingModelMismatch
from knowledge.guides.life import publish
from knowledge.guides.queries import passages_of
from knowledge.index.caches import Caches, Collection
from knowledge.index.rebuild import rebuild
from knowledge.index.verify import Verification, verify
from knowledge.members.roles import OPERATOR
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
    with pytest.raises(EmbeddingModelMismatch):
        other.require_model(now=NOW)
    library.caches.require_model(now=NOW)


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


@pytest.mark.parametrize("audience", ["a" * 200, "Mentorinnen & Mentoren in Zürich, 東京 " * 5, "é", "../up"])
def test_an_audience_of_any_name_has_a_collection_of_its_own(library: Library, audience: str) -> None:
    library.publish("calls.md", Block(CALLS), audience=audience)
    assert library.found("call a mentor", audience) == [CALLS]
    assert library.found("call a mentor", f"{audience}s") == []


def test_left_over_passages_of_an_audience_that_has_no_guide_any_more_are_seen(library: Library) -> None:
    library.publish("calls.md", Block(CALLS), audience="staff")
    library.withdraw("calls.md")
    found = verified(library)
    assert (found.passages, found.dense_extra, found.lexical_extra) == (0, 1, 1)


def test_who_searches_while_caches_are_rebuilt_elsewhere_finishes_with_the_generation_held(
    library: Library, tmp_path: Path
) -> None:
    library.publish("calls.md", Block(CALLS))
    elsewhere = Caches(tmp_path / "index", library.database, library.embedder.model_id)
    collection = Collection(library.workspace, "everybody")
    held = library.caches._current(NOW)
    elsewhere.rebuild(now=NOW)
    vector = library.embedder.embed_question("call a mentor")[np.newaxis]
    assert [len(found) for found in held.dense.search(collection.name, vector, 10, wait=5)] == [1]
    assert len(held.words(collection).search(["mentor"], 10)) == 1
    held.dense.close()
    elsewhere.close()


def test_at_most_two_generations_are_kept_and_those_left_by_a_kill_are_removed(
    library: Library, tmp_path: Path
) -> None:
    library.publish("calls.md", Block(CALLS))
    orphan = tmp_path / "index" / "left-by-a-kill.7"
    (orphan / "chroma").mkdir(parents=True)
    for _ in range(3):
        library.caches.rebuild(now=NOW)
        assert len([path for path in (tmp_path / "index").iterdir() if path.is_dir()]) == 2
    assert not orphan.exists()
    assert library.found("call a mentor") == [CALLS]


@pytest.fixture
def far(library: Library, tmp_path: Path) -> Iterator[Library]:
    """The same database on a machine with caches of its own, which has answered once."""
    caches = Caches(tmp_path / "far", library.database, library.embedder.model_id)
    far = Library(library.database, caches, library.embedder, library.workspace)
    assert far.found("call a mentor") == []
    yield far
    caches.close()


def test_what_one_machine_ingests_another_finds(library: Library, far: Library) -> None:
    library.publish("calls.md", Block(CALLS))
    assert far.found("call a mentor") == [CALLS]
    far.publish("bread.md", Block("Bread rises for two hours."))
    assert set(library.found("call a mentor")) == {CALLS, "Bread rises for two hours."}
    assert verified(library).sound
    assert verified(far).sound


def test_what_one_machine_takes_away_another_no_longer_holds(library: Library, far: Library) -> None:
    edition = library.publish("calls.md", Block(CALLS))
    assert far.found("call a mentor") == [CALLS]
    library.withdraw("calls.md")
    with library.database.reading() as session:
        ids = [passage.id for passage in passages_of(session, edition)]
    library.caches.delete(Collection(library.workspace, "everybody"), ids, now=NOW)
    assert far.caches.ids(Collection(library.workspace, "everybody"), now=NOW) == (set(), set())


def test_an_edition_published_after_another_machine_has_caught_up_is_found_there(
    library: Library, far: Library
) -> None:
    edition = library.store("calls.md", Block(CALLS))
    library.index(edition)
    assert far.found("call a mentor") == []
    with library.database.transaction() as session:
        publish(session, library.workspace, edition, by=OPERATOR, golden_failures=0, now=NOW)
    assert far.found("call a mentor") == [CALLS]


def test_a_machine_whose_own_write_follows_one_it_has_not_seen_finds_both(library: Library, far: Library) -> None:
    far.publish("bread.md", Block("Bread rises for two hours."))
    own = library.store("calls.md", Block(CALLS))
    far.publish("match.md", Block("A match lasts a year."))
    library.index(own)
    with library.database.transaction() as session:
        publish(session, library.workspace, own, by=OPERATOR, golden_failures=0, now=NOW)
    assert len(library.found("call a mentor")) == len(far.found("call a mentor")) == 3


def test_processes_that_share_a_folder_build_nothing_again(library: Library, tmp_path: Path) -> None:
    beside = Caches(tmp_path / "index", library.database, library.embedder.model_id)
    beside_library = Library(library.database, beside, library.embedder, library.workspace)
    library.publish("calls.md", Block(CALLS))
    assert beside_library.found("call a mentor") == [CALLS]
    beside_library.publish("bread.md", Block("Bread rises for two hours."))
    assert len(library.found("call a mentor")) == 2
    assert len([path for path in (tmp_path / "index").iterdir() if path.is_dir()]) == 1
    beside.close()
