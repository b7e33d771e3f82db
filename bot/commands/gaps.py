"""``fieldwise gaps``: what people asked and the guides did not answer."""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.outcomes import change, write_table
from bot.commands.session import Json, local_workspace, print_json, services
from knowledge.gaps.csv import write_csv
from knowledge.gaps.service import give
from knowledge.gaps.summaries import gap_page
from knowledge.gaps.trend import trend
from knowledge.gaps.values import UNDONE, GapState
from knowledge.members.roles import OPERATOR
from knowledge.standard.queries import standard_answers

TOLD = ", and hears of it from the bot within a minute or two while that runs"


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
        write_table(file, write_csv(found.rows), f"{found.total} gaps", {"gaps": found.total}, as_json=as_json)


def give_to(
    gap: Annotated[str, typer.Argument(metavar="GAP", help="The gap, as `fieldwise gaps list --json` shows its id.")],
    person: Annotated[str, typer.Argument(metavar="PERSON", help="The person's member ID in Slack.")],
    as_json: Json = False,
) -> None:
    """Have a person see to it that a gap is closed; the running bot tells the person so."""
    change(
        lambda session, workspace: give(session, workspace, gap, person, by=OPERATOR, now=datetime.now(UTC)),
        lambda is_new: f"{person} sees to it{TOLD if is_new else ' already'}.",
        lambda _: {"gap": gap, "owner": person},
        as_json=as_json,
    )


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
