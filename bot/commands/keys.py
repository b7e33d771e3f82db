"""``fieldwise keys``: the keys that sign certificates."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import typer

from bot.commands.session import Json, fail, local_workspace, print_json, services
from knowledge.members.roles import OPERATOR
from learning.credentials.algorithms import FOLDER, Algorithm

KeyId = Annotated[str, typer.Argument(metavar="ID", help="The key, as `fieldwise keys list` shows it.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="Make, list and retire the keys that sign certificates.", no_args_is_help=True)
    group.command("new")(new)
    group.command("list")(list_keys)
    group.command("retire")(give_up)
    group.command("compromise")(distrust)
    group.command("reissue")(issue_anew)
    app.add_typer(group, name="keys")


def new(
    algorithm: Annotated[
        Algorithm, typer.Option(help="EdDSA, or RS256 for verifiers that know nothing newer.")
    ] = Algorithm.EDDSA,
    as_json: Json = False,
) -> None:
    """Make a key, which signs all certificates from now on; those that are signed already stay valid.

    Its private half is in the folder `keys` of FIELDWISE_DATA_DIR and nowhere else: no backup of the database has it.
    """
    from learning.credentials.keys import new_key

    with services(as_json=as_json) as built:
        workspace = local_workspace(built)
        folder, now = built.settings.data_dir / FOLDER, datetime.now(UTC)
        with built.database.transaction() as session:
            made = new_key(session, workspace, folder, algorithm, by=OPERATOR, now=now)
        if as_json:
            print_json(asdict(made))
        else:
            typer.echo(f"{made.id} ({made.algorithm.value}) signs from now on. Its file is {folder / made.id}.pem.")


def list_keys(as_json: Json = False) -> None:
    """List the keys, the newest first."""
    from bot.certificate_tables import show_keys
    from learning.credentials.keys import signing_keys

    with services(as_json=as_json) as built:
        workspace = local_workspace(built)
        with built.database.reading() as session:
            found = signing_keys(session, workspace)
        if as_json:
            print_json({"keys": [asdict(key) for key in found]})
        else:
            show_keys(found)


def give_up(key_id: KeyId, as_json: Json = False) -> None:
    """Sign no certificate with a key any more; what it signed stays valid.

    Keep its file as long as there is no newer key: it still signs the status lists, which others need to verify.
    """
    from learning.credentials.keys import retire, signing_keys

    with services(as_json=as_json) as built:
        workspace = local_workspace(built)
        with built.database.transaction() as session:
            changed = retire(session, workspace, key_id, by=OPERATOR, now=datetime.now(UTC))
            is_last = not any(key.signs for key in signing_keys(session, workspace))
        if as_json:
            print_json({"key": key_id, "changed": changed, "is_last": is_last})
            return
        typer.echo(f"{key_id} signs no more certificates." if changed else f"{key_id} was retired already.")
        if is_last:
            typer.echo(
                "No key is left that signs certificates: none is issued until you make one with `fieldwise keys new`. "
                "Keep the files of the retired keys until then: the newest of them still signs the status lists, "
                "without which nobody else can verify what they signed."
            )


def distrust(
    key_id: KeyId,
    since: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"],
            help="From when on somebody else may have had it, in UTC; without it, from the beginning.",
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Trust nothing more that a key signed from a moment on.

    Certificates that were issued before, as the database knows, stay valid on their page; to every other verifier
    none of this key's do, as nobody else can know when they were signed. The audit log says so. Issue them anew with
    `fieldwise keys reissue`.
    """
    from learning.credentials.keys import compromise, signed_with, signing_keys

    now = datetime.now(UTC)
    with services(as_json=as_json) as built:
        workspace = local_workspace(built)
        with built.database.reading() as session:
            made = next((key.created_at for key in signing_keys(session, workspace) if key.id == key_id), now)
        moment = since.replace(tzinfo=UTC) if since is not None else made
        if moment > now:
            fail("A key can't be compromised from a day on that is yet to come.", as_json=as_json)
        with built.database.transaction() as session:
            changed = compromise(session, workspace, key_id, since=moment, by=OPERATOR, now=now)
            late = signed_with(session, workspace, key_id, since=moment)
            all_of_it = signed_with(session, workspace, key_id)
        if as_json:
            counts = {"certificates": all_of_it, "no_longer_valid": late}
            print_json({"key": key_id, "since": moment, "changed": changed, **counts})
        elif changed:
            typer.echo(f"Nothing that {key_id} signed since {moment:%Y-%m-%d %H:%M} UTC is trusted any more.")
            typer.echo(
                f"Certificates that it signed: {all_of_it}. No longer valid anywhere: {late}. The others are valid on "
                "their page and for this library only. It signs no more: see `fieldwise keys list`."
            )
            if all_of_it:
                typer.echo("Issue them anew with `fieldwise keys reissue`, once there is another key that signs.")
        else:
            typer.echo(f"{key_id} was known to be compromised by then already.")


def issue_anew(as_json: Json = False) -> None:
    """Issue what compromised keys signed anew, with the key that signs now.

    That is: all certificates that would count but for their key. They keep their facts and their days. The ones before
    are revoked; the bot tells their holders, who show the new ones to others themselves.
    """
    from bot.issuing import issuing
    from learning.standing.reissuing import reissue, to_reissue

    with services(as_json=as_json) as built:
        workspace, using, now = local_workspace(built), issuing(built), datetime.now(UTC)
        with built.database.reading() as session:
            found = to_reissue(session, workspace, now)
        made = [reissue(built.database, workspace, one.id, using=using, by=OPERATOR, now=now) for one in found]
        count = sum(one is not None for one in made)
        if as_json:
            print_json({"reissued": count})
        else:
            typer.echo(f"Certificates issued anew: {count}." + (" The bot tells their holders." if count else ""))
