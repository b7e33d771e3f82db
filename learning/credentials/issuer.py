"""Who issues certificates, and the public addresses of what it signs. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class Purpose(StrEnum):
    """What a status list tells of its credentials."""

    REVOCATION = "revocation"
    SUSPENSION = "suspension"


@dataclass(frozen=True)
class Issuer:
    """Who issues certificates.

    Attributes:
        address: Of its public pages, without a slash at the end. It is signed into every certificate.
        name: As people know it.
    """

    address: str
    name: str

    @property
    def id(self) -> str:
        """Its identity: the address of its profile."""
        return f"{self.address}/issuer"

    @property
    def keys(self) -> str:
        """Where the public keys are."""
        return f"{self.address}/.well-known/jwks.json"

    def key(self, key_id: str) -> str:
        """Where one public key is."""
        return f"{self.address}/keys/{key_id}"

    def certificate(self, slug: str) -> str:
        """Where anybody verifies a certificate."""
        return f"{self.address}/c/{slug}"

    def achievement(self, key: str) -> str:
        """Where it is told what a certification requires."""
        return f"{self.address}/achievements/{key}"

    def status_list(self, workspace: str, purpose: Purpose) -> str:
        """Where a status list is."""
        return f"{self.address}/status/{workspace}/{purpose.value}"
