"""Journeys of questions that are in another language than the guides."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from bot.cli import app
from bot.playground.people import direct
from bot.texts.english import ENGLISH
from bot.texts.spanish import SPANISH
from evals.workload.chat_server import chat_server, passages_in, says
from evals.workload.chat_wire import ChatRequest, Words
from knowledge.answering.checking.drafts import Draft, DraftedSentence
from knowledge.conversations.models import AnswerRow, QuestionRow
from knowledge.gaps.summaries import gap_page
from knowledge.gaps.values import UNDONE
from knowledge.members.roles import Role
from tests.bilingual import Bilingual
from tests.journeys.home_tab import appoint
from tests.journeys.workplace import AMARA, BEN, MENTORS, QUESTION, Workplace, shown, workplace

IN_SPANISH = "¿Con qué frecuencia hay que llamar a una pareja nueva?"
IN_FRENCH = "À quelle fréquence faut-il appeler un nouveau binôme ?"
QUOTE = "Call each match every week, and call often."
WORDED = "Hay que llamar a cada pareja cada semana, y llamar con frecuencia."
GUIDES = {
    "calls.md": f"# Calls\n\n{QUOTE} Staff note down what was said.\n",
    "visits.md": "# Letters\n\nAsk for three referees, and ask each for a letter.\n",
}


@pytest.fixture
def english(data_dir: Path) -> Iterator[Workplace]:
    """The bot with guides in English and a model that reads nothing else."""
    with workplace(data_dir) as office:
        yield office


@pytest.fixture
def library(bilingual: Bilingual, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Guides in English, under a model that reads Spanish too."""
    monkeypatch.setenv("FIELDWISE_EMBEDDING_MODEL", bilingual.name)
    monkeypatch.setenv("FIELDWISE_CACHE_DIR", str(bilingual.cache))
    (tmp_path / "guides").mkdir()
    for name, text in GUIDES.items():
        (tmp_path / "guides" / name).write_text(text)
    data = tmp_path / "data"
    taken = CliRunner().invoke(app, ["ingest", str(tmp_path / "guides")], env={"FIELDWISE_DATA_DIR": str(data)})
    assert taken.exit_code == 0, taken.output
    return data


@pytest.fixture
def both(library: Path) -> Iterator[Workplace]:
    """The bot with that library, and no model that words answers."""
    with workplace(library) as office:
        yield office


def test_a_question_that_the_guides_can_not_be_looked_through_for_is_told_so_in_its_own_language(
    english: Workplace,
) -> None:
    told = english.asked(BEN, MENTORS, f"@Fieldwise {IN_SPANISH}")["text"]
    assert told == SPANISH.languages.unreadable.format(guides="inglés", asked="español")
    in_french = english.asked(BEN, MENTORS, f"@Fieldwise {IN_FRENCH}")["text"]
    assert in_french == ENGLISH.languages.unreadable.format(guides="English", asked="French")
    assert "first month" in english.asked(BEN, MENTORS, f"@Fieldwise {QUESTION}")["text"]


def test_such_a_question_is_kept_as_one_without_an_answer(english: Workplace) -> None:
    channel = direct(AMARA)
    english.answer_to(channel, english.ask(AMARA, channel, IN_SPANISH))
    english.settle()
    query = (
        select(AnswerRow.notice, AnswerRow.outcome)
        .join(QuestionRow, QuestionRow.id == AnswerRow.question_id)
        .where(QuestionRow.asker == AMARA)
    )
    with english.services.database.reading() as session:
        assert [tuple(row) for row in session.execute(query)] == [("other_language:es:en", None)]


def test_a_person_can_be_asked_what_is_in_another_language(english: Workplace) -> None:
    appoint(english, amara=Role.OWNER)
    notice = english.asked(BEN, MENTORS, f"@Fieldwise {IN_SPANISH}")
    told = english.whispered(BEN, MENTORS, lambda: english.click(BEN, MENTORS, notice, "ask_person"))
    assert f"<@{AMARA}>" in told["text"]
    english.settle()
    assert IN_SPANISH in shown(english.answers(direct(AMARA))[-1])
    with english.services.database.reading() as session:
        (gap,) = gap_page(session, english.bot.parts.workspace, states=UNDONE).rows
    assert gap.title == IN_SPANISH


def test_with_a_model_of_both_languages_a_question_in_spanish_finds_the_english_guide(both: Workplace) -> None:
    said = shown(both.asked(BEN, MENTORS, f"@Fieldwise {IN_SPANISH}"))
    assert QUOTE in said
    assert ENGLISH.languages.quotes_stay.format(guides="English") in said
    refused = both.asked(BEN, MENTORS, "@Fieldwise ¿Cuánto cuestan los zapatos de la vecina?")
    assert refused["text"] == ENGLISH.not_found_summary


def test_what_the_model_does_not_bring_together_is_not_guessed_with_it_either(both: Workplace) -> None:
    told = both.asked(BEN, MENTORS, f"@Fieldwise {IN_FRENCH}")["text"]
    assert told == ENGLISH.languages.unreadable.format(guides="English", asked="French")


def test_a_worded_answer_is_in_the_language_of_the_question_with_the_quote_in_that_of_the_guide(
    library: Path,
) -> None:
    def words(request: ChatRequest) -> Words:
        key = next(key for key, _, _, text in passages_in(request) if QUOTE in text)
        return says(Draft(sentences=[DraftedSentence(text=WORDED, key=key, quote=QUOTE)]))

    with chat_server(words) as server, workplace(library, chat_url=server.base_url) as office:
        said = shown(office.asked(BEN, MENTORS, f"@Fieldwise {IN_SPANISH}"))
    assert WORDED in said
    assert QUOTE in said
    assert ENGLISH.languages.quotes_stay.format(guides="English") not in said
    assert "Spanish" in server.requests[0].user
