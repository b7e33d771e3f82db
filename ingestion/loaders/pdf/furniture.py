"""What a PDF repeats on its pages, or sets for finding them: running headers and footers, numbers, contents. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from statistics import median

from ingestion.loaders.pdf.lines import Line, body_size

_SAME_HEIGHT_POINTS = 6.0
_SHORT_FILE_PAGES = 4
_CONTENTS_LINES = 3
_CONTENTS_TITLE = re.compile(r"(table of )?contents|inhalt(sverzeichnis)?|sommaire|índice|indice", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,6}")
_END_CHARACTERS = 120
_ROMAN = re.compile(r"(?=[ivxl])(xl|l?x{0,3})(ix|iv|v?i{0,3})", re.IGNORECASE)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}
_BARE_NUMBER = re.compile(r"(?:page\s*|p\.\s*)?[-–—|]?\s*(\d{1,6})\s*[-–—|]?(?:\s*(?:of|/)\s*\d{1,6})?", re.IGNORECASE)
_LEADERS = re.compile(r"(?:[.…·_]\s?){4,}\s*(?P<page>\d+|[ivxl]+)?$")


def without_furniture(lines: Sequence[Line]) -> list[Line]:
    """The lines without those that only serve to find one's way; all of them if no others would be left."""
    pages = [list(group) for _, group in groupby(lines, key=lambda line: line.page)]
    dropped = set(map(id, _repeated(pages)))
    for page in pages:
        dropped.update(map(id, _contents(page)))
    kept = [line for line in lines if id(line) not in dropped]
    return kept or list(lines)


def _repeated(pages: Sequence[Sequence[Line]]) -> Iterator[Line]:
    body = body_size(line for page in pages for line in page)
    outer = list(_alike([[line for level in _edges(page)[0] for line in level] for page in pages], body))
    yield from outer
    # A second line of a header or footer has the first one beyond it.
    known = set(map(id, outer))
    inner = [
        [line for beyond, level in zip(*_edges(page), strict=True) if id(beyond[0]) in known for line in level]
        for page in pages
    ]
    yield from _alike(inner, 0.0)


def _alike(pages: Sequence[Sequence[Line]], body: float) -> Iterator[Line]:
    """The lines that are the same on enough pages, at the same height."""
    needed = 2 if len(pages) <= _SHORT_FILE_PAGES else 3
    alike: dict[tuple[str, ...], list[Line]] = defaultdict(list)
    for page in pages:
        for line in page:
            for key in _keys(line, body):
                alike[key].append(line)
            if (number := _BARE_NUMBER.fullmatch(line.text)) and int(number[1]) == line.page:
                yield line
    for group in alike.values():
        height = median(line.baseline for line in group)
        same = [line for line in group if abs(line.baseline - height) < _SAME_HEIGHT_POINTS]
        if len({line.page for line in same}) >= needed:
            yield from same


def _edges(page: Sequence[Line]) -> tuple[list[list[Line]], list[list[Line]]]:
    """The highest and the lowest level of a page, each with all its cells, and the levels next to them."""
    upright = sorted((line for line in page if line.turn == page[0].turn), key=lambda line: -line.baseline)
    levels: list[list[Line]] = []
    for line in upright:
        if levels and line.is_level_with(levels[-1][0]):
            levels[-1].append(line)
        else:
            levels.append([line])
    outer, inner = [levels[0], levels[-1]], [levels[1:2], levels[-2:-1]]
    return outer, [level[0] if level else [] for level in inner]


def _keys(line: Line, body: float) -> Iterable[tuple[str, ...]]:
    """What is the same in all running headers of a kind: the text, or what is left without the page's number."""
    keys: set[tuple[str, ...]] = {("text", line.text)}
    if line.size > 1.1 * body and not _BARE_NUMBER.fullmatch(line.text):
        return keys
    numbers = list(_NUMBER.finditer(line.text))
    for match in numbers[:1] + numbers[-1:]:
        offset = int(match[0]) - line.page
        keys.add(("number", line.text[: match.start()], str(offset), line.text[match.end() :]))
    if _ROMAN.fullmatch(line.text):
        keys.add(("roman", str(_roman(line.text.lower()) - line.page)))
    return keys


def _roman(numeral: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in numeral]
    return sum(
        -value if any(later > value for later in values[place:]) else value for place, value in enumerate(values)
    )


def _contents(page: Sequence[Line]) -> Sequence[Line]:
    """The lines of a table of contents: a title, mostly leaders, and a page's number."""
    found = []
    is_titled = any(_CONTENTS_TITLE.fullmatch(line.text) for line in page)
    for line, after in zip(page, [*page[1:], None], strict=True):
        leaders = _LEADERS.search(line.text[-_END_CHARACTERS:])
        is_numbered = after is not None and after.text.isdecimal() and after.is_level_with(line)
        if leaders is not None and leaders["page"] is not None:
            found.append([line])
        elif after is not None and is_numbered and (leaders is not None or is_titled):
            found.append([line, after])
    return [line for lines in found for line in lines] if len(found) >= _CONTENTS_LINES else []
