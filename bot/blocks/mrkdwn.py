"""Text of guides and people, made safe for Slack and as long as it may be. Pure.

There are three ways out, and each foreign text takes the first one that the place allows:

- a text element of a ``rich_text`` block is shown as it is, letter for letter: ``clean`` text goes there. All quotes
  do.
- a ``plain_text`` object knows no markup but turns three entities back: ``literal``.
- ``mrkdwn`` has no escape for its own marks. ``escape`` puts look-alikes in their place.

Lengths are counted in UTF-16 units of the text as it is sent, which is never less than what Slack counts.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator

from knowledge.unseen import CONTROLS, DIRECTIONS

ELLIPSIS = "…"
# How far back a word's beginning is looked for.
LONGEST_WORD = 40

_NEWLINE = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SHAPELESS = re.compile(f"[{CONTROLS}{DIRECTIONS}]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_LOOKALIKES = str.maketrans({"*": "∗", "~": "∼", "`": "ˋ"})
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_QUOTE_MARK = re.compile(r"^([^\S\n]*)>", re.MULTILINE)
_EMOJI_MARK = re.compile(r":(?!\d+:)(?=[^\s:]{1,100}:)")


def clean(text: str) -> str:
    """The text without what has no shape of its own but could change what stands around it.

    Controls and direction overrides (U+202A to U+202E, U+2066 to U+2069) are gone, all line ends are newlines, and a
    surrogate that stands alone is U+FFFD. Everything else stays: nothing visible is changed, nothing is put in.
    """
    return _SURROGATE.sub("\ufffd", _SHAPELESS.sub("", _NEWLINE.sub("\n", text)))


def escape(text: str) -> str:
    """The text as mrkdwn that shows it and does nothing else.

    ``&``, ``<`` and ``>`` become entities, so that there is no mention, broadcast or link. Marks that could format
    become look-alikes: ``*`` ∗, ``~`` ∼, the backtick ˋ, ``_`` ˍ where it is not inside a word, the ``>`` that begins
    a line ›, the colon that begins an emoji's name ∶. Zero-width characters are not used: Slack's clients do not
    agree on whether they hinder formatting.
    """
    marks = _UNDERSCORE.sub("ˍ", clean(text).translate(_LOOKALIKES))
    return _EMOJI_MARK.sub("∶", _QUOTE_MARK.sub(r"\1›", marks)).translate(_ENTITIES)


def escaped_line(text: str, limit: int) -> str:
    """The text on one line, as mrkdwn of at most ``limit`` units."""
    return escape(_within(_joined(text), limit, lambda t: units(escape(t))))


def literal(text: str, limit: int) -> str:
    """The text on one line, for a ``plain_text`` object of at most ``limit`` units."""
    return _within(_joined(text), limit, lambda t: units(t.translate(_ENTITIES))).translate(_ENTITIES)


def one_line(text: str, limit: int) -> str:
    """The clean text on one line of at most ``limit`` units, not escaped."""
    return _within(_joined(text), limit, units)


def shortened(text: str, limit: int) -> str:
    """The text, or its beginning and an ellipsis: at most ``limit`` units, never half a word or half a character."""
    return _within(text, limit, units)


def ending(text: str, limit: int) -> str:
    """The text, or an ellipsis and its end: at most ``limit`` units, from the start of a word on."""
    if units(text) <= limit:
        return text
    start = len(text) - _fitting(text[::-1], limit - units(ELLIPSIS), units)
    while not _is_border(text, start):
        start += 1
    space = re.search(r"\s", text[start : start + LONGEST_WORD])
    return ELLIPSIS + text[start + space.end() if space else start :]


def pieces(text: str, limit: int) -> Iterator[str]:
    """The text in pieces of at most ``limit`` units, which put together are the text again."""
    while units(text) > limit:
        cut = _last_border(text, _fitting(text, limit, units)) or limit // 2
        yield text[:cut]
        text = text[cut:]
    if text:
        yield text


def units(text: str) -> int:
    """The length in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def _joined(text: str) -> str:
    return " ".join(clean(text).split())


def _within(text: str, limit: int, size: Callable[[str], int]) -> str:
    if len(text) <= limit and size(text) <= limit:
        return text
    cut = _last_border(text, _fitting(text, limit - units(ELLIPSIS), size))
    return text[:cut].rstrip() + ELLIPSIS


def _fitting(text: str, limit: int, size: Callable[[str], int]) -> int:
    """How many characters from the start are within the limit."""
    most = max(0, min(len(text), limit))
    return max(0, bisect_right(range(most + 1), limit, key=lambda count: size(text[:count])) - 1)


def _last_border(text: str, position: int) -> int:
    """The start of a word, or at least of a character, at this position or before it."""
    if position >= len(text):
        return len(text)
    for before in range(position, max(0, position - LONGEST_WORD), -1):
        if (text[before].isspace() or text[before - 1].isspace()) and _is_border(text, before):
            return before
    while position > 0 and not _is_border(text, position):
        position -= 1
    return position


def _is_border(text: str, position: int) -> bool:
    """Whether a new character, as people see it, begins here: Unicode's grapheme clusters in short."""
    if position in {0, len(text)}:
        return True
    before, here = text[position - 1], text[position]
    if _continues(here) or before == "\u200d" or (unicodedata.combining(before) == 9 and here.isalpha()):
        return False
    if _is_flag_half(here):
        halves = re.search("[\U0001f1e6-\U0001f1ff]*$", text[:position])
        return halves is None or len(halves[0]) % 2 == 0
    return (before, here) != ("\r", "\n")


def _continues(character: str) -> bool:
    """Combining marks, joiners, skin tones, tags, the vowels and final consonants of Hangul, and two Thai vowels."""
    return (
        unicodedata.category(character) in {"Mn", "Me", "Mc"}
        or character in "\u200c\u200d\u0e33\u0eb3\uff9e\uff9f"
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\U000e0020" <= character <= "\U000e007f"
        or "\u1160" <= character <= "\u11ff"
        or "\ud7b0" <= character <= "\ud7ff"
    )


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"
