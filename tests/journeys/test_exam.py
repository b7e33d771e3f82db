"""From "certify me" to the certificate: a learner practises, takes the exam and reads what she missed."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.playground.people import direct
from bot.settings import Transport
from learning.items.responses import Chosen
from tests.journeys.certified import ADDRESS
from tests.journeys.exam_hall import CANARY, PROOF, Hall, exam_hall, position
from tests.journeys.independent import FILES, files_sent, verified_by_others
from tests.journeys.workplace import BEN, CARMEN, Message, shown


@pytest.mark.parametrize("transport", list(Transport))
def test_a_learner_practises_takes_the_exam_reads_what_proves_it_and_is_certified(
    data_dir: Path, transport: Transport
) -> None:
    with exam_hall(data_dir, transport=transport, public_url=ADDRESS) as hall:
        hall.make_key()
        card = hall.say(BEN, "Certify me, please!")
        assert "Exam: 7 questions · pass mark 60 % · 30 minutes · 3 attempts left" in shown(card)
        practises(hall)
        quiet = len(hall.office.slack.calls)
        hall.press(BEN, card, "exam_start")
        message = hall.exam(BEN)
        assert "All kinds of questions · question 1 of 7" in shown(message)
        assert "Ends" in shown(message)
        for slot in hall.attempt(BEN).slots:
            assert position(hall.exam(BEN)) == slot.position
            hall.answer(BEN, slot, rightly=True)
            assert "Not answered yet." not in shown(hall.exam(BEN))
            assert hall.kind(slot) != "true_false" or "Your answer: True" in shown(hall.exam(BEN))
            goes_on(hall, slot.position)
        goes_back_and_changes_an_answer(hall)
        hall.press(BEN, hall.exam(BEN), "exam_overview")
        assert "All questions are answered." in shown(hall.exam(BEN))
        hall.press(BEN, hall.exam(BEN), "exam_submit")
        assert "All questions are answered. Hand in?" in shown(hall.exam(BEN))
        said = json.dumps([call.arguments for call in hall.office.slack.calls[quiet:]], default=str)
        assert CANARY not in said
        assert PROOF not in said
        hall.press(BEN, hall.exam(BEN), "exam_submit_sure")
        assert "This exam is handed in." in shown(hall.exam(BEN))
        reads_the_result(hall)
        is_certified(hall)


def goes_on(hall: Hall, position: int) -> None:
    """To the next question: once from the card, in a new message, as whoever comes back on a telephone does."""
    if position == 3:
        before = hall.exam(BEN)
        hall.press(BEN, hall.say(BEN, "certify me"), "exam_resume")
        assert hall.exam(BEN)["ts"] != before["ts"]
    elif position < 7:
        hall.press(BEN, hall.exam(BEN), "exam_go_next")


def practises(hall: Hall) -> None:
    """Practise each kind of question once: none says what is right before it is answered, all do afterwards."""
    hall.press(BEN, hall.last(BEN), "practice_start")
    verdicts = set()
    for _ in range(7):
        exercise = hall.last(BEN)
        assert "All kinds of questions · practice" in shown(exercise)
        assert CANARY not in json.dumps(exercise)
        names = {name for name, _ in fields(exercise)}
        if "practise_one_1" in names:
            hall.press(BEN, exercise, "practise_one_1")
        elif "practise_keep" in names:
            hall.press(BEN, exercise, "practise_keep")
        else:
            hall.press(BEN, exercise, "practice_check")
            assert "Answer first" in shown(hall.last(BEN))
            hall.press(BEN, hall.last(BEN), "practice_check", values=filled_in(hall.last(BEN)))
        done = hall.last(BEN)
        assert f"Why: Because of the {CANARY}." in shown(done)
        assert PROOF in shown(done)
        verdicts.add(next(line for line in shown(done).splitlines() if "ight" in line))
        hall.press(BEN, done, "practice_next")
    assert len(verdicts) > 1


def fields(message: Message) -> list[tuple[str, dict[str, Any]]]:
    """All elements of a message by their actions."""
    inside = [
        one
        for block in message["blocks"]
        for one in (*block.get("elements", ()), block.get("element", {}), block.get("accessory", {}))
    ]
    return [(str(one.get("action_id")), one) for one in inside]


def filled_in(message: Message) -> dict[str, Any]:
    """Something for each field of a message."""
    values: dict[str, Any] = {}
    for block in message["blocks"]:
        for name, one in fields({"blocks": [block]}):
            if name == "practise_text":
                values[name] = "4"
            elif name == "practise_many":
                values[name] = [one["options"][0]["value"]]
            elif name == "practise_pair":
                values[f"{block['block_id']}/{name}"] = one["options"][0]["value"]
    return values


def goes_back_and_changes_an_answer(hall: Hall) -> None:
    slots = hall.attempt(BEN).slots
    slot = next(slot for slot in slots if hall.kind(slot) == "single_choice")
    hall.press(BEN, hall.exam(BEN), "exam_overview")
    hall.press(BEN, hall.exam(BEN), "exam_go_to", str(slot.position))
    assert position(hall.exam(BEN)) == slot.position
    hall.answer(BEN, slot, rightly=False)
    given = hall.attempt(BEN).slots[slot.position - 1].given
    assert isinstance(given, Chosen)
    assert given != hall.right(slot)


def reads_the_result(hall: Hall) -> None:
    result = next(m for m in hall.messages(BEN) if "Passed: All kinds of questions" in shown(m))
    assert "6 of 7 points (85.7 %)" in shown(result)
    assert "Whatever is asked: 6 of 7; 50 % are needed: reached" in shown(result)
    (missed,) = [m for m in hall.office.answers(direct(BEN), result["ts"]) if m["ts"] != result["ts"]]
    assert "How many hours?" in shown(missed)
    assert "Right: Four or more a month" in shown(missed)
    assert f"Why: Because of the {CANARY}." in shown(missed)
    assert PROOF in shown(missed)
    assert "Recruiting" in shown(missed)
    view = hall.office.view(
        BEN, "passage", lambda: hall.office.slack.acts.click(BEN, direct(BEN), missed["ts"], "show_proof")
    )
    assert PROOF in shown(view)


def is_certified(hall: Hall) -> None:
    """Ben says how his name is to stand on it, shows the certificate to others, and is given its files."""
    asked = hall.last(BEN)
    form = hall.office.view(
        BEN, "certificate_named", lambda: hall.office.click(BEN, direct(BEN), asked, "certificate_name")
    )
    assert hall.office.slack.acts.submit(BEN, form["id"], {"name": "Ben Lindqvist"}) == {}
    hall.settle()
    assert "Issued to Ben Lindqvist: current" in shown(hall.last(BEN))
    assert ADDRESS not in shown(hall.last(BEN))
    hall.press(BEN, hall.last(BEN), "certificate_public")
    assert f"{ADDRESS}/c/" in shown(hall.last(BEN))
    hall.press(BEN, hall.last(BEN), "certificate_files")
    files = files_sent(hall.office, BEN)
    assert files.keys() == FILES
    found = [verified_by_others(kind, content, hall.office.services) for kind, content in files.items()]
    assert {one.issuer.id for one in found} == {f"{ADDRESS}/issuer"}


def test_in_spanish_certificame_shows_the_same(data_dir: Path) -> None:
    with exam_hall(data_dir) as hall:
        card = hall.say(CARMEN, "¡Certifícame!")
        assert "Examen: 7 preguntas · se aprueba desde el 60 %" in shown(card)
        hall.press(CARMEN, card, "exam_start")
        assert "pregunta 1 de 7" in shown(hall.exam(CARMEN))
