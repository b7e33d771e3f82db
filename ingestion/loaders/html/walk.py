"""The blocks under an element, found in one pass that does not recurse: pages nest deeply.

A row of a table is one block; where a cell holds headings, lists, code or several paragraphs, each of these is a block
of its own.
"""

import re
from collections.abc import Collection, Iterable

from selectolax.lexbor import LexborNode

from ingestion.cleaning import one_line, prose, verbatim
from ingestion.documents import Block


def tags(names: str) -> frozenset[str]:
    """The names of elements that a text lists."""
    return frozenset(names.split())


# What may stand around the text of a page rather than in it.
AROUND = tags("aside form")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_DROPPED = tags(
    "script style template nav footer select textarea input datalist noscript svg math canvas iframe object embed "
    "audio video map dialog head menu"
)
_BREAKING = tags(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "header hr h1 h2 h3 h4 h5 h6 legend li main ol p pre section summary table tbody tfoot thead tr ul td th"
)
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)"
    r"|(?:font-size|opacity)\s*:\s*(?:0+(?:\.0*)?|\.0+)(?:px|em|rem|pt|%)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
_NOT_A_ROW = "h1, h2, h3, h4, h5, h6, table, ul, ol, dl, pre, p + p"
_LINK_MARKS = frozenset("#¶§🔗")
_SPACES = re.compile(r"\s+")


def blocks_of(root: LexborNode, *, without: Collection[str] = AROUND) -> list[Block]:
    """The blocks under an element in reading order, without what readers do not see and without these elements."""
    walk = _Walk(_DROPPED.union(without))
    todo = [(root, False)]
    while todo:
        node, is_read = todo.pop()
        if is_read:
            walk.leave(node.tag or "")
        elif node.is_text_node:
            walk.text(node.text_content or "")
        elif node.is_element_node and (node is root or walk.shows(node)):
            walk.enter(node)
            todo.append((node, True))
            todo.extend((child, False) for child in reversed(list(node.iter(include_text=True))))
    return walk.blocks


def has_words(text: str) -> bool:
    """Whether there is anything to read in it: rules and ornaments are no text."""
    return any(character.isalnum() for character in text)


def row(cells: Iterable[str]) -> str:
    """The cells of a row as one text: ``name: meaning`` in a table of two columns, else ``one | two | three``.

    Empty cells count only between others.
    """
    texts = [one_line(cell) for cell in cells]
    gap = ": " if len(texts) == 2 else " | "
    while texts and not texts[0]:
        del texts[0]
    while texts and not texts[-1]:
        del texts[-1]
    return one_line(gap.join(texts))


class _Walk:
    """What has been read so far: finished blocks, and the pieces of the one that is being read."""

    def __init__(self, dropped: Collection[str]) -> None:
        self.blocks: list[Block] = []
        self._dropped = dropped
        self._pieces: list[str] = []
        self._level: int | None = None
        self._cells: list[str] | None = None
        self._depth_of_pre = 0

    def shows(self, node: LexborNode) -> bool:
        """Whether readers see what is in an element, and it is not only a link's or a note's mark."""
        tag = node.tag or ""
        if tag in self._dropped or (tag == "button" and self._level is None):
            return False
        if tag in {"a", "sup"} and _is_mark(node):
            return False
        attributes = node.attributes
        if not attributes:
            return True
        # Captions are hidden from screen readers only where they repeat the picture's description.
        if attributes.get("aria-hidden") == "true" and tag != "figcaption":
            return False
        return "hidden" not in attributes and not _HIDING.search(attributes.get("style") or "")

    def enter(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag == "br":
            self._line_break()
        elif tag in _BREAKING:
            self._break()
        if tag in _HEADINGS:
            self._level = _HEADINGS[tag]
        elif tag == "tr" and node.css_first(_NOT_A_ROW) is None:
            self._cells = []
        self._depth_of_pre += tag == "pre"

    def text(self, text: str) -> None:
        self._pieces.append(text if self._depth_of_pre else _SPACES.sub(" ", text))

    def leave(self, tag: str) -> None:
        if self._cells is not None and tag in {"td", "th"}:
            self._cells.append("".join(self._pieces))
            self._pieces = []
        elif self._cells is not None and tag == "tr":
            self._add(row(self._cells))
            self._cells, self._pieces = None, []
        elif tag in _BREAKING:
            self._break()
        if tag in _HEADINGS:
            self._level = None
        self._depth_of_pre -= tag == "pre"

    def _line_break(self) -> None:
        """Two line breaks in a row are how old pages part paragraphs."""
        if self._pieces and self._pieces[-1] == "\n" and not self._depth_of_pre:
            self._break()
        else:
            self._pieces.append("\n")

    def _break(self) -> None:
        """End the block that is being read; inside a row, only keep its words apart."""
        if self._cells is not None:
            self._pieces.append("\n")
            return
        if not self._pieces:
            return
        text = "".join(self._pieces)
        self._pieces = []
        self._add(verbatim(text) if self._depth_of_pre else prose(text))

    def _add(self, text: str) -> None:
        if not has_words(text):
            return
        if self._level is None:
            self.blocks.append(Block(text))
        else:
            self.blocks.append(Block(one_line(text), heading_level=self._level))
            # An open heading ends with its first paragraph: whoever forgot to close it did not mean the rest.
            self._level = None


def _is_mark(node: LexborNode) -> bool:
    """Whether it is the sign beside a heading that links to it, or the raised number of a note."""
    child = node.first_child
    if child is None or child.next is not None:
        return False
    if node.tag == "a":
        return bool(child.is_text_node) and (child.text_content or "").strip() in _LINK_MARKS
    return child.tag == "a" and (child.attributes.get("href") or "").startswith("#")
