"""HTML: what a reader of the page sees, without what stands around it. Markers of lists are not text."""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingestion.cleaning import clean, one_line
from ingestion.decoding import decode
from ingestion.details import MAX_CHARACTERS
from ingestion.documents import Block, LoadedFile
from ingestion.errors import TooDeeplyNested
from ingestion.loaders.html.walk import blocks_of, tags
from ingestion.titles import given_title

# The parser's time grows with the square of the depth.
MAX_DEPTH = 10_000
_TAG = re.compile(r"<(?P<slash>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?P<rest>[^<>]*)")
_DRAWINGS = tags("svg math")
_OFTEN_UNCLOSED = tags(
    "p li td th tr dt dd option optgroup thead tbody tfoot colgroup html body head a nobr button form "
    "area base br col embed hr img input link meta param source track wbr"
)
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_OWN_META = "fieldwise:"


def load(path: Path) -> LoadedFile:
    """The blocks of a page; its details are its title, its language and the ``fieldwise:`` meta tags."""
    page = parsed(path.name, _decoded(path.name, path.read_bytes()))
    return LoadedFile(tuple(main_blocks(page)), dict(_details(page)))


def parsed(path_name: str, markup: str) -> LexborHTMLParser:
    """The tree of a page or of a piece of one.

    Raises:
        TooDeeplyNested: Its elements are nested deeper than any page's.
    """
    markup = clean(markup)
    if _is_deeper(markup, MAX_DEPTH):
        raise TooDeeplyNested(path_name)
    return LexborHTMLParser(markup)


def _is_deeper(markup: str, limit: int) -> bool:
    depth = 0
    drawing = False
    for tag in _TAG.finditer(markup):
        closes, name = tag["slash"], tag["name"].lower()
        if name in _DRAWINGS:
            drawing = not closes
        # Only inside a drawing does a slash at its end close an element.
        if name in _OFTEN_UNCLOSED or (drawing and tag["rest"].endswith("/")):
            continue
        depth = max(0, depth - 1) if closes else depth + 1
        if depth > limit:
            return True
    return False


def main_blocks(page: LexborHTMLParser) -> list[Block]:
    """The blocks of the page's main part if that holds most of the text, else of the whole page."""
    body = page.body
    if body is None:
        return []
    # Some sites wrap the page in a form.
    whole = blocks_of(body) or blocks_of(body, without=())
    for part in _main_parts(page):
        blocks = blocks_of(part, without={"form"})
        if 2 * _length(blocks) >= _length(whole):
            return blocks
    return whole


def _main_parts(page: LexborHTMLParser) -> Iterator[LexborNode]:
    main = page.css_first("main, [role=main]")
    if main is not None:
        yield main
    articles = page.css("article")
    if len(articles) == 1:
        yield articles[0]


def _length(blocks: list[Block]) -> int:
    return sum(len(block.text) for block in blocks if block.heading_level is None)


def _details(page: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    title = page.css_first("head > title")
    if title is not None:
        yield "title", given_title(one_line(title.text())[:MAX_CHARACTERS])
    root = page.root
    language = (root.attributes.get("lang") or "") if root is not None else ""
    if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", language):
        yield "language", language
    for meta in page.css("meta[name]"):
        name = (meta.attributes.get("name") or "").strip()
        if name.lower().startswith(_OWN_META):
            yield name[len(_OWN_META) :], meta.attributes.get("content") or ""


def _decoded(path_name: str, data: bytes) -> str:
    declared = _CHARSET.search(data[:2048])
    if declared is not None and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = declared[1].decode("ascii", errors="replace").lower()
        # Browsers read these as the larger Windows set, so that is what authors saw.
        name = "cp1252" if name in {"iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii"} else name
        if not name.startswith("utf") and _is_charset(name):
            return data.decode(name, errors="replace")
    return decode(path_name, data)


def _is_charset(name: str) -> bool:
    try:
        return codecs.lookup(name)._is_text_encoding
    except LookupError:
        return False
