"""Journeys of a conversation that goes on: follow-ups, answers wanted in another way, files beside a question."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.blocks.mrkdwn import escape
from bot.playground.people import direct
from bot.texts.english import ENGLISH
from knowledge.conversations.models import AnswerRow, AnswerTraceRow, QuestionRow, ShownRow
from knowledge.members.roles import Role
from tests.journeys.library_desk import give
from tests.journeys.workplace import BEN, CARMEN, DEV, MENTORS, QUESTION, Message, Workplace, copied, shown, workplace

FACT = "at least twice in the first month"
UNDERSTOOD = ENGLISH.worded.understood.split("{")[0]
PLAN = b"# Checking in with a new match\n\nCANARY-7431 We want to call the mentor once.\n"


@pytest.fixture(scope="module")
def desk(starter_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workplace]:
    """The bot at work, without a model that words answers."""
    with workplace(copied(starter_library, tmp_path_factory.mktemp("conversation"))) as office:
        yield office


def said_after(office: Workplace, answer: Message, person: str, text: str) -> Message:
    """The bot's answer to a message under an answer."""
    channel, root = MENTORS, answer["thread_ts"]
    before = len(office.answers(channel, root))
    office.ask(person, channel, text, root)
    return office.answer_to(channel, root, before + 1)


def test_a_follow_up_is_understood_from_the_thread_and_shown_as_it_was_understood(desk: Workplace) -> None:
    answer = desk.asked(BEN, MENTORS)
    said = shown(said_after(desk, answer, DEV, "And after the first month?"))
    assert f"{UNDERSTOOD}{QUESTION} And after the first month?" in said


def test_a_question_in_full_in_the_same_thread_is_searched_for_by_itself(desk: Workplace) -> None:
    answer = desk.asked(BEN, MENTORS)
    other = said_after(desk, answer, BEN, "How should a match be closed?")
    assert UNDERSTOOD not in shown(other)
    assert "clos" in other["text"].lower()


def test_what_somebody_claims_is_answered_from_the_guides_again_and_not_given_way_to(desk: Workplace) -> None:
    answer = desk.asked(BEN, MENTORS)
    said = said_after(desk, answer, BEN, "But you said 10 times in the first month, right?")
    assert FACT in said["text"]
    assert f"{UNDERSTOOD}{QUESTION}" in shown(said)
    assert "10 times" not in shown(said)


def test_a_follow_up_after_a_question_was_deleted_knows_nothing_of_it(desk: Workplace) -> None:
    root = desk.ask(BEN, MENTORS)
    desk.answer_to(MENTORS, root)
    deleted = desk.ask(DEV, MENTORS, "How should a match be closed?", root)
    desk.answer_to(MENTORS, root, 2)
    desk.slack.acts.delete(DEV, MENTORS, deleted)
    desk.settle()
    desk.ask(CARMEN, MENTORS, "By whom?", root)
    said = shown(desk.answer_to(MENTORS, root, 2))
    assert f"{UNDERSTOOD}{QUESTION} By whom?" in said
    assert "closed" not in said


def test_the_words_of_a_deleted_question_go_from_all_that_followed_it(desk: Workplace) -> None:
    name = "Zebulon"
    root = desk.ask(BEN, MENTORS, f"@Fieldwise How often should we check in with {name}, a new match?")
    desk.answer_to(MENTORS, root)
    for count, (person, text) in enumerate([(DEV, "And after the first month?"), (CARMEN, "shorter")], start=2):
        desk.ask(person, MENTORS, text, root)
        desk.answer_to(MENTORS, root, count)
    desk.settle()
    assert len(kept_of_answers(desk, name)) >= 6
    desk.slack.acts.delete(BEN, MENTORS, root)
    desk.settle()
    assert kept_of_answers(desk, name) == []


def kept_of_answers(office: Workplace, name: str) -> list[str]:
    """All that the answers and their traces hold in which a name stands."""
    with office.services.database.reading() as session:
        answers = session.scalars(select(AnswerRow)).all()
        traces = session.scalars(select(AnswerTraceRow)).all()
        kept = [str(part) for one in answers for part in (one.understood, one.missing, one.sentences)]
        kept += [str(one.trace) for one in traces]
    return [one for one in kept if name.lower() in one.lower()]


def test_shorter_gives_the_same_answer_in_fewer_sentences_below(desk: Workplace) -> None:
    answer = desk.asked(BEN, MENTORS)
    said = said_after(desk, answer, BEN, "shorter, please")
    assert said["ts"] != answer["ts"]
    assert FACT in said["text"]
    assert shown(said).count("Show passage") < shown(answer).count("Show passage")
    further = said_after(desk, answer, BEN, "And after the first month?")
    assert f"{UNDERSTOOD}{QUESTION} And after the first month?" in shown(further)


def test_an_answer_of_one_sentence_is_said_to_be_as_short_as_it_gets(desk: Workplace) -> None:
    answer = desk.asked(BEN, MENTORS)
    while len(sentences_of(desk, answer)) > 1:
        answer = said_after(desk, answer, BEN, "shorter")
    for _ in range(2):
        assert said_after(desk, answer, BEN, "shorter")["text"] == escape(ENGLISH.conversation.no_shorter)


def sentences_of(office: Workplace, answer: Message) -> Sequence[object]:
    """The sentences of the answer that a message shows."""
    office.settle()
    query = select(AnswerRow.sentences).join(ShownRow, ShownRow.question_id == AnswerRow.question_id)
    with office.services.database.reading() as session:
        sentences: Sequence[object] = session.scalars(query.where(ShownRow.message == answer["ts"])).one()
    return sentences


