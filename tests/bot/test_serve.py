"""The bot as a process: it refuses to start where something is not in order, and ends once what runs is finished."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import pytest
import yaml
from typer.testing import CliRunner

from bot.cli import app
from bot.manifest import PATH, manifest
from bot.playground.people import SEED
from bot.playground.registration import registered
from bot.playground.server import Playground
from tests.bot.slack_scopes import slack_granting

QUESTION = "did Marisol really call her mentor twice last month"
PERSON = SEED[0].id


@pytest.fixture
def slack() -> Iterator[Playground]:
    with Playground(registration=registered(yaml.safe_load(PATH.read_text(encoding="utf-8")))) as server:
        yield server


@pytest.fixture
def environment(tmp_path: Path, slack: Playground) -> dict[str, str]:
    """All that the bot needs; its database is empty, and upgraded."""
    values = {
        "FIELDWISE_DATA_DIR": str(tmp_path / "data"),
        "FIELDWISE_SLACK_API_URL": slack.api_url,
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
    }
    assert CliRunner().invoke(app, ["db", "upgrade"], env=values).exit_code == 0
    return values


@contextmanager
def serving(environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """The process; killed where the test did not end it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "serve"],
        env=os.environ | environment,  # noqa: TID251 - handed on, not read
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def stopped(process: subprocess.Popen[str]) -> tuple[int, str]:
    """The exit code after SIGTERM, and all that was logged."""
    process.send_signal(signal.SIGTERM)
    _, logged = process.communicate(timeout=30)
    return process.returncode, logged


def ask(slack: Playground) -> None:
    """Put the question to the bot in its owner's own conversation with it."""
    channel = next(c.id for c in slack.workspace.channels.values() if c.kind == "im" and PERSON in c.members)
    slack.acts.post(PERSON, channel, QUESTION)
    slack.until(lambda: any(d.acknowledged for d in slack.deliveries))


def was_answered(slack: Playground) -> bool:
    return any(call.method == "chat.postMessage" and call.response.get("ok") for call in slack.calls)


def assert_telling_nothing(logged: str, slack: Playground) -> None:
    lines = [json.loads(line) for line in logged.splitlines()]
    assert lines[-1]["event"] == "stopped"
    secrets = (slack.bot_token, slack.app_token, slack.signing_secret)
    assert not [each for each in (*secrets, *QUESTION.split()[1:4]) if each in logged]


def test_over_socket_mode_it_finishes_what_runs_before_it_ends(environment: dict[str, str], slack: Playground) -> None:
    with serving(environment) as process:
        slack.until(lambda: slack.connections, seconds=60)
        ask(slack)
        code, logged = stopped(process)
    assert code == 0
    assert was_answered(slack)
    assert_telling_nothing(logged, slack)


def test_over_http_it_tells_whether_it_is_ready_and_finishes_what_runs(
    environment: dict[str, str], slack: Playground
) -> None:
    with serving(environment | {"FIELDWISE_TRANSPORT": "http", "FIELDWISE_HTTP_PORT": "0"}) as process:
        assert process.stderr is not None
        told = json.loads(next(line for line in process.stderr if '"listening"' in line))
        address = f"http://127.0.0.1:{told['port']}"
        assert fetched(f"{address}/healthz") == (200, {"alive": True})
        slack.connect_events(f"{address}/slack/events")
        ask(slack)
        slack.acts.uninstall()
        status, ready = fetched(f"{address}/readyz")
        assert (status, ready["ready"]) == (503, False)
        assert ready["checks"] == {"database": True, "model": True, "search index": True, "Slack token": False}
        code, logged = stopped(process)
    assert code == 0
    assert_telling_nothing(logged, slack)


def fetched(address: str) -> tuple[int, Any]:
    try:
        with urllib.request.urlopen(address, timeout=30) as response:
            return response.status, json.load(response)
    except HTTPError as error:
        with error:
            return error.code, json.load(error)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"SLACK_BOT_TOKEN": ""}, "SLACK_BOT_TOKEN is not set."),
        ({"SLACK_APP_TOKEN": "xoxb-1-0123456789"}, "SLACK_APP_TOKEN holds a bot token."),
        ({"FIELDWISE_TRANSPORT": "http", "SLACK_SIGNING_SECRET": ""}, "SLACK_SIGNING_SECRET is not set."),
        ({"FIELDWISE_TRANSPORT": "http", "SLACK_SIGNING_SECRET": "secret"}, "SLACK_SIGNING_SECRET is malformed"),
        ({"FIELDWISE_TRANSPORT": "pigeon"}, "FIELDWISE_TRANSPORT can't be used"),
        ({"FIELDWISE_SLACK_API_URL": "https://slack.com.example/api/"}, "FIELDWISE_SLACK_API_URL must be"),
        ({"FIELDWISE_DATABASE_URL": "postgresql://u:wise@127.0.0.1:1/x"}, "The database postgresql+psycopg://u:***@"),
        ({"FIELDWISE_EMBEDDING_MODEL": "/no/such/model"}, "There is no embedding model"),
        ({"SLACK_BOT_TOKEN": "xoxb-1-0123456789"}, "Slack says invalid_auth. Copy SLACK_BOT_TOKEN again"),
        ({"SLACK_APP_TOKEN": "xapp-1-0123456789"}, "Slack says invalid_auth. Copy SLACK_APP_TOKEN again"),
        ({"FIELDWISE_SLACK_API_URL": "http://127.0.0.1:1/api/"}, "Slack can't be reached."),
        ({"FIELDWISE_MODEL": "nobody:at-all"}, "There is no provider of chat models named 'nobody'."),
        ({"FIELDWISE_MODEL": "mistralai:large"}, "The chat model 'mistralai:large' needs a package that is not"),
        (
            {"FIELDWISE_MODEL": "ollama:x", "FIELDWISE_ENTAILMENT_MODEL": "/nowhere"},
            "There is no cross-encoder '/nowhere' on this machine. Check FIELDWISE_ENTAILMENT_MODEL.",
        ),
    ],
)
def test_it_does_not_start_where_something_is_not_in_order(
    environment: dict[str, str], changed: dict[str, str], said: str
) -> None:
    result = CliRunner().invoke(app, ["serve"], env=environment | changed)
    assert result.exit_code == 1
    assert result.stderr.startswith(said)
    assert len(result.stderr.splitlines()) == 1
    shown = result.output
    assert not [v for v in (environment | changed).values() if v.startswith(("xoxb-", "xapp-")) and v in shown]


def test_it_does_not_start_without_a_scope(environment: dict[str, str]) -> None:
    with slack_granting(manifest().scopes - {"chat:write"}) as address:
        result = CliRunner().invoke(app, ["serve"], env=environment | {"FIELDWISE_SLACK_API_URL": address})
    assert result.exit_code == 1
    assert result.stderr.startswith("The bot lacks chat:write. Paste bot/manifest.yaml")


def test_it_does_not_start_on_a_database_without_its_tables(environment: dict[str, str], tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["serve"], env=environment | {"FIELDWISE_DATA_DIR": str(tmp_path / "new")})
    assert result.exit_code == 1
    assert "fieldwise ingest" in result.stderr


def test_it_does_not_start_on_a_port_that_is_taken(environment: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        with serving(environment | {"FIELDWISE_TRANSPORT": "http", "FIELDWISE_HTTP_PORT": port}) as process:
            _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    # A job that was begun may still say that it was cut short.
    told = f"127.0.0.1:{port} (FIELDWISE_HTTP_HOST, FIELDWISE_HTTP_PORT) can't be"
    assert [line for line in said.splitlines() if line.startswith(told)]
