"""What commands read from files, write to them and change, told as sentences or as JSON; and why that can't be."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import typer
from sqlalchemy.orm import Session

from bot.commands.session import fail, local_workspace, print_json, services, telling

T = TypeVar("T")


def content(file: Path, *, as_json: bool) -> bytes:
    """What a file holds; where it can't be read that is told, and the exit code is 1."""
    try:
        return file.read_bytes()
    except OSError as error:
        fail(f"{file} can't be read: {error.strerror}.", as_json=as_json)


def read(file: Path, reader: Callable[[bytes], T], *, as_json: bool) -> T:
    """What a file says to its reader; where it can't be read that is told, and the exit code is 1."""
    data = content(file, as_json=as_json)
    with telling(as_json=as_json):
        return reader(data)


def write(file: Path, data: bytes, *, as_json: bool) -> None:
    """Write a file; where it can't be written that is told, and the exit code is 1."""
    try:
        file.write_bytes(data)
    except OSError as error:
        fail(f"{file} can't be written: {error.strerror}.", as_json=as_json)


def write_table(file: Path | None, text: str, what: str, facts: dict[str, Any], *, as_json: bool) -> None:
    """Write CSV that spreadsheets read, and tell so; where it can't be written that is told, and the exit code is 1.

    Args:
        file: Where to; None for the terminal, and nothing is told.
        text: The CSV.
        what: What it holds, to begin a sentence with.
        facts: The same for machines.
        as_json: Whether machines read it.
    """
    if file is None:
        sys.stdout.write(text)
        return
    # Without the mark that this puts first, spreadsheets take a file for one in an older encoding.
    write(file, text.encode("utf-8-sig"), as_json=as_json)
    if as_json:
        print_json({"file": str(file), **facts})
    else:
        typer.echo(f"{what} written to {file}.")


def change(
    act: Callable[[Session, str], T], says: Callable[[T], str], facts: Callable[[T], Any], *, as_json: bool
) -> None:
    """Change something in one transaction, and print what came of it.

    Args:
        act: The use case, of the transaction and the command line's workspace.
        says: What came of it, as a sentence.
        facts: The same for machines.
        as_json: Whether machines read it.
    """
    with services(as_json=as_json) as built:
        workspace = local_workspace(built)
        with built.database.transaction() as session:
            done = act(session, workspace)
        if as_json:
            print_json(facts(done))
        else:
            typer.echo(says(done))
