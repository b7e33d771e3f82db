"""A certificate's files in the eyes of others: read and verified by libraries that are none of ours."""

from collections.abc import Callable, Mapping

import jwt
import pypdfium2 as pdfium  # type: ignore[import-untyped]
from openbadgeslib.ob3 import OB3Verifier, OpenBadgeCredential
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.issuing import certificate_pages
from bot.playground.people import direct
from bot.services import Services
from tests.journeys.workplace import Workplace

FILES = {"jwt", "pdf", "png", "svg"}


def files_sent(office: Workplace, person: str) -> dict[str, bytes]:
    """The files in a person's conversation with the bot, by the endings of their names."""
    sent = [file for message in office.answers(direct(person)) for file in message.get("files", ())]
    found = {str(file["name"]).rpartition(".")[2]: office.slack.platform.files.content(file["id"]) for file in sent}
    return {kind: content for kind, content in found.items() if content is not None}


def verified_by_others(kind: str, content: bytes, services: Services) -> OpenBadgeCredential:
    """What a file certifies, by its signature and the status lists, with nothing but what is published.

    Open Badges are verified by openbadgeslib, which reads them out of pictures too. It does not read PDFs: pdfium does,
    called as anybody may call it.

    Raises:
        OB3VerificationError: It is not valid.
    """
    token = _READERS[kind](content)
    site = TestClient(Starlette(routes=certificate_pages(services).routes()))
    key = site.get(jwt.get_unverified_header(token)["kid"])
    assert key.status_code == 200
    verifier = OB3Verifier(jwt.PyJWK(key.json()).key)
    return verifier.verify(token, check_status=True, download=lambda address: site.get(address).content)


def _attached(content: bytes) -> str:
    with pdfium.PdfDocument(content) as document:
        assert document.count_attachments() == 1
        return bytes(document.get_attachment(0).get_data()).decode()


_READERS: Mapping[str, Callable[[bytes], str]] = {
    "jwt": bytes.decode,
    "png": OB3Verifier.extract_token_from_png,
    "svg": OB3Verifier.extract_token_from_svg,
    "pdf": _attached,
}
