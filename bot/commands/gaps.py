"""``fieldwise gaps``: what people asked and the guides did not answer."""

import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.session import Json, fail, local_workspace, print_json, services
from knowledge.gaps.csv import write_csv
from knowledge.gaps.queries import gap_page
from knowledge.gaps.service import give
from knowledge.gaps.trend import trend
from knowledge.gaps.values import UNDONE, GapState
from knowledge.members.roles import OPERATOR
from knowledge.standard.queries import standard_answers


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="Look after what people asked in vain.", no_args_is_help=True)
    group.command("list")(list_gaps)
    group.command("export")(write_out)
    group.command("give")(give_to)
    group.command("trend")(show_trend)
    group.command("standard")(list_standard)
    app.add_typer(group, name="gaps")


def list_gaps(
    state: Annotated[GapState | None, typer.Option(help="Only those that stand so; else those not done with.")] = None,
    as_json: Json = False,
) -> None:
    """List the gaps, those first that most people asked about. They are gathered while the bot runs."""
    from bot.gap_tables import show_gaps

    with services(as_json=as_json) as built:
        workspace = local_workspace(built)
        with built.database.reading() as session:
            found = gap_page(session, workspace, states=UNDONE if state is None else (state,))
        if as_json:
            print_json({"gaps": [asdict(one) for one in found.rows]})
        else:
            show_gaps(found.rows)


def write_out(
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", dir_okay=False, help="Where to write it.")] = None,
    as_json: Json = False,
) -> None:
    """Write all gaps as CSV, to a file or to the terminal.

    No spreadsheet takes a cell of it for a formula.
    """
    with services(as_json=as_json) as built:
        workspace = local_workspace(built)
        with built.database.reading() as session:
            found = gap_page(session, workspace, states=tuple(GapState))
        text = write_csv(found.rows)
        if file is None:
            sys.stdout.write(text)
            return
        try:
            # Spreadsheets take a file without this mark for one in an older encoding.
            file.write_bytes(text.encode("utf-8-sig"))
        except OSError as error:
            fail(f"{file} can't be written: {error.strerror}.", as_json=as_json)
        if as_json:
            print_json({"file": str(file), "gaps": found.total})
        else:
            typer.echo(f"{found.total} gaps written to {file}.")


def give_to(
    gap: Annotated[str, typer.Argument(metavar="GAP", help="The gap, as `fieldwise gaps list --json` shows its id.")],
    person: Annotated[str, typer.Argument(metavar="PERSON", help="The person's member ID in Slack.")],
    as_json: Json = False,
) -> None:
    """Have a person see to it that a gap is closed.

    Nobody is told: who is given one in Home is.
    """
    with services(as_json=as_json) as built:
        workspace = local_workspace(built)
        with built.database.transaction() as session:
            give(session, workspace, gap, person, by=OPERATOR, now=datetime.now(UTC))
        if as_json:
            print_json({"gap": gap, "owner": person})
        else:
            typer.echo(f"{person} sees to it.")


def show_trend(as_json: Json = False) -> None:
    """Show week by week what became of people's questions."""
    from bot.gap_tables import show_weeks

    with services(as_json=as_json) as built:
        workspace = local_workspace(built)
        with built.database.reading() as session:
            weeks = trend(session, workspace, now=datetime.now(UTC))
        if as_json:
            print_json({"weeks": [asdict(week) for week in weeks]})
        else:
            show_weeks(weeks)


def list_standard(as_json: Json = False) -> None:
    """List the standard answers, the newest first."""
    from bot.gap_tables import show_standard

    with services(as_json=as_json) as built:
        workspace = local_workspace(built)
        with built.database.reading() as session:
            found = standard_answers(session, workspace)
        if as_json:
            print_json({"standard_answers": [asdict(one) for one in found]})
        else:
            show_standard(found)
