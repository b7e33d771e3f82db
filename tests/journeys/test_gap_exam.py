"""Who sits an exam gets what a person answers once the exam is over."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.durable import time_now
from bot.playground.people import direct
from bot.texts.english import ENGLISH
from knowledge.members.roles import Role
from tests.journeys.exam_hall import Hall, exam_hall
from tests.journeys.home_tab import appoint
from tests.journeys.workplace import AMARA, DEV, Message, copied, shown
from tests.journeys.workplace import QUESTION as CHECKING_IN

QUESTION = "Which snacks may mentors with a nut allergy share with their mentee?"
ANSWER = "Mentors with a nut allergy share fruit or rice cakes with their mentee."


@pytest.fixture
def hall(starter_library: Path, tmp_path: Path) -> Iterator[Hall]:
    """Amara looks after its library."""
    with exam_hall(copied(starter_library, tmp_path)) as hall:
        appoint(hall.office, amara=Role.EDITOR)
        yield hall


def told(hall: Hall) -> list[Message]:
    return [m for m in hall.office.answers(direct(DEV)) if "person_answer:" in str(m.get("blocks"))]


def test_what_a_person_answers_waits_for_the_end_of_the_askers_exam_and_comes_once(hall: Hall) -> None:
    office = hall.office
    asked = office.asked(DEV, direct(DEV), QUESTION)
    office.click(DEV, direct(DEV), asked, "ask_person")
    hall.settle()
    hall.begin(DEV)
    (card,) = [m for m in office.answers(direct(AMARA)) if "gap_card:" in str(m.get("blocks"))]
    view = office.view(AMARA, "gap_answered", lambda: office.click(AMARA, direct(AMARA), card, "gap_answer"))
    said = {"text": ANSWER, "uses": ["send"], "audience": "everybody"}
    assert office.slack.acts.submit(AMARA, view["id"], said) == {}
    hall.settle()
    assert told(hall) == []
    assert ENGLISH.asking.later.of(1) in str(office.answers(direct(AMARA)))
    for _ in range(2):
        hall.clock.ahead = timedelta(minutes=11)
        office.bot.parts.schedule.tick(time_now() + timedelta(minutes=11))
        hall.settle()
        assert told(hall) == []
    hall.hand_in(DEV)
    for minutes in (22, 33):
        hall.clock.ahead = timedelta(minutes=minutes)
        office.bot.parts.schedule.tick(time_now() + timedelta(minutes=minutes))
        hall.settle()
        (message,) = told(hall)
        assert ANSWER in shown(message)


def test_who_sits_an_exam_is_asked_for_help_without_the_words_of_the_guides(hall: Hall) -> None:
    office = hall.office
    answer = office.asked(DEV, direct(DEV), CHECKING_IN)
    hall.begin(AMARA)
    view = office.view(DEV, "feedback_reason", lambda: office.click(DEV, direct(DEV), answer, "feedback", "negative"))
    thanks = office.whispered(
        DEV, direct(DEV), lambda: office.slack.acts.submit(DEV, view["id"], {"reason": "unclear"})
    )
    office.click(DEV, direct(DEV), thanks, "ask_person")
    hall.settle()
    (card,) = [m for m in office.answers(direct(AMARA)) if "gap_card:" in str(m.get("blocks"))]
    assert CHECKING_IN in shown(card)
    assert "rich_text_quote" not in str(card["blocks"])
