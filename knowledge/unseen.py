"""Which characters of a text nobody sees: the one place where that is said. Pure.

Callers differ in what they do with each kind. ``is_unseen``: marks that shape, join or hide, and fillers.
``is_no_text``: controls and what stands for no character. And classes for a regular expression, of what is taken out of
texts that otherwise stay letter for letter.
"""

import re
import unicodedata

# They shape letters in Persian and Hindi, and join pictures.
JOINERS = "\u200c\u200d"
# For a class of a regular expression: controls but newline, tab and their like, which are white space.
CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
# So too: what turns the direction of the text around it.
DIRECTIONS = "\u202a-\u202e\u2066-\u2069"
# So too: soft hyphens, zero-width and direction marks, annotations and tags, but no joiners, and nothing that has a
# look though Unicode counts it among formats, as the signs of numbers in Arabic.
HIDDEN = (
    f"\u00ad\u061c\u180e\u200b\u200e\u200f{DIRECTIONS}\u2060-\u206f\ufeff\ufff9-\ufffb\U0001d173-\U0001d17a"
    "\U000e0000-\U000e007f"
)
# No look of their own, and in no category of such characters: fillers, joiners of marks, selectors of another look.
_LOOKLESS = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]"
)
_FORMAT = "Cf"
# Controls, lone surrogates, and what is private; no character at all, or one of tomorrow.
_CONTROL, _UNKNOWN = {"Cc", "Cs", "Co"}, "Cn"


def is_unseen(character: str) -> bool:
    """Whether it takes part in a text without being seen: a mark of format, a joiner, a filler, a selector."""
    return unicodedata.category(character) == _FORMAT or _LOOKLESS.match(character) is not None


def is_control(character: str) -> bool:
    """Whether it is a control, white space among them, a lone surrogate, or private."""
    return unicodedata.category(character) in _CONTROL


def is_no_text(character: str) -> bool:
    """Whether it is a control, or no character that is known: databases refuse some of them."""
    return is_control(character) or unicodedata.category(character) == _UNKNOWN


def seen(text: str) -> str:
    """A text without what is unseen; controls stay."""
    if text.isascii():
        return text
    return "".join(character for character in text if not is_unseen(character))


def shows(text: str) -> bool:
    """Whether anything of a text can be seen."""
    return any(not (c.isspace() or is_unseen(c) or is_no_text(c)) for c in text)
