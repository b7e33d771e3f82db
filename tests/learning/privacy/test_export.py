"""What is handed out never tells what is right: neither of an exam that is open, nor of what may be asked again."""

import json
from typing import Any

import pytest

from learning.certifications.definition import Competency, Draw
from learning.items.responses import Ordered, Paired, Response
from learning.privacy.export import hand_out
from storage.database import Database
from tests.learning.attempts.hall import DEFINITION, NOW, Hall
from tests.learning.privacy.everything import all_tables

LEA = "U0LEA"
STEPS = ["Greet", "Listen", "Ask", "Close"]
PAIRS = [{"left": "Late", "right": "Call"}, {"left": "Absent", "right": "Write"}]


@pytest.fixture
def hall(database: Database) -> Hall:
    all_tables()
    hall = Hall.open(database)
    hall.write("order-1", "ordering", {"stem": "Put these in order", "entries": STEPS}, "order")
    hall.write("pairs-1", "matching", {"stem": "Match", "pairs": PAIRS, "distractors": ["Wait"]}, "pairs")
    hall.certify(
        competencies=(*DEFINITION.competencies, Competency("order", "Order"), Competency("pairs", "Pairs")),
        draws=(Draw("order", 1), Draw("pairs", 1), Draw("care", 1)),
    )
    return hall


def kept(hall: Hall) -> dict[str, Any]:
    with hall.database.transaction() as session:
        handed_out: dict[str, Any] = hand_out(session, hall.workspace, LEA, by=LEA, now=NOW)["kept"]
    return handed_out


def answer(hall: Hall, *, ended: bool) -> None:
    """Lea puts the steps in the order in which they are shown, and gives the first on the right to all on the left."""
    attempt = hall.start(LEA)
    for slot in attempt.slots:
        tokens = [token for token, _ in slot.tokens]
        given: Response | None = None
        if slot.competency == "order":
            given = Ordered(tuple(tokens))
        if slot.competency == "pairs":
            given = Paired(tuple((left, tokens[-1]) for left in tokens if left.startswith("l")))
        if given is not None:
            hall.answer(attempt.id, slot.position, given, person=LEA)
    if ended:
        hall.submit(attempt.id, person=LEA)


def test_of_an_exam_that_is_open_nothing_is_told_but_that_it_is(hall: Hall) -> None:
    answer(hall, ended=False)
    found = kept(hall)
    assert [one["person"] for one in found["attempt"]] == [LEA]
    assert (found["response"], found["attempt_slot"]) == ([], [])


def test_what_was_answered_is_told_in_words_and_not_which_of_them_are_right(hall: Hall) -> None:
    answer(hall, ended=True)
    found = kept(hall)
    ordered, paired = sorted((one["given"] for one in found["response"]), key=str)
    assert sorted(ordered["ordered"]) == sorted(STEPS)
    assert [left for left, _ in paired["paired"]] == ["Absent", "Late"]
    assert {right for _, right in paired["paired"]} < {"Call", "Write", "Wait"}
    assert all(one["given"] == one["clicked"] for one in found["response"])
    assert not {"credits", "tokens"} & {name for rows in found.values() for row in rows for name in row}
    for one in found["response"]:
        assert not set(json.dumps(one["given"]).split('"')) & set("abcd"), "the keys of options"
    assert (found["result"][0]["of"], len(found["attempt_slot"])) == (3.0, 3)
