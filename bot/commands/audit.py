"""``fieldwise audit``: who did what to the library, when."""

import re
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import typer

from bot.commands.session import Json, fail, local_workspace, print_json, services
from bot.services import Services
from knowledge.audit.actions import Action
from knowledge.audit.queries import broken_at, entries, seal
from knowledge.audit.values import Filter, Seal

_SEAL = re.compile("([0-9]{1,9}):([0-9a-f]{64})", re.IGNORECASE)
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
    verify: Annotated[
        bool, typer.Option("--verify", help="Say whether each entry follows on the one before as it was written.")
    ] = False,
    expect: Annotated[
        str | None,
        typer.Option(metavar="NUMBER:HASH", help="With --verify: an entry that was noted and must be there."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Show what was done to the library, newest first.

    With --verify it is checked that no entry was changed, or taken out before another one; exit code 1 where one was.
    Entries taken out at the end leave no trace: note the last one's number and hash somewhere else, and give them
    with --expect the next time.
    """
    from bot.care_tables import show_entries

    if expect is not None and not verify:
        raise typer.BadParameter("It goes with --verify.", param_hint="--expect")
    noted = _noted(expect) if expect is not None else None
    with services(as_json=as_json) as built:
        workspace = local_workspace(built)
        if verify:
            _verify(built, workspace, noted, as_json=as_json)
            return
        asked = Filter(actor, action.value if action is not None else None, subject, _utc(since), _utc(until))
        with built.database.reading() as session:
            found = entries(session, workspace, asked, limit=limit)
        if as_json:
            print_json({"entries": [asdict(entry) for entry in found]})
        else:
            show_entries(found)


def _verify(built: Services, workspace: str, noted: Seal | None, *, as_json: bool) -> None:
    with built.database.reading() as session:
        broken, last = broken_at(session, workspace), seal(session, workspace)
        as_noted = seal(session, workspace, noted.number) == noted if noted is not None else None
    if as_json:
        told = asdict(last) if last is not None else None
        print_json({"whole": broken is None, "broken_at": broken, "last": told, "as_noted": as_noted})
        if broken is not None or as_noted is False:
            raise typer.Exit(1)
    elif broken is not None:
        fail(
            f"Entry {broken} is not as it was written, or one before it was taken out. Look at the database's backups.",
            as_json=False,
        )
    elif noted is not None and not as_noted:
        fail(
            f"Entry {noted.number} is gone, or is not the one that was noted. Look at the database's backups.",
            as_json=False,
        )
    else:
        _tell_of_whole(last, noted)


def _tell_of_whole(last: Seal | None, noted: Seal | None) -> None:
    if last is None:
        typer.echo("There are no entries. If there were any, they were taken out.")
        return
    typer.echo(f"Entries 1 to {last.number} follow on one another as they were written.")
    if noted is not None:
        typer.echo(f"Entry {noted.number} is the one that was noted, so none up to it was changed or taken out.")
    typer.echo(
        f"The last one is {last.number}:{last.hash}. Whether any was taken out after it can't be told from the log: "
        "note this somewhere else, and give it with --expect the next time."
    )


def _noted(text: str) -> Seal:
    found = _SEAL.fullmatch(text.strip())
    if found is None:
        raise typer.BadParameter("Give it as --verify printed it: NUMBER:HASH.", param_hint="--expect")
    return Seal(int(found[1]), found[2].lower())


def _utc(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment is not None else None
