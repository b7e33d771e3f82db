from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier
from typing import TypeVar

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.answering.answer import Answer, Related
from knowledge.answering.sufficiency import Outcome
from knowledge.conversations import queries, service
from knowledge.conversations.models import NOWHERE, OpinionRow, QuestionRow
from knowledge.conversations.values import Asked, Manner, Shown
from storage.database import Database
from storage.workspaces import LOCAL, ensure_workspace
from tests.knowledge.library import NOW

LATER = NOW + timedelta(minutes=5)
CROWD = 8
FIRST = Asked(
    claim="Ev1",
    channel="C1",
    moment="1795600000.000100",
    root="1795600000.000100",
    asker="U1",
    text="How often do we call a mentor?",
    wording="1795600000.000100",
)
TWIN = replace(FIRST, claim="Ev2")
EDIT = replace(FIRST, claim="Ev3", text="How often do we call a parent?", wording="1795600060.000000")
SECOND_EDIT = replace(EDIT, claim="Ev4", text="How often do we visit?", wording="1795600120.000000")
NOTHING = Answer(Outcome.NOT_IN_GUIDES, (), (), (Related("guide.md", "Guide", ("Calls",)),), 0.1)

T = TypeVar("T")


@pytest.fixture
def workspace(database: Database) -> str:
    with database.transaction() as session:
        return ensure_workspace(session, LOCAL, now=NOW)


def claim(database: Database, workspace: str, asked: Asked = FIRST) -> str | None:
    with database.transaction() as session:
        return service.claim(session, workspace, asked, now=NOW)


def reword(database: Database, workspace: str, asked: Asked = EDIT) -> str | None:
    with database.transaction() as session:
        return service.reword(session, workspace, asked, now=LATER)


def withdraw(database: Database, workspace: str) -> str:
    with database.transaction() as session:
        return service.withdraw(session, workspace, FIRST.channel, FIRST.moment, now=LATER)[0]


def record(
    database: Database, question: str, job: str, answer: Answer | None = NOTHING, wording: str | None = None
) -> str | None:
    notice = None if answer is not None else "help"
    with database.transaction() as session:
        return service.record(session, question, job=job, answer=answer, notice=notice, wording=wording, now=LATER)


def text(database: Database, question: str) -> str:
    with database.reading() as session:
        return queries.question(session, question).text


def claimed(database: Database, workspace: str) -> str:
    found = claim(database, workspace)
    assert found is not None
    return found


def all_at_once(database: Database, uses: list[Callable[[Session], T]]) -> list[T]:
    """Each in a thread and a transaction of its own, all begun together."""
    start = Barrier(len(uses))

    def use(one: Callable[[Session], T]) -> T:
        start.wait(30)
        with database.transaction() as session:
            return one(session)

    with ThreadPoolExecutor(len(uses)) as pool:
        return list(pool.map(use, uses))


def test_a_question_is_held_as_it_was_asked(database: Database, workspace: str) -> None:
    with database.reading() as session:
        assert not queries.is_asked(session, workspace, "C1", FIRST.moment)
    question = claimed(database, workspace)
    with database.reading() as session:
        held = queries.question(session, question)
        assert queries.is_asked(session, workspace, "C1", FIRST.moment)
    assert (held.id, held.channel, held.moment, held.root) == (question, "C1", FIRST.moment, FIRST.root)
    assert (held.asker, held.text, held.asked_at, held.withdrawn) == ("U1", FIRST.text, NOW, False)
    assert not held.unseen


def test_the_same_delivery_claims_again_and_wins_again(database: Database, workspace: str) -> None:
    assert claim(database, workspace) == claim(database, workspace) == claimed(database, workspace)


def test_another_delivery_of_the_same_message_loses(database: Database, workspace: str) -> None:
    claimed(database, workspace)
    assert claim(database, workspace, TWIN) is None


def test_other_messages_channels_and_workspaces_are_other_questions(database: Database, workspace: str) -> None:
    with database.transaction() as session:
        elsewhere = ensure_workspace(session, "elsewhere", now=NOW)
    found = [
        claim(database, workspace),
        claim(database, workspace, replace(TWIN, moment="1795600001.000100")),
        claim(database, workspace, replace(TWIN, channel="C2")),
        claim(database, elsewhere, TWIN),
    ]
    assert None not in found
    assert len(set(found)) == 4


def test_of_many_deliveries_that_claim_at_once_exactly_one_wins(database: Database, workspace: str) -> None:
    def claiming(number: int) -> Callable[[Session], str | None]:
        return lambda session: service.claim(session, workspace, replace(FIRST, claim=f"Ev{number}"), now=NOW)

    found = all_at_once(database, [claiming(number) for number in range(CROWD)])
    assert [one is None for one in found].count(False) == 1


def test_an_edit_replaces_the_wording_of_the_same_question(database: Database, workspace: str) -> None:
    question = claimed(database, workspace)
    assert reword(database, workspace) == question
    assert text(database, question) == EDIT.text
    assert reword(database, workspace) == question


