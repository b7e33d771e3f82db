"""The bot in a process of its own, which can be killed at any moment and started again."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection as Pipe
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType

from pydantic import SecretStr
from slack_sdk import WebClient
from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine

from bot.app import Bot, running
from bot.logs import configure
from bot.playground.server import Playground
from bot.services import Services
from bot.settings import Settings, Transport
from bot.socket_mode import connected
from bot.web.app import web_app
from bot.web.readiness import Readiness
from bot.web.server import listening
from storage import jobs
from tests.forks import FORKS
from tests.journeys.workplace import scripted

SECONDS = 30.0


@dataclass(frozen=True)
class Start:
    """What the process is given.

    Attributes:
        log: The file that its error stream goes to.
        from_guides: Whether it answers from the guides, or as ``scripted`` does.
    """

    data_dir: Path
    transport: Transport
    api: str
    bot_token: str
    app_token: str
    signing_secret: str
    log: Path
    from_guides: bool

    @property
    def settings(self) -> Settings:
        return Settings(
            data_dir=self.data_dir,
            database_url=None,
            transport=self.transport,
            slack_api_url=self.api,
            slack_bot_token=SecretStr(self.bot_token),
            slack_app_token=SecretStr(self.app_token),
            slack_signing_secret=SecretStr(self.signing_secret),
        )


class BotProcess:
    """Starts the bot, again and again."""

    def __init__(
        self, slack: Playground, data_dir: Path, transport: Transport, log: Path, *, from_guides: bool = False
    ) -> None:
        self._slack = slack
        self._start = Start(
            data_dir, transport, slack.api_url, slack.bot_token, slack.app_token, slack.signing_secret, log, from_guides
        )
        self._pipe: Pipe
        self._process: BaseProcess

    def start(self) -> None:
        """Start it, and wait until it listens and has finished what was left over."""
        self._pipe, others = FORKS.Pipe()
        self._process = FORKS.Process(target=run, args=(self._start, others), daemon=True)
        self._process.start()
        others.close()
        self._expect()
        if self._start.transport is Transport.HTTP:
            self._slack.connect_events(f"http://127.0.0.1:{self._pipe.recv()}/slack/events")

    def die_at_commit(self, number: int) -> None:
        """Have it kill itself before so many commits more: of its own database, or of that of its jobs."""
        self._pipe.send(number)
        self._expect()

    def survives(self) -> bool:
        """Whether it finishes all jobs that it has, and lives; from then on no commit kills it."""
        try:
            self._pipe.send(0)
            self._expect()
        except (EOFError, OSError):
            self._process.join(SECONDS)
            return False
        return True

    def kill(self) -> None:
        """Kill it, now."""
        assert self._process.pid is not None
        os.kill(self._process.pid, signal.SIGKILL)

    def is_dead(self) -> bool:
        """Whether it was killed."""
        return self._process.exitcode is not None

    def stop(self) -> None:
        """Stop it as a signal would, once what runs is finished."""
        self._pipe.close()
        self._process.join(SECONDS)
        assert self._process.exitcode == 0

    def _expect(self) -> None:
        assert self._pipe.poll(SECONDS), "the bot does not come up"
        self._pipe.recv()


def run(start: Start, pipe: Pipe) -> None:
    """Run the bot until the other end of the pipe is closed."""
    sys.stderr = start.log.open("a", buffering=1, encoding="utf-8")
    configure("DEBUG")
    commits = Commits()
    event.listen(Engine, "commit", commits.count)
    services = Services(start.settings)
    client = WebClient(start.bot_token, base_url=start.api, timeout=5)
    answering = None if start.from_guides else scripted
    with running(services, client, wait=lambda _: None, answering=answering) as bot, _listening(bot, start) as port:
        jobs.finish_left_over()
        pipe.send("ready")
        if port is not None:
            pipe.send(port)
        try:
            while True:
                number = pipe.recv()
                jobs.finish_left_over()
                commits.left = number
                pipe.send("ready")
        except EOFError:
            pass
    services.close()


class Commits:
    """Counts commits down, and kills its own process before the last one."""

    def __init__(self) -> None:
        self.left = 0

    def count(self, _connection: Connection) -> None:
        """Count one, if it belongs to a job or to the handling of an event."""
        if self.left and _is_at_work():
            self.left -= 1
            if not self.left:
                os.kill(os.getpid(), signal.SIGKILL)


def _is_at_work() -> bool:
    """Whether this thread handles what Slack sent, or runs a job: what others commit comes when it likes."""
    frame: FrameType | None = sys._getframe()
    while frame is not None:
        if frame.f_code.co_name in {"_execute_workflow_wthread", "dispatch"}:
            return True
        frame = frame.f_back
    return False


@contextmanager
def _listening(bot: Bot, start: Start) -> Iterator[int | None]:
    if start.transport is Transport.SOCKET:
        with connected(bot.app, start.app_token):
            yield None
        return
    with listening(web_app(bot.app.dispatch, start.signing_secret, Readiness([])), "127.0.0.1", 0) as port:
        yield port
