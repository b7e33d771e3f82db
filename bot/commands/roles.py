"""``fieldwise roles``: who is what in the library, and giving roles."""

import re
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import typer

from bot.commands.session import Json, fail, local_workspace, print_json, services
from knowledge.members.queries import members
from knowledge.members.roles import OPERATOR, Role
from knowledge.members.service import give_role

_SLACK_ID = re.compile(r"[UW][A-Z0-9]{2,30}")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="List who has a role in the library, and give roles.", no_args_is_help=True)
    group.command("list")(list_members)
    group.command("give")(give)
    app.add_typer(group, name="roles")


def list_members(as_json: Json = False) -> None:
    """List who has a role; everybody else is a learner."""
    from bot.care_tables import show_members

    with services(as_json=as_json) as built:
        workspace = local_workspace(built)
        with built.database.reading() as session:
            found = members(session, workspace)
        if as_json:
            print_json({"members": [asdict(member) for member in found]})
        else:
            show_members(found)


def give(
    person: Annotated[
        str, typer.Argument(help="A person's Slack id, as U024BE7LH: in Slack, Profile > Copy member ID.")
    ],
    role: Annotated[Role, typer.Argument(help="The role; learner takes away the one before.")],
    as_json: Json = False,
) -> None:
    """Give a person a role in place of the one before."""
    if _SLACK_ID.fullmatch(person) is None:
        fail(
            f"{person!r} is no Slack id. In Slack, open the person's profile and choose Copy member ID.",
            as_json=as_json,
        )
    with services(as_json=as_json) as built:
        workspace = local_workspace(built)
        with built.database.transaction() as session:
            before = give_role(session, workspace, person, role, by=OPERATOR, now=datetime.now(UTC))
        if as_json:
            print_json({"person": person, "role": role, "before": before})
        else:
            typer.echo(f"{person}: {role.value}; before, {before.value}.")
