from collections.abc import Callable
from pathlib import Path

import pytest

import knowledge.answering
from ingestion.documents import Block
from knowledge.answering.sufficiency import SufficiencyModel
from knowledge.golden.queries import latest_runs
from knowledge.golden.running import run_golden
from knowledge.golden.service import replace_all
from knowledge.golden.values import GoldenRun, Problem, Wanted
from knowledge.members.roles import OPERATOR
from knowledge.retrieval.search import Retriever
from tests.knowledge.library import NOW, Library

CALL = "Match-support staff call each mentor twice in the first month of a match."
CALLS = Wanted("How often do staff call a mentor in the first month of a match?", "guide.md", "Support", False)
CUP = Wanted("Who won the football world cup in 1954?", None, None, True)


def keep(library: Library, *rows: Wanted) -> None:
    with library.database.transaction() as session:
        replace_all(session, library.workspace, rows, by=OPERATOR, now=NOW)


def run(library: Library, instead: str | None = None, give_way: Callable[[], None] | None = None) -> GoldenRun | None:
    (folder,) = knowledge.answering.__path__
    model = SufficiencyModel.load(Path(folder) / "sufficiency.json")
    retriever = Retriever(library.database, library.caches, library.embedder)
    return run_golden(
        library.database, retriever, model, library.workspace, instead=instead, now=NOW, give_way=give_way
    )


def problems(found: GoldenRun | None) -> list[tuple[str, Problem]]:
    assert found is not None
    return [(failure.question, failure.problem) for failure in found.failures]


def test_a_library_without_golden_questions_has_nothing_to_ask(library: Library) -> None:
    assert run(library) is None
    with library.database.reading() as session:
        assert latest_runs(session, library.workspace, limit=1) == []


def test_a_library_that_answers_well_passes_and_the_run_is_kept(library: Library) -> None:
    library.publish("guide.md", Block("Support", 2), Block(CALL))
    keep(library, CALLS, CUP)
    found = run(library)
    assert found is not None
    assert (found.asked, found.failures, found.edition_id) == (2, (), None)
    assert found.model == library.embedder.model_id
    with library.database.reading() as session:
        assert latest_runs(session, library.workspace, limit=5) == [found]


def test_before_each_question_others_are_let_through(library: Library) -> None:
    library.publish("guide.md", Block("Support", 2), Block(CALL))
    keep(library, CALLS, CUP)
    waited: list[int] = []
    run(library, give_way=lambda: waited.append(1))
    assert len(waited) == 2


def test_a_draft_that_lost_the_passage_fails_before_anybody_reads_it(library: Library) -> None:
    library.publish("guide.md", Block("Support", 2), Block(CALL))
    keep(library, CALLS, CUP)
    draft = library.store("guide.md", Block("Records", 2), Block("Staff write down every contact on the same day."))
    library.index(draft)
    found = run(library, draft)
    assert found is not None
    assert found.edition_id == draft
    assert problems(found) == [(CALLS.question, Problem.REFUSED)]
    assert [failure.fails_today for failure in found.failures] == [False]
    assert problems(run(library)) == []


def test_a_draft_that_puts_the_passage_under_another_heading_fails_where_the_heading_is_named(
    library: Library,
) -> None:
    library.publish("guide.md", Block("Support", 2), Block(CALL))
    keep(library, CALLS)
    draft = library.store("guide.md", Block("Calls", 2), Block(CALL))
    library.index(draft)
    assert problems(run(library, draft)) == [(CALLS.question, Problem.OTHER_HEADING)]


def test_a_question_about_a_guide_for_fewer_people_is_asked_by_one_of_them(library: Library) -> None:
    library.publish("guide.md", Block("Support", 2), Block(CALL), audience="staff")
    library.publish("kitchen.md", Block("Bread rises for two hours in a warm kitchen."))
    secret = Wanted("How often do staff call mentors in the first month of the match?", None, None, True)
    keep(library, CALLS, secret)
    assert problems(run(library)) == []


def test_a_draft_for_fewer_people_is_asked_by_one_of_them_before_it_is_published(library: Library) -> None:
    library.publish("guide.md", Block("Support", 2), Block(CALL))
    keep(library, CALLS)
    draft = library.store("guide.md", Block("Support", 2), Block(f"{CALL} They note it."), audience="staff")
    library.index(draft)
    assert problems(run(library, draft)) == []


@pytest.mark.parametrize("indexed", [False, True])
def test_a_question_about_a_guide_that_readers_do_not_see_waits_for_it(library: Library, indexed: bool) -> None:
    library.publish("kitchen.md", Block("Bread rises for two hours in a warm kitchen."))
    draft = library.store("guide.md", Block("Support", 2), Block(CALL))
    if indexed:
        library.index(draft)
    keep(library, CALLS, CUP)
    found = run(library)
    assert found is not None
    assert (found.asked, found.failures) == (1, ())
    if indexed:
        asked = run(library, draft)
        assert asked is not None
        assert (asked.asked, asked.failures) == (2, ())


def test_a_question_that_fails_with_a_draft_and_without_it_is_told_to_fail_today_as_well(library: Library) -> None:
    library.publish("guide.md", Block("Records", 2), Block("Staff write down every contact on the same day."))
    keep(library, CALLS)
    draft = library.store("kitchen.md", Block("Bread rises for two hours in a warm kitchen."))
    library.index(draft)
    found = run(library, draft)
    assert found is not None
    assert [(failure.problem, failure.fails_today) for failure in found.failures] == [(Problem.REFUSED, True)]
    with library.database.reading() as session:
        assert latest_runs(session, library.workspace, limit=1) == [found]


def test_a_question_about_a_guide_that_comes_with_the_draft_did_not_fail_before_it(library: Library) -> None:
    draft = library.store("guide.md", Block("Records", 2), Block("Staff write down every contact on the same day."))
    library.index(draft)
    keep(library, CALLS)
    found = run(library, draft)
    assert found is not None
    assert [failure.fails_today for failure in found.failures] == [False]
