from datetime import timedelta

from sqlalchemy import event

from ingestion.documents import Block
from knowledge.conversations import service
from knowledge.conversations.figures import Use, use_of
from knowledge.guides.queries import edition_facts
from storage.schema import new_id
from tests.knowledge.conversations.test_queries import CALL, LATER, answer_quoting, asked, keep, passages
from tests.knowledge.library import NOW, Library


def guide_of(library: Library, edition: str) -> str:
    with library.database.reading() as session:
        return edition_facts(session, [edition])[edition].guide_id


def used(library: Library, *guides: str) -> dict[str, Use]:
    with library.database.reading() as session:
        return use_of(session, library.workspace, guides)


def judge(library: Library, answer_id: str, person: str, *, helpful: bool) -> None:
    with library.database.transaction() as session:
        service.judge(session, library.workspace, answer_id, person, helpful=helpful, now=NOW)


def test_a_guide_is_used_by_the_questions_whose_last_answer_quotes_any_edition_of_it(library: Library) -> None:
    first = library.publish("guide.md", Block(CALL))
    (old,) = passages(library, first)
    (new,) = passages(library, library.publish("guide.md", Block(LATER)))
    other = library.publish("other.md", Block(LATER + " So it is."))
    (elsewhere,) = passages(library, other)
    keep(library, answer_quoting(library, old, 0, 5), asked("1"))
    keep(library, answer_quoting(library, new, 0, 5), asked("2"))
    keep(library, answer_quoting(library, elsewhere, 0, 5), asked("3"))
    guide, another = guide_of(library, first), guide_of(library, other)
    assert used(library, guide, another) == {guide: Use(2), another: Use(1)}
    assert used(library, guide) == {guide: Use(2)}
    assert used(library) == {}


def test_an_answer_that_was_given_anew_or_whose_question_was_taken_back_does_not_count(library: Library) -> None:
    edition = library.publish("guide.md", Block(CALL))
    other = library.publish("other.md", Block(LATER))
    ((here,), (there,)) = (passages(library, one) for one in (edition, other))
    keep(library, answer_quoting(library, here, 0, 5), asked("1"))
    keep(library, answer_quoting(library, here, 0, 5), asked("2"), minutes=1)
    with library.database.transaction() as session:
        later = NOW + timedelta(minutes=2)
        question_id = service.claim(session, library.workspace, asked("1"), now=later)
        assert question_id is not None
        service.record(
            session, question_id, job="again", answer=answer_quoting(library, there, 0, 5), notice=None, now=later
        )
        service.record(session, question_id, job="broken", answer=None, notice="incident:1", now=later)
        service.withdraw(session, library.workspace, "C1", "2", now=later)
    assert used(library, guide_of(library, edition), guide_of(library, other)) == {guide_of(library, other): Use(1)}


def test_each_thumb_down_counts_once_for_each_guide_that_the_answer_quotes(library: Library) -> None:
    edition = library.publish("guide.md", Block(CALL))
    (passage,) = passages(library, edition)
    answer = keep(library, answer_quoting(library, passage, 0, 5), asked("1"))
    for person, helpful in (("U1", False), ("U2", False), ("U3", True)):
        judge(library, answer, person, helpful=helpful)
    judge(library, keep(library, answer_quoting(library, passage, 0, 9), asked("2")), "U1", helpful=True)
    guide = guide_of(library, edition)
    assert used(library, guide) == {guide: Use(2, 2)}


def test_it_takes_one_statement_and_tells_nothing_of_other_workspaces(library: Library) -> None:
    edition = library.publish("guide.md", Block(CALL))
    (passage,) = passages(library, edition)
    keep(library, answer_quoting(library, passage, 0, 5), asked("1"))
    guide = guide_of(library, edition)
    statements: list[str] = []
    with library.database.reading() as session:
        event.listen(session.get_bind(), "before_cursor_execute", lambda *a: statements.append(a[2]))
        assert use_of(session, new_id(), [guide]) == {}
    assert len([one for one in statements if one.lstrip().upper().startswith("SELECT")]) == 1
