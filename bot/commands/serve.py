"""``fieldwise serve``: the bot in Slack, until it is stopped."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import SecretStr

from bot.commands.session import fail
from bot.commands.session import settings as read_settings
from bot.services import Services
from bot.settings import Transport
from storage.errors import StorageError

if TYPE_CHECKING:
    from slack_sdk import WebClient
    from starlette.routing import BaseRoute

    from bot.app import Bot
    from bot.health import Finding
    from bot.web.readiness import Readiness

log = logging.getLogger(__name__)


class Level(StrEnum):
    """The least that is logged."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(serve)


def serve(
    log_level: Annotated[Level, typer.Option(help="The least that is logged, as JSON lines.")] = Level.INFO,
) -> None:
    """Answer in Slack until stopped.

    Over Socket Mode; over HTTP where FIELDWISE_TRANSPORT is http. Does not start where a token is missing or in the
    wrong place, a scope is lacking, the chat model can't be used, or the database is not ready; says which. SIGTERM
    and Ctrl-C stop it once what runs is finished.
    """
    from bot.app import running
    from bot.errors import sentence
    from bot.health.slack import slack_client
    from bot.logs import configure
    from bot.schedule import ticking
    from bot.web.server import AddressUnusable, stop_signals

    settings = read_settings(as_json=False, asks_model=True)
    built = Services(settings)
    try:
        client = slack_client(settings)
        _require(_in_order(built, client))
        configure(log_level.value.upper())
        with (
            stop_signals() as stop,
            running(built, client) as bot,
            ticking(bot.parts.schedule),
            _transport(bot, built, client),
        ):
            stop.wait()
        log.info("stopped")
    except StorageError as error:
        fail(sentence(error), as_json=False)
    except AddressUnusable as error:
        where = f"{error.host}:{error.port} (FIELDWISE_HTTP_HOST, FIELDWISE_HTTP_PORT)"
        fail(f"{where} can't be listened on: {error.problem}.", as_json=False)
    finally:
        built.close()


def _in_order(built: Services, client: "WebClient") -> Iterator["Finding"]:
    """What has to be in order before it starts, the cheapest first."""
    from bot.health.chat import chat_settings_finding, entailment_finding
    from bot.health.library import database_finding, model_finding
    from bot.health.settings import settings_finding
    from bot.health.slack import slack_findings, socket_finding
    from bot.manifest import manifest

    settings = built.settings
    yield settings_finding(settings)
    yield chat_settings_finding(built)
    yield database_finding(built)
    yield model_finding(built)
    if settings.model is not None and settings.entailment_model is not None:
        yield entailment_finding(built)
    yield from slack_findings(client, manifest())
    if settings.transport is Transport.SOCKET and settings.slack_app_token is not None:
        yield socket_finding(client, settings.slack_app_token.get_secret_value())


def _require(findings: Iterator["Finding"]) -> None:
    for finding in findings:
        if not finding.good:
            fail(" ".join(part for part in (finding.says, finding.remedy) if part), as_json=False)


@contextmanager
def _transport(bot: "Bot", built: Services, client: "WebClient") -> Iterator[None]:
    """Take what Slack sends while inside."""
    from bot.socket_mode import connected
    from bot.web.app import pages_app, web_app
    from bot.web.server import listening

    settings, pages = built.settings, _pages(bot, built)
    if settings.transport is Transport.SOCKET:
        with ExitStack() as open_ones:
            if pages:
                open_ones.enter_context(listening(pages_app(pages), settings.http_host, settings.http_port))
            open_ones.enter_context(connected(bot.app, _secret(settings.slack_app_token)))
            yield
        return
    secret = _secret(settings.slack_signing_secret)
    app = web_app(bot.app.dispatch, secret, _readiness(built, client), pages=pages)
    with listening(app, settings.http_host, settings.http_port):
        yield


def _pages(bot: "Bot", built: Services) -> "Sequence[BaseRoute]":
    """The pages of certificates and those behind links, where it is set what their address is."""
    from bot.issuing import certificate_pages
    from bot.linking import linked_pages

    if built.settings.public_url is None:
        return ()
    return (*certificate_pages(built).routes(), *linked_pages(built, bot.parts).routes())


def _readiness(built: Services, client: "WebClient") -> "Readiness":
    from bot.health.library import database_finding, index_finding, model_finding
    from bot.health.slack import token_finding
    from bot.web.readiness import Readiness

    return Readiness(
        [
            lambda: database_finding(built),
            lambda: model_finding(built),
            lambda: index_finding(built),
            lambda: token_finding(client),
        ]
    )


def _secret(value: SecretStr | None) -> str:
    return value.get_secret_value() if value is not None else ""
