"""``fieldwise keys``: making, listing and retiring the keys that sign certificates."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from learning.credentials.queries import certificates_of
from storage.database import Database
from storage.upgrade import upgrade
from storage.workspaces import LOCAL, ensure_workspace
from tests.bot.commands_at import Run, commands_at, values
from tests.learning.credentials.awards import ISSUER
from tests.learning.credentials.office import Office


@pytest.fixture
def run(database: Database, database_url: str, tmp_path: Path) -> Run:
    """Commands on a database with the command line's workspace in it."""
    with database.transaction() as session:
        ensure_workspace(session, LOCAL, now=datetime.now(UTC))
    return commands_at(tmp_path / "data", database_url)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office whose keys and certificates the command line finds."""
    database = Database(f"sqlite:///{tmp_path / 'library.sqlite'}")
    upgrade(database)
    yield Office.open(database, tmp_path)
    database.close()


def test_keys_are_made_listed_retired_and_known_to_be_compromised(run: Run, tmp_path: Path) -> None:
    assert "keys new" in run("keys", "list").stdout
    first = values(run("keys", "new", "--json"))
    assert (first["algorithm"], first["signs"]) == ("EdDSA", True)
    made = run("keys", "new", "--algorithm", "RS256")
    assert "signs from now on" in made.stdout
    second, other = values(run("keys", "list", "--json"))["keys"]
    assert (second["algorithm"], second["signs"], other["id"], other["signs"]) == ("RS256", True, first["id"], False)
    assert {path.name for path in (tmp_path / "data/keys").iterdir()} == {f"{k['id']}.pem" for k in (first, second)}
    assert "signs no more" in run("keys", "retire", second["id"]).stdout
    assert "already" in run("keys", "retire", second["id"]).stdout
    assert "No key is left" not in run("keys", "retire", second["id"]).stdout
    told = run("keys", "compromise", first["id"], "--since", "2026-01-05")
    assert f"Nothing that {first['id']} signed since 2026-01-05 00:00 UTC" in told.stdout
    assert "Certificates that it signed: 0. No longer valid anywhere: 0." in told.stdout
    assert "already" in run("keys", "compromise", first["id"]).stdout
    shown = run("keys", "list").stdout
    assert "compromised since 2026-01-05" in shown
    assert "retired on" in shown
    assert [entry["action"] for entry in values(run("audit", "--json"))["entries"]] == [
        "signing key compromised", "signing key retired", "signing key made", "signing key made",
    ]  # fmt: skip


def test_whoever_retires_the_last_key_is_told_what_that_stops_and_what_goes_on(run: Run) -> None:
    made = values(run("keys", "new", "--json"))
    told = run("keys", "retire", made["id"])
    assert "none is issued until you make one with `fieldwise keys new`" in told.stdout
    assert "Keep the files of the retired keys until then" in told.stdout
    assert values(run("keys", "retire", made["id"], "--json")) == {
        "key": made["id"], "changed": False, "is_last": True,
    }  # fmt: skip


def test_without_a_moment_nothing_that_a_key_ever_signed_is_trusted(run: Run) -> None:
    made = values(run("keys", "new", "--json"))
    said = values(run("keys", "compromise", made["id"], "--json"))
    assert said == {
        "key": made["id"], "since": made["created_at"], "changed": True, "certificates": 0, "no_longer_valid": 0,
    }  # fmt: skip


def test_what_a_compromised_key_signed_is_issued_anew(office: Office, tmp_path: Path) -> None:
    issued = office.certify("amara", now=datetime.now(UTC))
    run = commands_at(tmp_path, f"sqlite:///{tmp_path / 'library.sqlite'}", FIELDWISE_PUBLIC_URL=ISSUER.address)
    assert values(run("keys", "reissue", "--json")) == {"reissued": 0}
    assert "Issue them anew with `fieldwise keys reissue`" in run("keys", "compromise", issued.key_id).stdout
    none = run("keys", "reissue")
    assert (none.exit_code, "fieldwise keys new" in none.stderr) == (1, True)
    made = values(run("keys", "new", "--json"))
    assert run("keys", "reissue").stdout == "Certificates issued anew: 1. The bot tells their holders.\n"
    assert run("keys", "reissue").stdout == "Certificates issued anew: 0.\n"
    with office.database.reading() as session:
        newest, before = certificates_of(session, office.workspace, "amara")
    assert (newest.key_id, before.id, before.revoked) == (made["id"], issued.id, True)


def test_what_can_not_be_done_is_a_sentence(run: Run, tmp_path: Path) -> None:
    made = values(run("keys", "new", "--json"))
    missing = run("keys", "retire", "nothing")
    assert (missing.exit_code, "keys list" in missing.stderr) == (1, True)
    ahead = run("keys", "compromise", made["id"], "--since", "2999-01-01")
    assert (ahead.exit_code, "yet to come" in ahead.stderr) == (1, True)
    (tmp_path / "data/keys").chmod(0o755)
    open_to_others = run("keys", "new")
    assert (open_to_others.exit_code, "0700" in open_to_others.stderr) == (1, True)
    assert "PRIVATE" not in open_to_others.output
