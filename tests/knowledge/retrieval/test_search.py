from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as st

from ingestion.documents import Block
from knowledge.errors import QuestionUnusable
from knowledge.guides.queries import passages_of
from knowledge.index.rebuild import rebuild
from knowledge.index.verify import verify
from knowledge.retrieval.queries import passages_with_sentences
from knowledge.retrieval.questions import LONGEST_QUESTION, cleaned_question
from storage.schema import new_id
from tests.knowledge.library import NOW, Library

CALL = Block("Call the mentor twice in the first month of a match.")
BREAD = Block("Bread rises for two hours in a warm kitchen.")


def test_the_passage_that_answers_comes_first_with_its_sentences(library: Library) -> None:
    library.publish("kitchen.md", BREAD)
    library.publish("guide.md", Block("Support", 2), CALL)
    best = library.ask("how often should we check in with a new match?").passages[0]
    assert best.passage.text == CALL.text
    assert best.passage.heading == ("Support",)
    assert [s.text for s in best.sentences] == [CALL.text]
    assert best.sentences[0].cosine == pytest.approx(best.sentence)


def test_a_guide_for_others_is_never_found(library: Library) -> None:
    library.publish("private.md", CALL, audience="staff")
    assert library.found("call the mentor") == []
    assert library.found("call the mentor", "everybody", "staff") == [CALL.text]


def test_lost_caches_are_built_again_from_the_database(library: Library) -> None:
    library.publish("guide.md", CALL)
    before = library.found("call the mentor")
    done = rebuild(library.database, library.caches, library.embedder, now=NOW)
    assert (done.passages, done.embedded) == (1, 0)
    assert library.found("call the mentor") == before == [CALL.text]


def test_verify_sees_what_a_cache_has_lost(library: Library) -> None:
    edition = library.publish("guide.md", CALL)
    model = library.embedder.model_id
    assert verify(library.database, library.caches, library.workspace, model, now=NOW).sound
    with library.database.reading() as session:
        from knowledge.index.caches import Collection

        ids = [p.id for p in passages_of(session, edition)]
    library.caches.delete(Collection(library.workspace, "everybody"), ids, now=NOW)
    found = verify(library.database, library.caches, library.workspace, model, now=NOW)
    assert (found.dense_missing, found.lexical_missing, found.unreachable) == (1, 1, 1)


def test_the_passages_of_another_workspace_are_not_read(library: Library) -> None:
    edition = library.publish("guide.md", CALL)
    with library.database.reading() as session:
        ids = [passage.id for passage in passages_of(session, edition)]
        assert list(passages_with_sentences(session, library.workspace, ids)) == ids
        assert passages_with_sentences(session, new_id(), ids) == {}


@pytest.mark.parametrize(("question", "reason"), [("  \n", "empty"), ("😀😀", "no_words"), ("\0\ud800", "empty")])
def test_a_question_without_words_is_refused_with_its_reason(question: str, reason: str) -> None:
    with pytest.raises(QuestionUnusable) as caught:
        cleaned_question(question)
    assert caught.value.reason == reason


def test_a_question_of_ten_thousand_characters_is_too_long() -> None:
    with pytest.raises(QuestionUnusable) as caught:
        cleaned_question("why " * 2_500)
    assert caught.value.limit == LONGEST_QUESTION


@given(st.text())
def test_any_text_is_cleaned_or_refused(question: str) -> None:
    try:
        cleaned = cleaned_question(question)
    except QuestionUnusable:
        return
    assert cleaned == cleaned.strip()
    assert any(c.isalnum() for c in cleaned)


def test_a_question_is_answered_from_the_database_while_another_process_holds_the_dense_index(
    library: Library, tmp_path: Path
) -> None:
    library.publish("calls.md", Block("Ring every volunteer twice in the first four weeks."))
    assert library.found("how often should I phone a mentor?")
    (held,) = (tmp_path / "index").glob("*/chroma.lock")
    with FileLock(held):
        assert library.found("how often should I phone a mentor?") == [
            "Ring every volunteer twice in the first four weeks."
        ]
