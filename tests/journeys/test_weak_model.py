"""Journeys with a real chat model that is too weak to be trusted, and on the command line."""

from pathlib import Path

from typer.testing import CliRunner

from bot.cli import app
from bot.playground.people import direct
from bot.texts.english import ENGLISH
from evals.workload.chat_server import chat_server
from evals.workload.weak_model import weak_model
from tests.journeys.strong_model import FACT, WORDED, strong
from tests.journeys.workplace import BEN, copied, shown, workplace


def test_a_weak_model_s_nonsense_never_reaches_anybody(starter_library: Path, tmp_path: Path) -> None:
    with weak_model() as address, workplace(copied(starter_library, tmp_path), chat_url=address) as office:
        office.ask(BEN, direct(BEN), "How often should we check in with a new match?")
        answer = office.slack.until(lambda: office.answers(direct(BEN)), 60)[0]
    said = shown(answer)
    assert ENGLISH.sources in said
    assert FACT in said
    assert any(line in said for line in (ENGLISH.worded.about, *ENGLISH.worded.fallbacks.values()))


def test_the_command_line_words_too_unless_it_is_told_not_to(starter_library: Path, tmp_path: Path) -> None:
    with chat_server(strong) as server:
        environment = {
            "FIELDWISE_DATA_DIR": str(copied(starter_library, tmp_path)),
            "FIELDWISE_MODEL": "openai:scripted",
            "FIELDWISE_MODEL_BASE_URL": server.base_url,
            "FIELDWISE_MODEL_API_KEY": "none",
        }
        question = "How often should we check in with a new match?"
        worded = CliRunner().invoke(app, ["ask", question], env=environment)
        plain = CliRunner().invoke(app, ["ask", question, "--no-model"], env=environment)
    assert WORDED in " ".join(worded.output.split())
    assert ENGLISH.worded.about in " ".join(worded.output.split())
    assert WORDED not in " ".join(plain.output.split())
    assert len(server.requests) == 1
