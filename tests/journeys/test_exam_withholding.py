"""While her exam is open, a learner is not answered from what it asks about; others are answered as always."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.durable import time_now
from bot.playground.people import direct
from bot.texts.english import ENGLISH
from bot.texts.spanish import SPANISH
from knowledge.members.roles import OPERATOR, Role
from learning.attempts.models import WithheldRow
from learning.certifications.service import put
from learning.practice.models import PracticeRow
from storage import jobs
from tests.journeys.exam_hall import CANARY, DEFINITION, EXAM_ITEMS, PROOF, Hall, exam_hall
from tests.journeys.home_tab import HomeTab, appoint
from tests.journeys.test_exam import fields, filled_in
from tests.journeys.workplace import BEN, CARMEN, DEV, MENTORS, Message, copied, shown

QUESTION = "What is the benchmark for meetings, on average a week and hours a month?"
WITHHELD = "You have an exam open that asks about this"
NO_PRACTICE = ENGLISH.exam.result.no_practice_now


@pytest.fixture(scope="module")
def hall(starter_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """Ben sits an exam in it all the time."""
    with exam_hall(copied(starter_library, tmp_path_factory.mktemp("hall")), waiting_days=0, attempts=None) as hall:
        yield hall


def noted(hall: Hall) -> int:
    with hall.office.services.database.reading() as session:
        return len(session.scalars(select(WithheldRow)).all())


def test_in_her_own_conversation_and_by_the_command_she_is_told_why_she_is_not_answered(hall: Hall) -> None:
    office = hall.office
    before = office.asked(BEN, direct(BEN), QUESTION)
    assert PROOF in shown(before)
    hall.begin(BEN)
    after = office.asked(BEN, direct(BEN), QUESTION)
    assert WITHHELD in shown(after)
    assert PROOF not in shown(after)
    told = office.command(BEN, MENTORS, QUESTION)
    assert WITHHELD in shown(told)
    assert PROOF not in shown(told)
    assert noted(hall) == 2
    # What was answered before is not said again, and its passages are not opened.
    whisper = office.whispered(BEN, direct(BEN), lambda: office.click(BEN, direct(BEN), before, "regenerate"))
    assert WITHHELD in whisper["text"]
    view = office.view(BEN, "passage", lambda: office.click(BEN, direct(BEN), before, "show_passage"))
    assert WITHHELD in shown(view)
    assert PROOF not in shown(view)
    assert PROOF in shown(before)
    hall.hand_in(BEN)
    assert PROOF in shown(office.asked(BEN, direct(BEN), QUESTION))


def test_in_a_channel_she_alone_is_told_and_others_are_answered_in_the_same_thread(hall: Hall) -> None:
    office = hall.office
    hall.begin(BEN)
    quiet = len(office.answers(MENTORS))
    root = office.ask(BEN, MENTORS, f"@Fieldwise {QUESTION}")
    whisper = office.slack.until(lambda: [w for w in office.whispers(BEN, MENTORS) if WITHHELD in w["text"]])[-1]
    assert PROOF not in whisper["text"]
    office.settle()
    assert office.answers(MENTORS, root) == []
    assert len(office.answers(MENTORS)) == quiet
    assert office.whispers(CARMEN, MENTORS) == []
    office.ask(DEV, MENTORS, f"@Fieldwise {QUESTION}", root)
    answer = office.answer_to(MENTORS, root)
    assert PROOF in shown(answer)
    # Her press on it changes nothing for others, and does not stand in the way of theirs.
    office.whispered(BEN, MENTORS, lambda: office.click(BEN, MENTORS, answer, "regenerate"))
    office.settle()
    assert PROOF in shown(office.answers(MENTORS, root)[-1])
    office.click(DEV, MENTORS, answer, "regenerate")
    office.settle()
    assert PROOF in shown(office.answers(MENTORS, root)[-1])
    hall.hand_in(BEN)


def test_what_her_exam_does_not_ask_about_is_answered(hall: Hall) -> None:
    question = "How should a match be closed?"
    before = hall.office.asked(BEN, direct(BEN), question)
    assert "closed by a formal procedure" in shown(before)
    hall.begin(BEN)
    during = hall.office.asked(BEN, direct(BEN), question)
    assert shown(during) == shown(before)
    hall.hand_in(BEN)


def test_there_is_no_practice_while_an_exam_is_open(hall: Hall) -> None:
    card = hall.say(BEN, "certify me")
    exercises = [practised(hall, card) for _ in EXAM_ITEMS]
    assert len({shown(exercise) for exercise in exercises}) == len(EXAM_ITEMS)
    hall.begin(BEN)
    refused = hall.office.whispered(BEN, direct(BEN), lambda: hall.press(BEN, card, "practice_start"))
    assert NO_PRACTICE in refused["text"]
    for exercise in exercises:
        answers(hall, exercise)
        assert NO_PRACTICE in hall.shown_at(BEN, exercise)
        assert CANARY not in str(hall.office.slack.workspace.message(direct(BEN), exercise["ts"]))
    with hall.office.services.database.reading() as session:
        assert set(session.scalars(select(PracticeRow.answered_at))) == {None}
    hall.hand_in(BEN)
    # It was the exam that kept the answers back, not that something was missing in them.
    for exercise in exercises:
        answers(hall, exercise)
        assert f"Why: Because of the {CANARY}." in hall.shown_at(BEN, exercise)


def practised(hall: Hall, card: Message) -> Message:
    """Another question for practice."""
    hall.press(BEN, card, "practice_start")
    return hall.last(BEN)


def answers(hall: Hall, exercise: Message) -> None:
    """Answer a question for practice, whatever its kind is, and have that checked."""
    names = {name for name, _ in fields(exercise)}
    by = next((name for name in ("practise_one_1", "practise_keep") if name in names), "practice_check")
    hall.press(BEN, exercise, by, values=filled_in(exercise))


def test_another_one_that_was_refused_during_an_exam_comes_after_it(hall: Hall) -> None:
    exercise = practised(hall, hall.say(BEN, "certify me"))
    answers(hall, exercise)
    done = hall.last(BEN)
    hall.begin(BEN)
    refused = hall.office.whispered(BEN, direct(BEN), lambda: hall.press(BEN, done, "practice_next"))
    assert NO_PRACTICE in refused["text"]
    hall.hand_in(BEN)
    before = len(hall.messages(BEN))
    for _ in range(3):
        hall.press(BEN, done, "practice_next")
    assert len(hall.messages(BEN)) == before + 1
    assert "practice" in shown(hall.last(BEN))


def test_a_reviewer_who_sits_an_exam_is_not_shown_its_keys_until_she_has_handed_it_in(hall: Hall) -> None:
    appoint(hall.office, carmen=Role.REVIEWER)
    hall.begin(CARMEN)
    slot = hall.go_to(CARMEN, "single_choice")
    tab = HomeTab(hall.office, CARMEN).open().press("panel_items").press("items_pool", "exam")
    value = f"item_preview:{slot.version_id}"

    def page() -> str:
        return shown(tab.form("item_page", "item_menu", value, button=value))

    closed = page()
    assert SPANISH.learning.attempt_open in closed
    assert CANARY not in closed
    hall.hand_in(CARMEN)
    assert CANARY in page()


def test_who_has_an_exam_open_is_offered_no_other_and_told_which_one_it_is(hall: Hall) -> None:
    workspace = hall.office.bot.parts.workspace
    with hall.office.services.database.transaction() as session:
        other = put(session, workspace, replace(DEFINITION, key="other", title="Z"), by=OPERATOR, now=time_now())
    hall.begin(BEN)
    first = hall.attempt(BEN).id
    said = ENGLISH.learning.other_open.format(title=DEFINITION.title)
    card = hall.say(BEN, "certify me")
    assert said in shown(card)
    assert "exam_start" not in str(card["blocks"])
    begin = partial(jobs.start, "exam-begin:forged", hall.office.bot.parts.exams.begin)
    told = hall.office.whispered(BEN, direct(BEN), lambda: begin(BEN, other.id, "exam", "forged")())
    assert said in told["text"]
    assert hall.attempt(BEN).id == first
    hall.hand_in(BEN)
    assert said not in shown(hall.say(BEN, "certify me"))


@pytest.mark.parametrize("said", ["shorter", "show me the passage", "for a new mentor", "And by whom?"])
def test_what_she_writes_under_an_earlier_answer_does_not_bring_it_out_either(hall: Hall, said: str) -> None:
    office = hall.office
    root = office.ask(BEN, direct(BEN), QUESTION)
    assert PROOF in shown(office.answer_to(direct(BEN), root))
    hall.begin(BEN)
    office.ask(BEN, direct(BEN), said, root)
    told = office.answer_to(direct(BEN), root, 2)
    office.settle()
    hall.hand_in(BEN)
    assert WITHHELD in shown(told)
    assert PROOF not in shown(told)
