"""``fieldwise playground``: the bot in a local workspace, in the browser."""

import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.session import services
from bot.services import Services

if TYPE_CHECKING:
    from bot.playground.server import Playground

PORT = 3100
STARTER = Path(__file__).parents[2] / "knowledge/starter"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(playground)


def playground(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Where the page is served; a free port if this one is taken.")
    ] = PORT,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
) -> None:
    """Try the bot without Slack: a local workspace in the browser.

    With people to act as, channels, and your guides; those of the starter library where you have none yet. Nothing
    leaves this machine. Ctrl-C stops it.
    """
    from slack_sdk import WebClient

    from bot.app import running
    from bot.commands.scene import appoint, play
    from bot.logs import configure
    from bot.schedule import LINKS, ticking
    from bot.socket_mode import connected
    from bot.web.server import stop_signals

    with services(as_json=False) as built:
        fill(built)
        configure("WARNING")
        with stop_signals() as stop, opened(port) as slack:
            client = WebClient(slack.bot_token, base_url=slack.api_url)
            with (
                running(built, client) as bot,
                # To look at links would leave this machine.
                ticking(bot.parts.schedule.without(LINKS)),
                connected(bot.app, slack.app_token),
            ):
                appoint(built)
                play(slack)
                typer.echo(f"The playground is open at {slack.url} (Ctrl-C stops it).")
                if browser:
                    webbrowser.open(slack.url)
                stop.wait()


def fill(built: Services) -> None:
    """Bring the database up to date, and take in the starter library where there is no guide."""
    from bot.commands.ingest import take_in
    from bot.terminal import IngestProgress
    from ingestion.discovery import find_files
    from knowledge.guides.queries import has_guides
    from storage.upgrade import upgrade_url
    from storage.workspaces import LOCAL, workspace_id

    built.make_data_dir()
    upgrade_url(built.settings.database)
    with built.database.reading() as session:
        workspace = workspace_id(session, LOCAL)
        if workspace is not None and has_guides(session, workspace):
            return
    found = find_files([STARTER])
    with IngestProgress(len(found.files), quiet=False) as progress:
        for _ in take_in(built, found, progress.tell, progress.finished):
            pass


def opened(port: int) -> "Playground":
    """The local workspace, with the app of the manifest installed."""
    import yaml

    from bot.manifest import PATH
    from bot.playground.registration import registered
    from bot.playground.server import Playground

    app = registered(yaml.safe_load(PATH.read_text(encoding="utf-8")))
    try:
        return Playground(port, registration=app)
    except OSError:
        return Playground(0, registration=app)
