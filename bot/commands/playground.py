"""``fieldwise playground``: the bot in a local workspace, in the browser."""

import webbrowser
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.session import services
from bot.services import Services

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from bot.playground.server import Playground

PORT = 3100
# Where the pages of certificates are served: the same at each start, for it stands in what is signed.
PAGES_PORT = 3101
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
    leaves this machine, unless a chat model is set that is elsewhere. Ctrl-C stops it.
    """
    from slack_sdk import WebClient

    from bot.app import running
    from bot.commands.scene import appoint, certify, play
    from bot.linking import linked_pages
    from bot.logs import configure
    from bot.schedule import LINKS, ticking
    from bot.socket_mode import connected
    from bot.web.server import stop_signals

    with services(as_json=False, asks_model=True) as built:
        fill(built)
        certify(built)
        configure("WARNING")
        with stop_signals() as stop, certificate_pages(built) as pages, opened(port) as slack:
            client = WebClient(slack.bot_token, base_url=slack.api_url)
            with (
                running(built, client) as bot,
                # To look at links would leave this machine.
                ticking(bot.parts.schedule.without(LINKS)),
                connected(bot.app, slack.app_token),
            ):
                if pages is not None:
                    pages.routes.extend(linked_pages(built, bot.parts).routes())
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


@contextmanager
def certificate_pages(built: Services) -> Iterator["Starlette | None"]:
    """Serve the pages of certificates on this machine while inside; where the port is taken, none are issued.

    Gives what serves them, to which other pages can be added; None where the port is taken.
    """
    from bot import issuing
    from bot.web.app import pages_app
    from bot.web.server import AddressUnusable, listening

    settings = built.settings
    built.settings = settings.model_copy(update={"public_url": f"http://127.0.0.1:{PAGES_PORT}"})
    app: Starlette | None
    with ExitStack() as served:
        try:
            app = pages_app(issuing.certificate_pages(built).routes())
            served.enter_context(listening(app, "127.0.0.1", PAGES_PORT))
        except AddressUnusable:
            built.settings = settings
            typer.echo(f"Port {PAGES_PORT} is taken, so no certificates are issued here.", err=True)
            app = None
        yield app


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
