"""``fieldwise learners``: how people stand, as a table; people and past certificates, from a list."""

import re
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from sqlalchemy.orm import Session

from bot.commands.outcomes import content, write
from bot.commands.session import Json, fail, local_workspace, print_json, services
from knowledge.members.roles import OPERATOR
from learning.exchange.tables import Form

if TYPE_CHECKING:
    from learning.exchange.plans import Plan

_SLACK_ID = re.compile("[UW][A-Z0-9]{8,}")
CohortName = Annotated[str | None, typer.Option("--cohort", metavar="NAME", help="Only the learners of this cohort.")]
List = Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="A CSV file.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="Take figures of learners out, and people and certificates in.", no_args_is_help=True)
    group.command("export")(export)
    group.command("take-over")(take_over)
    app.add_typer(group, name="learners")


def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", dir_okay=False, help="Where to write it.")],
    form: Annotated[Form, typer.Option(help="As what.")] = Form.CSV,
    cohort: CohortName = None,
    as_json: Json = False,
) -> None:
    """Write how people stand with each certification to a file: a row for each person."""
    from learning.exchange.learners import everybody, of_cohort
    from learning.exchange.service import take_out
    from learning.exchange.tables import written

    now = datetime.now(UTC)
    with services(as_json=as_json) as built:
        workspace = local_workspace(built)
        with built.database.transaction() as session:
            which = _cohort(session, workspace, cohort) if cohort is not None else None
            if cohort is not None and which is None:
                fail(f"There is no cohort {cohort!r}, or there are several.", as_json=as_json)
            take_out(session, workspace, which, form.value, by=OPERATOR, now=now)
        with built.database.reading() as session:
            table = (
                of_cohort(session, workspace, which, OPERATOR, {}, now)
                if which is not None
                else everybody(session, workspace, OPERATOR, {}, now)
            )
            data = written(table, form)
    write(file, data, as_json=as_json)
    if as_json:
        print_json({"file": str(file), "bytes": len(data)})
    else:
        typer.echo(f"Written to {file}.")


def take_over(
    file: List,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be taken over.")] = False,
    as_json: Json = False,
) -> None:
    """Take over people and certificates that they have from before, from a list.

    Columns: person (a Slack id), certification (its key), issued and expires (as 2026-03-31), source, and cohort, its
    name; those that are not needed may be missing. Lines with which something is wrong are left out and told, and the
    exit code is 1. Taken over again, nothing is changed.
    """
    from learning.exchange import people

    now = datetime.now(UTC)
    data = content(file, as_json=as_json)
    with services(as_json=as_json) as built:
        workspace = local_workspace(built)
        if dry_run:
            with built.database.reading() as session:
                done = people.plan(session, workspace, data, _slack_id, by=OPERATOR, now=now)
        else:
            with built.database.transaction() as session:
                done = people.take_over(session, workspace, data, _slack_id, by=OPERATOR, now=now)
    if as_json:
        print_json(_facts(done, dry_run=dry_run))
    else:
        _tell(done, dry_run=dry_run)
    if done.problems:
        raise typer.Exit(1)


def _cohort(session: Session, workspace: str, name: str) -> str | None:
    """The id of the cohort that is called so; None where there is none, or there are several."""
    from learning.cohorts.queries import cohorts

    found = [one.id for one in cohorts(session, workspace, OPERATOR) if one.name.casefold() == name.casefold()]
    return found[0] if len(found) == 1 else None


def _slack_id(called: str) -> Sequence[str]:
    """Slack is not asked: only an id says whom it means."""
    return [called] if _SLACK_ID.fullmatch(called) else []


def _facts(done: "Plan", *, dry_run: bool) -> dict[str, Any]:
    return {
        "dry_run": dry_run,
        **asdict(done.counts),
        "same": done.known,
        "problems": [{"line": one.line, "wrong": one.wrong.value, "fact": one.fact} for one in done.problems],
    }


def _tell(done: "Plan", *, dry_run: bool) -> None:
    from bot.blocks.learning.exchange import plan_head, problem_line
    from bot.texts.english import ENGLISH

    said = ENGLISH.exchange
    typer.echo(plan_head(said.foreseen if dry_run else said.done, done, ENGLISH))
    if done.people:
        typer.echo("Slack was not asked whether these ids are people's.", err=True)
    if done.problems:
        typer.echo(said.left_out.of(len(done.problems)), err=True)
    for one in done.problems:
        typer.echo(problem_line(one, ENGLISH), err=True)