def test_an_edit_that_arrives_before_the_question_is_the_question(database: Database, workspace: str) -> None:
    question = reword(database, workspace)
    assert question is not None
    assert claim(database, workspace) is None
    assert text(database, question) == EDIT.text


def test_an_edit_older_than_the_wording_held_changes_nothing(database: Database, workspace: str) -> None:
    question = claimed(database, workspace)
    assert reword(database, workspace, SECOND_EDIT) == question
    assert reword(database, workspace, EDIT) is None
    assert text(database, question) == SECOND_EDIT.text


def test_of_edits_at_once_the_last_wording_stays(database: Database, workspace: str) -> None:
    def rewording(number: int) -> Callable[[Session], str | None]:
        edit = replace(EDIT, claim=f"Ev{number}", text=f"wording {number}", wording=f"179560{number:04}.000000")
        return lambda session: service.reword(session, workspace, edit, now=LATER)

    found = all_at_once(database, [rewording(number) for number in range(CROWD)])
    (question,) = {one for one in found if one is not None}
    assert text(database, question) == f"wording {CROWD - 1}"


def test_a_deletion_withdraws_the_question_and_erases_its_text(database: Database, workspace: str) -> None:
    question = claimed(database, workspace)
    assert withdraw(database, workspace) == question
    with database.reading() as session:
        held = queries.question(session, question)
    assert (held.withdrawn, held.text) == (True, "")


def test_a_question_that_was_deleted_is_neither_claimed_nor_reworded(database: Database, workspace: str) -> None:
    question = claimed(database, workspace)
    withdraw(database, workspace)
    assert claim(database, workspace) is None
    assert claim(database, workspace, TWIN) is None
    assert reword(database, workspace) is None
    assert text(database, question) == ""


def test_a_deletion_that_arrives_before_the_question_takes_its_place(database: Database, workspace: str) -> None:
    question = withdraw(database, workspace)
    assert claim(database, workspace) is None
    assert reword(database, workspace) is None
    assert text(database, question) == ""
    assert withdraw(database, workspace) == question


def test_a_deletion_names_all_jobs_that_were_given_a_wording(database: Database, workspace: str) -> None:
    question = claimed(database, workspace)
    record(database, question, FIRST.claim)
    reword(database, workspace, EDIT)
    reword(database, workspace, SECOND_EDIT)
    reword(database, workspace, EDIT)
    record(database, question, SECOND_EDIT.claim)
    record(database, question, "again")
    with database.transaction() as session:
        told = service.withdraw(session, workspace, FIRST.channel, FIRST.moment, now=LATER)
        never_asked = service.withdraw(session, workspace, FIRST.channel, "1.000000", now=LATER)
    assert told == (question, (FIRST.claim, EDIT.claim, SECOND_EDIT.claim, "again"))
    assert never_asked[1] == ()


def test_an_answer_that_is_ready_after_the_deletion_is_not_kept(database: Database, workspace: str) -> None:
    question = claimed(database, workspace)
    earlier = record(database, question, "Ev1")
    withdraw(database, workspace)
    assert record(database, question, "Ev1") == earlier
    assert record(database, question, "again") is None
    with database.reading() as session:
        newest = queries.newest_answer(session, question)
    assert newest is not None
    assert newest.id == earlier


def test_a_question_and_its_deletion_at_once_leave_no_text(database: Database, workspace: str) -> None:
    def claiming(session: Session) -> None:
        service.claim(session, workspace, FIRST, now=NOW)

    def withdrawing(session: Session) -> None:
        service.withdraw(session, workspace, FIRST.channel, FIRST.moment, now=NOW)

    all_at_once(database, [claiming, withdrawing, claiming])
    assert text(database, withdraw(database, workspace)) == ""


def test_a_question_given_up_is_withdrawn(database: Database, workspace: str) -> None:
    question = claimed(database, workspace)
    for _ in range(2):
        with database.transaction() as session:
            service.give_up(session, question, now=LATER)
    assert claim(database, workspace) is None
    with database.reading() as session:
        assert queries.question(session, question).withdrawn


def test_a_later_answer_takes_the_place_of_an_earlier_one(database: Database, workspace: str) -> None:
    question = claimed(database, workspace)
    with database.reading() as session:
        assert queries.newest_answer(session, question) is None
    first, second = record(database, question, "Ev1"), record(database, question, "again", None)
    with database.reading() as session:
        newest = queries.newest_answer(session, question)
        earlier = queries.given_answer(session, workspace, first or "")
    assert newest is not None
    assert (newest.id, newest.number, newest.answer, newest.notice) == (second, 2, None, "help")
    assert newest.created_at == LATER
    assert earlier is not None
    assert (earlier.number, earlier.answer, earlier.notice) == (1, NOTHING, None)
    assert earlier.question == newest.question


def test_the_same_job_keeps_one_answer_however_often_it_is_done(database: Database, workspace: str) -> None:
    question = claimed(database, workspace)
    first = record(database, question, "Ev1")
    record(database, question, "again")
    assert record(database, question, "Ev1", None) == first
    with database.reading() as session:
        newest = queries.newest_answer(session, question)
    assert newest is not None
    assert newest.number == 2


