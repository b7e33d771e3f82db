"""Headings of a PDF by how they look, for files whose outline does not name them. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingestion.loaders.pdf.items import is_item, is_numbering
from ingestion.loaders.pdf.lines import Heading, Line, body_size

_LARGER = 1.12
_TITLE = 1.3
_LEVELS = 3
_MOST_LINES = 3
_MOST_CHARACTERS = 200
_MOST_BOLD_CHARACTERS = 100
_LINE_STEP = 1.9

Style = tuple[float, bool]


@dataclass(frozen=True)
class _Run:
    """Lines of one style that follow closely on each other."""

    start: int
    end: int
    style: Style
    text: str


def headings_by_look(lines: Sequence[Line]) -> list[Heading]:
    """The lines that are clearly larger than the text, or bold, short and alone: at most three levels below the title.

    A style of which most text is no heading is not taken for one.
    """
    body = body_size(lines)
    runs = list(_runs(lines))
    looks = [run for run in runs if _looks_like_heading(run, lines, body)]
    letters, in_headings = Counter[Style](), Counter[Style]()
    for run in runs:
        letters[run.style] += len(run.text)
    for run in looks:
        in_headings[run.style] += len(run.text)
    looks = [run for run in looks if 2 * in_headings[run.style] > letters[run.style]]
    title = title_lines(lines)
    levels = _levels([run.style for run in looks if title is None or run.start != title.start])
    return [
        title if title is not None and run.start == title.start else Heading(run.start, run.end, levels[run.style])
        for run in looks
    ]


def title_lines(lines: Sequence[Line]) -> Heading | None:
    """The lines of the first page that are set much larger than all others, if there are such."""
    body = body_size(lines)
    first = [run for run in _runs(lines) if lines[run.start].page == lines[0].page and _could_be_title(run)]
    if not first:
        return None
    largest = max(first, key=lambda run: (run.style[0], -run.start))
    is_title = largest.style[0] >= _TITLE * body and largest.end - largest.start <= _MOST_LINES
    return Heading(largest.start, largest.end, 1) if is_title else None


def _could_be_title(run: _Run) -> bool:
    return sum(c.isalpha() for c in run.text) > 1


def _runs(lines: Sequence[Line]) -> Iterator[_Run]:
    start = 0
    for end in range(1, len(lines) + 1):
        if end == len(lines) or not _is_one_run(lines[end - 1], lines[end]):
            text = " ".join(line.text for line in lines[start:end])
            yield _Run(start, end, _style(lines[start]), text)
            start = end


def _style(line: Line) -> Style:
    return line.size, line.bold


def _is_one_run(before: Line, line: Line) -> bool:
    if before.page != line.page or before.turn != line.turn:
        return False
    if line.is_level_with(before):
        return is_numbering(before.text)
    step = before.baseline - line.baseline
    return _style(before) == _style(line) and 0 < step <= _LINE_STEP * line.size and not is_item(line.text)


def _looks_like_heading(run: _Run, lines: Sequence[Line], body: float) -> bool:
    size, bold = run.style
    if not any(c.isalpha() for c in run.text) or run.text.endswith((".", ",", ";")) or is_item(run.text, bullets=True):
        return False
    if _has_neighbours(run, lines) or run.end - run.start > _MOST_LINES or len(run.text) > _MOST_CHARACTERS:
        return False
    if size >= _LARGER * body:
        return True
    return bold and size >= 0.95 * body and len(run.text) <= _MOST_BOLD_CHARACTERS


def _has_neighbours(run: _Run, lines: Sequence[Line]) -> bool:
    """Whether there is other text on its lines, as in a table."""
    before = lines[run.start - 1] if run.start else None
    after = lines[run.end] if run.end < len(lines) else None
    level_before = before is not None and before.is_level_with(lines[run.start])
    return level_before or (after is not None and after.is_level_with(lines[run.end - 1]))


def _levels(styles: Sequence[Style]) -> dict[Style, int]:
    ordered = sorted(set(styles), reverse=True)
    return {style: min(place, _LEVELS) for place, style in enumerate(ordered, start=1)}
