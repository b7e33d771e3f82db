"""HTML of question banks as plain text, and plain text as HTML that reads back as the same. Pure."""

import html
import re
from dataclasses import dataclass
from html.parser import HTMLParser

_BREAKS = frozenset({"br", "hr"})
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote caption dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header"
        " li main nav ol p pre section table tbody tfoot thead tr ul",
    )
)
_INLINE = frozenset(
    re.findall(
        r"\w+",
        "a abbr acronym area audio b bdi bdo big body center cite code col colgroup data del details dfn em embed font"
        " head html i iframe img input ins kbd label map mark math object param picture q rp rt ruby s samp small"
        " source span strike strong sub summary sup svg td th time track tt u var video wbr",
    )
)
_MEDIA = frozenset({"audio", "embed", "iframe", "img", "math", "object", "svg", "video"})
_UNSEEN = frozenset({"script", "style", "title"})
_KNOWN = _BREAKS | _BLOCKS | _INLINE | _UNSEEN
_SPACES = re.compile(r"[ \t\n\f\r]+")
# Spaces that HTML would take together, or off the beginning of a line.
_ODD_SPACES = re.compile(r" (?= )|(?<=\n) |[\t\f]")
_LOOSE_AMPERSAND = re.compile(r"&(?!(?:[a-zA-Z][a-zA-Z0-9]*|#\d+|#[xX][0-9a-fA-F]+);)")
_LOOSE_ANGLE = re.compile(r"<(?!/?[a-zA-Z][^<>]*>|!--)")


@dataclass(frozen=True)
class Plain:
    """Text without tags, and what stood in it that text can't hold, such as a picture's address."""

    text: str
    media: tuple[str, ...] = ()


def plain_of(source: str, *, keep_lines: bool = False) -> Plain:
    """The text that a browser shows of some HTML, in lines.

    What looks like a tag but is none of HTML's ("x <y>") stays as it is.

    Args:
        source: HTML.
        keep_lines: Whether a line break of the source breaks a line, as in text that has some tags in it.
    """
    reader = _Reader(keep_lines)
    reader.feed(_without_loose_ends(source))
    reader.close()
    return Plain(reader.text(), tuple(reader.media))


def html_of(text: str) -> str:
    """HTML that shows this text, and that ``plain_of`` reads as the same."""
    escaped = html.escape(text, quote=False)
    spaced = _ODD_SPACES.sub(lambda match: f"&#{ord(match.group())};", escaped)
    return spaced.replace("\n", "<br>")


def _without_loose_ends(source: str) -> str:
    """The same HTML, in which an angle or an ampersand that begins nothing can't swallow what follows."""
    tame = _LOOSE_ANGLE.sub("&lt;", _LOOSE_AMPERSAND.sub("&amp;", source))
    last = tame.rfind("-->") + 1
    return tame[:last] + tame[last:].replace("<!--", "&lt;!--")


class _Reader(HTMLParser):
    def __init__(self, keep_lines: bool) -> None:
        super().__init__(convert_charrefs=False)
        self.media: list[str] = []
        self._parts: list[str] = []
        self._keep_lines = keep_lines
        self._pre = self._unseen = 0

    def text(self) -> str:
        return "".join(self._parts).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _KNOWN:
            self.handle_data(self.get_starttag_text() or "")
        elif tag in _MEDIA:
            named = dict(attrs)
            self.media.append(named.get("src") or named.get("data") or tag)
            self._add(named.get("alt") or "")
        elif tag in _UNSEEN:
            self._unseen += 1
            self.media += ["script"] if tag == "script" else []
        elif tag in _BREAKS:
            self._add("\n")
        elif tag in _BLOCKS:
            self._pre += tag == "pre"
            self._break()
            self._add("- " if tag == "li" else "")

    def handle_endtag(self, tag: str) -> None:
        if tag not in _KNOWN:
            self.handle_data(f"</{tag}>")
        elif tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in _BLOCKS:
            self._pre = max(0, self._pre - (tag == "pre"))
            self._break()
        elif tag in {"td", "th"}:
            self._add(" ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in _KNOWN:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        if self._pre or self._keep_lines:
            self._add(data)
        else:
            words = _SPACES.sub(" ", data)
            self._add(words.lstrip(" ") if self._at_line_start() else words)

    def handle_entityref(self, name: str) -> None:
        self._add(" " if name == "nbsp" else html.unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self._add(html.unescape(f"&#{name};"))

    def unknown_decl(self, data: str) -> None:
        self.handle_data(f"<![{data}]>")

    def _at_line_start(self) -> bool:
        return not self._parts or self._parts[-1].endswith("\n")

    def _add(self, text: str) -> None:
        if text:
            self._parts.append(text)

    def _break(self) -> None:
        if not self._at_line_start():
            self._add("\n")
