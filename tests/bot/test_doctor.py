"""What an operator is told of an installation: each thing that is wrong, and what to do about it."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.manifest import manifest
from bot.playground.server import Playground
from bot.services import Services
from bot.settings import Settings
from evals.workload.chat_server import ChatReply, Fails, Waits, chat_server, says
from evals.workload.chat_wire import Words
from knowledge.guides.drafts import EVERYBODY
from knowledge.guides.queries import guide_summaries, passages_of
from knowledge.index.caches import Collection
from storage.workspaces import LOCAL, require_workspace
from tests.bot.slack_scopes import slack_granting

GUIDE = "# Support\n\n## Calls\n\nStaff call each mentor twice in the first month of a match.\n"
SECRET = "8f742231b10e88b1a1b2c3d4e5f60718"
Doctor = Callable[..., Result]


@pytest.fixture
def slack() -> Iterator[Playground]:
    with Playground() as server:
        yield server


@pytest.fixture
def doctor(tmp_path: Path, slack: Playground) -> Doctor:
    """Examines an installation in which nothing is wrong but for the variables given; runs other commands too."""
    environment = {
        "FIELDWISE_DATA_DIR": str(tmp_path / "data"),
        "FIELDWISE_SLACK_API_URL": slack.api_url,
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_SIGNING_SECRET": SECRET,
    }

    def run(*arguments: str, **changed: str) -> Result:
        result = CliRunner().invoke(app, list(arguments or ("doctor", "--json")), env=environment | changed)
        shown = result.output
        assert not [each for each in (slack.bot_token, slack.app_token, SECRET) if each in shown]
        return result

    return run


@pytest.fixture
def library(tmp_path: Path, doctor: Doctor) -> Path:
    guide = tmp_path / "support.md"
    guide.write_text(GUIDE, encoding="utf-8")
    assert doctor("ingest", str(guide)).exit_code == 0
    return guide


def checks(result: Result) -> dict[str, Any]:
    return {check.pop("check"): check for check in json.loads(result.stdout)["checks"]}


def wrong(result: Result) -> dict[str, str]:
    """What is said of each thing that is not in order; there is one if the exit code says so."""
    found = {name: f"{c['says']} {c['remedy']}".strip() for name, c in checks(result).items() if not c["good"]}
    assert result.exit_code == (1 if found else 0)
    assert json.loads(result.stdout)["good"] is (not found)
    return found


@pytest.mark.usefixtures("library")
def test_an_installation_in_order_is_told_as_such(doctor: Doctor) -> None:
    found = doctor()
    assert wrong(found) == {}
    assert list(checks(found)) == [
        "settings", "Slack token", "Slack scopes", "Socket Mode", "database", "model", "library", "search index",
    ]  # fmt: skip
    assert "Socket Mode" not in checks(doctor(FIELDWISE_TRANSPORT="http"))
    table = doctor("doctor")
    assert table.exit_code == 0
    assert table.stdout.count("ok ") >= 8
    assert " no " not in table.stdout


def test_a_bare_installation_is_told_what_it_lacks(doctor: Doctor) -> None:
    found = wrong(doctor(SLACK_BOT_TOKEN="", SLACK_APP_TOKEN=""))
    assert list(found) == ["settings", "database"]
    assert "SLACK_BOT_TOKEN is not set." in found["settings"]
    assert "SLACK_APP_TOKEN is not set." in found["settings"]
    assert "fieldwise ingest" in found["database"]


@pytest.mark.usefixtures("library")
def test_tokens_that_slack_does_not_know_are_told_apart(doctor: Doctor, slack: Playground) -> None:
    found = wrong(doctor(SLACK_BOT_TOKEN="xoxb-1-0123456789", SLACK_APP_TOKEN="xapp-1-0123456789"))
    assert found == {
        "Slack token": "Slack says invalid_auth. Copy SLACK_BOT_TOKEN again from OAuth & Permissions of your app.",
        "Socket Mode": "Slack says invalid_auth. Copy SLACK_APP_TOKEN again from Basic Information of your app.",
    }
    slack.platform.installed = False
    assert "install it again" in wrong(doctor())["Slack token"]


@pytest.mark.usefixtures("library")
def test_a_scope_that_the_token_lacks_is_named(doctor: Doctor) -> None:
    with slack_granting(manifest().scopes - {"users:read"}) as address:
        found = wrong(doctor(FIELDWISE_SLACK_API_URL=address))
    assert list(found) == ["Slack scopes"]
    assert found["Slack scopes"].startswith("The bot lacks users:read. Paste bot/manifest.yaml")
    with slack_granting(manifest().scopes | {"files:read"}) as address:
        assert wrong(doctor(FIELDWISE_SLACK_API_URL=address)) == {}


@pytest.mark.usefixtures("library")
def test_slack_out_of_reach_is_told(doctor: Doctor) -> None:
    found = wrong(doctor(FIELDWISE_SLACK_API_URL="http://127.0.0.1:1/api/"))
    assert found["Slack token"] == "Slack can't be reached. Check that this machine reaches slack.com, then try again."


def test_a_database_out_of_reach_is_told_without_its_password(doctor: Doctor) -> None:
    result = doctor(FIELDWISE_DATABASE_URL="postgresql://field:wise-secret@127.0.0.1:1/library")
    assert list(wrong(result)) == ["database"]
    assert "can't be reached" in wrong(result)["database"]
    assert "wise-secret" not in result.output


@pytest.mark.usefixtures("library")
def test_caches_that_differ_from_the_database_are_told_and_mended(doctor: Doctor, tmp_path: Path) -> None:
    services = Services(Settings(data_dir=tmp_path / "data"))
    with services.database.reading() as session:
        workspace = require_workspace(session, LOCAL)
        (guide,) = guide_summaries(session, workspace)
        passages = [passage.id for passage in passages_of(session, guide.edition_id)]
    services.caches.delete(Collection(workspace, EVERYBODY), passages, now=datetime.now(UTC))
    services.close()
    assert wrong(doctor())["search index"].endswith("Run `fieldwise guides rebuild`.")
    assert doctor("guides", "rebuild").exit_code == 0
    assert wrong(doctor()) == {}


def test_a_library_of_retired_guides_is_told(doctor: Doctor, library: Path) -> None:
    assert doctor("guides", "retire", library.name).exit_code == 0
    assert wrong(doctor()) == {"library": "There is no guide in it. Run `fieldwise ingest PATH`."}


@pytest.mark.usefixtures("library")
def test_a_model_that_is_not_there_is_told(doctor: Doctor) -> None:
    found = wrong(doctor(FIELDWISE_EMBEDDING_MODEL="/no/such/model"))
    assert list(found) == ["model"]
    assert "/no/such/model" in found["model"]


@pytest.mark.usefixtures("library")
def test_a_chroma_server_that_is_away_is_told(doctor: Doctor, tmp_path: Path) -> None:
    found = wrong(doctor(FIELDWISE_CHROMA_URL="http://127.0.0.1:1", FIELDWISE_DATA_DIR=str(tmp_path / "data")))
    assert found["Chroma server"] == found["search index"]
    assert found["Chroma server"].startswith("The Chroma server http://127.0.0.1:1 can't be used: ")


def test_settings_that_can_not_be_read_are_the_only_thing_told(doctor: Doctor) -> None:
    found = wrong(doctor(FIELDWISE_TRANSPORT="pigeon"))
    assert found == {"settings": "FIELDWISE_TRANSPORT can't be used: input should be 'socket' or 'http'."}


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"FIELDWISE_MODEL": "nonsense"}, "FIELDWISE_MODEL can't be used: it is written as provider:name"),
        ({"FIELDWISE_MODEL_SECONDS": "soon"}, "FIELDWISE_MODEL_SECONDS can't be used"),
        ({"FIELDWISE_MODEL": "nobody:at-all"}, "There is no provider of chat models named 'nobody'."),
        ({"FIELDWISE_MODEL": "openai:x", "OPENAI_API_KEY": ""}, "No key is set for the chat model 'openai:x'. Set FIE"),
        ({"FIELDWISE_MODEL": "anthropic:x", "ANTHROPIC_API_KEY": ""}, "No key is set for the chat model 'anthropic:x'"),
    ],
)
def test_a_wrong_setting_of_the_chat_model_is_told_among_all_other_checks(
    doctor: Doctor, changed: dict[str, str], said: str
) -> None:
    found = doctor(**changed)
    assert list(wrong(found)) == ["chat model"]
    assert wrong(found)["chat model"].startswith(said)
    assert {"settings", "Slack token", "database", "library", "search index"} < checks(found).keys()


@pytest.mark.usefixtures("library")
def test_a_wrong_setting_of_the_chat_model_stops_only_what_may_ask_it(doctor: Doctor) -> None:
    question = "How often do staff call each mentor in the first month of a match?"
    for command in (("ask", "--no-model", question), ("gaps", "list"), ("guides", "list")):
        assert doctor(*command, FIELDWISE_MODEL="nonsense").exit_code == 0
    for stopped in (("ask", question), ("playground", "--no-browser"), ("serve",)):
        told = doctor(*stopped, FIELDWISE_MODEL="nonsense")
        assert (told.exit_code, told.output.partition(":")[0]) == (1, "FIELDWISE_MODEL can't be used")
    both = doctor("guides", "list", FIELDWISE_MODEL="nonsense", FIELDWISE_TRANSPORT="pigeon")
    assert both.exit_code == 1
    assert "FIELDWISE_TRANSPORT can't be used" in both.output


@pytest.mark.usefixtures("library")
def test_a_chat_model_is_asked_whether_it_answers(doctor: Doctor) -> None:
    with chat_server(lambda _: says({"word": "ready"})) as server:
        environment = {"FIELDWISE_MODEL": "openai:scripted", "FIELDWISE_MODEL_BASE_URL": server.base_url}
        found = doctor(**environment)
    assert wrong(found) == {}
    assert re.fullmatch(
        r"openai:scripted answered after \d+\.\d seconds; tokens: 120\.", checks(found)["chat model"]["says"]
    )
    assert len(server.requests) == 1
    assert "guide" not in str(server.requests[0].body)


@pytest.mark.usefixtures("library")
def test_a_cross_encoder_that_is_not_there_is_told_and_no_question_is_answered_without_it(doctor: Doctor) -> None:
    with chat_server(lambda _: says({"word": "ready"})) as server:
        environment = {
            "FIELDWISE_MODEL": "openai:scripted",
            "FIELDWISE_MODEL_BASE_URL": server.base_url,
            "FIELDWISE_ENTAILMENT_MODEL": "/nowhere",
        }
        said = "There is no cross-encoder '/nowhere' on this machine. Check FIELDWISE_ENTAILMENT_MODEL."
        assert wrong(doctor(**environment)) == {"cross-encoder": said}
        asked = doctor("ask", "How often?", **environment)
    assert asked.exit_code == 1
    assert said in asked.output
    assert len(server.requests) == 1


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Fails(401), "The chat model can't be asked: it does not accept the key (HTTP 401). Check FIELDWISE_MODEL"),
        (Waits(Event()), "The chat model is too slow: it took too long. Give it longer with FIELDWISE_MODEL_SECONDS"),
        (Words("Yes?"), "The chat model gives nothing that can be used: its answer does not have the form"),
        (Words("No.", is_refusal=True), "The chat model refuses: it would not answer."),
    ],
    ids=["denied", "slow", "garbled", "refused"],
)
def test_a_chat_model_that_does_not_answer_is_told_with_what_to_do(doctor: Doctor, reply: ChatReply, said: str) -> None:
    with chat_server(lambda _: reply) as server:
        found = doctor(
            FIELDWISE_MODEL="openai:scripted",
            FIELDWISE_MODEL_BASE_URL=server.base_url,
            FIELDWISE_MODEL_API_KEY="sk-never-to-be-seen",
            FIELDWISE_MODEL_SECONDS="1",
        )
    assert list(wrong(found)) == ["chat model"]
    assert wrong(found)["chat model"].startswith(said)
    assert "sk-never-to-be-seen" not in found.output
