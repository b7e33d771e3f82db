"""``python -m evals``: quality and speed, measured and compared with the committed baseline."""

import json
import sys
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evals.model import LIMIT, Which
from evals.report import BASELINES, as_values, line, worse_than_baseline, write_baseline

if TYPE_CHECKING:
    from evals.measured import Measured
    from evals.metrics import Figure

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

# The name of the figures of the starter library.
STARTER = Path("starter")


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
def worded(
    folder: Annotated[
        Path | None,
        typer.Argument(
            exists=True,
            file_okay=False,
            resolve_path=True,
            help="With corpus.jsonl and queries.jsonl, pairs.jsonl or attacks.jsonl; the starter library if left out.",
        ),
    ] = None,
    model: Annotated[
        Which, typer.Option("--model", help="A scripted model with known faults, a weak one, or the one that is set.")
    ] = Which.SCRIPTED,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help=f"So many questions ({LIMIT} if left out) or attacks (all).")
    ] = None,
    show: Annotated[int, typer.Option("--show", min=0, help="Print so many sentences to look at.")] = 0,
    as_json: Json = False,
    baseline: Baseline = False,
    baselines: Baselines = BASELINES,
) -> None:
    """Do worded answers keep to the guides, and at what price; or do the checks alone; or does an attack succeed?"""
    if folder is not None and (folder / "attacks.jsonl").exists():
        from evals.suites import attacks

        _print_measured("worded", attacks.run(folder, limit=limit), as_json=as_json)
    elif folder is not None and (folder / "pairs.jsonl").exists():
        _pairs(folder, as_json=as_json, baseline=baseline, baselines=baselines)
    else:
        _worded(folder, model, limit, show, as_json=as_json, baseline=baseline, baselines=baselines)


def _worded(
    folder: Path | None, model: Which, limit: int | None, show: int, *, as_json: bool, baseline: bool, baselines: Path
) -> None:
    from evals.suites.worded import run

    # Of other questions, or of a model that is not the same everywhere, the figures can't be compared.
    is_comparable = model is Which.SCRIPTED and limit is None
    if baseline and not is_comparable:
        raise typer.BadParameter("Only figures of the scripted model and of no other limit can be a baseline.")
    found = run(folder, model, limit or LIMIT)
    figures = found.figures
    _report(
        "worded", folder or STARTER, as_values(figures), vars(figures), told=found.told, is_comparable=is_comparable,
        as_json=as_json, baseline=baseline, baselines=baselines,
    )  # fmt: skip
    if not as_json:
        typer.echo("\n".join(sentence for one in islice(found.to_look_at(), show) for sentence in one.lines()))


def _pairs(folder: Path, *, as_json: bool, baseline: bool, baselines: Path) -> None:
    from bot.services import Services
    from bot.settings import Settings
    from evals.suites.entailment import PRECISION, run, supports_of

    figures, points = run(folder, supports_of(Services(Settings())))
    if not as_json:
        for name, point in points.items():
            typer.echo(f"{name}: supported from {point.threshold:.4f} on; AUROC {point.auroc:.4f};")
            typer.echo(f"  here, {PRECISION:.0%} of what is let through would be supported from {point.precise:.4f} on")
    rows = {f"{checks}: {name}": figure for checks, f in figures.items() for name, figure in vars(f).items()}
    _report("worded", folder, as_values(figures), rows, as_json=as_json, baseline=baseline, baselines=baselines)


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
    told: Mapping[str, "Figure"] | None = None,
    is_comparable: bool = True,
) -> None:
    """Print the figures, and compare ``values`` with the baseline; what is only ``told`` is not compared."""
    beside = told or {}
    if as_json:
        found = {"suite": suite, "folder": folder.name, "figures": values}
        sys.stdout.write(json.dumps({**found, "told": as_values(beside)} if beside else found, indent=1) + "\n")
    else:
        typer.echo("\n".join([f"{suite} {folder.name}", *(line(n, f) for n, f in {**rows, **beside}.items())]))
    if baseline:
        write_baseline(suite, folder.name, values, baselines)
    if baseline or not is_comparable:
        return
    fallen = worse_than_baseline(suite, folder.name, values, baselines)
    for sentence in fallen:
        typer.echo(f"below the baseline: {sentence}", err=True)
    if fallen:
        raise typer.Exit(1)


if __name__ == "__main__":
    app()
