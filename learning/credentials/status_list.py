"""W3C Bitstring Status List 1.0: one bit for each credential, so that nobody learns who asks about whom. Pure."""

import base64
import binascii
import gzip
import zlib
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from random import Random
from typing import Any

from learning.credentials.issuer import Issuer, Purpose
from learning.credentials.signing import stamp

# The least that the standard allows: a credential hides among so many.
SIZE = 131_072
MOST_BYTES = 1 << 22
# An older copy of a list is no longer taken after this.
KEPT = timedelta(days=1)
REFRESHED_MS = 300_000


class ListUnusable(ValueError):
    """An encoded list can't be read, is shorter than the standard allows, or has no such place."""


def size_for(count: int) -> int:
    """How many places a list of so many credentials has: at least half of them are free."""
    size = SIZE
    while size < 2 * count:
        size *= 2
    return size


def free_index(count: int, is_taken: Callable[[int], bool], dice: Random) -> int:
    """A random place that is free, among those that a list with ``count`` places taken has."""
    size = size_for(count + 1)
    while True:
        index = dice.randrange(size)
        if not is_taken(index):
            return index


def encode(indices: Iterable[int], size: int = SIZE) -> str:
    """The list with these bits set, the first bit leftmost: gzip, base64url, and the prefix that names it."""
    bits = bytearray(size // 8)
    for index in indices:
        bits[index // 8] |= 0x80 >> (index % 8)
    return "u" + base64.urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).decode().rstrip("=")


def is_set(encoded: str, index: int) -> bool:
    """Whether the bit of a place is set.

    Raises:
        ListUnusable: It can't be told.
    """
    bits = _bits(encoded)
    if len(bits) * 8 < SIZE or not 0 <= index < len(bits) * 8:
        raise ListUnusable
    return bool(bits[index // 8] & (0x80 >> (index % 8)))


def status_list(
    issuer: Issuer, workspace: str, purpose: Purpose, indices: Iterable[int], *, count: int, now: datetime
) -> dict[str, Any]:
    """A status list as a credential, not signed yet; ``count`` is how many certificates there are."""
    address = issuer.status_list(workspace, purpose)
    return {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer.id,
        "validFrom": stamp(now),
        "validUntil": stamp(now + KEPT),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose.value,
            "encodedList": encode(indices, size_for(count)),
            "ttl": REFRESHED_MS,
        },
    }


def status_entry(issuer: Issuer, workspace: str, purpose: Purpose, index: int) -> dict[str, Any]:
    """What a credential says of its place in a list."""
    address = issuer.status_list(workspace, purpose)
    return {
        "id": f"{address}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose.value,
        "statusListIndex": str(index),
        "statusListCredential": address,
    }


def _bits(encoded: str) -> bytes:
    if not encoded.startswith("u"):
        raise ListUnusable
    text = encoded[1:]
    try:
        packed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        unpacking = zlib.decompressobj(wbits=31)
        bits = unpacking.decompress(packed, MOST_BYTES)
    except (binascii.Error, zlib.error, ValueError) as error:
        raise ListUnusable from error
    if not unpacking.eof:
        raise ListUnusable
    return bits
