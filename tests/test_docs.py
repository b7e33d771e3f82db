"""What the README says is what there is."""

from collections.abc import Iterator
from pathlib import Path

import typer
from typer.main import get_command

from bot.cli import app
from bot.settings import Settings
from ingestion.front_matter import KEYS
from ingestion.sniffing import EXTENSIONS

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def commands(group: object, path: str) -> Iterator[str]:
    for name, command in getattr(group, "commands", {}).items():
        if getattr(command, "commands", None):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}"


def test_every_command_is_in_the_readme() -> None:
    assert isinstance(app, typer.Typer)
    for command in commands(get_command(app), "fieldwise"):
        words = command.split()
        assert f"`{' '.join(words[:2])}" in README, command
        assert words[-1] in README, command


def test_every_setting_is_in_the_readme() -> None:
    for name in Settings.model_fields:
        assert f"`FIELDWISE_{name.upper()}`" in README


def test_every_format_and_every_detail_is_in_the_readme() -> None:
    for extension in EXTENSIONS:
        named = {".md": "Markdown", ".markdown": "Markdown", ".txt": "text", ".htm": "HTML"}
        assert named.get(extension, extension[1:].upper()) in README
    for key in KEYS.keys() - {"license"}:
        assert f"`{key}`" in README
