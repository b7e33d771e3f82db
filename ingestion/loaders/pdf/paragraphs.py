"""The lines of a PDF to paragraphs, list items, table rows and headings. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from statistics import median

from ingestion.loaders.pdf.hyphens import Words, joined
from ingestion.loaders.pdf.items import is_item, is_marker
from ingestion.loaders.pdf.lines import Heading, Line

# All in letter heights.
_INDENT = 0.8
_HANGING = 0.3
_FARTHEST_STEP = 2.5
_USUAL_STEP = 1.2
_SPARE = 1.0
_SAME_SIZE = 0.15
_MOST_CELL_LINES = 4
_LOOK_BACK_LINES = 40
_STEP_TOLERANCE = 1.2
_ENDS = (".", "!", "?", ":", ";", "…", "。", "！", "？")
_CLOSERS = "\"'”’»)]"


@dataclass(frozen=True)
class Paragraph:
    """A stretch of text.

    Attributes:
        text: In clean lines, mostly one.
        page: Where it begins.
        level: Of a heading; None for body text.
        size: Height of the letters of its first line, in points.
        top: Baseline of its first line, and ``bottom`` of its last, in points from below.
        fills: Whether its last line is about as long as the others: the paragraph may go on elsewhere.
        divided: Whether it is a row of several cells.
    """

    text: str
    page: int
    level: int | None = None
    size: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    fills: bool = False
    divided: bool = False


class _Join(Enum):
    NEW = auto()
    CELL = auto()
    SAME = auto()
    BREAK = auto()


def paragraphs(lines: Sequence[Line], headings: Sequence[Heading], words: Words) -> Iterator[Paragraph]:
    """What the lines make up, in their order."""
    starts = {heading.start: heading for heading in headings}
    steps = _steps(lines)
    margins = _margins(lines, steps)
    draft = _Draft(steps)
    index = 0
    while index < len(lines):
        heading = starts.get(index)
        if heading is not None:
            yield from draft.finish(words)
            first = lines[index]
            text = joined([line.text for line in lines[index : heading.end]], words)
            yield Paragraph(text, first.page, heading.level, first.size, first.baseline, first.baseline)
            index = heading.end
            continue
        join = draft.relation(lines[index], margins[index])
        if join is _Join.NEW:
            yield from draft.finish(words)
        draft.add(lines[index], join)
        index += 1
    yield from draft.finish(words)


def ends_sentence(text: str) -> bool:
    return text.rstrip(_CLOSERS).endswith(_ENDS)


def _steps(lines: Sequence[Line]) -> dict[float, float]:
    """The usual distance between the lines of a paragraph, by the size of their letters."""
    counts: defaultdict[float, Counter[float]] = defaultdict(Counter)
    for before, line in zip(lines, lines[1:], strict=False):
        step = round(before.baseline - line.baseline, 1)
        if (
            before.page == line.page
            and before.size == line.size
            and 0.9 * line.size <= step <= _FARTHEST_STEP * line.size
        ):
            counts[line.size][step] += 1
    # Where the gaps between paragraphs are as frequent as those between lines, the smaller one counts.
    return {
        size: min(step for step, count in found.items() if count >= 0.4 * max(found.values()))
        for size, found in counts.items()
    }


def _margins(lines: Sequence[Line], steps: Mapping[float, float]) -> list[float]:
    """How far to the right the lines go among which each stands, without a gap between them."""
    margins: list[float] = []
    start = 0
    for end in range(1, len(lines) + 1):
        if end == len(lines) or not _is_below(lines[end - 1 : end], lines[end], steps):
            margins += [max(line.right for line in lines[start:end])] * (end - start)
            start = end
    return margins


class _Draft:
    """The paragraph that is being put together: the lines of each of its cells, mostly one cell."""

    def __init__(self, steps: Mapping[float, float]) -> None:
        self._steps = steps
        self._cells: list[list[Line]] = []
        self._breaks: set[int] = set()  # of the lines of the only cell

    def relation(self, line: Line, margin: float) -> _Join:
        """How a line goes on from here."""
        if not self._cells:
            return _Join.NEW
        cell = self._cells[-1][-_LOOK_BACK_LINES:]
        first, before = self._cells[-1][0], cell[-1]
        if line.page != before.page or line.turn != before.turn:
            return _Join.NEW
        if line.is_level_with(first) and line.left >= max(part.right for part in cell):
            if len(cell) == 1 and len(self._cells) == 1 and is_marker(first.text):
                return _Join.SAME
            # What goes on beside longer text is another column.
            return _Join.CELL if len(cell) <= _MOST_CELL_LINES or len(self._cells) > 1 else _Join.NEW
        if not _is_below(cell, line, self._steps):
            return _Join.NEW
        if len(self._cells) > 1:
            return _Join.SAME if line.left > self._cells[-2][0].right else _Join.NEW
        return _within_column(cell, line, margin)

    def add(self, line: Line, join: _Join) -> None:
        match join:
            case _Join.NEW:
                self._cells, self._breaks = [[line]], set()
            case _Join.CELL:
                self._cells.append([line])
            case _Join.SAME:
                self._cells[-1].append(line)
            case _Join.BREAK:
                self._breaks.add(len(self._cells[-1]))
                self._cells[-1].append(line)

    def finish(self, words: Words) -> Iterator[Paragraph]:
        if self._cells:
            cells, first = self._cells, self._cells[0][0]
            texts = [self._text(cell, words) for cell in cells]
            text = (": " if len(texts) == 2 else " | ").join(texts)
            if any(c.isalnum() for c in text):
                yield Paragraph(
                    text,
                    page=first.page,
                    size=first.size,
                    top=first.baseline,
                    bottom=cells[-1][-1].baseline,
                    fills=_fills(cells[0]),
                    divided=len(cells) > 1,
                )
        self._cells, self._breaks = [], set()

    def _text(self, cell: Sequence[Line], words: Words) -> str:
        parts: list[list[str]] = [[]]
        for number, line in enumerate(cell):
            if number in self._breaks:
                parts.append([])
            parts[-1].append(line.text)
        return "\n".join(joined(part, words) for part in parts)


def _is_below(cell: Sequence[Line], line: Line, steps: Mapping[float, float]) -> bool:
    """Whether a line is the next one down, at the distance of lines and not of paragraphs."""
    before = cell[-1]
    step = before.baseline - line.baseline
    most = _STEP_TOLERANCE * steps.get(line.size, _USUAL_STEP * line.size)
    overlaps = line.left < max(part.right for part in cell) and line.right > min(part.left for part in cell)
    alike = abs(line.size - before.size) <= _SAME_SIZE * max(line.size, before.size)
    return 0 < step <= most and overlaps and alike


def _within_column(cell: Sequence[Line], line: Line, margin: float) -> _Join:
    before = cell[-1]
    # An item whose mark stands apart begins with two parts on one level.
    rows = cell[1:] if len(cell) > 1 and cell[1].is_level_with(cell[0]) else cell
    em = line.size
    ended, wraps = ends_sentence(before.text), not _next_word_fits(before, line, margin)
    if is_item(line.text, bullets=True):
        return _Join.NEW
    moved = abs(line.left - before.left) > _INDENT * em
    if is_item(line.text) and (ended or not wraps or moved or is_item(cell[0].text)):
        return _Join.NEW
    is_marked = is_item(cell[0].text) or rows is not cell
    if len(rows) > 1 and not _is_centred(before, line):
        if abs(line.left - rows[-1].left) > _INDENT * em:
            return _Join.NEW
    elif is_marked and line.left < cell[0].left - _HANGING * em:
        return _Join.NEW
    if wraps or before.breaks_word:
        return _Join.SAME
    if ended:
        return _Join.NEW
    return _Join.SAME if line.text[0].islower() else _Join.BREAK


def _next_word_fits(before: Line, line: Line, margin: float) -> bool:
    """Whether the line before could have held the next word: its author, not its width, ended it."""
    word = (line.right - line.left) * len(line.text.split(" ", 1)[0]) / len(line.text)
    return before.right + word + _SPARE * line.size < margin


def _is_centred(before: Line, line: Line) -> bool:
    middle = (line.left + line.right) / 2 - (before.left + before.right) / 2
    return abs(middle) < line.size / 2 and abs(line.left - before.left) > line.size / 2


def _fills(cell: Sequence[Line]) -> bool:
    widths = [line.right for line in cell]
    return cell[-1].breaks_word or (len(cell) > 1 and widths[-1] >= 0.9 * median(widths[:-1]))
