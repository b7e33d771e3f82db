"""A credential in a PNG: a chunk of text (iTXt) with the keyword that Open Badges 3.0 gives it. Pure.

The picture itself is neither decoded nor changed.
"""

import struct
import zlib
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEYWORD = b"openbadgecredential"
TEXT_BYTES = 1 << 20
_HEADER_END = len(SIGNATURE) + 25


class PngUnusable(ValueError):
    """It is no PNG, is damaged, or holds more than one credential, or one that is too long."""


def bake(picture: bytes, text: str) -> bytes:
    """The picture with a credential in it, after its header; it must hold none yet.

    Raises:
        PngUnusable: It is no PNG, or holds a credential.
    """
    if credential_in(picture) is not None:
        raise PngUnusable
    # Keyword, not compressed, no language, no translated keyword.
    data = KEYWORD + b"\0" + b"\0\0" + b"\0" + b"\0" + text.encode("utf-8")
    return picture[:_HEADER_END] + _chunk(b"iTXt", data) + picture[_HEADER_END:]


def credential_in(picture: bytes) -> str | None:
    """The credential in a picture; None where there is none.

    Raises:
        PngUnusable: It is no PNG, is damaged, or holds two.
    """
    found = [data for kind, data in _chunks(picture) if kind == b"iTXt" and data.startswith(KEYWORD + b"\0")]
    if len(found) > 1:
        raise PngUnusable
    return _text(found[0][len(KEYWORD) + 1 :]) if found else None


def _text(data: bytes) -> str:
    parts = data[2:].split(b"\0", 2)
    if len(parts) != 3 or data[:2] not in (b"\0\0", b"\1\0"):
        raise PngUnusable
    said = _unpacked(parts[2]) if data[0] else parts[2]
    try:
        return said.decode("utf-8")
    except UnicodeDecodeError as error:
        raise PngUnusable from error


def _unpacked(packed: bytes) -> bytes:
    unpacking = zlib.decompressobj()
    try:
        said = unpacking.decompress(packed, TEXT_BYTES)
    except zlib.error as error:
        raise PngUnusable from error
    if not unpacking.eof:
        raise PngUnusable
    return said


def _chunks(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    if not picture.startswith(SIGNATURE):
        raise PngUnusable
    at, kind = len(SIGNATURE), b""
    while at < len(picture):
        if at + 12 > len(picture):
            raise PngUnusable
        (length,) = struct.unpack_from(">I", picture, at)
        kind, data = picture[at + 4 : at + 8], picture[at + 8 : at + 8 + length]
        end = at + 8 + length
        if (at == len(SIGNATURE)) != (kind == b"IHDR") or picture[end : end + 4] != _sum(kind, data):
            raise PngUnusable
        yield kind, data
        at = end + 4
    if kind != b"IEND":
        raise PngUnusable


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + _sum(kind, data)


def _sum(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", zlib.crc32(kind + data))
