"""``fieldwise golden``: the questions that the library has to answer well, kept and asked."""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.commands.golden_sentences import failure_sentence, flaw_sentence
from bot.commands.outcomes import content, write_table
from bot.commands.session import Json, fail, local_workspace, print_json, services
from bot.services import Services
from knowledge.golden.csv import read_csv, write_csv
from knowledge.golden.queries import audiences_read, golden_questions, guide_keys, headings_seen
from knowledge.golden.service import replace_all
from knowledge.golden.values import GoldenRun, LineFlaw
from knowledge.members.roles import OPERATOR
from storage.workspaces import LOCAL, workspace_id

File = Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="A CSV file in UTF-8.")]
NONE_YET = "There are no golden questions that can be asked. Add some with `fieldwise golden import FILE`."


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(
        help="Keep and ask the golden questions: each must cite a guide, or be refused.", no_args_is_help=True
    )
    group.command("list")(list_questions)
    group.command("import")(take_in)
    group.command("export")(write_out)
    group.command("run")(run)
    app.add_typer(group, name="golden")


def list_questions(as_json: Json = False) -> None:
    """List the golden questions."""
    from bot.care_tables import show_golden_questions

    with services(as_json=as_json) as built:
        workspace = local_workspace(built)
        with built.database.reading() as session:
            questions = golden_questions(session, workspace)
            read = audiences_read(session, workspace, None)
        waiting = frozenset(q.id for q in questions if q.guide_key is not None and q.guide_key not in read)
        if as_json:
            print_json({"questions": [{**asdict(q), "waiting": q.id in waiting} for q in questions]})
        else:
            show_golden_questions(questions, waiting)


def take_in(file: File, as_json: Json = False) -> None:
    """Have the golden questions of a CSV file, and no others.

    Its columns are question, guide, heading and refuse. The guide is named as `fieldwise guides list` shows it; a
    heading may be named with it; refuse is yes where no guide must answer. Exit code 1 where a line can't be taken:
    then nothing is changed.
    """
    with services(as_json=as_json) as built:
        workspace = local_workspace(built)
        with built.database.reading() as session:
            known = guide_keys(session, workspace)
            found = read_csv(content(file, as_json=as_json), known, headings_seen(session, workspace))
        if found.flaws:
            _tell_of_flaws(found.flaws, as_json=as_json)
        with built.database.transaction() as session:
            done = replace_all(session, workspace, found.rows, by=OPERATOR, now=datetime.now(UTC))
        if as_json:
            print_json(asdict(done))
        else:
            typer.echo(f"{done.added} added, {done.retired} retired, {done.kept} as they were.")


def write_out(
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", dir_okay=False, help="Where to write it.")] = None,
    as_json: Json = False,
) -> None:
    """Write the golden questions as CSV, to a file or to the terminal.

    No spreadsheet takes a cell of it for a formula.
    """
    with services(as_json=as_json) as built:
        workspace = local_workspace(built)
        with built.database.reading() as session:
            questions = golden_questions(session, workspace)
        text, count = write_csv(question.wanted for question in questions), len(questions)
        write_table(file, text, f"{count} golden questions", {"questions": count}, as_json=as_json)


def run(as_json: Json = False) -> None:
    """Ask the golden questions; exit code 1 where an answer does not pass.

    A question passes where the answer cites its guide, under its heading if one is named; or where it is refused, if
    that is what it must be. Those whose guide is not published are left out.
    """
    with services(as_json=as_json) as built:
        local_workspace(built)
        found = ask_golden(built)
        if as_json:
            print_json(run_document(found))
        else:
            tell_of_run(found)
        if found is not None and found.failures:
            raise typer.Exit(1)


def ask_golden(built: Services) -> GoldenRun | None:
    """Ask the golden questions of the library as it is; None where there is none to ask."""
    with built.database.reading() as session:
        workspace = workspace_id(session, LOCAL)
    return built.ask_golden(workspace) if workspace is not None else None


def run_document(found: GoldenRun | None) -> dict[str, Any]:
    """A run as the documented JSON."""
    if found is None:
        return {"asked": 0, "failures": []}
    failures = [{**asdict(failure), "says": failure_sentence(failure)} for failure in found.failures]
    return {"asked": found.asked, "model": found.model, "ran_at": found.ran_at, "failures": failures}


def tell_of_run(found: GoldenRun | None) -> None:
    """A run as a person reads it."""
    if found is None:
        typer.echo(NONE_YET)
        return
    for failure in found.failures:
        typer.echo(f"{failure.question}\n  {failure_sentence(failure)}")
    typer.echo(f"{found.asked - len(found.failures)} of {found.asked} golden questions pass.")


def _tell_of_flaws(flaws: tuple[LineFlaw, ...], *, as_json: bool) -> None:
    told = [flaw_sentence(flaw) for flaw in flaws]
    message = "Nothing was changed. Mend the file, then import it again."
    if as_json:
        rows = [{**asdict(flaw), "says": says} for flaw, says in zip(flaws, told, strict=True)]
        print_json({"error": message, "flaws": rows})
        raise typer.Exit(1)
    for says in told:
        typer.echo(says, err=True)
    fail(message, as_json=False)
