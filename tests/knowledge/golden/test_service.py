from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from ingestion.documents import Block
from knowledge.audit.queries import broken_at, entries
from knowledge.errors import GoldenTooMany, GoldenTwice, GoldenUnclear, GuideNotFound, NotAllowed, QuestionUnusable
from knowledge.golden.csv import MOST_QUESTIONS, read_csv, write_csv
from knowledge.golden.queries import golden_questions, guide_keys, headings_seen, latest_runs
from knowledge.golden.service import add, record_run, replace_all, retire
from knowledge.golden.values import Failure, Problem, Replacement, Wanted
from knowledge.members.roles import OPERATOR, Role
from knowledge.members.service import give_role
from storage.schema import new_id
from tests.knowledge.library import NOW, Library

CALLS = Wanted("How often do we call?", "guide.md", "Support", False)
CUP = Wanted("Who won the cup?", None, None, True)


@pytest.fixture
def golden(library: Library) -> Library:
    """A library with one guide."""
    library.publish("guide.md", Block("Support", 2), Block("Call the mentor twice in the first month of a match."))
    return library


def kept(library: Library) -> list[Wanted]:
    with library.database.reading() as session:
        return [question.wanted for question in golden_questions(session, library.workspace)]


def test_a_question_is_added_as_it_would_be_searched_for_and_written_down(golden: Library) -> None:
    with golden.database.transaction() as session:
        wanted = Wanted("  How often\ndo we call? ", "guide.md", " Support ", False)
        made = add(session, golden.workspace, wanted, by=OPERATOR, now=NOW)
    assert made.wanted == CALLS
    assert kept(golden) == [CALLS]
    with golden.database.reading() as session:
        newest = entries(session, golden.workspace, limit=1)[0]
    assert (newest.actor, newest.action, newest.subject, newest.name) == (
        OPERATOR, "golden questions changed", made.id, "How often do we call?",
    )  # fmt: skip
    assert (newest.before, newest.after) == (None, {"guide": "guide.md", "heading": "Support", "refuse": False})


@pytest.mark.parametrize(
    ("wanted", "error"),
    [
        (Wanted("?", "guide.md", None, False), QuestionUnusable),
        (Wanted("Why?", "nothing.md", None, False), GuideNotFound),
        (Wanted("Why?", None, None, False), GoldenUnclear),
        (Wanted("Why?", "guide.md", None, True), GoldenUnclear),
        (Wanted("Why?", None, "Support", False), GoldenUnclear),
        (Wanted("Why?", "guide.md", "x" * 501, False), GoldenUnclear),
        (Wanted("Why?", "guide.md", "Suport", False), GoldenUnclear),
        (Wanted("HOW often do we call?", None, None, True), GoldenTwice),
    ],
)
def test_a_question_that_does_not_say_one_thing_once_is_refused(
    golden: Library, wanted: Wanted, error: type[Exception]
) -> None:
    with golden.database.transaction() as session:
        add(session, golden.workspace, CALLS, by=OPERATOR, now=NOW)
    with pytest.raises(error), golden.database.transaction() as session:
        add(session, golden.workspace, wanted, by=OPERATOR, now=NOW)
    assert kept(golden) == [CALLS]


def test_what_databases_refuse_goes_in_from_nowhere(golden: Library) -> None:
    golden.publish("guide.md", Block("Sup port", 2), Block("Call the mentor twice in the first month of a match."))
    wanted = Wanted("Why\x00?", "guide.md", "Sup\x00port\u200b \ud800", False)
    with golden.database.transaction() as session:
        add(session, golden.workspace, wanted, by=OPERATOR, now=NOW)
    assert kept(golden) == [Wanted("Why ?", "guide.md", "Sup port", False)]
    file = b"question,guide,heading,refuse\nHow\x00?,guide.md,Sup\x00port,\n"
    with golden.database.transaction() as session:
        found = read_csv(file, guide_keys(session, golden.workspace), headings_seen(session, golden.workspace))
        assert not found.flaws
        replace_all(session, golden.workspace, found.rows, by=OPERATOR, now=NOW)
    assert kept(golden) == [Wanted("How ?", "guide.md", "Sup port", False)]


def test_a_retired_question_is_gone_once_and_may_be_added_again(golden: Library) -> None:
    with golden.database.transaction() as session:
        made = add(session, golden.workspace, CALLS, by=OPERATOR, now=NOW)
        assert not retire(session, golden.workspace, new_id(), by=OPERATOR, now=NOW)
    for expected in (True, False):
        with golden.database.transaction() as session:
            assert retire(session, golden.workspace, made.id, by=OPERATOR, now=NOW) is expected
    assert kept(golden) == []
    with golden.database.transaction() as session:
        add(session, golden.workspace, CALLS, by=OPERATOR, now=NOW)
        assert broken_at(session, golden.workspace) is None
    assert kept(golden) == [CALLS]


