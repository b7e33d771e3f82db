"""What the command line shows of the care of a library: its log, its members, its golden questions."""

from collections.abc import Collection, Sequence

from rich.markup import escape
from rich.table import Column, Table

from bot.terminal import wide_console
from bot.texts.english import ENGLISH
from ingestion.reasons import called
from knowledge.audit.values import Entry, Fact, Facts
from knowledge.golden.values import GoldenQuestion
from knowledge.members.queries import Member
from knowledge.members.roles import Act

_LONGEST_FACT = 60


def show_entries(entries: Sequence[Entry]) -> None:
    """Each entry, with what it changed below."""
    table = Table.grid(Column(justify="right"), Column(no_wrap=True), Column(), padding=(0, 2))
    for entry in entries:
        # Of what was refused in the library at large, the act says all.
        name = [] if entry.subject_kind == "library" else [escape(entry.name)]
        done = " · ".join([escape(called(entry.actor)), f"[bold]{escape(entry.action)}[/]", *name])
        change = "; ".join(changes(entry.before, entry.after))
        cell = f"{done}\n[dim]{escape(change)}[/]" if change else done
        table.add_row(f"[dim]{entry.number}[/]", f"{entry.at:%Y-%m-%d %H:%M} UTC", cell)
    _print(table if entries else "Nothing of the kind was done.")


def changes(before: Facts | None, after: Facts | None) -> list[str]:
    """What changed, shortly: ``role: editor → admin``; a fact that was not there before stands alone.

    Ids are left out: they mean nothing to a person.
    """
    then, now = before or {}, after or {}
    names = [name for name in {**then, **now} if then.get(name) != now.get(name) and not name.endswith(("_id", "_ids"))]
    return [_change(name, then, now) for name in names]


def show_members(members: Sequence[Member]) -> None:
    """Each person with a role."""
    table = Table("person", "role", "given by", "since", box=None, pad_edge=False)
    for member in members:
        cells = (member.person, member.role.value, called(member.given_by), f"{member.since:%Y-%m-%d}")
        table.add_row(*(escape(cell) for cell in cells))
    _print(table if members else "Nobody has a role yet. Give one with `fieldwise roles give PERSON ROLE`.")


def show_golden_questions(questions: Sequence[GoldenQuestion], waiting: Collection[str]) -> None:
    """Each question with what its answer must cite; those not asked yet say why."""
    table = Table("question", Column("must cite", overflow="fold"), box=None, pad_edge=False)
    for question in questions:
        wanted = " > ".join(part for part in (question.guide_key, question.heading) if part)
        cited = "[dim]must be refused[/]" if question.refuse else escape(wanted)
        note = "\n[yellow]not asked: the guide is not published[/]" if question.id in waiting else ""
        table.add_row(escape(question.question), cited + note)
    _print(table if questions else "There are no golden questions. Add some with `fieldwise golden import FILE`.")


def _change(name: str, then: Facts, now: Facts) -> str:
    if name not in then:
        return f"{name}: {_act(now[name]) if name == 'act' else _shown(now[name])}"
    return f"{name}: {_shown(then[name])} → {_shown(now.get(name))}"


def _act(fact: Fact) -> str:
    return ENGLISH.people.acts[Act(fact)] if fact in set(Act) else _shown(fact)


def _shown(fact: Fact) -> str:
    text = ", ".join(fact) if isinstance(fact, Sequence) and not isinstance(fact, str) else str(fact)
    if isinstance(fact, bool):
        text = "yes" if fact else "no"
    shown = "none" if fact is None else text
    return shown if len(shown) <= _LONGEST_FACT else f"{shown[: _LONGEST_FACT - 1]}…"


def _print(shown: Table | str) -> None:
    wide_console().print(shown)
