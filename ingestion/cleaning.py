"""Text of any origin to clean text: what is invisible or breaks databases is gone, the words stay. Pure."""

import re
import unicodedata

from knowledge.unseen import CONTROLS, HIDDEN

_INVISIBLE = re.compile(f"[{CONTROLS}{HIDDEN}]")
_NEWLINE = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")


def clean(text: str) -> str:
    """The text in NFC, with lines ended by newlines, without invisible characters.

    A surrogate that stands alone becomes U+FFFD.
    """
    if not text.isascii():
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = _INVISIBLE.sub("", _NEWLINE.sub("\n", text))
    return unicodedata.normalize("NFC", text)


def prose(text: str) -> str:
    """Clean text of a paragraph: runs of spaces collapsed, no blank line, nothing around it."""
    lines = (_SPACES.sub(" ", line).strip() for line in clean(text).split("\n"))
    return "\n".join(line for line in lines if line)


def one_line(text: str) -> str:
    """Clean text on one line, as a heading or a title is."""
    return " ".join(prose(text).split("\n"))


def verbatim(text: str) -> str:
    """Clean text of code or verse: indentation stays, blank lines go."""
    lines = (line.rstrip() for line in clean(text).expandtabs(4).split("\n"))
    return "\n".join(line for line in lines if line)
