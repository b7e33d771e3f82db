"""``fieldwise doctor``: everything that has to be in order, checked, with what to do where it is not."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime

import typer
from pydantic import ValidationError
from rich.markup import escape
from rich.table import Table

from bot.commands.session import Json, print_json
from bot.health import Finding
from bot.services import Services
from bot.settings import Settings, Transport
from bot.terminal import wide_console


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(doctor)


def doctor(as_json: Json = False) -> None:
    """Check settings, Slack, database, library, index and models.

    Says what to do about each that is not in order; exit code 1 where there is one.
    """
    findings = list(examination())
    good = all(finding.good for finding in findings)
    if as_json:
        print_json({"good": good, "checks": [asdict(finding) for finding in findings]})
    else:
        _show(findings)
    if not good:
        raise typer.Exit(1)


def examination() -> Iterator[Finding]:
    """All checks, each as it is done; those that can't be done because of an earlier one are left out."""
    from bot.health.chat import CHAT
    from bot.health.settings import unreadable

    try:
        settings = Settings()
    except ValidationError as error:
        try:
            settings = Settings.without_model()
        except ValidationError:
            yield unreadable(error)
            return
        yield unreadable(error, check=CHAT)
    yield from _slack(settings)
    built = Services(settings)
    try:
        yield from _library(built)
    finally:
        built.close()


def _slack(settings: Settings) -> Iterator[Finding]:
    from bot.health.settings import settings_finding
    from bot.health.slack import slack_client, slack_findings, socket_finding
    from bot.manifest import manifest

    told = settings_finding(settings)
    yield told
    if not told.good:
        return
    client = slack_client(settings)
    yield from slack_findings(client, manifest())
    if settings.transport is Transport.SOCKET and settings.slack_app_token is not None:
        yield socket_finding(client, settings.slack_app_token.get_secret_value())


def _library(built: Services) -> Iterator[Finding]:
    from bot.health import library

    database, model = library.database_finding(built), library.model_finding(built)
    yield database
    yield model
    if built.settings.model is not None:
        from bot.health.chat import chat_finding, entailment_finding

        yield chat_finding(built)
        if built.settings.entailment_model is not None:
            yield entailment_finding(built)
    if built.settings.chroma_url is not None:
        yield library.chroma_finding(built.settings.chroma_url)
    if not database.good:
        return
    guides = library.library_finding(built)
    yield guides
    if built.settings.model is not None and guides.good:
        from bot.health.budget import budget_finding

        yield budget_finding(built, now=datetime.now(UTC))
    if guides.good and model.good:
        yield library.verified_index_finding(built)


def _show(findings: list[Finding]) -> None:
    table = Table(box=None, show_header=False, pad_edge=False)
    for column in ("", "check"):
        table.add_column(column, no_wrap=True)
    table.add_column("found", overflow="fold")
    for finding in findings:
        mark = "[green]ok[/]" if finding.good else "[red]no[/]"
        said = " ".join(part for part in (finding.says, finding.remedy) if part)
        table.add_row(mark, finding.check, escape(said))
    wide_console().print(table)