def test_answers_kept_at_once_are_numbered_one_after_the_other(database: Database, workspace: str) -> None:
    question = claimed(database, workspace)

    def recording(job: int) -> Callable[[Session], str | None]:
        return lambda session: service.record(
            session, question, job=f"job {job}", answer=NOTHING, notice=None, now=LATER
        )

    # Half of the jobs are done twice.
    found = all_at_once(database, [recording(number % 5) for number in range(CROWD)])
    assert len(set(found)) == 5
    with database.reading() as session:
        numbers = [
            answer.number for one in set(found) if (answer := queries.given_answer(session, workspace, one or ""))
        ]
    assert sorted(numbers) == [1, 2, 3, 4, 5]


def test_an_answer_to_a_wording_that_was_replaced_meanwhile_is_not_kept(database: Database, workspace: str) -> None:
    question = claimed(database, workspace)
    reword(database, workspace)
    answer = record(database, question, "Ev3", wording=EDIT.wording)
    assert record(database, question, "Ev1", None, wording=FIRST.wording) is None
    with database.reading() as session:
        newest = queries.newest_answer(session, question)
    assert newest is not None
    assert newest.id == answer


def test_an_answer_that_is_not_there_is_none(database: Database, workspace: str) -> None:
    with database.reading() as session:
        assert queries.given_answer(session, workspace, workspace) is None


def test_one_takes_part_in_a_thread_once_and_behaves_as_last_asked(database: Database, workspace: str) -> None:
    def manner(root: str = "1") -> Manner | None:
        with database.reading() as session:
            return queries.manner(session, workspace, "C1", root)

    def join(session: Session) -> None:
        service.join(session, workspace, "C1", "1", now=NOW)

    assert manner() is None
    all_at_once(database, [join] * CROWD)
    assert manner() is Manner.FOLLOW
    for last in (Manner.MUTE, Manner.MENTION):
        with database.transaction() as session:
            service.behave(session, workspace, "C1", "1", last, now=LATER)
        with database.transaction() as session:
            join(session)
        assert manner() is last
    with database.transaction() as session:
        service.behave(session, workspace, "C1", "2", Manner.MUTE, now=LATER)
    assert (manner("2"), manner("3")) == (Manner.MUTE, None)


def test_where_an_answer_is_shown_is_noted_before_and_after_it_is_posted(database: Database, workspace: str) -> None:
    question = claimed(database, workspace)

    def shown() -> Shown | None:
        with database.reading() as session:
            return queries.shown(session, question)

    def attempt(channel: str, root: str | None) -> bool:
        with database.transaction() as session:
            return service.attempt(session, question, channel, root, now=LATER)

    assert shown() is None
    assert not attempt("C1", "1")
    assert shown() == Shown("C1", "1", None, LATER)
    assert attempt("D1", None)
    with database.transaction() as session:
        service.stands(session, question, "1795600002.000100")
    assert shown() == Shown("C1", "1", "1795600002.000100", LATER)


def test_the_last_word_of_each_person_counts(database: Database, workspace: str) -> None:
    answer = record(database, claimed(database, workspace), "Ev1") or ""
    with database.transaction() as session:
        service.judge(session, workspace, answer, "U1", helpful=False, reason="wrong", comment="Monthly.", now=NOW)
        service.judge(session, workspace, answer, "U2", helpful=False, now=NOW)
    with database.transaction() as session:
        service.judge(session, workspace, answer, "U1", helpful=True, now=LATER)
    with database.reading() as session:
        said = session.scalars(select(OpinionRow).order_by(OpinionRow.person)).all()
    assert [(one.person, one.helpful, one.reason, one.comment, one.given_at) for one in said] == [
        ("U1", True, None, None, LATER),
        ("U2", False, None, None, NOW),
    ]


def test_a_person_who_clicks_many_times_at_once_has_one_opinion(database: Database, workspace: str) -> None:
    answer = record(database, claimed(database, workspace), "Ev1") or ""

    def judging(session: Session) -> None:
        service.judge(session, workspace, answer, "U1", helpful=True, now=LATER)

    all_at_once(database, [judging] * CROWD)
    with database.reading() as session:
        assert [one.helpful for one in session.scalars(select(OpinionRow))] == [True]


def test_nothing_is_kept_or_shown_of_a_question_whose_asker_was_erased_meanwhile(
    database: Database, workspace: str
) -> None:
    question = claimed(database, workspace)
    with database.transaction() as session:
        session.get_one(QuestionRow, question).channel = NOWHERE
    assert record(database, question, "job 1", wording=FIRST.wording) is None
    assert record(database, question, "job 2") is None
    with database.transaction() as session:
        assert not service.attempt(session, question, "C1", None, now=LATER)
        service.stands(session, question, "1795600001.000100")
    with database.reading() as session:
        assert queries.newest_answer(session, question) is None
        assert queries.shown(session, question) is None
