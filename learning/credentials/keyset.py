"""Public keys that are trusted, and with which algorithm each of them signs. Pure."""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from joserfc.errors import JoseError
from joserfc.jwk import import_key

from learning.errors import KeyUnusable

RSA_BITS = 2048
MOST_KEYS = 100
# The algorithm follows from the key alone: what a token says of its algorithm can only be refused.
_ALGORITHMS = {
    ("RSA", None): "RS256",
    ("OKP", "Ed25519"): "EdDSA",
    ("EC", "P-256"): "ES256",
    ("EC", "P-384"): "ES384",
}
# The members that make the key; the others only describe it.
KEY_PARTS = frozenset({"kty", "crv", "x", "y", "n", "e"})


@dataclass(frozen=True)
class TrustedKey:
    """A public key.

    Attributes:
        public: As a JWK, without any private part.
        compromised_at: From when on somebody else may have signed with it.
    """

    id: str
    algorithm: str
    public: Mapping[str, Any]
    compromised_at: datetime | None = None


@dataclass(frozen=True)
class KeySet:
    """The keys that are trusted.

    Attributes:
        issuer: Whose they are: only this issuer's credentials are then accepted; None where the keys alone count.
    """

    keys: tuple[TrustedKey, ...]
    issuer: str | None = None

    def named(self, name: str | None) -> tuple[TrustedKey, ...]:
        """The keys that may be meant: of this name, which may be an address that ends in it; all where it is None."""
        if name is None:
            return self.keys
        last = _last_part(name)
        return tuple(key for key in self.keys if key.id == name or _last_part(key.id) == last)


def trusted_key(key_id: str, public: Mapping[str, Any], *, compromised_at: datetime | None = None) -> TrustedKey:
    """A JWK as a key to trust.

    Raises:
        KeyUnusable: It is no public signing key of a kind that is accepted.
    """
    if "d" in public:
        raise KeyUnusable(key_id, "private")
    algorithm = _ALGORITHMS.get((str(public.get("kty")), _curve(public)))
    if algorithm is None:
        raise KeyUnusable(key_id, "kind_refused")
    stated = public.get("alg", algorithm)
    if canonical(stated) != algorithm or public.get("use", "sig") != "sig":
        raise KeyUnusable(key_id, "made_for_something_else")
    if algorithm == "RS256" and _bits(public.get("n")) < RSA_BITS:
        raise KeyUnusable(key_id, "too_short")
    try:
        import_key({name: value for name, value in public.items() if name in KEY_PARTS})
    except (JoseError, ValueError, TypeError) as error:
        raise KeyUnusable(key_id, "malformed") from error
    return TrustedKey(key_id, algorithm, dict(public), compromised_at)


def canonical(algorithm: object) -> object:
    """An algorithm by its older name: RFC 9864 gives EdDSA over Ed25519 a name of its own."""
    return "EdDSA" if algorithm == "Ed25519" else algorithm


def read_jwks(text: str, *, issuer: str | None = None) -> KeySet:
    """The keys of a JWK Set, or of a single JWK, that can be trusted.

    A set may hold keys for other uses, or of kinds that are not known here: they are left out (RFC 7517, section 5).

    Raises:
        KeyUnusable: It is neither, holds too many keys or none that can be trusted, or one that is private.
    """
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise KeyUnusable("", "no_key_set") from error
    if not isinstance(said, dict):
        raise KeyUnusable("", "no_key_set")
    keys = said.get("keys", [said])
    if not isinstance(keys, list) or not 0 < len(keys) <= MOST_KEYS or not all(isinstance(k, dict) for k in keys):
        raise KeyUnusable("", "no_key_set")
    return KeySet(_usable(keys), issuer)


def _usable(keys: Sequence[Mapping[str, Any]]) -> tuple[TrustedKey, ...]:
    found, refused = [], []
    for key in keys:
        try:
            found.append(trusted_key(str(key.get("kid", "")), key))
        except KeyUnusable as error:
            # Whoever publishes a private key has lost it, and perhaps the others with it.
            if error.why == "private":
                raise
            refused.append(error)
    if not found:
        raise refused[0]
    return tuple(found)


def _curve(public: Mapping[str, Any]) -> str | None:
    return None if public.get("kty") == "RSA" else str(public.get("crv"))


def _bits(modulus: object) -> int:
    """The size of an RSA key; 0 where its modulus can't be read."""
    text = modulus if isinstance(modulus, str) else ""
    try:
        return int.from_bytes(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))).bit_length()
    except ValueError:
        return 0


def _last_part(name: str) -> str:
    return name.replace("#", "/").rsplit("/", 1)[-1]
