"""The public addresses of certificates: the page that verifies one, its files, and what other verifiers need.

Nothing of a certificate is shown while its holder has not made it public. No cookies, no scripts, no note of who looks.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.web.certificate_page import (
    CONTENT_POLICY,
    CertificatePage,
    absent_html,
    broken_html,
    certificate_html,
)
from bot.web.certificate_texts import page_texts
from learning.certifications.queries import certification
from learning.continuous.values import Year
from learning.credentials.achievement import achievement, profile
from learning.credentials.face import face_of
from learning.credentials.files import KINDS, made
from learning.credentials.issuer import Issuer, Purpose
from learning.credentials.keys import list_signer, own_keys
from learning.credentials.keyset import TrustedKey
from learning.credentials.queries import Shown, count_of, shown, status_bits
from learning.credentials.register import OwnRegister
from learning.credentials.signing import sign
from learning.credentials.status_list import status_list
from learning.credentials.values import Verdict, Verified
from learning.credentials.verifying import verify_token
from learning.errors import CertificationNotFound, KeyUnusable, NoSigningKey
from learning.standing.values import Severity, Standing
from storage.database import Database
from storage.workspaces import LOCAL, workspace_id

# A revocation is shown by the list after this time at the latest; the page shows it at once.
LIST_KEPT = timedelta(minutes=1)
_SLUG = re.compile(r"[0-9a-f]{32}")
_PAGE = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Vary": "Accept-Language",
}
_FILE = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
}
# What holds no fact of a person may be asked for by pages of others, and be kept for a while.
_OPEN = {
    "X-Content-Type-Options": "nosniff",
    "Access-Control-Allow-Origin": "*",
    "Cache-Control": f"public, max-age={int(LIST_KEPT.total_seconds())}",
}


@dataclass
class CertificatePages:
    """The public pages.

    Attributes:
        keys: The folder of the private keys, with which status lists are signed.
        standing: How a certificate stands at a moment, how grave what guides changed under it is, where that is left to
            mend, and how its year stands, where it is kept by practice.
        now: The time.
    """

    database: Database
    issuer: Issuer
    keys: Path
    standing: Callable[[Session, Shown, datetime], tuple[Standing, Severity | None, Year | None]]
    now: Callable[[], datetime]
    _lists: dict[tuple[str, Purpose], tuple[datetime, str]] = field(default_factory=dict)
    _one_signs: Lock = field(default_factory=Lock)

    def routes(self) -> list[BaseRoute]:
        """Their addresses."""
        found = {
            "/c/{slug}.{kind}": self.file,
            "/c/{slug}": self.page,
            "/issuer": self.profile,
            "/.well-known/jwks.json": self.key_set,
            "/keys/{key}": self.key,
            "/achievements/{key}": self.achievement,
            "/status/{workspace:uuid}/{purpose}": self.status,
        }
        return [Route(path, endpoint, methods=["GET"]) for path, endpoint in found.items()]

    def page(self, request: Request) -> Response:
        """The certificate as it is signed, and how it stands now."""
        texts = page_texts(request.headers.get("accept-language", ""))
        headers = {**_PAGE, "Content-Language": texts.language}
        with self.database.reading() as session:
            found = _shown(session, request)
            if found is None:
                return HTMLResponse(absent_html(texts), 404, headers=headers)
            page = self._verified(session, found)
        text = certificate_html(page, self.issuer, texts) if page is not None else broken_html(texts)
        return HTMLResponse(text, headers=headers)

    def file(self, request: Request) -> Response:
        """The certificate as a file."""
        kind = request.path_params["kind"]
        with self.database.reading() as session:
            found = _shown(session, request) if kind in KINDS else None
            claims = self._checked(session, found).claims if found is not None else None
        if found is None or claims is None:
            return Response(status_code=404, headers=_FILE)
        data = made(kind, face_of(claims), found.jwt)
        named = {"Content-Disposition": f'inline; filename="certificate.{kind}"'}
        return Response(data, media_type=KINDS[kind].content_type, headers={**_FILE, **named})

    def profile(self, _: Request) -> Response:
        """Who issues certificates."""
        return _json({"@context": ["https://www.w3.org/ns/credentials/v2"], **profile(self.issuer)})

    def key_set(self, _: Request) -> Response:
        """The public keys, without those that are compromised: others can't know when those signed what."""
        return _json({"keys": [self._jwk(key) for key in self._trusted()]}, "application/jwk-set+json")

    def key(self, request: Request) -> Response:
        """One public key."""
        wanted = request.path_params["key"]
        found = next((key for key in self._trusted() if key.id == wanted), None)
        return _json(self._jwk(found), "application/jwk+json") if found is not None else _absent()

    def achievement(self, request: Request) -> Response:
        """What a certification requires, by its newest version."""
        key = request.path_params["key"]
        with self.database.reading() as session:
            workspace = workspace_id(session, LOCAL)
            if workspace is None or not key.isprintable():
                return _absent()
            try:
                found = certification(session, workspace, key)
            except CertificationNotFound:
                return _absent()
        return _json(achievement(found.definition, found.number, self.issuer))

    def status(self, request: Request) -> Response:
        """A signed status list."""
        workspace, purpose = str(request.path_params["workspace"]), request.path_params["purpose"]
        if purpose not in tuple(Purpose):
            return _absent()
        try:
            token = self._list(workspace, Purpose(purpose))
        except NoSigningKey:
            return _absent()
        except KeyUnusable:
            return Response(status_code=503, headers={"Cache-Control": "no-store"})
        return Response(token, media_type="application/vc+jwt", headers=_OPEN)

    def _verified(self, session: Session, found: Shown) -> CertificatePage | None:
        checked = self._checked(session, found)
        if checked.claims is None or checked.key_id is None:
            return None
        standing, severity, year = self.standing(session, found, self.now())
        unsure = checked.verdict is not Verdict.VALID and standing in (Standing.CURRENT, Standing.EXPIRING)
        shown = None if unsure else standing
        return CertificatePage(found.certificate.slug, face_of(checked.claims), shown, severity, checked.key_id, year)

    def _checked(self, session: Session, found: Shown) -> Verified:
        register = OwnRegister(session, found.workspace, self.issuer)
        keys = own_keys(session, found.workspace, self.issuer.id)
        return verify_token(found.jwt, keys, now=self.now(), status=register, register=register)

    def _list(self, workspace: str, purpose: Purpose) -> str:
        with self._one_signs:
            now = self.now()
            until, token = self._lists.get((workspace, purpose), (now, ""))
            if now < until:
                return token
            with self.database.reading() as session:
                using = list_signer(session, workspace, self.keys)
                bits, count = status_bits(session, workspace, purpose), count_of(session, workspace)
            unsigned = status_list(self.issuer, workspace, purpose, bits, count=count, now=now)
            token = sign(unsigned, using, key_address=self.issuer.key(using.key_id))
            self._lists[workspace, purpose] = (now + LIST_KEPT, token)
            return token

    def _trusted(self) -> list[TrustedKey]:
        with self.database.reading() as session:
            keys = own_keys(session, None, self.issuer.id).keys
        return [key for key in keys if key.compromised_at is None]

    def _jwk(self, key: TrustedKey) -> dict[str, Any]:
        return {**key.public, "kid": self.issuer.key(key.id), "alg": key.algorithm, "use": "sig"}


def _shown(session: Session, request: Request) -> Shown | None:
    slug = request.path_params["slug"]
    return shown(session, slug) if _SLUG.fullmatch(slug) else None


def _json(value: Any, media_type: str = "application/json") -> Response:
    return JSONResponse(value, media_type=media_type, headers=_OPEN)


def _absent() -> Response:
    return Response(status_code=404, headers={"Cache-Control": "no-store"})
