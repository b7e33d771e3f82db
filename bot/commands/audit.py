"""``fieldwise audit``: who did what to the library, when."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import typer

from bot.commands.session import Json, fail, local_workspace, print_json, services
from bot.services import Services
from knowledge.audit.actions import Action
from knowledge.audit.queries import broken_at, entries
from knowledge.audit.values import Filter

FORMATS = ["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
Since = Annotated[
    datetime | None, typer.Option(formats=FORMATS, metavar="DATE", help="From this day or moment on, in UTC.")
]
Until = Annotated[
    datetime | None, typer.Option(formats=FORMATS, metavar="DATE", help="Before this day or moment, in UTC.")
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(audit)


def audit(
    actor: Annotated[str | None, typer.Option(help="A person's Slack id, or operator for the command line.")] = None,
    action: Annotated[
        Action | None, typer.Option(metavar="ACTION", help=f"What was done: {', '.join(Action)}.")
    ] = None,
    subject: Annotated[str | None, typer.Option(help="What it was done to: its id, or its name then.")] = None,
    since: Since = None,
    until: Until = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="How many entries.")] = 50,
    verify: Annotated[bool, typer.Option("--verify", help="Say whether the log is as it was written.")] = False,
    as_json: Json = False,
) -> None:
    """Show what was done to the library, newest first.

    With --verify it is checked that no entry was changed or taken out; exit code 1 where one was.
    """
    from bot.care_tables import show_entries

    with services(as_json=as_json) as built:
        workspace = local_workspace(built)
        if verify:
            _verify(built, workspace, as_json=as_json)
            return
        asked = Filter(actor, action.value if action is not None else None, subject, _utc(since), _utc(until))
        with built.database.reading() as session:
            found = entries(session, workspace, asked, limit=limit)
        if as_json:
            print_json({"entries": [asdict(entry) for entry in found]})
        else:
            show_entries(found)


def _verify(built: Services, workspace: str, *, as_json: bool) -> None:
    with built.database.reading() as session:
        broken = broken_at(session, workspace)
    if as_json:
        print_json({"whole": broken is None, "broken_at": broken})
        if broken is not None:
            raise typer.Exit(1)
    elif broken is None:
        typer.echo("The log is whole: no entry was changed or taken out.")
    else:
        fail(
            f"Entry {broken} is not as it was written, or one before it was taken out. Look at the database's backups.",
            as_json=False,
        )


def _utc(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment is not None else None
