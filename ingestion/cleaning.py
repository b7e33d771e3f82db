"""Text of any origin to clean text: what is invisible or breaks databases is gone, the words stay. Pure."""

import re
import unicodedata

# Controls but newline and tab; soft hyphens, zero-width and direction marks, annotations and tags. The
# zero-width joiner and non-joiner shape letters in Persian and Hindi, so they stay.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)
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
