"""What docker-compose.yml starts, started by hand: the same commands, in the same order, with the same variables.

PostgreSQL, the Chroma server and the bot over HTTP are real processes; Slack is the playground.
"""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.error import HTTPError

import pytest
import yaml
from sqlalchemy import create_engine, text

from bot.manifest import PATH
from bot.playground.people import AMARA, MENTORS
from bot.playground.registration import registered
from bot.playground.server import Playground
from storage.database import normalised
from storage.schema import new_id

ROOT = Path(__file__).parents[2]
PROGRAMS = Path(sys.executable).parent
LOOK_SECONDS = 0.1
GUIDE = """---
title: Monitoring and support
edition: 2026.1
---

# Monitoring and support

## How often staff check in

Match-support staff call each mentor twice in the first month of a match. After that, one call a month is the minimum.

## Records

Staff write down every contact on the day it happens.
"""
QUESTION = "How often do staff call a mentor in the first month of a match?"
QUOTE = "Match-support staff call each mentor twice in the first month of a match."


class Compose:
    """The services of the compose file on this machine: what is a host there is a port here."""

    def __init__(self, folder: Path, database_url: str, slack: Playground) -> None:
        self._services: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
        self._folder = folder
        self._slack = slack
        self._database_url = database_url
        self.web, self.chroma = free_port(), free_port()
        self.vectors = folder / "vectors"

    def environment(self, service: str) -> dict[str, str]:
        """The variables of the file, its secrets filled in."""
        secrets = {
            "SLACK_BOT_TOKEN": self._slack.bot_token,
            "SLACK_SIGNING_SECRET": self._slack.signing_secret,
            "POSTGRES_PASSWORD": "unused-here",
        }
        told = {
            name: re.sub(r"\$\{(\w+):[?-][^}]*\}", lambda found: secrets.get(found[1], ""), value)
            for name, value in self._services[service].get("environment", {}).items()
        }
        here = {
            "FIELDWISE_DATABASE_URL": self._database_url,
            "FIELDWISE_CHROMA_URL": told.get("FIELDWISE_CHROMA_URL", "").replace("chroma:8000", self._chroma_here),
            "FIELDWISE_HTTP_HOST": "127.0.0.1",
            "FIELDWISE_HTTP_PORT": str(self.web),
        }
        assert {name for name in here if service != "chroma"} <= told.keys()
        outside = {"FIELDWISE_DATA_DIR": str(self._folder / "data"), "FIELDWISE_SLACK_API_URL": self._slack.api_url}
        return {**told, **{name: here[name] for name in here if name in told}, **outside, "HF_HUB_OFFLINE": "1"}

    @property
    def _chroma_here(self) -> str:
        return f"127.0.0.1:{self.chroma}"

    def arguments(self, service: str) -> list[str]:
        """The command of the file, as the image would run it."""
        told = self._services[service]
        here = {"0.0.0.0": "127.0.0.1", "8000": str(self.chroma), "/var/lib/chroma": str(self.vectors)}
        (program,) = told.get("entrypoint", ["fieldwise"])
        return [str(PROGRAMS / program), *(here.get(word, word) for word in told["command"])]

    @contextmanager
    def started(self, service: str) -> Iterator[subprocess.Popen[bytes]]:
        """A service, once it is healthy; killed where the test did not end it."""
        process = subprocess.Popen(
            self.arguments(service), env=self.whole(service), cwd=self._folder, stdout=subprocess.DEVNULL
        )
        end = monotonic() + 60
        try:
            # The check is a process of its own, and takes the processor from the service that is to get well.
            while not (self.is_listening(service) and self.is_healthy(service)):
                with suppress(subprocess.TimeoutExpired):
                    assert process.wait(LOOK_SECONDS) is None, f"{service} has ended"
                assert monotonic() < end, f"{service} does not become healthy"
            yield process
        finally:
            process.kill()
            process.wait()

    def run(self, *arguments: str) -> str:
        """``docker compose run bot ARGUMENTS``; what it prints."""
        command = [str(PROGRAMS / "fieldwise"), *arguments]
        done = subprocess.run(
            command, env=self.whole("bot"), cwd=self._folder, check=True, capture_output=True, text=True
        )
        return done.stdout

    def is_listening(self, service: str) -> bool:
        """Whether anybody takes connections where the service is to be."""
        with socket.socket() as trying:
            return trying.connect_ex(("127.0.0.1", {"bot": self.web, "chroma": self.chroma}[service])) == 0

    def is_healthy(self, service: str) -> bool:
        """Whether the health check of the file passes."""
        port = {"bot": ("3000", self.web), "chroma": ("8000", self.chroma)}[service]
        program, *arguments = self._services[service]["healthcheck"]["test"][1:]
        assert program == "python"
        check = [sys.executable, *(a.replace(f":{port[0]}/", f":{port[1]}/") for a in arguments)]
        return subprocess.run(check, capture_output=True, check=False).returncode == 0

    def readiness(self) -> dict[str, bool]:
        """What the bot says is in order."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.web}/readyz", timeout=30) as response:
                checks: dict[str, bool] = json.load(response)["checks"]
                return checks
        except HTTPError as error:
            with error:
                return dict(json.load(error)["checks"])

    def collections(self) -> int:
        """How many collections the Chroma server holds."""
        path = "/api/v2/tenants/default_tenant/databases/default_database/collections_count"
        with urllib.request.urlopen(f"http://{self._chroma_here}{path}", timeout=10) as response:
            return int(response.read())

    def ask(self) -> str:
        """The answer to a question in a channel, in which the bot is mentioned."""
        root = self._slack.acts.post(AMARA.id, MENTORS, f"@Fieldwise {QUESTION}")

        def answers() -> list[dict[str, Any]]:
            messages = self._slack.workspace.messages(MENTORS, root)
            return [m for m in messages if m.get("user") == self._slack.workspace.bot_user_id]

        return json.dumps(self._slack.until(answers, seconds=30)[-1]["blocks"], ensure_ascii=False)

    def whole(self, service: str) -> dict[str, str]:
        """The variables of a service, beside those of this machine."""
        return os.environ | self.environment(service)  # noqa: TID251 - handed on, not read


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as opened:
        return int(opened.getsockname()[1])


@pytest.fixture
def slack() -> Iterator[Playground]:
    with Playground(registration=registered(yaml.safe_load(PATH.read_text(encoding="utf-8")))) as server:
        yield server


@pytest.fixture
def compose(tmp_path: Path, postgres_url: str, slack: Playground) -> Iterator[Compose]:
    server = normalised(postgres_url)
    name = f"t{new_id().replace('-', '')}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield Compose(tmp_path, server.replace("/postgres?", f"/{name}?", 1), slack)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


def test_a_library_on_postgresql_and_a_chroma_server_answers_whatever_becomes_of_the_chroma_server(
    compose: Compose, slack: Playground, tmp_path: Path
) -> None:
    (tmp_path / "support.md").write_text(GUIDE, encoding="utf-8")
    subprocess.run(compose.arguments("schema"), env=compose.whole("schema"), check=True)
    with compose.started("chroma") as chroma:
        compose.run("ingest", "support.md")
        with compose.started("bot") as bot:
            slack.connect_events(f"http://127.0.0.1:{compose.web}/slack/events")
            assert QUOTE in compose.ask()
            assert compose.collections() > 0
            assert json.loads(compose.run("doctor", "--json"))["good"]
            assert set(compose.readiness().values()) == {True}

            chroma.kill()
            chroma.wait()
            assert QUOTE in compose.ask()
            slack.until(lambda: not compose.readiness()["search index"], seconds=30)
            assert [name for name, good in compose.readiness().items() if not good] == ["search index"]

            shutil.rmtree(compose.vectors)
            with compose.started("chroma"):
                assert QUOTE in compose.ask()
                slack.until(lambda: compose.readiness()["search index"], seconds=30)
                assert compose.collections() > 0
                assert json.loads(compose.run("doctor", "--json"))["good"]
                bot.send_signal(signal.SIGTERM)
                assert bot.wait(timeout=30) == 0
    assert [each.acknowledged for each in slack.deliveries] == [True] * len(slack.deliveries)
