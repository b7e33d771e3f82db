"""A certificate as the files that its holder is given. Each of them verifies on its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from learning.credentials import picture
from learning.credentials.baking import png, svg
from learning.credentials.face import Face
from learning.credentials.pdf import pdf


@dataclass(frozen=True)
class FileKind:
    """A kind of file: its content type, and how it is made of the signed facts and the token."""

    content_type: str
    make: Callable[[Face, str], bytes]


def _jwt(_: Face, token: str) -> bytes:
    return token.encode()


def _png(face: Face, token: str) -> bytes:
    return png.bake(picture.png(face), token)


def _svg(face: Face, token: str) -> bytes:
    return svg.bake(picture.svg(face), token).encode()


KINDS: Mapping[str, FileKind] = {
    "jwt": FileKind("application/vc+jwt", _jwt),
    "png": FileKind("image/png", _png),
    "svg": FileKind("image/svg+xml", _svg),
    "pdf": FileKind("application/pdf", pdf),
}


@lru_cache(maxsize=32)
def made(kind: str, face: Face, token: str) -> bytes:
    """The file; ``kind`` is one of ``KINDS``, and the face that of the token's claims."""
    return KINDS[kind].make(face, token)
