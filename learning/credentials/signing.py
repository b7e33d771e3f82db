"""Credentials as signed tokens: VC-JWT as Open Badges 3.0 has it, the credential itself being the payload."""

import copy
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from joserfc import jws
from joserfc.jwk import OKPKey, RSAKey
from joserfc.jws import JWSRegistry

from learning.credentials.key_files import Private

SIGNS = ("RS256", "EdDSA", "Ed25519", "ES256", "ES384")
TOKEN_BYTES = 1 << 19


def _unwarned(name: str) -> Any:
    # Open Badges verifiers know Ed25519 by the older name of its algorithm, of which joserfc warns.
    algorithm = copy.copy(JWSRegistry.algorithms[name])
    algorithm.security_warning = None
    return algorithm


class Registry(JWSRegistry):
    """The algorithms that are known here; a symmetric one is not among them, nor is none."""

    algorithms = {name: _unwarned(name) for name in SIGNS}
    max_header_length = 1 << 13
    max_payload_length = TOKEN_BYTES


@dataclass(frozen=True)
class Signer:
    """A private key in use; its printed form says nothing of it."""

    key_id: str
    algorithm: str
    private: Private

    def __repr__(self) -> str:
        """The name only."""
        return f"Signer({self.key_id})"


def sign(credential: Mapping[str, Any], signer: Signer, *, key_address: str) -> str:
    """A credential as a compact token.

    The registered claims repeat what the credential says: ``iss``, ``jti``, ``nbf``, and ``sub`` and ``exp`` where
    there are such facts.

    Args:
        credential: With ``id``, ``issuer``, ``validFrom`` and ``credentialSubject``.
        signer: The key.
        key_address: Where its public half is found, for the header.
    """
    header = {"alg": signer.algorithm, "kid": key_address, "typ": "JWT"}
    payload = json.dumps({**credential, **_registered(credential)}, ensure_ascii=False, separators=(",", ":"))
    registry = Registry(algorithms=[signer.algorithm])
    return jws.serialize_compact(header, payload.encode(), _jose(signer.private), registry=registry)


def stamp(moment: datetime) -> str:
    """A moment as credentials write it: in UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _registered(credential: Mapping[str, Any]) -> dict[str, Any]:
    issuer, subject = credential["issuer"], credential["credentialSubject"].get("id")
    until = credential.get("validUntil")
    return {
        "iss": issuer if isinstance(issuer, str) else issuer["id"],
        "jti": credential["id"],
        "nbf": _seconds(credential["validFrom"]),
        **({"sub": subject} if subject is not None and "achievement" in credential["credentialSubject"] else {}),
        **({"exp": _seconds(until)} if until is not None else {}),
    }


def _seconds(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp())


def _jose(key: Private) -> OKPKey | RSAKey:
    if isinstance(key, Ed25519PrivateKey):
        return OKPKey.import_key(key)
    return RSAKey.import_key(key)
