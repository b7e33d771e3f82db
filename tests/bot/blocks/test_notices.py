from collections.abc import Callable

import pytest
from hypothesis import given, settings

from bot.blocks import notices
from bot.blocks.feedback import Reason, Reasoned, reason_view, reasoned
from bot.blocks.message import Message
from bot.playground.limits import message_problems, view_problems
from bot.texts import LANGUAGES, Texts, texts_for
from knowledge.conversations.values import Manner
from knowledge.errors import QuestionReason, QuestionUnusable
from tests.bot.blocks.answers import ANSWER_ID, long
from tests.bot.blocks.reading import decoded, parts, shown, tokens

ENGLISH = texts_for("en")
EVERY_NOTICE: list[Callable[[Texts], Message]] = [
    notices.help_notice,
    notices.no_guides_notice,
    notices.outsider_notice,
    notices.thanks_notice,
    lambda texts: notices.incident_notice("7F3A-91", texts),
    *(lambda texts, m=manner: notices.manner_notice(m, texts) for manner in Manner),
    *(
        lambda texts, r=reason: notices.question_notice(QuestionUnusable(r, 2_000), texts)
        for reason in (QuestionReason.EMPTY, QuestionReason.TOO_LONG, QuestionReason.NO_WORDS)
    ),
]


@pytest.mark.parametrize("texts", LANGUAGES.values(), ids=list(LANGUAGES))
def test_slack_takes_every_notice_in_every_language_and_each_says_something_else(texts: Texts) -> None:
    built = [make(texts) for make in EVERY_NOTICE]
    assert [message_problems({"text": m.text, "blocks": list(m.blocks)}) for m in built] == [[]] * len(built)
    assert len({m.text for m in built}) == len(built)


def test_an_incident_tells_its_code() -> None:
    assert notices.incident_notice("7F3A-91", ENGLISH).text.endswith("the people who run Fieldwise: 7F3A-91")


def test_a_question_that_is_too_long_is_told_the_limit_as_numbers_are_written() -> None:
    error = QuestionUnusable(QuestionReason.TOO_LONG, 2_000)
    assert "at most 2,000 characters" in notices.question_notice(error, ENGLISH).text
    assert "como máximo 2000 caracteres" in notices.question_notice(error, texts_for("es")).text


def test_help_offers_questions_to_ask_with_a_button() -> None:
    buttons = list(parts(notices.help_notice(ENGLISH).blocks, "button"))
    assert [(b["action_id"], b["value"]) for b in buttons] == [("ask_prompt", prompt) for prompt in ENGLISH.prompts]


@settings(deadline=None)
@given(long)
def test_a_notice_shows_its_text_as_it_is(text: str) -> None:
    built = notices.incident_notice(text, ENGLISH)
    assert tokens(built.text) == []
    assert message_problems({"text": built.text, "blocks": list(built.blocks)}) == []


def test_a_notice_reads_the_same_in_a_notification() -> None:
    built = notices.notice("Ask <b> & *c*.")
    assert shown(built.blocks) == "Ask <b> & *c*."
    assert decoded(built.text) == "Ask <b> & ∗c∗."


def test_what_has_no_shape_does_not_reach_rich_text() -> None:
    assert shown(notices.notice("a\x00\u202eb").blocks) == "ab"


@pytest.mark.parametrize("texts", LANGUAGES.values(), ids=list(LANGUAGES))
def test_the_modal_asks_for_one_of_the_reasons_and_lets_the_comment_be(texts: Texts) -> None:
    view = reason_view(ANSWER_ID, texts, "C0", "1.2")
    assert view_problems(view) == []
    assert view["callback_id"] == "feedback_reason"
    assert reasoned(view) == Reasoned(ANSWER_ID, "C0", "1.2")
    (choice,) = parts(view, "radio_buttons")
    assert [option["value"] for option in choice["options"]] == [reason.value for reason in Reason]
    assert {block["block_id"]: block.get("optional", False) for block in view["blocks"]} == {
        "reason": False,
        "comment": True,
    }