def test_replacing_all_keeps_what_stands_adds_what_is_new_and_retires_the_rest(golden: Library) -> None:
    rows = [CALLS, CUP, *(Wanted(f"Why {n}?", "guide.md", None, False) for n in range(20))]
    with golden.database.transaction() as session:
        assert replace_all(session, golden.workspace, rows, by=OPERATOR, now=NOW) == Replacement(22, 0, 0)
    assert kept(golden) == rows
    with golden.database.reading() as session:
        first = [q.id for q in golden_questions(session, golden.workspace)]
        (before,) = [q for q in golden_questions(session, golden.workspace) if q.wanted == CUP]
    changed = Wanted(CALLS.question, "guide.md", None, False)
    with golden.database.transaction() as session:
        assert replace_all(session, golden.workspace, [changed, CUP], by=OPERATOR, now=NOW) == Replacement(1, 21, 1)
    with golden.database.reading() as session:
        assert {q.wanted for q in golden_questions(session, golden.workspace)} == {changed, CUP}
        assert before in golden_questions(session, golden.workspace)
        newest = entries(session, golden.workspace, limit=1)[0]
        questions = {q.wanted: q.id for q in golden_questions(session, golden.workspace)}
    assert newest.before == {"questions": 22}
    assert newest.after == {
        "questions": 2, "added": 1, "retired": 21, "kept": 1,
        "added_ids": [questions[changed]], "retired_ids": sorted(set(first) - {questions[CUP]}),
    }  # fmt: skip


def test_a_file_that_was_written_and_comes_back_changes_nothing(golden: Library) -> None:
    with golden.database.transaction() as session:
        replace_all(session, golden.workspace, [CALLS, CUP], by=OPERATOR, now=NOW)
    with golden.database.transaction() as session:
        file = write_csv(q.wanted for q in golden_questions(session, golden.workspace))
        found = read_csv(file.encode(), guide_keys(session, golden.workspace), headings_seen(session, golden.workspace))
        written = len(entries(session, golden.workspace, limit=100))
        assert replace_all(session, golden.workspace, found.rows, by=OPERATOR, now=NOW) == Replacement(0, 0, 2)
        assert len(entries(session, golden.workspace, limit=100)) == written


def test_there_are_never_more_questions_than_a_file_of_them_may_hold(golden: Library) -> None:
    rows = [Wanted(f"Why {n}?", "guide.md", None, False) for n in range(MOST_QUESTIONS)]
    with golden.database.transaction() as session:
        replace_all(session, golden.workspace, rows, by=OPERATOR, now=NOW)
    with pytest.raises(GoldenTooMany), golden.database.transaction() as session:
        add(session, golden.workspace, CALLS, by=OPERATOR, now=NOW)
    with pytest.raises(GoldenTooMany), golden.database.transaction() as session:
        replace_all(session, golden.workspace, [*rows, CALLS], by=OPERATOR, now=NOW)
    assert kept(golden) == rows
    with golden.database.transaction() as session:
        assert replace_all(session, golden.workspace, [*rows[1:], CALLS], by=OPERATOR, now=NOW).added == 1


@pytest.mark.parametrize("role", list(Role))
def test_owners_and_admins_keep_the_golden_questions(golden: Library, role: Role) -> None:
    with golden.database.transaction() as session:
        made = add(session, golden.workspace, CUP, by=OPERATOR, now=NOW)
        give_role(session, golden.workspace, "U1", role, by=OPERATOR, now=NOW)
    acts: tuple[Callable[[Session], object], ...] = (
        lambda session: add(session, golden.workspace, CALLS, by="U1", now=NOW),
        lambda session: retire(session, golden.workspace, made.id, by="U1", now=NOW),
        lambda session: replace_all(session, golden.workspace, [CUP], by="U1", now=NOW),
    )
    for act in acts:
        if role in {Role.OWNER, Role.ADMIN}:
            with golden.database.transaction() as session:
                act(session)
        else:
            with pytest.raises(NotAllowed), golden.database.transaction() as session:
                act(session)
    assert kept(golden) == [CUP]


def test_the_questions_of_another_workspace_are_neither_seen_nor_retired(golden: Library) -> None:
    elsewhere = new_id()
    with golden.database.transaction() as session:
        made = add(session, golden.workspace, CALLS, by=OPERATOR, now=NOW)
        assert not retire(session, elsewhere, made.id, by=OPERATOR, now=NOW)
        assert golden_questions(session, elsewhere) == []
        assert guide_keys(session, elsewhere) == frozenset()
    assert kept(golden) == [CALLS]


def test_what_came_of_asking_is_kept_and_the_newest_comes_first(golden: Library) -> None:
    draft = golden.store("guide.md", Block("Call weekly."))
    failure = Failure(new_id(), "Why?", Problem.REFUSED, "guide.md", "")
    with golden.database.transaction() as session:
        first = record_run(session, golden.workspace, edition_id=None, model="m", asked=3, failures=(), now=NOW)
        second = record_run(
            session, golden.workspace, edition_id=draft, model="m", asked=3, failures=[failure], now=NOW
        )
    with golden.database.reading() as session:
        assert latest_runs(session, golden.workspace, limit=5) == [second, first]
        assert latest_runs(session, golden.workspace, limit=5, edition_id=draft) == [second]
        assert latest_runs(session, new_id(), limit=5) == []
    assert second.failures == (failure,)
