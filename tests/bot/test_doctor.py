"""What an operator is told of an installation: each thing that is wrong, and what to do about it."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.manifest import manifest
from bot.playground.server import Playground
from bot.services import Services
from bot.settings import Settings
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
