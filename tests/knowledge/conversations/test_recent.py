from datetime import timedelta

from sqlalchemy import event

from ingestion.documents import Block
from knowledge.answering.sufficiency import Outcome
from knowledge.conversations import service
from knowledge.conversations.recent import recent_questions
from knowledge.conversations.values import UNSEEN, RecentQuestion
from storage.schema import new_id
from tests.knowledge.conversations.test_queries import CALL, NOTHING, answer_quoting, asked, keep, passages
from tests.knowledge.library import NOW, Library


def recent(library: Library, asker: str = "U1", workspace: str | None = None) -> list[RecentQuestion]:
    with library.database.reading() as session:
        return recent_questions(session, workspace or library.workspace, asker, 4)


def test_a_persons_last_questions_come_newest_first_with_the_answer_that_counts(library: Library) -> None:
    (only,) = passages(library, library.publish("guide.md", Block("Support", 1), Block("Calls", 2), Block(CALL)))
    for minute in range(5):
        keep(library, NOTHING, asked(str(minute), text=f"What is {minute}?"), minutes=minute)
    keep(library, NOTHING, asked("9", asker="U2"), minutes=9)
    keep(library, None, asked(f"{UNSEEN}command:1", text="Unseen?"), minutes=10)
    with library.database.transaction() as session:
        service.withdraw(session, library.workspace, "C1", "4", now=NOW)
        service.claim(session, library.workspace, asked("11", text="Not answered?"), now=NOW + timedelta(minutes=11))
        question_id = service.claim(
            session, library.workspace, asked(f"{UNSEEN}command:1"), now=NOW + timedelta(minutes=10)
        )
        assert question_id is not None
        for minute, given in ((50, answer_quoting(library, only, 0, 5)), (60, answer_quoting(library, only, 0, 9))):
            later = NOW + timedelta(minutes=minute)
            service.record(session, question_id, job=f"again:{minute}", answer=given, notice=None, now=later)
        service.record(session, question_id, job="broken", answer=None, notice="incident:1", now=NOW)
    found = recent(library)
    assert [one.text for one in found] == ["Unseen?", "What is 3?", "What is 2?", "What is 1?"]
    assert found[0] == RecentQuestion(
        "Unseen?", Outcome.ANSWERED, NOW + timedelta(hours=1), ((only.edition_id, ("Support", "Calls")),)
    )
    assert (found[1].outcome, found[1].quoted) == (Outcome.NOT_IN_GUIDES, ())


def test_nobody_is_told_what_another_person_or_another_workspace_asked(library: Library) -> None:
    keep(library, NOTHING, asked("1"))
    assert len(recent(library)) == 1
    assert recent(library, "U2") == []
    assert recent(library, workspace=new_id()) == []


def test_what_a_person_asked_again_comes_once_with_its_last_answer(library: Library) -> None:
    for minute, text in enumerate(("Who signs?", "How often?", "HOW OFTEN?")):
        keep(library, NOTHING, asked(str(minute), text=text), minutes=minute)
    assert [one.text for one in recent(library)] == ["HOW OFTEN?", "Who signs?"]


def test_it_takes_one_statement_however_much_was_asked(library: Library) -> None:
    for minute in range(8):
        keep(library, NOTHING, asked(str(minute), text=f"What is {minute}?"), minutes=minute)
    statements: list[str] = []
    with library.database.reading() as session:
        event.listen(session.get_bind(), "before_cursor_execute", lambda *a: statements.append(a[2]))
        assert len(recent_questions(session, library.workspace, "U1", 4)) == 4
    assert len([one for one in statements if one.lstrip().upper().startswith("SELECT")]) == 1
