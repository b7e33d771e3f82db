"""What the command line shows of items and certifications."""

from collections.abc import Mapping, Sequence

from rich.markup import escape
from rich.padding import Padding
from rich.table import Column, Table

from bot.blocks.learning.certification_parts import CertificationShown
from bot.terminal import whole, wide_console
from bot.texts.english import ENGLISH
from learning.items.steps import Step
from learning.items.types import TYPES
from learning.items.values import ItemState, ItemVersion
from learning.results.review import Words, said


def show_items(items: Sequence[ItemVersion]) -> None:
    """Each item with how it stands."""
    table = Table(
        whole("key"), "state", "pool", "competency", Column("question", overflow="fold"), box=None, pad_edge=False
    )
    for one in items:
        cells = (one.key, _state(one.state), one.pool.value, one.competency, one.content["stem"])
        table.add_row(*(escape(cell) for cell in cells))
    _print(table if items else "There are no such questions. `fieldwise items import FILE` adds some.")


def show_item(item: ItemVersion, last: Step, guides: Mapping[str, str]) -> None:
    """An item with what is right, why, and what proves it.

    Args:
        item: The item.
        last: The step that says where it stands.
        guides: What each edition that proves it is called, by its id.
    """
    console = wide_console()
    kind = TYPES[item.type]
    content = kind.read(item.content)
    facts = (f"{item.key}, version {item.number}", _state(item.state), item.type, item.pool.value, item.competency)
    console.print(f"[dim]{escape(' · '.join(fact for fact in facts if fact))}[/]")
    if item.state is ItemState.QUARANTINED and last.reason:
        console.print(escape(f"An edition changed or withdrew what proves it: {last.reason}"))
    if item.scenario:
        console.print(escape(item.scenario))
    console.print(f"[bold]{escape(kind.stem(content))}[/]")
    for option in item.content.get("options", ()):
        console.print(Padding(escape(f"- {option['text']}"), (0, 0, 0, 2)))
    console.print(f"[green]Right:[/] {escape(said(item, kind.right(content), Words()))}")
    console.print(f"Why: {escape(item.rationale or ENGLISH.items.no_rationale)}")
    for proof in item.proofs:
        quoted = escape(f"“{proof.quote}” ({guides[proof.edition_id]})")
        console.print(Padding(quoted, (0, 0, 0, 2)))


def show_certifications(found: Sequence[CertificationShown]) -> None:
    """Each certification, with whether there are enough items for its exam."""
    table = Table(whole("key"), "title", "version", "exam", box=None, pad_edge=False)
    for one in found:
        definition, short = one.certification.definition, one.short
        lacks = ", ".join(f"{lack.competency} ({lack.there} of {lack.wanted})" for lack in short)
        state = "retired" if one.certification.retired else f"too few questions: {lacks}" if short else "ready"
        table.add_row(
            *(escape(cell) for cell in (definition.key, definition.title, str(one.certification.number), state))
        )
    _print(table if found else "There are no certifications. `fieldwise certifications starter` adds those that ship.")


def _state(state: ItemState) -> str:
    """How it stands; what that means, where the word does not tell."""
    return f"{state.value}: {ENGLISH.items.states[state.value]}" if state is ItemState.QUARANTINED else state.value


def _print(what: object) -> None:
    wide_console().print(what)
