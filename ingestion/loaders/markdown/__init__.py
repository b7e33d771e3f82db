"""Markdown as CommonMark has it, with tables and struck-out text: what a reader of the rendered page sees.

An item of a list, a row of a table (see ``html_walk.row``) and a stretch of code are blocks of their own. A picture
that stands alone is its description, if that says more than a name.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingestion.cleaning import clean, one_line, prose, verbatim
from ingestion.decoding import decode
from ingestion.documents import Block, LoadedFile
from ingestion.errors import TooDeeplyNested
from ingestion.front_matter import split_front_matter
from ingestion.loaders.html import parsed
from ingestion.loaders.html.walk import blocks_of, has_words, row
from ingestion.loaders.markdown.marks import add_marks

# Lists in lists count twice. The parser's time grows with it, and what is deeper it would leave out.
MAX_DEPTH = 40
MEANINGFUL_WORDS = 4
_TOML_FRONT_MATTER = re.compile(r"\+\+\+[ \t]*\n(?:[^\n]*\n)*?\+\+\+[ \t]*(?:\n|\Z)")
_CONTAINERS = frozenset({"blockquote_open", "list_item_open", "marked_open"})
# Characters that Unicode keeps free of meaning stand for marks, and for brackets inside code.
_PICTURE, _LINK_END, _HIDDEN_START, _HIDDEN_END = "\ufdd0", "\ufdd5", "\ufdd6", "\ufdd7"
_IN_CODE = str.maketrans("[]{}", "\ufdd1\ufdd2\ufdd3\ufdd4")
_FROM_CODE = str.maketrans("\ufdd1\ufdd2\ufdd3\ufdd4", "[]{}")
_PICTURE_MARK = re.compile(rf"{_PICTURE}(\{{[^{{}}]*\}})?")
_DESCRIPTION = re.compile(r"""(["'])(.*?)\1\s*(?:[\w-]+=|[.#}])""", re.DOTALL)
_ATTRIBUTES = re.compile(
    rf"{_PICTURE_MARK.pattern}|{_LINK_END}(?:\{{[^{{}}]*\}})?|\{{ *(?:[:%]|[#.][A-Za-z])[^{{}}\n]*\}}"
)
_HIDDEN = re.compile(f"{_HIDDEN_START}[^{_HIDDEN_START}{_HIDDEN_END}]*{_HIDDEN_END}|[{_HIDDEN_START}{_HIDDEN_END}]")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]+\]")
# A reference whose address is kept in another file.
_REFERENCE = re.compile(r"(?<![\w\]])!?\[([^\[\]\n]+)\]\[[^\[\]\n]*\]")
_RAW_TAG = re.compile(r"<(/?)(br|script|style)\b", re.IGNORECASE)


def load(path: Path) -> LoadedFile:
    """The blocks of a file; its details are those in its front matter.

    Raises:
        BadDetails: The front matter can't be read.
        TooDeeplyNested: Lists and quotes stand in one another more than ``MAX_DEPTH`` deep.
    """
    front = split_front_matter(path.name, clean(decode(path.name, path.read_bytes())))
    body = _TOML_FRONT_MATTER.sub("", front.body, count=1) if front.body.startswith("+++") else front.body
    tokens = _parser().parse(body)
    if any(token.type in _CONTAINERS and token.level + 1 >= MAX_DEPTH for token in tokens):
        raise TooDeeplyNested(path.name)
    return LoadedFile(tuple(_blocks(path.name, tokens)), front.details, front.warnings)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_DEPTH}).enable(["table", "strikethrough"])
    add_marks(parser)
    return parser


def _blocks(path_name: str, tokens: Iterable[Token]) -> Iterator[Block]:
    level: int | None = None
    cells: list[str] | None = None
    for token in tokens:
        match token.type:
            case "heading_open":
                level = int(token.tag[1:])
            case "heading_close":
                level = None
            case "tr_open":
                cells = []
            case "tr_close" if cells is not None:
                yield from _block(row(cells))
                cells = None
            case "inline" if cells is not None:
                cells.append(_text(token.children or []))
            case "inline":
                yield from _block(_text(token.children or []), level)
            case "fence" | "code_block":
                yield from _block(verbatim(token.content))
            case "html_block":
                yield from _html_blocks(path_name, token.content)


def _block(text: str, level: int | None = None) -> Iterator[Block]:
    if has_words(text):
        yield Block(text if level is None else one_line(text), heading_level=level)


def _html_blocks(path_name: str, markup: str) -> Sequence[Block]:
    body = parsed(path_name, markup).body
    return blocks_of(body, without=()) if body is not None else []


def _text(tokens: Sequence[Token]) -> str:
    """The text of a paragraph: what its marks surround, not the marks."""
    marked = "".join(_pieces(tokens))
    text = _FOOTNOTE.sub("", _ATTRIBUTES.sub("", _HIDDEN.sub("", marked)))
    text = _REFERENCE.sub(r"\1", text).translate(_FROM_CODE)
    return prose(text if has_words(text) else "\n".join(_descriptions(tokens, marked)))


def _descriptions(tokens: Iterable[Token], marked: str) -> Iterator[str]:
    """What the pictures of a paragraph show: as their attributes say, else as stands in their brackets."""
    pictures = (token for token in tokens if token.type == "image")
    for picture, mark in zip(pictures, _PICTURE_MARK.finditer(marked), strict=False):
        named = _DESCRIPTION.match((mark[1] or "").partition("alt=")[2])
        description = named[2] if named else _text(picture.children or [])
        if len(description.split()) >= MEANINGFUL_WORDS:
            yield description


def _pieces(tokens: Iterable[Token]) -> Iterator[str]:
    """The words between the marks, and signs for what the words around it depend on."""
    for token in tokens:
        match token.type:
            case "text":
                yield token.content
            case "code_inline":
                yield token.content.translate(_IN_CODE)
            case "softbreak":
                yield " "
            case "hardbreak":
                yield "\n"
            case "image":
                yield _PICTURE
            case "link_close":
                yield _LINK_END
            case "html_inline" if tag := _RAW_TAG.match(token.content):
                yield "\n" if tag[2].lower() == "br" else _HIDDEN_END if tag[1] else _HIDDEN_START
