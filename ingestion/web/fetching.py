"""A public page of the web, fetched whole or not at all."""

import io
import ssl
import zlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ingestion.web.addresses import WEB_PORTS, is_public, presentable, target_of
from ingestion.web.asking import Answer, Limits, PublicGate, asked
from ingestion.web.connecting import Allowed, Resolve, resolved
from ingestion.web.errors import NotReachable, Obstacle, PageRefused, PageTooLarge, PageTypeUnsupported
from ingestion.web.naming import ENDINGS, content_type_of, name_of

_WHOLE = {200, 203}
_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS
_PACKED = {"gzip", "x-gzip", "deflate"}


@dataclass(frozen=True)
class Fetched:
    """A page.

    Attributes:
        url: The address that was given, in its one spelling, without a fragment. Where that led to may be signed for
            whoever was led there, and be another each time.
        name: A name for its file, with the ending of its content type.
        content_type: Without parameters, in lower case: one of ``naming.ENDINGS``.
        data: Its content, unpacked; whether it is of that type is for the reader of files to check.
    """

    url: str
    name: str
    content_type: str
    data: bytes


_DEFAULT_LIMITS = Limits()


def fetch(
    url: str,
    limits: Limits = _DEFAULT_LIMITS,
    *,
    resolve: Resolve = resolved,
    allowed: Allowed = is_public,
    ports: Collection[int] = WEB_PORTS,
    tls: ssl.SSLContext | None = None,
) -> Fetched:
    """The page at an address.

    Args:
        url: As a person typed or pasted it.
        limits: What it may cost.
        resolve: From a host and a port to its IP addresses.
        allowed: Which IP addresses may be connected to.
        ports: Which ports an address may name.
        tls: The certificates that are trusted; None for the well-known ones.

    Raises:
        WebError: The subclass for why there is none; always with the address that was given.
    """
    gate = PublicGate(resolve, allowed, ports, tls)
    with asked("GET", url, ", ".join(ENDINGS), limits, gate) as answer:
        shown = presentable(url)
        content_type = _acceptable_type(answer, shown)
        data = content_of(answer, limits.size, shown)
    return Fetched(target_of(url, ports).url, name_of(answer.target, content_type), content_type, data)


def require_whole(answer: Answer, shown: str) -> None:
    """Ask whether a site gives what is at an address.

    Raises:
        PageRefused: It does not.
    """
    if answer.status not in _WHOLE:
        raise PageRefused(shown, answer.status)


def content_of(answer: Answer, limit: int, shown: str) -> bytes:
    """The content of an answer, unpacked, of at most so many bytes.

    Raises:
        PageTooLarge: It has more.
        PageTypeUnsupported: It is packed in an unknown way.
        NotReachable: A part is missing.
    """
    _check_declared_size(answer, limit, shown)
    return _content(answer.chunks, _packing(answer, shown), limit, shown)


def _acceptable_type(answer: Answer, shown: str) -> str:
    require_whole(answer, shown)
    content_type = content_type_of(answer.headers.get("content-type", ""))
    if content_type not in ENDINGS:
        raise PageTypeUnsupported(shown, content_type)
    return content_type


def _check_declared_size(answer: Answer, limit: int, shown: str) -> None:
    declared = answer.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limit:
        raise PageTooLarge(shown, limit)


def _packing(answer: Answer, shown: str) -> str:
    """How the content is packed, although it was asked for as it is."""
    packing = str(answer.headers.get("content-encoding", "")).strip().lower()
    if packing not in _PACKED | {"", "identity"}:
        raise PageTypeUnsupported(shown, "")
    return packing


def _content(chunks: Iterable[bytes], packing: str, limit: int, shown: str) -> bytes:
    content = io.BytesIO()
    unpacking = zlib.decompressobj(_GZIP_OR_ZLIB) if packing in _PACKED else None
    try:
        for chunk in chunks:
            room = limit - content.tell()
            piece = unpacking.decompress(chunk, room + 1) if unpacking else chunk
            if len(piece) > room:
                raise PageTooLarge(shown, limit)
            content.write(piece)
    except zlib.error as error:
        raise NotReachable(shown, Obstacle.CUT_OFF) from error
    if unpacking and (not unpacking.eof or unpacking.unused_data):
        raise NotReachable(shown, Obstacle.CUT_OFF)
    return content.getvalue()
