"""From an address and a content type to the name of a file, with the ending that its content should have. Pure."""

import re
from pathlib import PurePosixPath
from urllib.parse import unquote

from ingestion.cleaning import one_line
from ingestion.sniffing import EXTENSIONS, Kind
from ingestion.web.addresses import Target

ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/epub+zip": ".epub",
}
_TEXTS = {Kind.TEXT, Kind.MARKDOWN, Kind.HTML, Kind.TRANSCRIPT}
_TYPE = re.compile(r"\s*([a-z0-9][\w.+-]{0,80}/[a-z0-9][\w.+-]{0,80})\s*([;,]|$)", re.IGNORECASE | re.ASCII)
_LONGEST_BYTES = 150


def content_type_of(header: str) -> str:
    """The type that a header gives, in lower case and without parameters; empty where it gives none."""
    found = _TYPE.match(header)
    return found[1].lower() if found else ""


def name_of(target: Target, content_type: str) -> str:
    """A name for the page's file: the last part of its path, or its host, with the ending of its type.

    Args:
        target: The page.
        content_type: One of ``ENDINGS``.
    """
    ending = ENDINGS[content_type]
    last = unquote(target.path.partition("?")[0].rstrip("/").rpartition("/")[2])
    name = _fit(last) or _fit(target.host)
    named = PurePosixPath(name).suffix
    if not _fits(named, content_type):
        named = ending
    else:
        name = name.removesuffix(named)
    return f"{name.encode()[:_LONGEST_BYTES].decode(errors='ignore')}{named}"


def _fit(part: str) -> str:
    """A part as a file's name can have it, on any system."""
    return re.sub(r'[/\\:*?"<>|]', "-", one_line(part)).strip(". ")


def _fits(ending: str, content_type: str) -> bool:
    """Whether content of the type may have the ending; text of every kind is served as plain text."""
    kind = EXTENSIONS.get(ending.lower())
    return kind is EXTENSIONS[ENDINGS[content_type]] or (content_type == "text/plain" and kind in _TEXTS)
