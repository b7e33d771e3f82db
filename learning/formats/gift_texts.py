"""Texts of GIFT as plain text, and plain text as GIFT writes it. Pure."""

import re

from learning.formats.gift_grammar import Written, format_of
from learning.formats.html_text import Plain, html_of, plain_of

_ESCAPES = re.compile(r"\\([~=#{}:\\n])")
_CONTROL = re.compile(r"[\\~=#{}:]")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&[a-zA-Z#][a-zA-Z0-9]*;|<!--")
# Before these the grammar, or the answers of a match, would see something else.
_MISTAKABLE = re.compile(r"[\[%]")


def plain_text(written: Written) -> Plain:
    """The text that is meant.

    A line break of the file only wraps a line, unless the text is Markdown; an escaped one breaks it.
    """
    raw = written.raw.strip()
    if written.format == "html":
        return plain_of(unescaped(raw))
    text = unescaped(raw if written.format == "markdown" else " ".join(line.strip(" \t") for line in raw.split("\n")))
    if written.format == "moodle" and _TAG.search(text):
        return plain_of(text, keep_lines=True)
    return Plain(text.strip())


def unescaped(raw: str) -> str:
    """The text without the backslashes that kept its signs from being grammar."""
    return _ESCAPES.sub(lambda match: "\n" if match.group(1) == "n" else match.group(1), raw)


def escaped(text: str) -> str:
    """The text on one line, with nothing in it that is grammar."""
    one = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub(lambda match: f"\\{match.group()}", one).replace("\n", "\\n")


def answer_text(text: str) -> str:
    """A text as an answer or its feedback: marked as plain where it begins as something else would."""
    return ("[plain]" if _MISTAKABLE.match(text) else "") + escaped(text)


def left_side(text: str) -> str:
    """A text as the left side of a match, which an arrow would end; HTML has another way to write one."""
    return f"[html]{escaped(html_of(text))}" if "->" in text else answer_text(text)


def pair_texts(written: Written, usual: str) -> tuple[Plain, Plain] | None:
    """Both sides of a match; None if there is no arrow.

    Args:
        written: The whole answer; a format that it names is that of its left side.
        usual: The question's format. The right side is plain text, in which older banks put HTML.
    """
    left, arrow, right = written.raw.partition("->")
    style, right = format_of(right, "plain" if usual == "plain" else "moodle")
    return (plain_text(Written(left, written.format)), plain_text(Written(right, style))) if arrow else None
