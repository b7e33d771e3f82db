"""What the README says is what there is."""

import re
from collections.abc import Iterator
from pathlib import Path

from typer.main import get_command

from bot.cli import app
from bot.settings import Settings
from ingestion.front_matter import KEYS
from ingestion.sniffing import EXTENSIONS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands(group: object, path: str) -> Iterator[str]:
    for name, command in getattr(group, "commands", {}).items():
        if getattr(command, "commands", None):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}"


def commands_told() -> Iterator[str]:
    """The commands of the README's table; one that follows another in a cell is short for the same group."""
    _, _, table = README.partition("| command | what it does |\n")
    for row in table.partition("\n\n")[0].splitlines()[1:]:
        group = ""
        for written in re.findall(r"`([^`]+)`", row.split("|")[1]):
            name = " ".join(word for word in written.split() if word.isalpha() and word.islower())
            if name.startswith("fieldwise "):
                group = name.rpartition(" ")[0]
                yield name
            else:
                yield f"{group} {name}"


def test_the_readme_tells_each_command_once_and_no_other() -> None:
    assert sorted(commands_told()) == sorted(commands(get_command(app), "fieldwise"))


def test_the_readme_holds_no_placeholder() -> None:
    assert not {"ANSWER", "QUALITY", "SPEED"} & {line.strip() for line in README.splitlines()}


def test_every_setting_is_in_the_readme() -> None:
    for name, field in Settings.model_fields.items():
        assert f"`{field.validation_alias or f'FIELDWISE_{name.upper()}'}`" in README


def test_every_format_and_every_detail_is_in_the_readme() -> None:
    for extension in EXTENSIONS:
        named = {".md": "Markdown", ".markdown": "Markdown", ".txt": "text", ".htm": "HTML"}
        assert named.get(extension, extension[1:].upper()) in README
    for key in KEYS.keys() - {"license"}:
        assert f"`{key}`" in README


def test_what_the_documents_point_to_is_there() -> None:
    for name in ("README.md", "CONTRIBUTING.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!https?://|#)([^)]+)\)", text):
            assert (ROOT / target).exists(), f"{name}: {target}"


def test_the_places_named_to_contributors_are_there() -> None:
    table = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## Where")[2].partition("## Measuring")[0]
    for row in table.splitlines()[4:]:
        for place in re.findall(r"`((?:bot|ingestion|knowledge|storage|evals)/[^`(]+)`", row):
            assert (ROOT / place).exists(), place
