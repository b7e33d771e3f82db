"""The grammar of GIFT, the text format of Moodle's questions: from a file to its parts. Pure.

What is read here are still escaped texts; ``gift_texts`` makes them plain.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from learning.formats.own_fields import MARK
from learning.formats.values import Why

_CATEGORY = re.compile(r"\s*\$CATEGORY:(.*)")
_ESCAPED = re.compile(r"\\.", re.DOTALL)
_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_WEIGHT = re.compile(r"\s*%\s*(-?\d+(?:[.,]\d+)?)\s*%")


class BadSyntax(Exception):
    """A question that is not written as GIFT wants it; the fact is where it goes wrong."""

    def __init__(self, line: int, fact: str, why: Why = Why.SYNTAX) -> None:
        super().__init__(f"{line}: {why}: {fact}")
        self.line, self.fact, self.why = line, fact, why


@dataclass(frozen=True)
class Block:
    """The lines of one question, comments blanked, and what stood in its comments.

    Attributes:
        own: Of the comments with our own fields, the last one before the question; None where there is none.
    """

    line: int
    text: str
    category: str
    comments: Sequence[str]
    own: str | None
    broken: bool = False


@dataclass(frozen=True)
class Written:
    """An escaped text and the format that it is said to be in."""

    raw: str
    format: str


@dataclass(frozen=True)
class WrittenAnswer:
    """An answer in braces. ``sign`` is ``=``, ``~``, or empty where none stands before it."""

    sign: str
    weight: float | None
    text: Written
    feedback: Written | None


@dataclass(frozen=True)
class WrittenQuestion:
    """A question's parts. ``answers`` is what stands in the braces; None where there are none."""

    title: str
    stem: Written
    answers: str | None
    tail: str


def blocks(text: str) -> Iterator[Block]:
    """The questions of a file; empty lines part them, unless they stand between braces.

    Comments are lines that begin with ``//``, as in Moodle. Those with our own fields wait for the question that comes
    after them.
    """
    category, waiting = "", _Waiting()
    for paragraph in _paragraphs(text):
        for found in [match for line in paragraph if (match := _CATEGORY.match(line.text))]:
            category = found.group(1).strip()
        lines = [line for line in paragraph if not _CATEGORY.match(line.text)]
        if waiting.depth > 0 and _begins(lines):
            yield _block(waiting.lines, category, broken=True)
            waiting = _Waiting()
        waiting.add(lines)
        if waiting.is_whole:
            if waiting.asks:
                yield _block(waiting.lines, category)
            waiting = _Waiting()
    if waiting.asks:
        yield _block(waiting.lines, category, broken=True)


def parts(block: Block) -> WrittenQuestion:
    """The parts of a question.

    Raises:
        BadSyntax: Its title or its braces don't close.
    """
    if block.broken:
        raise BadSyntax(block.line, block.text, Why.BRACE_OPEN)
    title, rest = _title(block)
    stem, brace, rest = _cut(rest, "{")
    style, stem = format_of(stem, "moodle")
    if _find(stem, "}") >= 0:
        raise BadSyntax(block.line, block.text, Why.BRACE_STRAY)
    if not brace:
        return WrittenQuestion(title, Written(stem, style), None, "")
    answers, closed, tail = _cut(rest, "}")
    if not closed:
        raise BadSyntax(block.line, block.text, Why.BRACE_OPEN)
    if any(_find(tail, sign) >= 0 for sign in "{}"):
        raise BadSyntax(block.line, block.text, Why.BRACE_STRAY)
    return WrittenQuestion(title, Written(stem, style), answers, tail)


def answers_of(text: str, style: str) -> tuple[WrittenAnswer, ...]:
    """The answers that stand in a question's braces, its general feedback left away."""
    starts = [at for at in _unescaped(text) if text[at] in "=~"]
    lead = text[: starts[0]] if starts else text
    pieces = [text[start:end] for start, end in pairwise([*starts, len(text)])]
    found = [_answer(piece[0], piece[1:], style) for piece in pieces]
    return (_answer("", lead, style), *found) if lead.strip() else tuple(found)


def general_feedback(text: str) -> tuple[str, str | None]:
    """What stands in braces, without and with the feedback that is for whatever is answered."""
    at = _find(text, "####")
    return (text, None) if at < 0 else (text[:at], text[at + 4 :])


