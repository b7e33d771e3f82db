"""What the command line shows of learning paths."""

from collections.abc import Sequence

from rich.markup import escape
from rich.table import Column, Table

from bot.terminal import whole, wide_console
from learning.curriculum.definition import PathStep
from learning.curriculum.values import Path


def show_paths(found: Sequence[tuple[Path, int]]) -> None:
    """Each path, with how many people are on it."""
    table = Table(whole("key"), "title", "for", "leads to", "steps", "version", "people", box=None, pad_edge=False)
    for path, people in found:
        definition = path.definition
        version = f"{path.number}, retired" if path.retired else str(path.number)
        cells = (definition.key, definition.title, definition.role or "", definition.certification or "")
        table.add_row(*(escape(cell) for cell in (*cells, str(len(definition.steps)), version, str(people))))
    none = "There are no learning paths. `fieldwise certifications starter` adds those that ship."
    wide_console().print(table if found else none)


def show_path(path: Path) -> None:
    """A path with its steps."""
    console, definition = wide_console(), path.definition
    console.print(f"[bold]{escape(definition.title)}[/]\n{escape(definition.summary)}")
    table = Table(whole("step"), "kind", Column("title", overflow="fold"), "what", "after", box=None, pad_edge=False)
    for step in definition.steps:
        cells = (step.key, step.kind.value, step.title, _what(step), ", ".join(step.after))
        table.add_row(*(escape(cell) for cell in cells))
    console.print(table)


def _what(step: PathStep) -> str:
    if step.readings:
        return "; ".join(" › ".join(filter(None, (one.guide, one.heading))) for one in step.readings)
    if step.competency is not None:
        return f"{step.count} of {step.competency}"
    return step.requirement or ""
