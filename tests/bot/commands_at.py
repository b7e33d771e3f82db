"""The command line in a data directory of a test's own."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from bot.cli import app

Run = Callable[..., Result]


def commands_at(folder: Path, database_url: str, **more: str) -> Run:
    """Runs a command as a person would, in this directory and on this database, with more of the environment set."""
    environment = {"FIELDWISE_DATA_DIR": str(folder), "FIELDWISE_DATABASE_URL": database_url, **more}

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(app, list(arguments), env=environment)

    return run


def values(result: Result) -> Any:
    """The JSON that a command printed."""
    return json.loads(result.stdout)
