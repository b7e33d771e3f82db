"""``fieldwise verify``: certificates of ours and of others, from files and addresses, with and without a library."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.web.app import pages_app
from bot.web.certificates import CertificatePages
from bot.web.server import listening
from learning.credentials import service
from learning.credentials.face import face_of
from learning.credentials.files import KINDS, made
from learning.credentials.issuer import Purpose
from learning.credentials.keys import compromise, public_jwk
from learning.credentials.queries import token_of
from learning.credentials.signing import sign
from learning.credentials.status_list import status_list
from learning.standing.values import Standing
from storage.database import Database
from storage.upgrade import upgrade
from storage.workspaces import LOCAL, ensure_workspace
from tests.bot.commands_at import Run, commands_at, values
from tests.learning.credentials.awards import AWARD, ISSUER, WORKSPACE, claims, signer, token
from tests.learning.credentials.office import Office
from tests.learning.standing.shelf import CALLS, YEAR, Shelf


@pytest.fixture
def bare(tmp_path: Path) -> Run:
    """Commands where there is no library."""
    return commands_at(tmp_path / "none", f"sqlite:///{tmp_path / 'none.sqlite'}")


@pytest.fixture
def jwks(tmp_path: Path) -> Path:
    public = {**public_jwk(signer().private), "kid": ISSUER.key("a1")}
    return saved(tmp_path / "jwks.json", json.dumps({"keys": [public]}))


@pytest.fixture
def lists(tmp_path: Path) -> list[str]:
    now, found = datetime.now(UTC), []
    for purpose in Purpose:
        unsigned = status_list(ISSUER, WORKSPACE, purpose, [5], count=9, now=now)
        signed = sign(unsigned, signer(), key_address=ISSUER.key("a1"))
        found += ["--status", str(saved(tmp_path / f"{purpose.value}.jwt", signed))]
    return found


def saved(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_certificate_of_others_is_verified_without_a_library(
    bare: Run, jwks: Path, lists: list[str], tmp_path: Path, kind: str
) -> None:
    file = saved(tmp_path / f"badge.{kind}", made(kind, face_of(claims()), token()))
    found = bare("verify", str(file), "--jwks", str(jwks), *lists)
    assert (found.exit_code, found.stdout.splitlines()[0]) == (0, "Valid.")
    for said in ("Mentor essentials", AWARD.name, "Amber Alliance", "Well supported (CEBC)", "2125-03-01"):
        assert said in " ".join(found.stdout.split())
    assert found.stdout.splitlines()[-1] == "Only what stands here is signed: compare it with what is printed."


def test_what_is_not_valid_is_told_with_why_and_ends_with_1(
    bare: Run, jwks: Path, lists: list[str], tmp_path: Path
) -> None:
    forged = saved(tmp_path / "forged.jwt", token().replace(".ey", ".ez", 1))
    told = bare("verify", str(forged), "--jwks", str(jwks), *lists)
    assert (told.exit_code, "Not valid. The signature does not fit" in told.stdout) == (1, True)
    assert "Amara" not in told.stdout
    good = saved(tmp_path / "good.jwt", token())
    unsure = values(bare("verify", str(good), "--jwks", str(jwks), "--json"))
    assert (unsure["verdict"], unsure["why"]) == ("not_verified", ["status_unknown"])
    assert "--online" in unsure["says"][0]
    revoked = saved(tmp_path / "revoked.jwt", token(status_index=5))
    assert values(bare("verify", str(revoked), "--jwks", str(jwks), *lists, "--json"))["why"] == [
        "revoked",
        "suspended",
    ]
    foreign = bare("verify", str(good), "--jwks", str(jwks), "--issuer", "https://other.example", *lists, "--json")
    assert values(foreign)["why"] == ["wrong_issuer"]


def test_a_file_of_keys_that_can_not_be_used_is_a_sentence(bare: Run, tmp_path: Path) -> None:
    good = saved(tmp_path / "good.jwt", token())
    for text in ("nothing", json.dumps({"kty": "oct", "k": "c2VjcmV0"})):
        told = bare("verify", str(good), "--jwks", str(saved(tmp_path / "bad.json", text)))
        assert (told.exit_code, "can't be used" in told.stderr) == (1, True)
    assert "can't be read" in bare("verify", str(tmp_path / "nowhere.jwt")).stderr


LINK = '<link rel="alternate" type="application/vc+jwt" href="{}">'


def page(head: str = "") -> HTMLResponse:
    return HTMLResponse(f"<!doctype html><title>A certificate</title>{head}")


@pytest.fixture
def site() -> Iterator[str]:
    """A server with a certificate behind its page, and with all that can be wrong with one."""

    def file(kind: str) -> Response:
        return Response(made(kind, face_of(claims()), token()), media_type="text/html" if kind == "png" else None)

    answers: dict[str, Callable[[], Response]] = {
        **{f"/c/{AWARD.slug}.{kind}": partial(file, kind) for kind in KINDS},
        f"/c/{AWARD.slug}": lambda: page(LINK.format(f"{AWARD.slug}.jwt")),
        "/moved": lambda: RedirectResponse(f"/c/{AWARD.slug}"),
        "/inside": lambda: RedirectResponse("https://10.0.0.9/c/1"),
        "/plain": page,
        "/to-inside": lambda: page(LINK.format("https://192.168.1.1/c/1.jwt")),
        "/to-page": lambda: page(LINK.format("/plain")),
        "/big": lambda: PlainTextResponse("x" * (9 << 20)),
        "/broken": lambda: Response(status_code=503),
        "/picture": lambda: Response(b"GIF89a", media_type="application/vc+jwt"),
    }
    routes = [Route(path, lambda _, made=made: made()) for path, made in answers.items()]
    with listening(pages_app(routes), "127.0.0.1", 0) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.mark.parametrize("path", ["/moved", f"/c/{AWARD.slug}", *(f"/c/{AWARD.slug}.{kind}" for kind in KINDS)])
def test_the_address_of_a_page_or_a_file_is_verified_by_what_is_there(
    bare: Run, jwks: Path, lists: list[str], site: str, path: str
) -> None:
    found = values(bare("verify", f"{site}{path}", "--jwks", str(jwks), *lists, "--json"))
    assert (found["verdict"], found["claims"]["id"]) == ("valid", claims()["id"])


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/nothing", "nothing is there, or its holder does not show it (404)"),
        ("/broken", "the server answers 503"),
        ("/big", "it has more than 8 MB"),
        ("/plain", "does not name one signed credential"),
        ("/to-page", "does not name one signed credential"),
        ("/inside", "only https addresses on the public internet are followed"),
        ("/to-inside", "only https addresses on the public internet are followed"),
    ],
)
def test_what_can_not_be_had_is_a_sentence(bare: Run, jwks: Path, site: str, path: str, why: str) -> None:
    told = bare("verify", f"{site}{path}", "--jwks", str(jwks))
    assert (told.exit_code, "can't be verified:" in told.stderr, why in told.stderr) == (1, True, True)
    assert told.stdout == ""
    machine = bare("verify", f"{site}{path}", "--jwks", str(jwks), "--json")
    assert (machine.exit_code, why in values(machine)["error"]) == (1, True)


def test_what_holds_no_credential_is_not_valid_whatever_it_is_called(bare: Run, jwks: Path, site: str) -> None:
    told = values(bare("verify", f"{site}/picture", "--jwks", str(jwks), "--json"))
    assert (told["verdict"], told["why"]) == ("not_verified", ["no_credential"])


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://badges.example.org/c/1", "only https addresses without a sign-in"),
        ("http://10.0.0.9/c/1", "only https addresses without a sign-in"),
        ("https://amal:secret@badges.example.org/c/1", "only https addresses without a sign-in"),
        ("HTTPS://", "only https addresses without a sign-in"),
        ("http://127.0.0.1:1/c/1", "no connection could be made"),
    ],
)
def test_an_address_that_is_not_asked_or_does_not_answer_is_told(bare: Run, jwks: Path, address: str, why: str) -> None:
    told = bare("verify", address, "--jwks", str(jwks))
    assert (told.exit_code, why in told.stderr, "secret" in told.output) == (1, True, False)


@pytest.mark.parametrize("typed", [True, False])
def test_a_status_list_is_fetched_from_the_site_that_was_typed_and_from_no_other_of_a_private_network(
    bare: Run, jwks: Path, tmp_path: Path, typed: bool
) -> None:
    signed: dict[str, str] = {}
    routes = [Route("/{list}", lambda request: PlainTextResponse(signed[request.path_params["list"]]))]
    with listening(pages_app(routes), "127.0.0.1", 0) as port:
        here = f"http://127.0.0.1:{port}"
        for purpose in Purpose:
            unsigned = status_list(ISSUER, WORKSPACE, purpose, [5], count=9, now=datetime.now(UTC))
            listed = {**unsigned, "id": f"{here}/{purpose.value}"}
            signed[purpose.value] = sign(listed, signer(), key_address=ISSUER.key("a1"))
        entries = [
            {**entry, "statusListCredential": f"{here}/{entry['statusPurpose']}"}
            for entry in claims()["credentialStatus"]
        ]
        file = saved(tmp_path / "badge.jwt", token(credentialStatus=entries))
        signed["badge"] = file.read_text()
        what = f"{here}/badge" if typed else str(file)
        told = values(bare("verify", what, "--jwks", str(jwks), "--online", "--json"))
    assert told["why"] == ([] if typed else ["status_unknown"])


def test_a_status_list_that_can_not_be_reached_leaves_a_certificate_unverified(
    bare: Run, jwks: Path, tmp_path: Path
) -> None:
    good = saved(tmp_path / "good.jwt", token(credentialStatus={
        "type": "BitstringStatusListEntry", "statusPurpose": "revocation", "statusListIndex": "7",
        "statusListCredential": "http://127.0.0.1:9/status",
    }))  # fmt: skip
    told = values(bare("verify", str(good), "--jwks", str(jwks), "--online", "--json"))
    assert (told["verdict"], told["why"]) == ("not_verified", ["status_unknown"])


def test_our_own_certificates_are_verified_with_what_the_library_knows(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'library.sqlite'}"
    database = Database(url)
    upgrade(database)
    office = Office.open(database, tmp_path / "data")
    issued = office.certify("amara", now=datetime.now(UTC) - timedelta(hours=1))
    file = saved(tmp_path / "own.jwt", office.token(issued.id))
    run = commands_at(tmp_path / "data", url, FIELDWISE_PUBLIC_URL=ISSUER.address)
    told = run("verify", str(file))
    assert (told.exit_code, told.stdout.splitlines()[0], "Outdated" in told.stdout) == (0, "Valid.", False)
    assert values(run("verify", str(file), "--json"))["standing"] == "current"
    with database.transaction() as session:
        service.revoke(session, office.workspace, issued.id, reason="Why.", by="operator", now=datetime.now(UTC))
    database.close()
    assert values(run("verify", str(file), "--json"))["why"] == ["revoked"]


def test_our_own_certificates_are_verified_without_the_setting_by_the_issuer_that_is_signed_into_them(
    tmp_path: Path,
) -> None:
    url = f"sqlite:///{tmp_path / 'library.sqlite'}"
    database, now = Database(url), datetime.now(UTC) - timedelta(hours=1)
    upgrade(database)
    office = Office.open(database, tmp_path / "data")
    run = commands_at(tmp_path / "data", url)
    foreign = saved(tmp_path / "foreign.jwt", token())
    assert values(run("verify", str(foreign), "--json"))["verdict"] != "valid"
    issued = office.certify("amara", now=now)
    file = saved(tmp_path / "own.jwt", office.token(issued.id))
    told = run("verify", str(file))
    assert (told.exit_code, told.stdout.splitlines()[0]) == (0, "Valid.")
    assert values(run("verify", str(file), "--json"))["standing"] == "current"
    assert values(run("verify", str(foreign), "--json"))["why"] == ["key_unknown"]
    elsewhere = commands_at(tmp_path / "data", url, FIELDWISE_PUBLIC_URL="https://other.example")
    assert values(elsewhere("verify", str(file), "--json"))["why"] == ["wrong_issuer"]
    with database.transaction() as session:
        service.revoke(session, office.workspace, issued.id, reason="Why.", by="operator", now=datetime.now(UTC))
    database.close()
    revoked = run("verify", str(file), "--json")
    assert (revoked.exit_code, values(revoked)["why"]) == (1, ["revoked"])


def test_where_there_are_no_keys_it_is_said_that_the_issuers_are_needed(bare: Run, tmp_path: Path) -> None:
    file = saved(tmp_path / "good.jwt", token())
    empty = Database(f"sqlite:///{tmp_path / 'empty.sqlite'}")
    upgrade(empty)
    with empty.transaction() as session:
        ensure_workspace(session, LOCAL, now=datetime.now(UTC))
    empty.close()
    without_keys = commands_at(tmp_path / "data", f"sqlite:///{tmp_path / 'empty.sqlite'}")
    for run in (bare, without_keys):
        told = run("verify", str(file))
        assert (told.exit_code, told.stdout, "--jwks FILE" in told.stderr) == (1, "", True)
        assert told.stderr.startswith("I have no keys to verify with")


def test_a_certificate_of_ours_that_a_guide_outdated_is_valid_and_said_to_be_outdated(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'library.sqlite'}"
    database, now = Database(url), datetime.now(UTC) - timedelta(hours=1)
    upgrade(database)
    shelf = Shelf.open(database, tmp_path / "data")
    issued = shelf.certified(now=now)
    with database.reading() as session:
        file = saved(tmp_path / "own.jwt", token_of(session, shelf.workspace, issued.id))
    shelf.edition(CALLS, YEAR, now=now)
    database.close()
    run = commands_at(tmp_path / "data", url, FIELDWISE_PUBLIC_URL=ISSUER.address)
    told = run("verify", str(file))
    assert (told.exit_code, told.stdout.splitlines()[0]) == (0, "Valid.")
    assert "Outdated. A guide on which it rests has changed since (major: " in " ".join(told.stdout.split())
    assert values(run("verify", str(file), "--json"))["standing"] == "outdated"


def test_the_page_of_a_certificate_leads_to_it_as_long_as_its_holder_shows_it(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'library.sqlite'}"
    database = Database(url)
    upgrade(database)
    office = Office.open(database, tmp_path / "data")
    issued = office.certify("amara", now=datetime.now(UTC) - timedelta(hours=1))
    run = commands_at(tmp_path / "data", url, FIELDWISE_PUBLIC_URL=ISSUER.address)
    pages = CertificatePages(
        database, ISSUER, office.using.keys, lambda *_: (Standing.CURRENT, None, None), lambda: datetime.now(UTC)
    )
    with listening(pages_app(pages.routes()), "127.0.0.1", 0) as port:
        address = f"http://127.0.0.1:{port}/c/{issued.slug}"
        hidden = run("verify", address)
        assert (hidden.exit_code, "its holder does not show it (404)" in hidden.stderr) == (1, True)
        with database.transaction() as session:
            service.make_public(session, office.workspace, issued.id, by="amara", now=datetime.now(UTC))
        shown = run("verify", address)
        assert (shown.exit_code, shown.stdout.splitlines()[0]) == (0, "Valid.")
        with database.transaction() as session:
            since = issued.issued_at
            compromise(session, office.workspace, issued.key_id, since=since, by="operator", now=datetime.now(UTC))
        assert "does not name one signed credential" in run("verify", address).stderr
        file = saved(tmp_path / "own.jwt", office.token(issued.id))
        told = run("verify", str(file))
        assert (told.exit_code, "Not valid. Its key is compromised" in told.stdout) == (1, True)
        assert "amara" not in told.stdout
    database.close()
