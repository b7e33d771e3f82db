"""The desk of jobs that run by themselves: a library, and a local Slack workspace with nobody pressing anything."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr
from slack_sdk import WebClient

from bot.calls import Calls
from bot.durable import time_now
from bot.identity import Identity, who_am_i
from bot.library.acting import Acting
from bot.library.desk import Desk
from bot.playground.server import Playground
from bot.posting import Posting
from bot.services import Services
from bot.settings import Settings
from bot.status import Status
from bot.texts.english import ENGLISH
from storage.workspaces import LOCAL, ensure_workspace
from tests.databases import put_newest
from tests.journeys.workplace import playground
from tests.knowledge.freshness.guides import Shelf


@dataclass(frozen=True)
class Room:
    """A desk, the guides on the shelf, and the workspace that its messages go to."""

    desk: Desk
    shelf: Shelf
    slack: Playground


@contextmanager
def room(folder: Path) -> Iterator[Room]:
    """A room with an empty library in this folder."""
    settings = Settings(data_dir=folder, database_url=None, slack_bot_token=SecretStr("unused"))
    put_newest(folder / "library.sqlite")
    services = Services(settings)
    try:
        with playground() as slack:
            calls = Calls(WebClient(slack.bot_token, base_url=slack.api_url), wait=lambda _: None)
            identity = Identity(calls, who_am_i(calls))
            status = Status(calls, identity, ENGLISH)
            with services.database.transaction() as session:
                workspace = ensure_workspace(session, LOCAL, now=time_now())
            acting = Acting(services.database, workspace, status)
            desk = Desk(services, services.database, workspace, calls, identity, status, Posting(calls), acting)
            yield Room(desk, Shelf(services.database, workspace), slack)
    finally:
        services.close()
