"""Lines of a PDF to running text, with words that a line's end broke made whole. Pure."""

import re
from collections.abc import Iterable, Sequence

from ingestion.loaders.pdf.lines import Line

Words = frozenset[str]

_WORD = re.compile(r"[^\W\d_]+(?:[-‐'’][^\W\d_]+)*")
_BROKEN = re.compile(r"(?P<head>[^\W\d_]+(?:['’][^\W\d_]+)*)[-‐\u00ad]$")
_HYPHENS = ("-", "‐", "\u00ad")
_TAIL = re.compile(r"[^\W\d_]+")
_LINK_GOES_ON = re.compile(r"(?:https?://|www\.)\S*[-/_=&?]$")
_NUMBER_GOES_ON = re.compile(r"\d[-‐–]$|[^\W\d_][-‐]$")
# As in "pre- and post-test".
_AFTER_SUSPENDED = frozenset({"and", "or", "to", "und", "oder", "et", "ou", "y", "o"})
# These keep their hyphen nearly always.
_PREFIXES = frozenset({"self", "non", "well", "ex", "quasi", "semi"})
_SHORTEST_WORD = 3
_END_CHARACTERS = 200


def words_of(lines: Iterable[Line]) -> Words:
    """The words, in lower case, that stand whole in some line."""
    words = set[str]()
    broken = False
    for line in lines:
        found = list(_WORD.finditer(line.text))
        whole = found[1:] if broken else found
        broken = _broken(line.text[-_END_CHARACTERS:]) is not None
        words.update(match[0].lower() for match in (whole[:-1] if broken else whole))
    return frozenset(words)


def joined(lines: Sequence[str], words: Words) -> str:
    """The lines as one; ``words`` tells whether a hyphen at a line's end belongs to the word."""
    parts = [lines[0]]
    for line in lines[1:]:
        end = parts[-1][-_END_CHARACTERS:]
        broken, tail = _broken(end), _TAIL.match(line)
        if _goes_on(end, line):
            pass
        elif broken is None or tail is None or tail[0] in _AFTER_SUSPENDED:
            parts.append(" ")
        elif not _keeps_hyphen(end, broken["head"], tail[0], words):
            parts[-1] = parts[-1][:-1]
        parts.append(line)
    return "".join(parts)


def _goes_on(end: str, line: str) -> bool:
    """Whether a link or a number like 2026-2027 was broken, which has no space."""
    if line[:1].isdecimal() and _NUMBER_GOES_ON.search(end[-2:]):
        return True
    return _LINK_GOES_ON.fullmatch(end.rsplit(" ", 1)[-1]) is not None


def _broken(text: str) -> re.Match[str] | None:
    return _BROKEN.search(text) if text.endswith(_HYPHENS) else None


def _keeps_hyphen(text: str, head: str, tail: str, words: Words) -> bool:
    if text.endswith("\u00ad"):
        return False
    start = text[: len(text) - len(head) - 1]
    if not tail[0].islower() or start.endswith(("-", "‐")) or start[-1:].isdigit():
        return True
    first, second = head.lower(), tail.lower()
    if first + second in words:
        return False
    if f"{first}-{second}" in words or first in _PREFIXES:
        return True
    return min(len(first), len(second)) >= _SHORTEST_WORD and first in words and second in words
