"""``fieldwise answers``: how answers came about."""

from dataclasses import asdict
from typing import Annotated, Any

import typer

from bot.commands.session import Json, fail, local_workspace, print_json, services
from knowledge.conversations.why import Why, why

WHERE = "Why this answer? in the menu of its message shows it at the end, and the log has it as `answer`"
ABSENT = f"There is no answer with this id. {WHERE}."


def register(app: typer.Typer) -> None:
    """Add the commands."""
    answers = typer.Typer(help="See how answers came about.", no_args_is_help=True)
    answers.command("why")(why_this_answer)
    app.add_typer(answers, name="answers")


def why_this_answer(
    answer: Annotated[str, typer.Argument(metavar="ID", help=f"The answer's id: {WHERE}.")],
    as_json: Json = False,
) -> None:
    """Show what was searched, found, drafted and checked for an answer that was given in Slack."""
    from bot.answer_tables import show_why

    with services(as_json=as_json) as built:
        workspace = local_workspace(built)
        with built.database.reading() as session:
            found = why(session, workspace, answer)
        if found is None:
            fail(ABSENT, as_json=as_json)
        if as_json:
            print_json(_document(found))
        else:
            show_why(found)


def _document(found: Why) -> dict[str, Any]:
    given = found.given
    said = given.answer
    return {
        "id": given.id,
        "question": given.question.text,
        "at": given.created_at.isoformat(),
        "outcome": said.outcome.value if said is not None else None,
        "mode": said.mode.value if said is not None else None,
        "fallback": said.fallback.value if said is not None and said.fallback is not None else None,
        "trace": asdict(found.trace) if found.trace is not None else None,
        "found": [asdict(one) for one in found.found],
    }
