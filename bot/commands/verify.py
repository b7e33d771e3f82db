"""``fieldwise verify``: whether a certificate is valid, whoever issued it."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.session import Json, fail, local_workspace, print_json, services
from learning.errors import KeyUnusable
from storage.errors import SchemaOutdated, WorkspaceMissing

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from bot.services import Services
    from learning.credentials.issuer import Issuer
    from learning.credentials.keyset import KeySet
    from learning.credentials.values import Verified
    from learning.standing.queries import Held

NO_KEYS = (
    "I have no keys to verify with: give --jwks FILE. The issuer publishes it, at the address on the certificate, as "
    "/.well-known/jwks.json."
)
Lists = Annotated[
    list[Path] | None, typer.Option("--status", exists=True, dir_okay=False, help="A status list of the issuer's.")
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(verify)


def verify(
    what: Annotated[str, typer.Argument(metavar="FILE|URL", help="A JWT, JSON, PNG, SVG or PDF, or its address.")],
    jwks: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="The issuer's public keys; without it, those of this library."),
    ] = None,
    issuer: Annotated[
        str | None, typer.Option(help="With --jwks: accept credentials of this issuer only, by its id.")
    ] = None,
    status: Lists = None,
    online: Annotated[
        bool, typer.Option(help="With --jwks: fetch the status lists that the credential names.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Verify a certificate: exit code 0 where it is valid, 1 where it is not or that can't be told.

    Only with the keys that are given, or that this library has; a key that the certificate brings along does not count.
    """
    from bot.certificate_tables import REASONS, show_verified

    data = _content(what, as_json=as_json)
    stands: Held | None = None
    if jwks is None:
        found, stands = _by_own_keys(data, as_json=as_json)
    else:
        typed = [what, issuer or ""] if online else None
        found = _by_given_keys(data, _keys(jwks, issuer, as_json=as_json), status or [], typed)
    if as_json:
        standing = stands.standing.value if stands is not None else None
        print_json({**asdict(found), "says": [REASONS[why] for why in found.why], "standing": standing})
    else:
        show_verified(found, stands)
    if found.why:
        raise typer.Exit(1)


def _by_own_keys(data: bytes, *, as_json: bool) -> "tuple[Verified, Held | None]":
    """What the signature proves, and how the certificate stands by what guides changed since."""
    from learning.credentials.keys import own_keys
    from learning.credentials.register import OwnRegister
    from learning.credentials.verifying import verify
    from learning.standing.queries import held_at

    with services(as_json=as_json) as built:
        workspace = _own_workspace(built, as_json=as_json)
        with built.database.reading() as session:
            ours = _own_issuer(built, session, workspace)
            register = OwnRegister(session, workspace, ours)
            keys = own_keys(session, workspace, ours.id)
            if not keys.keys:
                fail(NO_KEYS, as_json=as_json)
            now = datetime.now(UTC)
            found = verify(data, keys, now=now, status=register, register=register)
            address = str(found.claims["id"]) if found.claims is not None else ""
            return found, held_at(session, workspace, address.removeprefix(ours.certificate("")), now)


def _own_workspace(built: "Services", *, as_json: bool) -> str:
    """The library's workspace; where there is no library, there are no keys either, and that is told."""
    try:
        return local_workspace(built)
    except WorkspaceMissing:
        fail(NO_KEYS, as_json=as_json)
    except SchemaOutdated as error:
        if error.found is not None:
            raise
        fail(NO_KEYS, as_json=as_json)


def _own_issuer(built: "Services", session: "Session", workspace: str) -> "Issuer":
    """The issuer that the settings name, else the one that signed the newest certificate here."""
    from learning.credentials.issuer import Issuer
    from learning.credentials.queries import newest_address

    address = built.settings.public_url or newest_address(session, workspace) or ""
    return Issuer(address, built.settings.issuer_name)


def _by_given_keys(data: bytes, keys: "KeySet", lists: list[Path], typed: list[str] | None) -> "Verified":
    """``typed`` is what the person typed, on whose sites status lists may be; None where none is fetched."""
    from learning.credentials.statuses import PublishedLists
    from learning.credentials.verifying import verify

    now = datetime.now(UTC)
    source = PublishedLists(_lists(lists, typed), keys, now) if lists or typed is not None else None
    return verify(data, keys, now=now, status=source)


def _keys(jwks: Path, issuer: str | None, *, as_json: bool) -> "KeySet":
    from bot.learning_errors import learning_sentence
    from learning.credentials.keyset import read_jwks

    try:
        return read_jwks(_content(str(jwks), as_json=as_json).decode("utf-8", "replace"), issuer=issuer)
    except KeyUnusable as error:
        fail(learning_sentence(error), as_json=as_json)


def _lists(files: list[Path], typed: list[str] | None) -> Callable[[str], str | None]:
    """Finds the status list of an address: among files, by what each says of its own address; else on the web."""
    from bot.commands.verify_downloads import status_list_at
    from learning.credentials.opening import stated_id

    given = {stated_id(token): token for token in (file.read_text("utf-8", "replace").strip() for file in files)}

    def find(address: str) -> str | None:
        if address in given or typed is None:
            return given.get(address)
        return status_list_at(address, typed)

    return find


def _content(what: str, *, as_json: bool) -> bytes:
    from bot.commands.verify_downloads import NotFetched, credential_at, is_address
    from learning.credentials.extracting import FILE_BYTES

    try:
        return credential_at(what) if is_address(what) else _read(Path(what), FILE_BYTES + 1)
    except NotFetched as error:
        fail(f"{error.address} can't be verified: {error.problem}.", as_json=as_json)
    except OSError as error:
        fail(f"{what} can't be read: {error.strerror}.", as_json=as_json)


def _read(path: Path, most: int) -> bytes:
    with path.open("rb") as file:
        return file.read(most)
