"""What is told where a question and the guides are in different languages."""

from dataclasses import replace
from datetime import date

import pytest

from bot.blocks.languages import MOST_NAMED, kept_notice, language_notice, quotes_note
from bot.texts import LANGUAGES, Texts
from bot.texts.english import ENGLISH
from bot.texts.spanish import SPANISH
from knowledge.answering.answer import Answer, AnswerSentence, Citation, Mode
from knowledge.answering.sufficiency import Outcome
from knowledge.conversations.models import AnswerRow
from knowledge.errors import OtherLanguage
from knowledge.languages import detecting

CITED = Citation(1, "a.md", "A", "1", "a", "p", (), None, "Call.", 0, 5, None, date(2026, 1, 1), None, None)
QUESTION = "¿Con qué frecuencia debemos llamar a una pareja nueva?"


def answer(*languages: str | None, mode: Mode = Mode.EXTRACTIVE) -> Answer:
    citations = tuple(replace(CITED, number=n, language=language) for n, language in enumerate(languages, 1))
    return Answer(Outcome.ANSWERED, (AnswerSentence("Call.", (1,)),), citations, (), 0.9, mode=mode)


def test_a_question_in_spanish_is_told_in_spanish_which_languages_the_guides_are_in() -> None:
    told = language_notice(kept_notice(OtherLanguage("es", ("en", "fr"))), ENGLISH, "a")
    assert told.text.startswith("Las guías están en inglés, francés. No puedo buscar en ellas en español.")
    assert SPANISH.asking.ask_person in str(told.blocks)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [(ENGLISH, "I can't look through them in French"), (SPANISH, "No puedo buscar en ellas en francés")],
)
def test_a_question_in_a_language_without_sentences_is_told_in_the_readers(texts: Texts, expected: str) -> None:
    assert expected in language_notice(kept_notice(OtherLanguage("fr", ("en",))), texts, "a").text


def test_a_language_without_a_name_is_another_language() -> None:
    assert "another language" in language_notice(kept_notice(OtherLanguage("fr", ("xx",))), ENGLISH, "a").text


@pytest.mark.parametrize("texts", LANGUAGES.values(), ids=list(LANGUAGES))
def test_every_language_that_can_be_told_has_a_name(texts: Texts) -> None:
    assert set(texts.languages.names) == set(detecting.LANGUAGES)


def test_however_many_languages_the_guides_are_in_the_notice_has_room() -> None:
    kept = kept_notice(OtherLanguage("es", detecting.LANGUAGES))
    assert kept.count(",") == MOST_NAMED - 1
    assert len(kept) <= AnswerRow.__table__.c.notice.type.length  # type: ignore[attr-defined]  # it is a String


def test_a_quote_in_another_language_than_the_question_is_said_to_be_the_guides_own() -> None:
    assert quotes_note(QUESTION, answer("en", "en"), SPANISH) == (
        "Las guías lo dicen en inglés, por eso se cita en inglés."
    )


def test_who_is_written_to_in_another_language_than_the_quotes_is_told_why_they_stay_as_they_are() -> None:
    told = "Las guías lo dicen en inglés, por eso se cita en inglés."
    assert quotes_note("How often should we call a match?", answer("en"), SPANISH) == told
    assert quotes_note("mentor training", answer("en"), SPANISH) == told
    assert quotes_note("How often should we call a match?", answer("en", mode=Mode.WORDED), SPANISH) is None


@pytest.mark.parametrize(
    ("question", "given"),
    [
        (QUESTION, answer("en", "es")),
        (QUESTION, answer(None)),
        (QUESTION, answer()),
        (QUESTION, answer("en", mode=Mode.WORDED)),
        ("mentor training", answer("en")),
        ("How often should we call a match?", answer("en")),
    ],
)
def test_nothing_is_said_of_languages_where_they_are_the_same_or_not_known(question: str, given: Answer) -> None:
    assert quotes_note(question, given, ENGLISH) is None