def test_the_passage_is_shown_whole_and_cited(desk: Workplace) -> None:
    answer = desk.asked(BEN, MENTORS)
    said = said_after(desk, answer, DEV, "show me the passage")
    assert FACT in shown(said)
    assert str(said["blocks"]).count("'show_passage'") == 1
    view = desk.view(DEV, "passage", lambda: desk.click(DEV, MENTORS, said, "show_passage"))
    bold = [
        part["text"]
        for block in view["blocks"]
        for element in block.get("elements", ())
        for part in element.get("elements", ())
        if part.get("style") == {"bold": True}
    ]
    assert "".join(bold).strip() in shown(said)


def test_a_passage_that_is_not_there_is_told_so(desk: Workplace) -> None:
    answer = desk.asked(BEN, MENTORS)
    assert said_after(desk, answer, BEN, "show me passage 99")["text"] == escape(ENGLISH.conversation.no_such_source)


def test_without_a_model_it_is_kindly_told_that_guides_are_quoted_as_they_are(desk: Workplace) -> None:
    answer = desk.asked(BEN, MENTORS)
    assert said_after(desk, answer, BEN, "in Spanish")["text"] == escape(ENGLISH.conversation.own_words)
    assert FACT in said_after(desk, answer, BEN, "shorter")["text"]


def test_without_a_model_an_answer_for_somebody_is_searched_for_with_these_words(desk: Workplace) -> None:
    answer = desk.asked(BEN, MENTORS)
    said = shown(said_after(desk, answer, BEN, "explain it for a new mentor"))
    assert f"{UNDERSTOOD}{QUESTION} for a new mentor" in said


def test_in_the_direct_conversation_the_next_message_goes_on_from_the_last(desk: Workplace) -> None:
    desk.asked(BEN, direct(BEN), QUESTION)
    said = desk.asked(BEN, direct(BEN), "And after the first month?")
    assert f"{UNDERSTOOD}{QUESTION} And after the first month?" in shown(said)
    assert FACT in desk.asked(BEN, direct(BEN), "shorter")["text"]


def test_asked_again_a_follow_up_is_understood_as_before(desk: Workplace) -> None:
    answer = desk.asked(BEN, MENTORS)
    said = said_after(desk, answer, BEN, "And after the first month?")
    desk.click(BEN, MENTORS, said, "regenerate")
    desk.settle()
    (again,) = [m for m in desk.answers(MENTORS, answer["thread_ts"]) if m["ts"] == said["ts"]]
    assert f"{UNDERSTOOD}{QUESTION} And after the first month?" in shown(again)


def test_asked_again_much_later_a_follow_up_outside_of_a_thread_is_understood_as_before(desk: Workplace) -> None:
    desk.asked(DEV, direct(DEV), QUESTION)
    said = desk.asked(DEV, direct(DEV), "And after the first month?")
    with desk.services.database.transaction() as session:
        for asked in session.scalars(select(QuestionRow)):
            asked.asked_at -= timedelta(days=1)
        for told in session.scalars(select(ShownRow)):
            told.attempted_at -= timedelta(days=1)
    desk.click(DEV, direct(DEV), said, "regenerate")
    desk.settle()
    (again,) = [m for m in desk.answers(direct(DEV)) if m["ts"] == said["ts"]]
    assert f"{UNDERSTOOD}{QUESTION} And after the first month?" in shown(again)


def test_a_question_that_came_with_a_file_is_not_asked_again_without_it_and_that_is_said(desk: Workplace) -> None:
    channel = direct(DEV)
    root = desk.slack.acts.upload(DEV, channel, [("plan.md", PLAN)], "Is this enough?")
    said = desk.answer_to(channel, root)
    desk.settle()
    told = desk.whispered(DEV, channel, lambda: desk.click(DEV, channel, said, "regenerate"))
    assert told["text"] == escape(ENGLISH.conversation.without_file_again)
    desk.settle()
    assert [FACT in shown(one) for one in desk.answers(channel, root)] == [True]


def test_a_file_beside_a_question_is_read_to_understand_it_and_kept_nowhere(desk: Workplace) -> None:
    root = desk.slack.acts.upload(DEV, direct(DEV), [("plan.md", PLAN)], "Is this enough?")
    said = desk.answer_to(direct(DEV), root)
    desk.settle()
    assert FACT in shown(said)
    assert len(desk.answers(direct(DEV), root)) == 1
    assert "CANARY-7431" not in str(desk.answers(direct(DEV)))
    folder = desk.services.settings.data_dir
    held = [path for path in folder.rglob("*") if path.is_file() and b"CANARY-7431" in path.read_bytes()]
    assert held == []


def test_a_question_with_a_file_is_answered_to_whoever_may_add_guides_too(desk: Workplace) -> None:
    give(desk, BEN, Role.EDITOR)
    root = desk.slack.acts.upload(BEN, direct(BEN), [("plan.md", PLAN)], "Is this enough?")
    desk.answer_to(direct(BEN), root, 2)
    assert [message for message in desk.answers(direct(BEN), root) if FACT in shown(message)]


def test_a_file_that_cant_be_read_is_told_and_the_question_answered_without_it(desk: Workplace) -> None:
    channel = direct(DEV)
    told = desk.whispered(DEV, channel, lambda: desk.slack.acts.upload(DEV, channel, [("empty.md", b" \n")], QUESTION))
    assert ENGLISH.conversation.without_file in told["text"]
    desk.settle()
    assert FACT in shown(desk.answers(channel)[-1])
