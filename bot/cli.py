"""The ``fieldwise`` command."""

import sys

import typer

from bot.commands import (
    answers,
    ask,
    audit,
    certifications,
    database,
    doctor,
    gaps,
    golden,
    guides,
    ingest,
    items,
    keys,
    learners,
    paths,
    people,
    playground,
    roles,
    search,
    serve,
    verify,
    xapi,
)

app = typer.Typer(
    add_completion=False,
    name="fieldwise",
    help="Ask the guides of your field, and get sentences quoted from them with their page.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
COMMANDS = (
    playground, ingest, ask, answers, search, guides, gaps, golden, items, certifications, paths, roles, people,
    learners, xapi, audit, keys, verify, serve, doctor, database,
)  # fmt: skip
for command in COMMANDS:
    command.register(app)


def main() -> None:
    """Run the command line; an error that a person can do something about is a sentence and exit code 1."""
    # Whatever the terminal's encoding, no character of a guide may stop an answer.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    app()


if __name__ == "__main__":
    main()
