"""``fieldwise certifications``: what is certified, and what each certification requires."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.commands.outcomes import change, read
from bot.commands.session import Json, local_workspace, print_json, services
from knowledge.members.roles import OPERATOR
from learning.certifications.values import Certification

File = Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="A YAML file.")]
Key = Annotated[
    str, typer.Argument(metavar="KEY", help="The certification, as `fieldwise certifications list` shows it.")
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="Keep the certifications.", no_args_is_help=True)
    group.command("list")(list_certifications)
    group.command("show")(show)
    group.command("put")(put_file)
    group.command("retire")(give_up)
    group.command("starter")(starter)
    app.add_typer(group, name="certifications")


def list_certifications(as_json: Json = False) -> None:
    """List the certifications, with whether there are enough questions for their exams."""
    from bot.learning.certification_pages import shown_of
    from bot.learning_tables import show_certifications
    from knowledge.members.roles import Role
    from learning.certifications.queries import certifications

    with services(as_json=as_json) as built:
        workspace = local_workspace(built)
        with built.database.reading() as session:
            found = shown_of(session, workspace, certifications(session, workspace), Role.OWNER)
        if as_json:
            rows = [
                {**_facts(one.certification), "short_of": [short.competency for short in one.short]} for one in found
            ]
            print_json({"certifications": rows})
        else:
            show_certifications(found)


def show(key: Key, as_json: Json = False) -> None:
    """Show what a certification requires, as the file that `put` takes."""
    from bot.learning.certification_files import file_of
    from learning.certifications.queries import certification
    from learning.certifications.reading import as_data

    with services(as_json=as_json) as built:
        workspace = local_workspace(built)
        with built.database.reading() as session:
            found = certification(session, workspace, key)
        if as_json:
            print_json({**_facts(found), "definition": as_data(found.definition)})
        else:
            typer.echo(file_of(found)[1].decode(), nl=False)


def put_file(file: File, as_json: Json = False) -> None:
    """Have a certification require what a file says, for whoever begins from now on.

    Where there is one of its key, it becomes that one's next version; where that requires just this, nothing is
    changed. One that was retired is offered again. Exit code 1 where the file can't be taken: then nothing is changed,
    and all that is wrong is told.
    """
    from bot.learning.certification_files import keep
    from learning.certifications.reading import read_certification

    definition = read(file, read_certification, as_json=as_json)
    change(
        lambda session, workspace: keep(session, workspace, definition, by=OPERATOR, now=datetime.now(UTC)),
        lambda found: f"{found.definition.key}: version {found.number} holds for whoever begins from now on.",
        _facts,
        as_json=as_json,
    )


def give_up(key: Key, as_json: Json = False) -> None:
    """Let nobody begin a certification any more; who has begun may end, and certificates stay as they are."""
    from learning.certifications.service import retire

    change(
        lambda session, workspace: retire(session, workspace, key, by=OPERATOR, now=datetime.now(UTC)),
        lambda _: f"{key} can't be begun any more.",
        _facts,
        as_json=as_json,
    )


def starter(as_json: Json = False) -> None:
    """Add the certifications and learning paths that ship with Fieldwise, and the questions that the guides here prove.

    What is there already stays as it is; run it again after guides of the starter library were added.
    """
    from bot.errors import sentence
    from learning.certifications.starter import put_starter
    from learning.curriculum.starter import put_starter_paths

    with services(as_json=as_json) as built:
        workspace = local_workspace(built)
        with built.database.transaction() as session:
            now = datetime.now(UTC)
            given = put_starter(session, workspace, by=OPERATOR, now=now)
            paths = put_starter_paths(session, workspace, by=OPERATOR, now=now)
        left_out = [sentence(error) for error in (*given.left_out, *paths.left_out)]
        if as_json:
            counts = {"certifications": given.certifications, "items": given.items, "kept": given.kept}
            counts["paths"] = paths.paths
            print_json({**counts, "left_out": left_out})
            return
        counted = f"{len(given.certifications)} certifications, {len(paths.paths)} learning paths"
        typer.echo(f"{counted} and {len(given.items)} questions added.")
        for line in left_out:
            typer.echo(line, err=True)


def _facts(found: Certification) -> dict[str, Any]:
    definition = found.definition
    return {
        "id": found.id,
        "key": definition.key,
        "title": definition.title,
        "version": found.number,
        "retired": found.retired,
    }
