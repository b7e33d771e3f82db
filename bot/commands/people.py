"""``fieldwise people``: what is kept of a person is handed out, or erased; what is old is forgotten."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.session import Json, fail, local_workspace, print_json, services
from knowledge.members.roles import OPERATOR, is_person

if TYPE_CHECKING:
    from bot.erasing import Remains

Person = Annotated[str, typer.Argument(help="A person's Slack id, as U024BE7LH: in Slack, Profile > Copy member ID.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="Hand out or erase what is kept of a person.", no_args_is_help=True)
    group.command("export")(export)
    group.command("erase")(erase)
    group.command("forget-old")(forget_old)
    app.add_typer(group, name="people")


def export(
    person: Person,
    file: Annotated[Path | None, typer.Argument(help="Where to write it; on the screen if it is not given.")] = None,
) -> None:
    """Hand out all that is kept of a person, as JSON. Only the person may read it: pass it on, and delete it here."""
    import ingestion.uploads.models  # noqa: F401 - what is handed out is in its tables too
    from learning.privacy.export import hand_out

    _require_id(person, as_json=False)
    with services(as_json=False) as built:
        workspace = local_workspace(built)
        with built.database.transaction() as session:
            kept = hand_out(session, workspace, person, by=OPERATOR, now=datetime.now(UTC))
    if file is None:
        print_json(kept)
        return
    try:
        file.write_text(json.dumps(kept, ensure_ascii=False, indent=2, default=str) + "\n", encoding="utf-8")
    except OSError as error:
        fail(f"{file} can't be written: {error.strerror}. Name another file.", as_json=False)
    typer.echo(f"{file}: {sum(len(rows) for rows in kept['kept'].values())} rows.")


def erase(
    person: Person,
    sure: Annotated[bool, typer.Option("--yes", help="Do not ask whether that is meant.")] = False,
    as_json: Json = False,
) -> None:
    """Erase a person. Figures of guides and exams stay, under a name that leads to nobody.

    Exit code 1 where her id is still found somewhere afterwards.
    """
    from bot.erasing import erase_person

    _require_id(person, as_json=as_json)
    if not sure and not typer.confirm(f"Erase all that is kept of {person}? That can't be taken back."):
        raise typer.Exit(1)
    with services(as_json=as_json) as built:
        done = erase_person(built, local_workspace(built), person, by=OPERATOR, now=datetime.now(UTC))
    deleted, renamed, remains = sum(done.erased.deleted.values()), sum(done.erased.renamed.values()), done.remains
    if as_json:
        told = {"deleted": deleted, "kept": renamed, "whole": remains.is_whole, "at_work": remains.at_work}
        print_json({**told, "jobs": remains.jobs, "rows": remains.rows, "files": remains.files})
    else:
        typer.echo(f"{deleted} rows are gone, {renamed} stand for nobody now; {remains.jobs} jobs are forgotten.")
        typer.echo(_found(remains))
    if not remains.is_whole:
        raise typer.Exit(1)


def forget_old(as_json: Json = False) -> None:
    """Forget what is older than the settings FIELDWISE_KEEP_... say; the running bot does that each day."""
    from bot.retention import forget_all_old

    with services(as_json=as_json) as built:
        forgotten = forget_all_old(built, local_workspace(built), now=datetime.now(UTC))
    if as_json:
        print_json({"rows": forgotten.rows, "people": forgotten.people})
    else:
        typer.echo(f"{forgotten.rows} rows and {forgotten.people} people were forgotten.")


def _found(remains: "Remains") -> str:
    if not remains.is_settled:
        return "The database was in use meanwhile, and may hold this id still. Erase it once more in some minutes."
    left = [f"table {name}: {count}" for name, count in remains.rows.items()]
    left += [f"file {name}" for name in remains.files]
    if left:
        return f"Still found in {', '.join(left)}."
    files = "and no file" if remains.is_in_files else "(the files of a database server were not looked at)"
    return f"No table {files} holds this id any more."


def _require_id(person: str, *, as_json: bool) -> None:
    if not is_person(person):
        fail(
            f"{person!r} is no Slack id. In Slack, open the person's profile and choose Copy member ID.",
            as_json=as_json,
        )
