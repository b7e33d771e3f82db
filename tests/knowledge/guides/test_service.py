from pathlib import Path

from ingestion.documents import Block
from knowledge.guides import life, queries, service
from knowledge.members.roles import OPERATOR
from tests.knowledge.library import NOW, Library

CALL = Block("Call the mentor twice in the first month of a match.")
BREAD = Block("Bread rises for two hours in a warm kitchen.")


def test_a_new_edition_replaces_the_old_one_in_one_step(library: Library) -> None:
    library.publish("guide.md", CALL)
    second = library.store("guide.md", Block("Call the mentor every week of the first month."))
    library.index(second)
    assert library.found("how often should we call the mentor?") == [CALL.text]
    with library.database.transaction() as session:
        life.publish(session, library.workspace, second, by=OPERATOR, now=NOW, golden_failures=0)
    assert library.found("how often should we call the mentor?") == ["Call the mentor every week of the first month."]


def test_editions_are_numbered_and_stored_once_however_often_the_step_is_repeated(library: Library) -> None:
    library.publish("guide.md", CALL)
    library.publish("guide.md", BREAD)
    with library.database.reading() as session:
        (guide,) = queries.guide_summaries(session, library.workspace)
    assert (guide.key, guide.edition) == ("guide.md", "2")


def test_unchanged_passages_of_an_edited_guide_are_not_embedded_again(library: Library) -> None:
    first = library.publish("guide.md", Block("One", 2), CALL, Block("Two", 2), BREAD)
    again = service.embed_editions(library.database, library.embedder, library.workspace, [first])
    assert again == {}
    edited = Block("Bread rises for three hours in a warm kitchen.")
    second = library.store("guide.md", Block("One", 2), CALL, Block("Two", 2), edited)
    with library.database.reading() as session:
        old = {e.text: e.vector.tobytes() for e in queries.index_entries(session, library.embedder.model_id, first)}
        new = {e.text: e.vector.tobytes() for e in queries.index_entries(session, library.embedder.model_id, second)}
    assert len(old.keys() & new.keys()) == 1
    assert len(new) == 2


def test_a_withdrawn_guide_is_not_found_but_its_text_stays_for_old_citations(library: Library) -> None:
    edition = library.publish("guide.md", CALL)
    assert library.withdraw("guide.md") == edition
    assert library.found("call the mentor") == []
    with library.database.reading() as session:
        assert queries.edition_text(session, edition) == CALL.text
        assert queries.quoted(session, [(edition, 0, 4)]) == ["Call"]


def test_a_file_is_known_again_by_its_path_and_a_moved_one_by_its_name(library: Library, tmp_path: Path) -> None:
    library.publish("guide.md", CALL)
    with library.database.transaction() as session:
        stands = service.standing(
            session,
            library.workspace,
            keys=("guide.md", "b/guide.md"),
            source_path=str(tmp_path / "guide.md"),
            content="other",
            details="",
            gone=(),
            now=NOW,
        )
    assert stands.guide_key == "guide.md"
    assert (stands.same_edition, stands.same_as, stands.retired) == (None, None, False)


def test_a_guide_whose_file_is_gone_is_the_one_that_was_moved(library: Library) -> None:
    library.publish("guide.md", CALL)
    content = service.content_hash(CALL.text.encode())

    def stands(path: str, content: str, *gone: str) -> str:
        with library.database.transaction() as session:
            return service.standing(
                session, library.workspace, keys=(f"{path.rpartition('/')[2]}", path),
                source_path=path, content=content, details="", gone=gone, now=NOW,
            ).guide_key  # fmt: skip

    assert stands("a/guide.md", content) == "guide.md"
    with library.database.reading() as session:
        for keys, asked in ((("guide.md",), "other"), (("x.md",), content)):
            paths = service.paths_of_like_guides(session, library.workspace, keys=keys, content=asked)
            assert paths == {"a/guide.md"}
        assert service.paths_of_like_guides(session, library.workspace, keys=("x.md",), content="other") == set()
    assert stands("b/renamed.md", content) == "renamed.md"
    assert stands("c/new.md", content, "a/guide.md") == "guide.md"
    assert stands("d/guide.md", "other", "c/new.md") == "d/guide.md"
    assert stands("x/c/guide.md", "other", "c/new.md") == "guide.md"


def test_the_same_file_under_another_name_is_noticed(library: Library) -> None:
    library.publish("guide.md", CALL)
    with library.database.transaction() as session:
        stands = service.standing(
            session,
            library.workspace,
            keys=("copy.md",),
            source_path=None,
            content=service.content_hash(CALL.text.encode()),
            details="",
            gone=(),
            now=NOW,
        )
    assert stands.same_as == "guide.md"
