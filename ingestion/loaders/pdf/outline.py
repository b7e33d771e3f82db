"""The lines of a PDF that its outline names. Pure."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingestion.loaders.pdf.lines import Heading, Line

_MOST_LINES = 4
_NUMBERING = re.compile(
    r"\s*(?:(?:chapter|part|section|appendix|module|unit|lesson|step)\s+)?(?:\d+(?:\.\d+)*|[ivxlc]+|[a-z])\s*[.):]?\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class OutlineEntry:
    """An entry: level 1 at the top; ``page`` from 1."""

    title: str
    level: int
    page: int


def headings_named(outline: Sequence[OutlineEntry], lines: Sequence[Line]) -> list[Heading]:
    """The headings that the outline names, in the order of the lines, none inside another.

    A title is found on its entry's page or at the start of the next one, whatever its numbering, case and spacing.
    """
    spans = _spans_by_name(outline, lines)
    used, found = set[int](), list[Heading]()
    for entry in outline:
        names = names_of(entry.title)
        for page in (entry.page, entry.page + 1):
            candidates = [span for name in names for span in spans[page, name] if used.isdisjoint(range(*span))]
            if candidates:
                start, end = max(candidates, key=lambda span: (lines[span[0]].size, lines[span[0]].bold, -span[0]))
                used.update(range(start, end))
                found.append(Heading(start, end, entry.level))
                break
    return sorted(found, key=lambda heading: heading.start)


def names_of(text: str) -> set[str]:
    """A heading's letters and digits, with and without its numbering; empty if it has none."""
    without = _NUMBERING.sub("", text, count=1)
    return {name for part in (text, without) if (name := _letters(part))}


def _letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def _spans_by_name(
    outline: Sequence[OutlineEntry], lines: Sequence[Line]
) -> defaultdict[tuple[int, str], list[tuple[int, int]]]:
    """Where each name stands, as one line or several; only of the pages to which the outline leads."""
    wanted = {entry.page for entry in outline} | {entry.page + 1 for entry in outline}
    longest = 1.5 * max((len(entry.title) for entry in outline), default=0) + 20
    spans: defaultdict[tuple[int, str], list[tuple[int, int]]] = defaultdict(list)
    for start, line in enumerate(lines):
        if line.page in wanted:
            for end, text in _growing(lines, start):
                if len(text) > longest:
                    break
                for name in names_of(text):
                    spans[line.page, name].append((start, end))
    return spans


def _growing(lines: Sequence[Line], start: int) -> Iterator[tuple[int, str]]:
    text = ""
    for end in range(start, min(start + _MOST_LINES, len(lines))):
        line = lines[end]
        if line.page != lines[start].page or line.turn != lines[start].turn:
            break
        text += line.text if text.endswith("-") else f" {line.text}"
        yield end + 1, text
