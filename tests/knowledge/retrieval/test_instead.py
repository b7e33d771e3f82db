"""The library searched as if an edition were published."""

from pathlib import Path

from filelock import FileLock

from ingestion.documents import Block
from knowledge.retrieval.queries import candidates, nearest_ids
from knowledge.retrieval.search import Retriever
from storage.schema import new_id
from tests.knowledge.library import NOW, Library

TWICE = Block("Call the mentor twice in the first month of a match.")
THRICE = Block("Call the mentor three times in the first month of a match.")
BREAD = Block("Bread rises for two hours in a warm kitchen.")


def found(library: Library, instead: str | None, *audiences: str) -> list[str]:
    ranking = Retriever(library.database, library.caches, library.embedder).rank(
        "how often do I call the mentor?",
        workspace=library.workspace,
        audiences=audiences or ("everybody",),
        limit=10,
        now=NOW,
        instead=instead,
    )
    return [ranked.passage.text for ranked in ranking.passages]


def test_a_draft_takes_the_place_of_its_guides_active_edition_for_who_asks_so_and_nobody_else(
    library: Library,
) -> None:
    library.publish("kitchen.md", BREAD)
    library.publish("guide.md", TWICE)
    draft = library.store("guide.md", THRICE)
    library.index(draft)
    assert found(library, draft) == [THRICE.text, BREAD.text]
    assert found(library, None) == [TWICE.text, BREAD.text]


def test_a_draft_of_a_new_guide_is_found_beside_the_others(library: Library) -> None:
    library.publish("guide.md", TWICE)
    draft = library.store("calls.md", THRICE)
    library.index(draft)
    assert set(found(library, draft)) == {TWICE.text, THRICE.text}
    assert found(library, None) == [TWICE.text]


def test_a_draft_for_fewer_people_than_the_edition_before_is_found_by_these_alone(library: Library) -> None:
    library.publish("guide.md", TWICE)
    draft = library.store("guide.md", THRICE, audience="staff")
    library.index(draft)
    assert found(library, draft) == []
    assert found(library, draft, "everybody", "staff") == [THRICE.text]


def test_a_draft_of_another_guide_that_is_in_the_caches_stays_unseen(library: Library) -> None:
    library.publish("guide.md", TWICE)
    one, other = library.store("guide.md", THRICE), library.store("kitchen.md", BREAD)
    library.index(one)
    library.index(other)
    assert found(library, one) == [THRICE.text]


def test_the_database_answers_the_same_while_another_process_holds_the_dense_index(
    library: Library, tmp_path: Path
) -> None:
    library.publish("guide.md", Block("Ring every volunteer twice in the first four weeks."))
    draft = library.store("guide.md", Block("Ring every volunteer weekly."))
    library.index(draft)
    (held,) = (tmp_path / "index").glob("*/chroma.lock")
    with FileLock(held):
        assert found(library, draft) == ["Ring every volunteer weekly."]
        assert found(library, None) == ["Ring every volunteer twice in the first four weeks."]


def test_an_edition_of_another_workspace_is_not_searched_in_its_place(library: Library) -> None:
    library.publish("guide.md", TWICE)
    draft = library.store("guide.md", THRICE)
    model = library.embedder.model_id
    vector = library.embedder.embed_question("how often do I call the mentor?")
    elsewhere = new_id()
    with library.database.reading() as session:
        here = nearest_ids(session, library.workspace, "everybody", vector, model=model, limit=9, instead=draft)
        assert len(here) == 1
        assert nearest_ids(session, elsewhere, "everybody", vector, model=model, limit=9, instead=draft) == []
        assert candidates(session, elsewhere, ["everybody"], model, here, draft) == []


def test_the_audience_is_a_condition_of_the_query_whatever_the_caches_named(library: Library) -> None:
    library.publish("private.md", TWICE, audience="staff")
    model = library.embedder.model_id
    vector = library.embedder.embed_question("how often do I call the mentor?")
    with library.database.reading() as session:
        named = nearest_ids(session, library.workspace, "staff", vector, model=model, limit=9, instead=None)
        assert len(named) == 1
        assert candidates(session, library.workspace, ["everybody"], model, named, None) == []
        assert len(candidates(session, library.workspace, ["everybody", "staff"], model, named, None)) == 1
