from hypothesis import given, settings
from hypothesis import strategies as st

from bot.blocks.working import waiting_message
from bot.playground.limits import message_problems
from bot.texts import texts_for
from tests.bot.blocks.answers import long
from tests.bot.blocks.reading import formats, shown, tokens

ENGLISH, SPANISH = texts_for("en"), texts_for("es")


def test_a_question_in_line_is_told_how_many_are_before_it() -> None:
    built = waiting_message("How often?", 2, ENGLISH)
    assert built.text == "Your question is in line: 2 others come first."
    assert shown(built.blocks).splitlines() == ["In line: 2 questions before yours", "How often?"]
    assert built.blocks[0]["status"] == "pending"


def test_one_question_is_one() -> None:
    assert "In line: 1 question before yours" in shown(waiting_message("How?", 1, ENGLISH).blocks)
    assert "En espera: 1 pregunta antes de la tuya" in shown(waiting_message("How?", 1, SPANISH).blocks)


def test_a_question_with_none_before_it_is_being_answered() -> None:
    built = waiting_message("How often?", 0, ENGLISH)
    assert (built.text, built.blocks[0]["status"]) == ("Searching the guides", "in_progress")


def test_moving_up_in_line_makes_another_block() -> None:
    ids = {waiting_message("How often?", ahead, ENGLISH).blocks[0]["block_id"] for ahead in range(3)}
    assert len(ids) == 3


@settings(deadline=None)
@given(long, st.integers(0, 10_000))
def test_slack_takes_any_question(question: str, ahead: int) -> None:
    built = waiting_message(question, ahead, ENGLISH)
    assert message_problems({"text": built.text, "blocks": list(built.blocks)}) == []
    assert (tokens(built.text), formats(built.text)) == ([], [])
