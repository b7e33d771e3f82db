"""How long a Home tab takes over a library of 500 guides that was asked 20,000 times; Slack's own time is not in it."""

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from slack_sdk import WebClient

from bot.app import Bot, running
from bot.blocks.library.showing import Panel, Showing
from bot.library.presses import Turned
from bot.playground.people import AMARA, SEED
from bot.playground.server import Playground
from bot.services import Services
from bot.settings import Settings
from evals.measured import Measured
from evals.workload.used_library import fill
from knowledge.members.roles import OPERATOR, Role
from knowledge.members.service import give_role
from storage.upgrade import upgrade_url
from storage.workspaces import LOCAL, ensure_workspace

ROUNDS = 10
MOST_MILLISECONDS = 300.0


def run() -> Iterator[tuple[str, Measured]]:
    """Measure each panel; the best of several rounds."""
    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory() as place, Playground() as slack:
        services = Services(Settings(data_dir=Path(place), database_url=None))
        upgrade_url(services.settings.database)
        with services.database.transaction() as session:
            workspace = ensure_workspace(session, LOCAL, now=now)
            give_role(session, workspace, AMARA.id, Role.OWNER, by=OPERATOR, now=now)
        fill(services.database, workspace, askers=[person.id for person in SEED], now=now)
        with running(services, WebClient(slack.bot_token, base_url=slack.api_url)) as bot:
            for panel in (Panel.START, Panel.LIBRARY):
                seconds = min(_seconds(bot, Turned(AMARA.id, Showing(panel))) for _ in range(ROUNDS))
                yield f"home tab, {panel.value}", Measured(seconds * 1000, "ms", MOST_MILLISECONDS, at_least=False)
        services.close()


def _seconds(bot: Bot, turned: Turned) -> float:
    began = perf_counter()
    bot.parts.homes.publish(turned, None)
    return perf_counter() - began
