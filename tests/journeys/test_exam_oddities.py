"""Clicks as they come: twice, again, from two devices, stale, foreign, late. One answer is recorded, and shown."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.playground.people import direct
from bot.settings import Transport
from learning.attempts.models import ResponseRow
from learning.items.responses import Chosen, Written
from tests.journeys.exam_hall import Hall, action_with, exam_hall, position
from tests.journeys.workplace import AMARA, BEN, CARMEN, DEV, copied, shown


@pytest.fixture(scope="module", params=list(Transport))
def hall(
    request: pytest.FixtureRequest, starter_library: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Hall]:
    """One hall on either transport for all: each person sits her own exam, and hands it in."""
    folder = copied(starter_library, tmp_path_factory.mktemp("hall"))
    with exam_hall(folder, transport=request.param, waiting_days=0, attempts=None) as hall:
        yield hall


def rows(hall: Hall, person: str) -> int:
    with hall.office.services.database.reading() as session:
        query = select(func.count()).where(ResponseRow.attempt_id == hall.attempt(person).id)
        return session.scalar(query) or 0


def test_a_click_that_comes_again_is_stored_once_and_two_devices_show_what_is_stored_last(hall: Hall) -> None:
    hall.begin(BEN)
    slot = hall.go_to(BEN, "single_choice")
    (first, key), (second, other), _ = slot.tokens
    message, acts = hall.exam(BEN), hall.office.slack.acts
    sent = acts.click(BEN, direct(BEN), message["ts"], action_with(message, first))
    hall.settle()
    hall.press(BEN, message, action_with(message, second))
    hall.office.deliver([sent])
    hall.settle()
    assert rows(hall, BEN) == 2
    assert hall.given(BEN, slot) == Chosen(frozenset({other}))
    chosen = [e for b in hall.exam(BEN)["blocks"] for e in b.get("elements", ()) if e.get("value") == second]
    assert chosen[0]["text"]["text"].startswith("● ")
    hall.hand_in(BEN)


def test_to_go_on_moves_the_exam_to_a_new_message_at_what_is_not_answered_and_disarms_the_old_one(hall: Hall) -> None:
    old = hall.begin(CARMEN)
    first = hall.attempt(CARMEN).slots[0]
    hall.answer(CARMEN, first, rightly=True)
    stale = hall.exam(CARMEN)
    card = hall.say(CARMEN, "certify me")
    assert "hay respuesta en 1 de 7" in shown(card)
    hall.press(CARMEN, card, "exam_resume")
    new = hall.exam(CARMEN)
    assert new["ts"] != old["ts"]
    assert position(new) == 2
    assert hall.shown_at(CARMEN, old) == "Tu examen sigue en un mensaje más abajo."
    hall.press(CARMEN, hall.asleep(CARMEN, old, stale), "exam_go_next")
    assert hall.shown_at(CARMEN, old) == "Tu examen sigue en un mensaje más abajo."
    assert position(hall.exam(CARMEN)) == 2
    assert hall.given(CARMEN, first) is not None
    hall.hand_in(CARMEN)


def test_pressing_twice_to_begin_begins_one_exam_in_one_message(hall: Hall) -> None:
    card = hall.say(DEV, "certify me")
    before = len(hall.messages(DEV))
    for _ in range(2):
        hall.office.slack.acts.click(DEV, direct(DEV), card["ts"], "exam_start")
    hall.settle()
    assert len(hall.past(DEV)) == 1
    assert len(hall.messages(DEV)) == before + 1
    hall.hand_in(DEV)
    assert len(hall.past(DEV)) == 1
    results = [m for m in hall.messages(DEV) if "All kinds of questions" in shown(m) and "points" in shown(m)]
    assert len(results) == 1


def test_nobody_presses_on_the_exam_of_somebody_else_nor_after_its_end(hall: Hall) -> None:
    message = hall.begin(AMARA)
    slot = hall.go_to(AMARA, "true_false")
    armed = hall.exam(AMARA)
    theirs = hall.asleep(BEN, hall.say(BEN, "certify me"), armed)
    action = action_with(armed, slot.tokens[0][0])
    told = hall.office.whispered(BEN, direct(BEN), lambda: hall.press(BEN, theirs, action))
    assert told["text"] == "This is not your exam, so nothing was changed."
    assert rows(hall, AMARA) == 0
    hall.hand_in(AMARA)
    hall.press(AMARA, hall.asleep(AMARA, message, armed), action)
    assert "This exam is handed in." in shown(hall.exam(AMARA))
    assert rows(hall, AMARA) == 0


def test_of_two_clicks_that_are_delivered_the_other_way_round_the_later_one_counts_and_is_shown(hall: Hall) -> None:
    hall.begin(CARMEN)
    slot = hall.go_to(CARMEN, "single_choice")
    (first, _), (second, key), _ = slot.tokens
    message, acts = hall.exam(CARMEN), hall.office.slack.acts

    def clicked() -> None:
        for token in (first, second):
            acts.click(CARMEN, direct(CARMEN), message["ts"], action_with(message, token))

    _, sent = hall.office.withheld(clicked)
    hall.office.deliver(reversed(sent))
    hall.settle()
    assert rows(hall, CARMEN) == 2
    assert hall.given(CARMEN, slot) == Chosen(frozenset({key}))
    chosen = [e for b in hall.exam(CARMEN)["blocks"] for e in b.get("elements", ()) if e.get("value") == second]
    assert chosen[0]["text"]["text"].startswith("● ")
    hall.hand_in(CARMEN)


def test_a_message_that_was_left_says_of_an_exam_that_has_ended_that_it_has(hall: Hall) -> None:
    old = hall.begin(DEV)
    armed = hall.exam(DEV)
    hall.press(DEV, hall.say(DEV, "certify me"), "exam_resume")
    hall.hand_in(DEV)
    hall.press(DEV, hall.asleep(DEV, old, armed), "exam_overview")
    assert "This exam is handed in." in hall.shown_at(DEV, old)


def test_what_was_typed_and_not_entered_is_stored_by_the_next_button(hall: Hall) -> None:
    hall.begin(AMARA)
    slot = hall.go_to(AMARA, "short_text")
    hall.press(AMARA, hall.exam(AMARA), "exam_overview", values={"answer_text": "mon"})
    assert hall.given(AMARA, slot) == Written("mon")
    hall.press(AMARA, hall.exam(AMARA), "exam_go_back")
    assert "Your answer: mon" in shown(hall.exam(AMARA))
    hall.press(AMARA, hall.exam(AMARA), "exam_overview")
    assert rows(hall, AMARA) == 1
    hall.hand_in(AMARA)
