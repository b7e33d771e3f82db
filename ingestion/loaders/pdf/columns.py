"""Two columns that a PDF stores line by line across both, put one after the other. Pure.

Nearly all programs store a column as a whole, and their order is kept; where one does not, each line of text would
go on in the wrong column.
"""

from collections.abc import Iterator, Sequence

from ingestion.loaders.pdf.lines import Line

_FEWEST_LEVELS = 6
_SHORTEST_LINE = 20
_ALIGNED_POINTS = 3.0
_FARTHEST_STEP = 1.7
_FILLED = 0.88
_MOST_FILLED = 0.7

Level = tuple[Line, ...]


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """The lines, with two columns of running text that alternate line by line taken apart."""
    ordered: list[Line] = []
    for run in _runs(_levels(lines)):
        left, right = [level[0] for level in run], [level[-1] for level in run]
        if len(run) >= _FEWEST_LEVELS and _is_running_text(left) and _is_running_text(right):
            ordered += [*left, *right]
        else:
            ordered += [line for level in run for line in level]
    return ordered


def _levels(lines: Sequence[Line]) -> Iterator[Level]:
    """Lines that stand side by side, from left to right."""
    level: list[Line] = []
    for line in lines:
        if level and not (line.is_level_with(level[-1]) and line.left >= level[-1].right):
            yield tuple(level)
            level = []
        level.append(line)
    if level:
        yield tuple(level)


def _runs(levels: Iterator[Level]) -> Iterator[list[Level]]:
    """Levels of two lines each that follow closely on each other, with the right column aligned; others alone."""
    run: list[Level] = []
    for level in levels:
        if run and not _goes_on(run[-1], level):
            yield run
            run = []
        run.append(level)
    if run:
        yield run


def _goes_on(before: Level, level: Level) -> bool:
    if len(before) != 2 or len(level) != 2 or before[0].page != level[0].page:
        return False
    step = before[0].baseline - level[0].baseline
    aligned = all(abs(a.left - b.left) < _ALIGNED_POINTS for a, b in zip(before, level, strict=True))
    return aligned and 0 < step <= _FARTHEST_STEP * level[0].size


def _is_running_text(column: Sequence[Line]) -> bool:
    """Whether most lines are filled, as those of a paragraph and not those of a table are."""
    left = min(line.left for line in column)
    width = max(line.right for line in column) - left
    filled = sum(line.right - left >= _FILLED * width for line in column)
    long = sum(len(line.text) for line in column) >= _SHORTEST_LINE * len(column)
    return long and filled >= _MOST_FILLED * len(column)
