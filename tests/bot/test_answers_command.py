"""``fieldwise answers why``: how an answer came about, on the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.services import Services
from bot.settings import Settings
from knowledge.answering.answer import Answer, Mode
from knowledge.answering.sufficiency import Outcome
from knowledge.answering.trace import Check, Fallback, Trace, TracedPassage, TracedSentence
from knowledge.conversations import service
from knowledge.conversations.values import Asked
from knowledge.guides.queries import active_editions, passages_of
from storage.workspaces import LOCAL, require_workspace
from tests.knowledge.library import NOW

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs a command over a library of one guide."""
    environment = {"FIELDWISE_DATA_DIR": str(tmp_path / "data"), "FIELDWISE_DATABASE_URL": ""}
    guide = tmp_path / "calls.md"
    guide.write_text("# Calls\n\nStaff call each mentor twice in the first month.\n")

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(app, list(arguments), env=environment)

    assert run("ingest", str(guide)).exit_code == 0
    return run


@pytest.fixture
def answer_id(run: Run, tmp_path: Path) -> str:
    """An answer whose draft did not stand up to its check."""
    services = Services(Settings(data_dir=tmp_path / "data"))
    with services.database.reading() as session:
        workspace = require_workspace(session, LOCAL)
        ((edition,),) = active_editions(session).values()
        (passage,) = passages_of(session, edition)
    drafted = TracedSentence("They call [thrice].", "BAF", "Staff call", Check.NUMBER, "thrice")
    trace = Trace("How often?", (TracedPassage("BAF", passage.id, 0.9),), (drafted,), "openai:strong", "1", 321, 1_500)
    answer = Answer(
        Outcome.PARTLY, (), (), (), 0.5, mode=Mode.EXTRACTIVE, fallback=Fallback.UNSUPPORTED, trace=trace
    )  # fmt: skip
    asked = Asked(claim="c", channel="C1", moment="1", root="1", asker="U1", text="And how often?", wording="1")
    with services.database.transaction() as session:
        question = service.claim(session, workspace, asked, now=NOW)
        assert question is not None
        kept = service.record(session, question, job="job", answer=answer, notice=None, now=NOW)
    services.close()
    assert kept is not None
    return kept


def test_it_shows_what_was_found_and_why_a_sentence_was_left_out(run: Run, answer_id: str) -> None:
    shown = " ".join(run("answers", "why", answer_id).output.split())
    assert "And how often?" in shown
    assert "They call [thrice]." in shown
    assert "(thrice)" in shown
    assert "Model asked: openai:strong" in shown
    assert "Calls" in shown
    assert "0.90" in shown


def test_the_json_holds_the_whole_trace(run: Run, answer_id: str) -> None:
    found = json.loads(run("answers", "why", answer_id, "--json").output)
    assert (found["mode"], found["fallback"], found["outcome"]) == ("extractive", "unsupported", "partly")
    (sentence,) = found["trace"]["sentences"]
    assert (sentence["failed"], sentence["fact"]) == ("number", "thrice")
    assert found["trace"]["tokens"] == 321
    assert found["found"][0]["title"] == "Calls"


@pytest.mark.parametrize("absent", ["0" * 32, "nonsense"])
def test_an_answer_that_is_not_there_is_said_to_be_none(run: Run, absent: str) -> None:
    told = run("answers", "why", absent)
    assert told.exit_code == 1
    assert told.output.startswith("There is no answer with this id. Why this answer? in the menu of its message")
    assert "Why this answer?" in run("answers", "why", "--help").output
