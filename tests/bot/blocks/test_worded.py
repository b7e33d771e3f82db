"""Answers that a model worded, or a person gave: told apart from quotes, with the proof of each sentence."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.blocks.learning.figures import moment_mrkdwn, moment_plain
from bot.blocks.message import Message
from bot.blocks.worded import fallback_line
from bot.texts import LANGUAGES, Texts
from knowledge.answering.answer import Answer, AnswerSentence, Mode
from knowledge.answering.trace import Fallback
from knowledge.standard.values import StandardAnswer
from tests.bot.blocks.answers import ENGLISH, answered, message, not_found, sources
from tests.bot.blocks.reading import decoded, parts, shown

MARCH = datetime(2026, 3, 1, tzinfo=UTC)
SAID = StandardAnswer("s", "Who pays?", "The office pays.\nAsk <!here>.", "U0AMARA", MARCH, "everybody")


def worded(*sentences: tuple[str, str]) -> Answer:
    """An answer of these sentences, each with its quote."""
    answer = answered(*(quote for _, quote in sentences))
    said = tuple(AnswerSentence(text, (number,)) for number, (text, _) in enumerate(sentences, start=1))
    return replace(answer, mode=Mode.WORDED, sentences=said)


def lines(built: Message) -> list[str]:
    """What is said in small letters."""
    return [decoded(part["text"]) for block in parts(built.blocks, "context") for part in block["elements"]]


def test_sentences_stand_as_one_text_with_numbers_and_below_each_quote_the_source_with_its_button() -> None:
    built = message(worded(("They call twice.", "Staff call twice."), ("They note it.", "Staff note it.")))
    first, *proofs = parts(built.blocks, "rich_text")
    assert "".join(part["text"] for part in parts(first, "text")) == "They call twice. [1] They note it. [2]"
    assert [shown(proof) for proof in proofs] == ["“\nStaff call twice.\n”\n [1]", "“\nStaff note it.\n”\n [2]"]
    assert len(sources(built)) == 2
    kinds = [block["type"] for block in built.blocks]
    assert kinds[kinds.index("section") :][:5] == ["section", "rich_text", "section", "rich_text", "section"]


@pytest.mark.parametrize("texts", LANGUAGES.values(), ids=list(LANGUAGES))
def test_a_worded_answer_says_that_it_is_one_and_quotes_in_no_quotation_marks_of_its_own(texts: Texts) -> None:
    built = message(worded(("They call twice.", "Staff call twice.")), texts)
    assert lines(built)[0] == texts.worded.about
    assert built.text.startswith("They call twice.")


def test_an_answer_in_the_guides_own_words_says_nothing_of_a_model() -> None:
    assert ENGLISH.worded.about not in lines(message(answered("Staff call.")))


@pytest.mark.parametrize("fallback", Fallback)
@pytest.mark.parametrize("texts", LANGUAGES.values(), ids=list(LANGUAGES))
def test_why_it_is_not_worded_is_told_above_the_quotes(fallback: Fallback, texts: Texts) -> None:
    built = message(replace(answered("Staff call."), fallback=fallback), texts)
    assert lines(built)[0] == texts.worded.fallbacks[fallback].format(moment=texts.worded.midnight)


@pytest.mark.parametrize("fallback", [Fallback.PERSON_SPENT, Fallback.WORKSPACE_SPENT])
@pytest.mark.parametrize("texts", LANGUAGES.values(), ids=list(LANGUAGES))
def test_from_when_on_answers_are_worded_again_is_told_in_the_readers_own_time(
    fallback: Fallback, texts: Texts
) -> None:
    spent = replace(answered("Staff call."), fallback=fallback, worded_from=MARCH)
    assert lines(message(spent, texts))[0].count(moment_mrkdwn(MARCH, texts)) == 1
    assert "2026" in moment_plain(MARCH, texts)
    assert moment_plain(MARCH, texts) in (fallback_line(spent, texts) or "")


def test_what_a_question_was_understood_as_is_told_with_every_answer() -> None:
    asked = "How often do <!here> call a parent?"
    for answer in (answered("Staff call."), not_found()):
        assert lines(message(replace(answer, understood=asked)))[0] == f"Understood as: {asked}"


def test_a_persons_answer_is_marked_as_that_and_stands_above_what_the_guides_say() -> None:
    built = message(replace(answered("Staff call."), mode=Mode.STANDARD, standard=SAID))
    told = shown(built.blocks)
    assert told.startswith("The office pays.\nAsk <!here>.\n")
    assert lines(built)[0] == (
        "<@U0AMARA> answered this question on 1 March 2026. It is a person's answer; no guide says it."
    )
    assert told.index(ENGLISH.worded.standard_beside) < told.index("Staff call.")
    assert built.text == "A person's answer, not a guide's: The office pays. Ask &lt;!here&gt;."


def test_a_persons_answer_alone_does_not_say_that_nothing_was_found() -> None:
    built = message(replace(not_found(), mode=Mode.STANDARD, standard=SAID))
    told = shown(built.blocks)
    assert ENGLISH.not_found not in told
    assert ENGLISH.worded.standard_alone in told
