"""Opening a signed token: what it says counts only once a trusted key, used as it is meant to be, has signed it."""

import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import import_key

from learning.credentials.keyset import KEY_PARTS, KeySet, TrustedKey, canonical
from learning.credentials.refusing import Refused
from learning.credentials.signing import SIGNS, TOKEN_BYTES, Registry
from learning.credentials.values import Why

_TOKEN = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*", re.ASCII)
_TYPES = frozenset({"jwt", "vc+jwt", "vc+ld+jwt", "vc-ld+jwt"})


@dataclass(frozen=True)
class Opened:
    """What a token says, and the key that signed it."""

    claims: Mapping[str, Any]
    key: TrustedKey


def looks_like_a_token(text: str) -> bool:
    """Whether a text has the three parts of a compact token."""
    return _TOKEN.fullmatch(text) is not None


def stated_id(token: str) -> str | None:
    """What a token says of its own address, unverified: only good for telling one from another."""
    try:
        claims = _object(_decoded(token.split(".")[1])) if looks_like_a_token(token) else {}
    except Refused:
        return None
    stated = claims.get("id")
    return stated if isinstance(stated, str) else None


def open_token(token: str, keys: KeySet) -> Opened:
    """The claims of a token that one of the keys signed.

    The key comes from ``keys`` alone: one that the token brings along is not looked at. The algorithm is that of the
    key; a token that names another is refused.

    Raises:
        Refused: Nobody whom we trust signed it, or it is not well-formed.
    """
    if len(token) > TOKEN_BYTES:
        raise Refused(Why.TOO_LARGE)
    if not looks_like_a_token(token):
        raise Refused(Why.MALFORMED)
    head, body, signature = (_decoded(part) for part in token.split("."))
    header = _object(head)
    key = _signed_by(token, header, keys, signature)
    return Opened(_object(body), key)


def _signed_by(token: str, header: Mapping[str, Any], keys: KeySet, signature: bytes) -> TrustedKey:
    algorithm = _algorithm(header)
    name = header.get("kid")
    if name is not None and not isinstance(name, str):
        raise Refused(Why.MALFORMED)
    found = keys.named(name)
    if not found:
        raise Refused(Why.KEY_UNKNOWN)
    fitting = [key for key in found if key.algorithm == algorithm]
    if not fitting:
        raise Refused(Why.ALGORITHM_REFUSED)
    for key in fitting:
        if signature and _verifies(token, header["alg"], key):
            return key
    raise Refused(Why.SIGNATURE_WRONG)


def _algorithm(header: Mapping[str, Any]) -> object:
    # Extensions that have to be understood are not.
    if header.get("alg") not in SIGNS or "crit" in header or "b64" in header:
        raise Refused(Why.ALGORITHM_REFUSED)
    kind = header.get("typ", "JWT")
    if not isinstance(kind, str) or kind.lower().removeprefix("application/") not in _TYPES:
        raise Refused(Why.WRONG_TYPE)
    return canonical(header["alg"])


def _verifies(token: str, algorithm: str, key: TrustedKey) -> bool:
    public = import_key({name: value for name, value in key.public.items() if name in KEY_PARTS})
    try:
        # Strictness about members of the header that are not registered would refuse what may be ignored.
        registry = Registry(algorithms=[algorithm], strict_check_header=False)
        jws.deserialize_compact(token, public, registry=registry)
    except (JoseError, ValueError, TypeError):
        return False
    return True


def _decoded(part: str) -> bytes:
    try:
        said = base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
    except binascii.Error as error:
        raise Refused(Why.MALFORMED) from error
    # The last character has bits that say nothing: only one way of writing the same bytes is taken.
    if base64.urlsafe_b64encode(said).decode().rstrip("=") != part:
        raise Refused(Why.MALFORMED)
    return said


def _object(data: bytes) -> dict[str, Any]:
    try:
        said = json.loads(data.decode("utf-8"), object_pairs_hook=_once, parse_constant=_refuse_constant)
        # A lone surrogate can be written in JSON, but nowhere else.
        json.dumps(said, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise Refused(Why.MALFORMED) from error
    if not isinstance(said, dict):
        raise Refused(Why.MALFORMED)
    return said


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object none of whose names is written twice: readers would disagree on it."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _refuse_constant(name: str) -> Any:
    raise ValueError(name)
