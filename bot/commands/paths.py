"""``fieldwise paths``: the ways that lead people through the guides, to a certificate where there is one."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.commands.outcomes import change, read
from bot.commands.session import Json, local_workspace, print_json, services
from knowledge.members.roles import OPERATOR
from learning.curriculum.definition import LearningPath
from learning.curriculum.values import Path as Stored

File = Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="A YAML file.")]
Key = Annotated[str, typer.Argument(metavar="KEY", help="The path, as `fieldwise paths list` shows it.")]
Guide = Annotated[str, typer.Argument(metavar="GUIDE", help="The guide, as `fieldwise guides list` shows it.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="Keep the learning paths.", no_args_is_help=True)
    group.command("list")(list_paths)
    group.command("show")(show)
    group.command("add")(add)
    group.command("export")(export)
    group.command("draft")(draft)
    group.command("retire")(give_up)
    app.add_typer(group, name="paths")


def list_paths(as_json: Json = False) -> None:
    """List the learning paths, with how many people are on each."""
    from bot.path_tables import show_paths
    from learning.curriculum.queries import on_path, paths

    with services(as_json=as_json) as built:
        workspace = local_workspace(built)
        with built.database.reading() as session:
            found = [(one, len(on_path(session, workspace, one.id))) for one in paths(session, workspace)]
        if as_json:
            print_json({"paths": [{**_facts(one), "people": people} for one, people in found]})
        else:
            show_paths(found)


def show(key: Key, as_json: Json = False) -> None:
    """Show the steps of a path."""
    from bot.path_tables import show_path
    from learning.curriculum.queries import path
    from learning.curriculum.reading import as_data

    with services(as_json=as_json) as built:
        workspace = local_workspace(built)
        with built.database.reading() as session:
            found = path(session, workspace, key)
        if as_json:
            print_json({**_facts(found), "definition": as_data(found.definition)})
        else:
            show_path(found)


def add(file: File, as_json: Json = False) -> None:
    """Take a path from a file; where there is one of its key, it becomes that one's next version.

    Exit code 1 where the file can't be taken: then nothing is changed, and all that is wrong is told.
    """
    from learning.curriculum.reading import read_path
    from learning.curriculum.service import store

    path = read(file, read_path, as_json=as_json)
    change(
        lambda session, workspace: store(session, workspace, path, by=OPERATOR, now=datetime.now(UTC)),
        lambda found: f"{found.definition.key}: version {found.number} holds for all who are on it.",
        _facts,
        as_json=as_json,
    )


def export(key: Key, as_json: Json = False) -> None:
    """Write a path as the file that `add` takes."""
    from learning.curriculum.queries import path

    with services(as_json=as_json) as built:
        workspace = local_workspace(built)
        with built.database.reading() as session:
            found = path(session, workspace, key)
        _write(found.definition, as_json=as_json)


def draft(guide: Guide, as_json: Json = False) -> None:
    """Draft a path from a guide, as a file to be changed and then taken with `add`; nothing is stored.

    It has a step of reading for each chapter, and practice where there are questions on it.
    """
    from bot.texts.english import ENGLISH
    from learning.curriculum.outlines import draft_from

    with services(as_json=as_json) as built:
        workspace = local_workspace(built)
        with built.database.reading() as session:
            drafted = draft_from(session, workspace, guide)
        if drafted.left_out and not as_json:
            typer.echo(ENGLISH.paths.left_out.of(drafted.left_out), err=True)
        _write(drafted.path, as_json=as_json)


def give_up(key: Key, as_json: Json = False) -> None:
    """Let nobody begin a path any more; whoever is on it goes on. `add` offers it again."""
    from learning.curriculum.service import retire

    change(
        lambda session, workspace: retire(session, workspace, key, by=OPERATOR, now=datetime.now(UTC)),
        lambda _: f"{key} can't be begun any more.",
        _facts,
        as_json=as_json,
    )


def _write(path: LearningPath, *, as_json: bool) -> None:
    from learning.curriculum.reading import as_data
    from learning.curriculum.writing import as_text

    if as_json:
        print_json({"definition": as_data(path)})
    else:
        typer.echo(as_text(path), nl=False)


def _facts(found: Stored) -> dict[str, Any]:
    definition = found.definition
    return {
        "id": found.id,
        "key": definition.key,
        "title": definition.title,
        "role": definition.role,
        "certification": definition.certification,
        "steps": len(definition.steps),
        "version": found.number,
        "retired": found.retired,
    }
