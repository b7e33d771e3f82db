"""``python -m evals``: quality and speed, measured and compared with the committed baseline."""

import json
import sys
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evals.report import BASELINES, as_values, line, worse_than_baseline, write_baseline

if TYPE_CHECKING:
    from evals.measured import Measured

app = typer.Typer(help="Measure quality and speed.", no_args_is_help=True, pretty_exceptions_enable=False)

Folder = Annotated[
    Path,
    typer.Argument(
        exists=True, file_okay=False, resolve_path=True, help="A folder with corpus.jsonl and queries.jsonl."
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
Baseline = Annotated[bool, typer.Option("--baseline", help="Make these figures the committed baseline.")]
Baselines = Annotated[Path, typer.Option("--baselines", help="Where the baselines are kept.")]


@app.command()
def retrieval(
    folder: Folder, as_json: Json = False, baseline: Baseline = False, baselines: Baselines = BASELINES
) -> None:
    """Is the right document found, by meaning, by words and by both?"""
    from evals.suites.retrieval import run

    figures = run(folder)
    rows = {f"{mode} {name}": figure for mode, f in figures.items() for name, figure in vars(f).items()}
    _report("retrieval", folder, as_values(figures), rows, as_json=as_json, baseline=baseline, baselines=baselines)


@app.command()
def answers(
    folder: Folder, as_json: Json = False, baseline: Baseline = False, baselines: Baselines = BASELINES
) -> None:
    """Is the answer right and quoted, and is refused what the guides do not cover?"""
    from evals.suites.answers import run

    figures = run(folder)
    _report(
        "answers", folder, as_values(figures), vars(figures), as_json=as_json, baseline=baseline, baselines=baselines
    )


@app.command()
def speed(
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="[FOLDER|slack]",
            help="Where sentences come from; the starter library if it is left out. Or: slack, to time the bot there.",
        ),
    ] = None,
    sizes: Annotated[list[int] | None, typer.Option("--size", help="Passages of a library; may be repeated.")] = None,
    as_json: Json = False,
) -> None:
    """How fast is it, and does it keep what is asked of it? Depends on the machine: there is no baseline."""
    _print_measured("speed", _timed(what, sizes or [10_000]), as_json=as_json)


@app.command()
def exams(
    database: Annotated[
        str | None, typer.Option("--database", help="The URL of an empty database; a new SQLite file if left out.")
    ] = None,
    as_json: Json = False,
) -> None:
    """How fast do 500 people begin an exam, are their answers stored, and is the page of a certificate shown?

    Depends on the machine, as speed does.
    """
    from evals.suites import attempts, certificate_page

    _print_measured("exams", chain(attempts.run(database), certificate_page.run()), as_json=as_json)


@app.command()
def scheduling(
    database: Annotated[
        str | None, typer.Option("--database", help="The URL of an empty database; a new SQLite file if left out.")
    ] = None,
    as_json: Json = False,
) -> None:
    """How long does it take to plan a night for 20,000 people? Depends on the machine, as speed does."""
    from evals.suites.scheduling import run

    _print_measured("scheduling", run(database), as_json=as_json)


@app.command()
def cohort(
    database: Annotated[
        str | None, typer.Option("--database", help="The URL of an empty database; a new SQLite file if left out.")
    ] = None,
    as_json: Json = False,
) -> None:
    """How long does a cohort of 500 take whose learners have long histories? Depends on the machine, as speed does."""
    from evals.suites.cohort import run

    _print_measured("cohort", run(database), as_json=as_json)


@app.command()
def learners(
    database: Annotated[
        str | None, typer.Option("--database", help="The URL of an empty database; a new SQLite file if left out.")
    ] = None,
    as_json: Json = False,
) -> None:
    """How long does a learner's Home tab take among 20,000 learners? Depends on the machine, as speed does."""
    from evals.suites.learner_home import run

    _print_measured("learners", run(database), as_json=as_json)


def _print_measured(suite: str, figures: Iterator[tuple[str, "Measured"]], *, as_json: bool) -> None:
    """Print each figure as soon as it is there; exits with 1 where one is not what is asked of it."""
    measured: dict[str, Measured] = {}
    for name, figure in figures:
        measured[name] = figure
        if not as_json:
            typer.echo(f"{name:<40} {figure.value:>10.4g} {figure.unit}{'' if figure.met is not False else '  MISSED'}")
    if as_json:
        values = {name: {**vars(figure), "met": figure.met} for name, figure in measured.items()}
        sys.stdout.write(json.dumps({"suite": suite, "figures": values}, indent=1) + "\n")
    if any(figure.met is False for figure in measured.values()):
        raise typer.Exit(1)


def _timed(what: str | None, sizes: list[int]) -> Iterator[tuple[str, "Measured"]]:
    if what == "slack":
        from evals.suites.slack import run as run_in_slack

        return run_in_slack()
    folder = Path(what) if what is not None else None
    if folder is not None and not folder.is_dir():
        raise typer.BadParameter(f"{what} is neither a folder nor the word slack.")
    from evals.suites.speed import run

    return run(folder, sizes)


def _report(
    suite: str,
    folder: Path,
    values: Mapping[str, Any],
    rows: Mapping[str, Any],
    *,
    as_json: bool,
    baseline: bool,
    baselines: Path,
) -> None:
    if as_json:
        sys.stdout.write(json.dumps({"suite": suite, "folder": folder.name, "figures": values}, indent=1) + "\n")
    else:
        typer.echo("\n".join([f"{suite} {folder.name}", *(line(name, figure) for name, figure in rows.items())]))
    if baseline:
        write_baseline(suite, folder.name, values, baselines)
        return
    fallen = worse_than_baseline(suite, folder.name, values, baselines)
    for sentence in fallen:
        typer.echo(f"below the baseline: {sentence}", err=True)
    if fallen:
        raise typer.Exit(1)


if __name__ == "__main__":
    app()
