"""What every command does around its work: services built and closed, errors told as sentences."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Annotated, Any, NoReturn

import typer
from pydantic import ValidationError

from bot.services import Services
from bot.settings import Settings
from ingestion.errors import IngestionError
from knowledge.errors import KnowledgeError
from learning.errors import LearningError
from storage.errors import StorageError
from storage.workspaces import LOCAL, require_workspace

Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]


@contextmanager
def services(*, as_json: bool, asks_model: bool = False) -> Iterator[Services]:
    """The services of one command; ``asks_model`` says whether it may need the chat model, as with ``settings``.

    An error that a person can do something about is printed as a sentence, and the exit code is 1.
    """
    built = Services(
        settings(as_json=as_json, asks_model=asks_model), preparing=partial(_tell_of_preparing, quiet=as_json)
    )
    try:
        with telling(as_json=as_json):
            yield built
    finally:
        built.close()


@contextmanager
def telling(*, as_json: bool) -> Iterator[None]:
    """Print an error that a person can do something about as a sentence; the exit code is 1 then."""
    try:
        yield
    except (IngestionError, KnowledgeError, LearningError, StorageError) as error:
        from bot.errors import sentence

        fail(sentence(error), as_json=as_json)


def settings(*, as_json: bool, asks_model: bool) -> Settings:
    """The settings; where they can't be read that is told, and the exit code is 1.

    What is wrong with those of the chat model stops only what may ask it: whatever else is done has none.
    """
    try:
        return Settings()
    except ValidationError as error:
        from bot.health.settings import unreadable

        if not asks_model:
            with suppress(ValidationError):
                return Settings.without_model()
        fail(unreadable(error).says, as_json=as_json)


def _tell_of_preparing(*, quiet: bool) -> None:
    if not quiet and sys.stderr.isatty():
        typer.echo("Preparing the embedding model for its first use, which takes some twenty seconds.", err=True)


def local_workspace(built: Services) -> str:
    """The id of the command line's workspace.

    Raises:
        WorkspaceMissing: Nothing has been ingested yet.
    """
    with built.database.reading() as session:
        return require_workspace(session, LOCAL)


def fail(message: str, *, as_json: bool) -> NoReturn:
    """Tell what went wrong and end with exit code 1."""
    if as_json:
        print_json({"error": message})
    else:
        typer.echo(message, err=True)
    raise typer.Exit(1)


def print_json(value: Any) -> None:
    """Print one JSON document."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n")
