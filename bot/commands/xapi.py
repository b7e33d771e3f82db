"""``fieldwise xapi``: what people learned, told to a learning record store."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import sleep
from typing import Annotated, Any

import typer

from bot.commands.audit import Since
from bot.commands.session import Json, fail, local_workspace, print_json, services
from bot.services import Services
from knowledge.members.roles import OPERATOR

Identify = Annotated[bool, typer.Option("--identify", help="Call people by their Slack ids, and not by pseudonyms.")]
_SHOWN = 20


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="Tell a learning record store what people learned (xAPI).", no_args_is_help=True)
    group.command("send")(send)
    group.command("export")(export)
    group.command("whois")(whois)
    app.add_typer(group, name="xapi")


def send(
    endpoint: Annotated[str, typer.Option(metavar="ADDRESS", help="Of the store, as https://lrs.example.org/xapi.")],
    user: Annotated[str, typer.Option(help="The name, or key, by which the store knows you.")],
    since: Since = None,
    identify: Identify = False,
    as_json: Json = False,
) -> None:
    """Send statements to a learning record store: what was practised, passed, failed, earned, lost, read, observed.

    The password is asked for where FIELDWISE_XAPI_PASSWORD is not set. Whatever happened is always the same statement,
    so it can be sent again at any time: a store keeps what it has. Exit code 1 where the store did not take a statement
    or has another one in its place.
    """
    import httpx

    from learning.exchange.xapi.sending import NotTaken, Store, may_have_password

    if not may_have_password(endpoint):
        fail("Give an https address without user and query, so that nobody else reads the password.", as_json=as_json)
    taken, different = 0, list[str]()
    with services(as_json=as_json) as built:
        found = _statements(built, since, identify=identify, form="xapi")
        password = built.settings.xapi_password
        secret = password.get_secret_value() if password is not None else typer.prompt("Password", hide_input=True)
        with httpx.Client(auth=(user, secret)) as client:
            try:
                for sent in Store(endpoint, client, sleep).send(found):
                    taken, different = taken + sent.taken, [*different, *sent.different]
            except NotTaken as error:
                fail(_not_taken(error.status, error.detail, taken), as_json=as_json)
    if as_json:
        print_json({"taken": taken, "different": different})
    else:
        typer.echo(f"The store has {taken} statements as they are here.")
        _tell_of(different)
    if different:
        raise typer.Exit(1)


def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", dir_okay=False, help="Where to write them.")],
    since: Since = None,
    identify: Identify = False,
    as_json: Json = False,
) -> None:
    """Write the statements to a file, one JSON document a line."""
    count = 0
    with services(as_json=as_json) as built:
        found = _statements(built, since, identify=identify, form="xapi file")
        try:
            with file.open("w", encoding="utf-8") as lines:
                for one in found:
                    lines.write(json.dumps(one, ensure_ascii=False) + "\n")
                    count += 1
        except OSError as error:
            fail(f"{file} can't be written: {error.strerror}.", as_json=as_json)
    if as_json:
        print_json({"file": str(file), "statements": count})
    else:
        typer.echo(f"{count} statements written to {file}.")


def whois(
    person: Annotated[str, typer.Argument(help="A person's Slack id, as U024BE7LH, also of somebody who was erased.")],
    as_json: Json = False,
) -> None:
    """Say what a person is called in a learning record store, so that she can be found, and erased, there too."""
    from bot.issuing import issuer_of
    from learning.credentials.algorithms import FOLDER
    from learning.exchange.xapi.secret import has_secret, pseudonym_secret
    from learning.exchange.xapi.statements import Naming

    with services(as_json=as_json) as built:
        settings, folder = built.settings, built.settings.data_dir / FOLDER
        if not has_secret(folder):
            fail("There is no secret of pseudonyms here: nobody was called by one.", as_json=as_json)
        naming = Naming(local_workspace(built), issuer_of(settings).address, pseudonym_secret(folder))
    if as_json:
        print_json({"homePage": naming.address, "name": naming.account(person)})
    else:
        typer.echo(naming.account(person))


def _statements(built: Services, since: datetime | None, *, identify: bool, form: str) -> Iterator[dict[str, Any]]:
    """All statements, page by page; that they are taken out is written down first.

    Raises:
        NoPublicAddress: People and things have no names outside as long as ``FIELDWISE_PUBLIC_URL`` is not set.
    """
    from bot.issuing import issuer_of
    from learning.credentials.algorithms import FOLDER
    from learning.exchange.service import take_out
    from learning.exchange.xapi.happenings import happenings
    from learning.exchange.xapi.secret import pseudonym_secret
    from learning.exchange.xapi.statements import Naming, statement

    workspace, settings = local_workspace(built), built.settings
    secret = None if identify else pseudonym_secret(settings.data_dir / FOLDER)
    naming = Naming(workspace, issuer_of(settings).address, secret)
    with built.database.transaction() as session:
        take_out(session, workspace, None, form, by=OPERATOR, now=datetime.now(UTC))
    moment = since.replace(tzinfo=UTC) if since is not None else None
    return (statement(one, naming) for page in happenings(built.database, workspace, moment) for one in page)


def _not_taken(status: int | None, detail: str, taken: int) -> str:
    why = {
        None: "can't be reached",
        401: "does not know this user and password",
        403: "does not let this user send statements",
        404: "is not at this address",
    }.get(status, f"did not take the statements: {status} {detail}".rstrip())
    return f"The store {why}. It has {taken} of the statements; send them again, and it takes the others."


def _tell_of(different: list[str]) -> None:
    if not different:
        return
    typer.echo(
        "Of these it has others in their place, and keeps them: as it was told them before, or by another secret of "
        "pseudonyms.",
        err=True,
    )
    for one in different[:_SHOWN]:
        typer.echo(one, err=True)
    if len(different) > _SHOWN:
        typer.echo(f"And {len(different) - _SHOWN} more.", err=True)
