"""One page of a PDF as PDFium reads it: its lines, in the order in which they are stored."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

import pypdfium2  # type: ignore[import-untyped]

from ingestion.cleaning import one_line
from ingestion.loaders.pdf.glyphs import LINE_END_HYPHEN, Glyph, characters, glyph, is_bold, is_unreadable
from ingestion.loaders.pdf.lines import SAME_LINE, Line

# In letter heights: wider gaps divide columns or cells.
_COLUMN_GAP = 1.8
_WORD_GAP = 0.12
_BULLET_GAP = 0.7
_MARK_SIZE = 0.85
_LONGEST_MARKED_WORD = 100
_DIGITS = "0123456789"
_RAISED = str.maketrans(_DIGITS, "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})


@dataclass(frozen=True)
class PageText:
    """What a page holds; ``unreadable`` where most of its letters have no known meaning."""

    lines: tuple[Line, ...]
    unreadable: bool


@dataclass(frozen=True)
class _Word:
    """A word; ``spaced`` if a space and not only a line's end is before it."""

    text: str
    first: Glyph
    right: float
    bold: bool
    spaced: bool
    breaks: bool


def read_page(text_page: pypdfium2.PdfTextPage, number: int) -> PageText:
    """The lines of a page in the order in which they are stored, which is nearly always that of reading."""
    text = characters(text_page)
    if is_unreadable(text_page, text):
        return PageText((), unreadable=True)
    lines = (_line(words, number) for words in _by_line(_words(text_page, text)))
    return PageText(tuple(line for line in lines if line.text), unreadable=False)


def _words(text_page: pypdfium2.PdfTextPage, text: str) -> Iterator[_Word]:
    start, spaced = None, False
    for index, character in enumerate(text + " "):
        is_space = character <= " " or character == "\u00a0"
        if not is_space and start is None:
            start = index
        elif is_space and start is not None:
            yield _word(text_page, text[start:index], start, spaced, character == LINE_END_HYPHEN)
            start, spaced = None, False
        spaced |= is_space and character not in "\r\n"


def _word(text_page: pypdfium2.PdfTextPage, text: str, start: int, spaced: bool, breaks: bool) -> _Word:
    first, last = glyph(text_page, start), glyph(text_page, start + len(text) - 1)
    if last.size < _MARK_SIZE * first.size and last.baseline > first.baseline and len(text) < _LONGEST_MARKED_WORD:
        text = _with_mark(text_page, text, start)
    return _Word(
        text=text + "-" * breaks,
        first=first,
        right=max(first.left, last.right),
        bold=is_bold(text_page, start),
        spaced=spaced,
        breaks=breaks,
    )


def _with_mark(text_page: pypdfium2.PdfTextPage, text: str, start: int) -> str:
    """The word with small raised digits at its end as such: the mark of a footnote must not change a figure."""
    most = _MARK_SIZE * glyph(text_page, start).size
    end = len(text)
    while end > 1 and text[end - 1] in _DIGITS and glyph(text_page, start + end - 1).size < most:
        end -= 1
    return text[:end] + text[end:].translate(_RAISED)


def _by_line(words: Iterator[_Word]) -> Iterator[list[_Word]]:
    line: list[_Word] = []
    for word in words:
        if line and not _continues(line[-1], word):
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def _continues(before: _Word, word: _Word) -> bool:
    if before.breaks or word.first.turn != before.first.turn:
        return False
    size = max(before.first.size, word.first.size, 1.0)
    level = abs(word.first.baseline - before.first.baseline) < SAME_LINE * size
    return level and -size < word.first.left - before.right < _COLUMN_GAP * size


def _line(words: list[_Word], page: int) -> Line:
    letters = Counter[float]()
    for word in words:
        letters[word.first.size] += len(word.text)
    named = [word.bold for word in words if any(c.isalnum() for c in word.text)]
    return Line(
        page=page,
        text=one_line(_text(words).translate(_LIGATURES)),
        left=words[0].first.left,
        right=max(word.right for word in words),
        baseline=median(word.first.baseline for word in words),
        size=letters.most_common(1)[0][0],
        bold=bool(named) and all(named),
        turn=words[0].first.turn,
        breaks_word=words[-1].breaks,
    )


def _text(words: list[_Word]) -> str:
    parts = ["•" if _is_round_bullet(words) else words[0].text]
    for before, word in zip(words, words[1:], strict=False):
        a, b = before.first, word.first
        is_mark = b.size < _MARK_SIZE * a.size and b.baseline > a.baseline and word.text.isdecimal()
        is_apart = b.left - before.right > _WORD_GAP * max(a.size, b.size)
        parts.append(" " if word.spaced or is_apart else "")
        parts.append(word.text.translate(_RAISED) if is_mark else word.text)
    return "".join(parts)


def _is_round_bullet(words: list[_Word]) -> bool:
    """Whether a line begins with the letter o that office programs use as a bullet."""
    return (
        words[0].text == "o"
        and len(words) > 1
        and words[1].first.left - words[0].right > _BULLET_GAP * words[1].first.size
    )
