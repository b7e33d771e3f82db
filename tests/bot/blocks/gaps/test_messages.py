"""Whatever people write, Slack takes the messages and forms about it, and shows it as it was written."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks.gaps.card import AskedCard, Standing, asked_card, standing_shown
from bot.blocks.gaps.form import AnswerForm, AskedQuestion, Use, answer_form
from bot.blocks.gaps.told import NowAnswered, answered_now, person_answers, person_answers_you, still_open
from bot.blocks.message import Message
from bot.playground.limits import message_problems, view_problems
from bot.texts import LANGUAGES
from bot.texts.english import ENGLISH
from knowledge.answering.answer import Citation
from knowledge.standard.values import StandardAnswer
from tests.bot.blocks.answers import citations, wild

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
words = st.text(max_size=4_000) | st.sampled_from(["<!channel> *now*", "@here", "", "a" * 3_000])
languages = st.sampled_from(list(LANGUAGES))


def problems(message: Message) -> list[str]:
    return message_problems({"channel": "C0MENTORS", "text": message.text, "blocks": list(message.blocks)})


def card(question: str, standing: Standing = Standing.WAITING, **more: Any) -> AskedCard:
    return AskedCard(
        gap_id="gap", question_id="question", question=question, asker="U0DEV", wanted_by="U0BEN", asked_at=NOW,
        channel="C0MENTORS", others=2, is_unhelpful=False, is_guides=True, standing=standing, by="U0AMARA", at=NOW,
        **more,
    )  # fmt: skip


@given(words, languages, st.sampled_from(Standing))
def test_slack_takes_every_card_and_broadcasts_nothing(question: str, language: str, standing: Standing) -> None:
    message = asked_card(card(question, standing), LANGUAGES[language], ["Done."])
    assert problems(message) == []
    assert "<!" not in str(message)


@given(words, languages, st.lists(citations(), max_size=5), words, wild)
def test_slack_takes_a_card_whatever_was_quoted_and_answered_before(
    question: str, language: str, cited: list[Citation], said: str, by: str
) -> None:
    before = StandardAnswer("s", question, said, by, NOW, "everybody")
    message = asked_card(card(question, cited=tuple(cited), before=before), LANGUAGES[language])
    assert problems(message) == []
    assert "<!" not in str([block for block in message.blocks if block["type"] != "rich_text"])


@given(words, languages)
def test_slack_takes_what_is_told_whatever_was_asked_and_answered(text: str, language: str) -> None:
    texts = LANGUAGES[language]
    written = text[:3_000].strip() or "Yes."
    now = NowAnswered(text, date(2026, 11, 1), text, (text, text), "https://slack.example/archives/C0/p1")
    for message in (
        person_answers("U0BEN", ["U0DEV"] * 40, written, "answer", texts),
        person_answers_you("U0BEN", "U0DEV", [text] * 20, written, "answer", texts),
        answered_now([now] * 20, "now", texts),
        still_open([text] * 20, 3, "open", texts),
    ):
        assert problems(message) == []
        assert "<!" not in message.text


@given(
    st.lists(words, min_size=1, max_size=40),
    languages,
    st.lists(st.text(min_size=1, max_size=200), max_size=120, unique=True),
    st.booleans(),
    words,
)
def test_slack_takes_every_form(
    questions: list[str], language: str, communities: list[str], is_open: bool, begun: str
) -> None:
    asked = tuple(AskedQuestion(str(number), text) for number, text in enumerate(questions))
    form = AnswerForm(
        "gap", questions[0], asked, is_open, tuple(Use), ("C0MENTORS",), tuple(communities), None,
        title=questions[0], review=NOW.date(), begun=begun,
    )  # fmt: skip
    assert view_problems(answer_form(form, LANGUAGES[language])) == []


def test_what_the_guides_answer_in_part_is_asked_for_as_that() -> None:
    assert asked_card(card("Why?", is_partly=True), ENGLISH).blocks[0]["text"]["text"] == ENGLISH.asking.title_partly


@pytest.mark.parametrize("standing", Standing)
def test_a_card_tells_how_it_stands_and_can_be_answered_only_while_it_waits(standing: Standing) -> None:
    message = asked_card(card("Why?", standing), ENGLISH)
    assert standing_shown(message.blocks) is standing
    assert ("gap_not_mine" in str(message.blocks)) is (standing is Standing.WAITING)
