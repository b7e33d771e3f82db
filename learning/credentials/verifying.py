"""Verifying a credential. Whatever could not be checked is never valid."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from learning.credentials.dates import Window
from learning.credentials.extracting import token_in
from learning.credentials.keyset import KeySet
from learning.credentials.opening import Opened, open_token
from learning.credentials.refusing import Refused, verdict_of
from learning.credentials.statuses import StatusSource, found_out
from learning.credentials.values import Verdict, Verified, Why

_KINDS = frozenset({"OpenBadgeCredential", "AchievementCredential"})
_REGISTERED = ("iss", "sub", "jti", "nbf", "exp")
_OLDER_DATES = {"validFrom": "issuanceDate", "validUntil": "expirationDate"}


class Register(Protocol):
    """Who keeps what was issued, and can tell when; what a credential says of its own date proves nothing."""

    def issued_at(self, token: str) -> datetime | None:
        """When exactly this token was issued; None where it was not."""
        ...


def verify(
    data: bytes,
    keys: KeySet,
    *,
    now: datetime,
    status: StatusSource | None = None,
    register: Register | None = None,
) -> Verified:
    """Find the credential in a file or a token, and say whether it is valid.

    Args:
        data: A token, JSON, a PNG, an SVG or a PDF.
        keys: Whose signature counts. A key that the credential brings along never does.
        now: The time.
        status: Where it is found out whether a credential was revoked; without it, one that can be is not verified.
        register: Needed for what a compromised key signed: it is believed only where it was issued before.
    """
    try:
        return verify_token(token_in(data), keys, now=now, status=status, register=register)
    except Refused as refused:
        return Verified(refused.verdict, (refused.why,), None)


def verify_token(
    token: str,
    keys: KeySet,
    *,
    now: datetime,
    status: StatusSource | None = None,
    register: Register | None = None,
) -> Verified:
    """As ``verify``, of a token that was found already."""
    try:
        opened = open_token(token, keys)
        _refuse_compromised(token, opened, register)
        claims = _unwrapped(opened.claims)
        issuer = _issuer(claims, keys)
        window = Window.of(claims)
    except Refused as refused:
        return Verified(refused.verdict, (refused.why,), None)
    why = (*window.against(now), *found_out(claims, issuer, status))
    return Verified(verdict_of(why), why, claims, opened.key.id)


def _unwrapped(claims: Mapping[str, Any]) -> Mapping[str, Any]:
    """The claims with the credential at the top, where the older way to write a token has it in a claim ``vc``."""
    inner = claims.get("vc")
    if "type" in claims or not isinstance(inner, dict):
        return claims
    dates = {new: inner[old] for new, old in _OLDER_DATES.items() if old in inner and new not in inner}
    return {**inner, **{name: claims[name] for name in _REGISTERED if name in claims}, **dates}


def _refuse_compromised(token: str, opened: Opened, register: Register | None) -> None:
    since = opened.key.compromised_at
    if since is None:
        return
    if register is None:
        raise Refused(Why.KEY_COMPROMISED, Verdict.NOT_VERIFIED)
    issued = register.issued_at(token)
    if issued is None or issued >= since:
        raise Refused(Why.KEY_COMPROMISED)


def _issuer(claims: Mapping[str, Any], keys: KeySet) -> str:
    """Who issued it, once it is sure that it is a badge and that its claims fit each other."""
    kinds = claims.get("type")
    named = {kind for kind in kinds if isinstance(kind, str)} if isinstance(kinds, list) else set()
    subject, issuer = claims.get("credentialSubject"), claims.get("issuer")
    if "VerifiableCredential" not in named or not named & _KINDS:
        raise Refused(Why.WRONG_TYPE)
    if not isinstance(subject, dict) or not isinstance(subject.get("achievement"), dict):
        raise Refused(Why.MALFORMED)
    identity = issuer.get("id") if isinstance(issuer, dict) else issuer
    if not isinstance(identity, str) or claims.get("iss") != identity or keys.issuer not in (None, identity):
        raise Refused(Why.WRONG_ISSUER)
    fits = claims.get("jti") == claims.get("id") and claims.get("sub") == subject.get("id")
    if not fits or "nbf" not in claims or "validFrom" not in claims:
        raise Refused(Why.MALFORMED)
    return identity
