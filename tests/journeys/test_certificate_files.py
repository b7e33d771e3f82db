"""Journeys of a certificate's files: sent to its holder, verified by others; and anew after a key was compromised."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openbadgeslib.ob3 import OB3VerificationError

from bot.issuing import issuing
from bot.texts.english import ENGLISH
from knowledge.members.roles import OPERATOR
from learning.credentials.keys import compromise
from learning.credentials.service import revoke
from learning.standing.reissuing import reissue
from learning.standing.values import Standing
from storage import jobs
from tests.journeys.certified import ADDRESS, Certified, certifying
from tests.journeys.independent import FILES, files_sent, verified_by_others
from tests.journeys.workplace import DEV, shown

SAID = ENGLISH.certificates


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Certified]:
    with certifying(tmp_path / "data") as office:
        yield Certified(office).prepare()


def test_the_files_of_a_certificate_come_to_its_holder_and_each_verifies_for_others_until_it_is_revoked(
    desk: Certified,
) -> None:
    one = desk.certify()
    desk.press_on(DEV, desk.shown_to(), "certificate_files")
    files, services = files_sent(desk.office, DEV), desk.office.services
    assert files.keys() == FILES
    for kind, content in files.items():
        found = verified_by_others(kind, content, services)
        assert (found.id, found.issuer.id) == (f"{ADDRESS}/c/{one.slug}", f"{ADDRESS}/issuer")
    with services.database.transaction() as session:
        revoke(session, desk.workspace, one.id, reason="It was lent.", by=OPERATOR, now=desk.now())
    for kind, content in files.items():
        with pytest.raises(OB3VerificationError, match="'revocation' is set"):
            verified_by_others(kind, content, services)


def test_after_a_key_was_compromised_the_certificate_is_issued_anew_and_its_holder_told_once(desk: Certified) -> None:
    one = desk.certify()
    services, certificates = desk.office.services, desk.office.bot.parts.certificates
    with services.database.transaction() as session:
        compromise(session, desk.workspace, one.key_id, since=one.issued_at, by=OPERATOR, now=desk.now())
    assert desk.held().standing is Standing.SUSPENDED
    assert not certificates.is_due(desk.now())
    desk.make_key()
    reissue(services.database, desk.workspace, one.id, using=issuing(services), by=OPERATOR, now=desk.now())
    assert certificates.is_due(desk.now())
    for number in range(2):
        jobs.start(f"look:{number}", certificates.look_at_all)
        desk.office.settle()
    assert not certificates.is_due(desk.now())
    (told,) = [message for message in desk.news(DEV) if "is issued anew" in message["text"]]
    assert f"Issued to Dev Anand: {SAID.standings[Standing.CURRENT]}" in shown(told)
    desk.press_on(DEV, told, "certificate_files")
    assert verified_by_others("pdf", files_sent(desk.office, DEV)["pdf"], services).id != f"{ADDRESS}/c/{one.slug}"
