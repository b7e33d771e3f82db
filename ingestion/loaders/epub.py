"""EPUB books: the chapters of the spine in order, each read as the HTML that it is.

The pages of a printed edition are not read, nor is the table of contents where the book says which file it is.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from ingestion.cleaning import one_line
from ingestion.decoding import decode
from ingestion.documents import Block, LoadedFile
from ingestion.errors import Damaged, Encrypted
from ingestion.loaders.html import parsed
from ingestion.loaders.html.walk import blocks_of
from ingestion.remarks import Remark, remark
from ingestion.titles import given_title

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
# Fonts are scrambled so by their licences; the text is not.
_SCRAMBLED_FONTS = {"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"}
_PAGES = {"application/xhtml+xml", "text/html"}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_DETAIL_CHARACTERS = 300
# XML closes an element so; HTML takes all that follows for its content.
_SELF_CLOSED = re.compile(r"<([A-Za-z][\w:-]*)(\s[^<>]*)?/>")
_EMPTY_IN_HTML = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)


@dataclass(frozen=True)
class _Book:
    """The package document of a book and the folder that its links start from."""

    package: etree._Element
    folder: str


def load(path: Path) -> LoadedFile:
    """The blocks of a book; its details are its title, its language and, as owner, who made it.

    Raises:
        Damaged: The container or the package document is missing or is no XML.
        Encrypted: The text is locked.
        TooDeeplyNested: A chapter's elements are nested deeper than any page's.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            if _is_locked(archive):
                raise Encrypted(path.name)
            return _loaded(archive, path.name)
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError) as error:
        raise Damaged(path.name) from error


def _loaded(archive: zipfile.ZipFile, path_name: str) -> LoadedFile:
    book = _book(archive)
    members = set(archive.namelist())
    blocks: list[Block] = []
    missing = 0
    for name in _chapters(book):
        if name in members:
            blocks += _blocks(path_name, archive.read(name))
        else:
            missing += 1
    return LoadedFile(tuple(blocks), dict(_details(book)), tuple(_warnings(missing)))


def _is_locked(archive: zipfile.ZipFile) -> bool:
    if _ENCRYPTION not in archive.namelist():
        return False
    methods = _xml(archive.read(_ENCRYPTION)).iterfind(".//{*}EncryptedData/{*}EncryptionMethod")
    return any(method.get("Algorithm") not in _SCRAMBLED_FONTS for method in methods)


def _book(archive: zipfile.ZipFile) -> _Book:
    root = _xml(archive.read(_CONTAINER)).find(".//{*}rootfile")
    name = "" if root is None else unquote(root.get("full-path", ""))
    return _Book(_xml(archive.read(name)), posixpath.dirname(name))


def _xml(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _chapters(book: _Book) -> Iterator[str]:
    """The names of the members that hold the text, in reading order."""
    items = {item.get("id"): item for item in book.package.iterfind("{*}manifest/{*}item")}
    contents = {_member(book, r.get("href", "")) for r in book.package.iterfind("{*}guide/{*}reference[@type='toc']")}
    for reference in book.package.iterfind("{*}spine/{*}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or reference.get("linear") == "no" or "nav" in item.get("properties", "").split():
            continue
        name = _member(book, item.get("href", ""))
        if item.get("media-type") in _PAGES and name not in contents:
            yield name


def _member(book: _Book, link: str) -> str:
    return posixpath.normpath(posixpath.join(book.folder, unquote(urlsplit(link).path)))


def _blocks(path_name: str, data: bytes) -> list[Block]:
    """The blocks of a chapter; boxes beside the text are the author's too."""
    markup = _SELF_CLOSED.sub(_closed, decode(path_name, data))
    body = parsed(path_name, markup).body
    return [] if body is None else blocks_of(body, without=())


def _closed(element: re.Match[str]) -> str:
    name, rest = element[1], element[2] or ""
    return f"<{name}{rest}>" if name.lower() in _EMPTY_IN_HTML else f"<{name}{rest}></{name}>"


def _details(book: _Book) -> Iterator[tuple[str, str]]:
    def values(tag: str) -> list[str]:
        found = book.package.iterfind(f"{{*}}metadata//{{http://purl.org/dc/elements/1.1/}}{tag}")
        return [text for element in found if (text := one_line("".join(element.itertext())))]

    titles = (given_title(title[:_DETAIL_CHARACTERS]) for title in values("title"))
    if title := next(filter(None, titles), ""):
        yield "title", title
    if creators := values("creator"):
        yield "owner", ", ".join(creators)[:_DETAIL_CHARACTERS]
    if (language := values("language")) and _LANGUAGE.fullmatch(language[0]):
        yield "language", language[0]


def _warnings(missing: int) -> Iterator[str]:
    if missing:
        yield remark(Remark.CHAPTERS_MISSING, missing)
