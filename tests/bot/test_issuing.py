"""Who issues certificates is what the settings say, and nobody where they say no address."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.issuing import certificate_pages, issuer_of, issuing
from bot.services import Services
from bot.settings import Settings
from learning.credentials.queries import shown
from learning.credentials.service import make_public
from learning.errors import NoPublicAddress
from learning.standing.values import Standing
from storage.database import Database
from storage.upgrade import upgrade
from tests.learning.attempts.hall import DAY, NOW
from tests.learning.credentials.awards import ISSUER
from tests.learning.credentials.office import Office


def settings(tmp_path: Path, **given: str) -> Settings:
    return Settings.model_validate({"data_dir": tmp_path, "database_url": None, "public_url": None, **given})


def test_the_issuer_is_the_public_address_and_its_name(tmp_path: Path) -> None:
    found = issuer_of(settings(tmp_path, public_url="https://badges.example.org/", issuer_name="Amber Alliance"))
    assert (found.id, found.name) == ("https://badges.example.org/issuer", "Amber Alliance")
    local = issuer_of(settings(tmp_path, public_url="http://127.0.0.1:3100"))
    assert local.certificate("a") == "http://127.0.0.1:3100/c/a"


def test_without_a_public_address_nothing_is_issued_and_no_page_is_there(tmp_path: Path) -> None:
    built = Services(settings(tmp_path))
    for made in (issuing, certificate_pages):
        with pytest.raises(NoPublicAddress):
            made(built)


@pytest.mark.parametrize(
    "address",
    ["http://badges.example.org", "ftp://badges.example.org", "badges.example.org", "https://", "https://me:pw@a.org",
     "https://a.org/?x=1", "https://a.org/#x", "javascript:alert(1)"],
)  # fmt: skip
def test_an_address_that_could_not_be_trusted_or_reached_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(ValidationError, match="https address"):
        settings(tmp_path, public_url=address)


def test_the_public_pages_say_how_a_certificate_stands_by_all_that_is_known_of_it(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'library.sqlite'}")
    upgrade(database)
    office = Office.open(database, tmp_path, valid_months=12, renewal_days=60)
    made = office.certify("amara", now=NOW)
    with database.transaction() as session:
        make_public(session, office.workspace, made.id, by="amara", now=NOW)
    database.close()
    built = Services(settings(tmp_path, public_url=ISSUER.address))
    pages = certificate_pages(built)
    assert made.expires_at is not None
    stands = []
    for now in (NOW, made.expires_at - 30 * DAY, made.expires_at):
        with built.database.reading() as session:
            found = shown(session, made.slug)
            assert found is not None
            standing, severity, _ = pages.standing(session, found, now)
            assert severity is None
            stands.append(standing)
    built.close()
    assert stands == [Standing.CURRENT, Standing.EXPIRING, Standing.EXPIRED]


def test_the_keys_are_in_a_folder_of_the_data_directory(tmp_path: Path) -> None:
    assert issuing(Services(settings(tmp_path, public_url="https://a.org"))).keys == tmp_path / "keys"
