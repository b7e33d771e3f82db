"""What a list item begins with. Pure."""

import re

_BULLET = r"[•◦▪‣●○■□▫◆◇❖➢➤►▶✓✔☐⁃∙]"
_BULLETED = re.compile(rf"{_BULLET}\s*(?=\S)")
_DASHED = re.compile(r"[-–—*·]\s+\S")
_NUMBERED = re.compile(r"(?:\(?\d{1,2}[.)]|\(?[a-zA-Z][.)]|\(?[ivxIVX]{1,5}[.)])\s+\S")
_MARKER_ALONE = re.compile(rf"{_BULLET}|[-–—*·]|\(?(?:\d{{1,2}}|[a-zA-Z]|[ivxIVX]{{1,5}})[.)]")
_NUMBERING = re.compile(
    r"(?:\d{1,3}(?:\.\d{1,3})*|[A-Z]|[IVX]{1,5})[.)]?|(?:chapter|part|appendix)\s+\w{1,4}[.:]?", re.IGNORECASE
)


def is_item(text: str, *, bullets: bool = False) -> bool:
    """Whether a line begins a list item; with ``bullets``, only those that nothing else begins with."""
    return _BULLETED.match(text) is not None or (
        not bullets and (_NUMBERED.match(text) is not None or _DASHED.match(text) is not None)
    )


def is_marker(text: str) -> bool:
    """Whether a line is the mark of an item alone, whose text follows after a gap."""
    return _MARKER_ALONE.fullmatch(text) is not None


def is_numbering(text: str) -> bool:
    """Whether a line is the number of a heading alone, whose text follows after a gap."""
    return _NUMBERING.fullmatch(text) is not None


def without_bullet(text: str) -> str:
    """The text of an item; numbers and letters stay, as a text may refer to them."""
    return text[match.end() :] if (match := _BULLETED.match(text)) else text
