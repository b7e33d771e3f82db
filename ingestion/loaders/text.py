"""Plain text: paragraphs between empty lines. A line is a heading only where the text underlines it."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from ingestion.cleaning import clean, one_line, prose
from ingestion.decoding import decode
from ingestion.documents import Block, LoadedFile

HEADING_CHARACTERS = 120
# Lines this short were broken by their author; longer ones by the width of the page.
_VERSE_CHARACTERS = 45
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_UNDERLINED = re.compile(r"(?P<text>[^\n]+)\n[ \t]*(?P<line>={3,}|-{3,}|~{3,})[ \t]*(?:\n|\Z)")
# No "A." alone: a line may begin with somebody's initial.
_ITEM = re.compile(r"[ \t]*(?:[-*+•‣▪]|\(?\d{1,3}[.)]|\(?[a-z][.)]|\(?[A-Z]\))[ \t]+\S")


def load(path: Path) -> LoadedFile:
    """The paragraphs of a text file."""
    return LoadedFile(blocks=tuple(paragraphs(decode(path.name, path.read_bytes()))))


def paragraphs(text: str) -> Iterator[Block]:
    """The blocks of plain text: paragraphs, list items, underlined headings."""
    for paragraph in _PARAGRAPH.split(clean(text).strip()):
        heading = _UNDERLINED.match(paragraph)
        if heading is not None and _underlines(heading):
            yield Block(one_line(heading["text"]), heading_level=1 if "=" in heading["line"] else 2)
            paragraph = paragraph[heading.end() :]
        for part in _parts(paragraph.split("\n")):
            if any(character.isalnum() for character in part):
                yield Block(part)


def _underlines(heading: re.Match[str]) -> bool:
    name, line = heading["text"].strip(), heading["line"]
    fits = len(name) / 2 <= len(line) <= 2 * len(name) + 2
    return fits and len(name) <= HEADING_CHARACTERS and any(c.isalnum() for c in name)


def _parts(lines: list[str]) -> Iterator[str]:
    """A paragraph, cut where list items begin."""
    start = 0
    for number in range(1, len(lines) + 1):
        if number == len(lines) or _ITEM.match(lines[number]):
            yield _joined(lines[start:number])
            start = number


def _joined(lines: list[str]) -> str:
    """Lines that were broken to fit a page are one; short ones, as in verse or an address, stay."""
    widest = max(len(line.strip()) for line in lines)
    if widest <= _VERSE_CHARACTERS:
        return prose("\n".join(lines))
    joined = lines[0]
    for line, following in pairwise(lines):
        joined += ("\n" if _ends_early(line.strip(), following.strip(), widest) else " ") + following
    return prose(joined)


def _ends_early(line: str, following: str, widest: int) -> bool:
    """Whether the author ended a line: the next one begins anew, and its first word would have fitted with ease."""
    first = following.partition(" ")[0]
    return not following[:1].islower() and len(line) + 1 + len(first) <= widest / 2