def feedbacks(text: str) -> list[str]:
    """The parts of a text that ``#`` parts."""
    marks = [at for at in _unescaped(text) if text[at] == "#"]
    return [text[start:end] for start, end in zip([0, *(m + 1 for m in marks)], [*marks, len(text)], strict=True)]


def format_of(text: str, style: str) -> tuple[str, str]:
    """The format that a text says it is in, else the one it takes over; and the text without that."""
    match = _FORMAT.match(text)
    return (match.group(1).lower(), text[match.end() :]) if match else (style, text)


@dataclass(frozen=True)
class _Line:
    number: int
    text: str

    @property
    def is_comment(self) -> bool:
        return self.text.lstrip().startswith("//")

    @property
    def comment(self) -> str:
        return self.text.strip().removeprefix("//").strip()


class _Waiting:
    """Lines of a question that may go on; how far they are is known without looking at them again."""

    def __init__(self) -> None:
        self.lines: list[_Line] = []
        self.depth = 0
        self.asks = self._has_fields = False

    @property
    def is_whole(self) -> bool:
        """Whether no brace is open; our fields alone wait for the question that they belong to."""
        return self.depth <= 0 and (self.asks or not self._has_fields)

    def add(self, lines: Sequence[_Line]) -> None:
        self.lines += lines
        self.depth += _depth(lines)
        self.asks = self.asks or any(not line.is_comment for line in lines)
        self._has_fields = self._has_fields or any(MARK in line.text for line in lines)


def _paragraphs(text: str) -> Iterator[list[_Line]]:
    found: list[_Line] = []
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        if line.strip():
            found.append(_Line(number, line))
        elif found:
            yield found
            found = []
    if found:
        yield found


def _braces(lines: Sequence[_Line]) -> Iterator[str]:
    for line in lines:
        if not line.is_comment:
            yield from (line.text[at] for at in _unescaped(line.text) if line.text[at] in "{}")


def _depth(lines: Sequence[_Line]) -> int:
    """How many more braces open than close."""
    signs = list(_braces(lines))
    return signs.count("{") - signs.count("}")


def _begins(lines: Sequence[_Line]) -> bool:
    """Whether another question begins here, so that the one before it can't go on."""
    return next(_braces(lines), "") == "{" or any(line.text.startswith("::") for line in lines)


def _block(lines: Sequence[_Line], category: str, broken: bool = False) -> Block:
    comments = [line.comment for line in lines if line.is_comment]
    before = [line.comment for line in takewhile(lambda line: line.is_comment, lines)]
    own = next((comment for comment in reversed(before) if comment.startswith(MARK)), None)
    first = next((line.number for line in lines if not line.is_comment), lines[0].number)
    text = "\n".join("" if line.is_comment else line.text for line in lines)
    return Block(first, text.strip(), category, comments, own, broken)


def _title(block: Block) -> tuple[str, str]:
    if not block.text.startswith("::"):
        return "", block.text
    title, end, rest = _cut(block.text[2:], "::")
    if not end:
        raise BadSyntax(block.line, block.text, Why.TITLE_OPEN)
    return title.strip(), rest


def _answer(sign: str, text: str, style: str) -> WrittenAnswer:
    weight = _WEIGHT.match(text)
    rest = text[weight.end() :] if weight else text
    body, mark, comment = _cut(rest, "#")
    own_style, body = format_of(body, style)
    feedback = Written(*reversed(format_of(comment, style))) if mark and comment.strip() else None
    share = float(weight.group(1).replace(",", ".")) if weight else None
    return WrittenAnswer(sign, share, Written(body, own_style), feedback)


def _cut(text: str, sign: str) -> tuple[str, str, str]:
    at = _find(text, sign)
    return (text, "", "") if at < 0 else (text[:at], sign, text[at + len(sign) :])


def _find(text: str, sign: str) -> int:
    at = text.find(sign)
    if "\\" not in text[: max(0, at)]:
        return at
    return next((at for at in _unescaped(text) if text.startswith(sign, at)), -1)


def _unescaped(text: str) -> Iterator[int]:
    """Where characters stand that no backslash stands before."""
    start = 0
    for match in _ESCAPED.finditer(text):
        yield from range(start, match.start())
        start = match.end()
    yield from range(start, len(text))
