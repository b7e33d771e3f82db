"""What an author writes in fields of several lines: options, pairs, entries. Pure.

An option is a line; ``*`` before it says that it is right, `` # `` begins what is said to whoever chooses it. A pair is
a line with `` = `` in it. A backslash before one of these marks takes its meaning away.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

RIGHT, FEEDBACK, PAIR = "*", "#", "="
_ESCAPED = re.compile(r"\\([*#=\\])")
_MARKS = re.compile(r"([*#=\\])")


def lines_of(text: str) -> list[str]:
    """The lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def options_from(text: str) -> list[dict[str, Any]]:
    """Options as the content of an item has them."""
    return [_option(line) for line in lines_of(text)]


def options_text(options: Iterable[Mapping[str, Any]]) -> str:
    """What ``options_from`` reads as these options."""
    return "\n".join(_option_line(option) for option in options)


def pairs_from(text: str) -> list[dict[str, str]]:
    """Pairs as the content of an item has them; a line without a mark has nothing on the right."""
    return [{"left": left, "right": right or ""} for left, right in (_split(line, PAIR) for line in lines_of(text))]


def pairs_text(pairs: Iterable[Mapping[str, str]]) -> str:
    """What ``pairs_from`` reads as these pairs."""
    return "\n".join(f"{_escaped(pair['left'])} {PAIR} {_escaped(pair['right'])}" for pair in pairs)


def numbers_from(text: str) -> Iterator[Sequence[str]]:
    """The words of each line, where answers are named by the numbers and letters that stand before them."""
    for line in lines_of(text):
        yield re.findall(r"[0-9]+|[a-z]+", line.lower())


def _option(line: str) -> dict[str, Any]:
    right = line.startswith(RIGHT)
    text, feedback = _split(line.removeprefix(RIGHT).strip() if right else line, FEEDBACK)
    option: dict[str, Any] = {"text": text, "right": right}
    return option if feedback is None else {**option, "feedback": feedback}


def _option_line(option: Mapping[str, Any]) -> str:
    mark = f"{RIGHT} " if option.get("right") else ""
    feedback = f" {FEEDBACK} {_escaped(option['feedback'])}" if option.get("feedback") else ""
    return f"{mark}{_escaped(option['text'])}{feedback}"


def _split(line: str, mark: str) -> tuple[str, str | None]:
    """The line before and after the first mark that stands by itself; None where there is none."""
    first, found, rest = line.partition(f" {mark} ")
    return _unescaped(first), _unescaped(rest) if found else None


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(r"\1", text).strip()
