"""Sentences that a page or column of a PDF broke made whole. Pure.

A sentence is cited with the page of the block in which it begins. So of a paragraph that goes on over the page,
only the rest of the broken sentence moves back; the sentences that begin on the next page stay there.
"""

from collections.abc import Sequence
from dataclasses import replace

import sentencex

from ingestion.loaders.pdf.hyphens import Words, joined
from ingestion.loaders.pdf.items import is_item
from ingestion.loaders.pdf.paragraphs import Paragraph, ends_sentence

# Footnotes, captions and tables that may stand between the two parts.
_MOST_BETWEEN = 8
_SAME_SIZE = 0.04
_TAIL_CHARACTERS = 1_500
_SHORTEST_BROKEN = 40
_SHORTEST_FILLED = 120
_INTRODUCES = (":", ";")


def mended(paragraphs: Sequence[Paragraph], words: Words, language: str) -> list[Paragraph]:
    """The paragraphs, with sentences that go on over a page or column in one of them."""
    result: list[Paragraph | None] = list(paragraphs)
    for index in range(len(result)):
        while (current := result[index]) is not None and (found := _next_part(result, index)) is not None:
            place, other = found
            result[index], result[place] = _moved(current, other, words, language)
            if result[place] is not None:
                break
    return [paragraph for paragraph in result if paragraph is not None]


def _next_part(paragraphs: Sequence[Paragraph | None], index: int) -> tuple[int, Paragraph] | None:
    """The next paragraph of the same size and its place, if this one may go on there: on a new page or column."""
    current = paragraphs[index]
    if current is None or current.level is not None or current.divided or current.text.endswith(_INTRODUCES):
        return None
    for place in range(index + 1, min(index + 1 + _MOST_BETWEEN, len(paragraphs))):
        other = paragraphs[place]
        if other is None:
            continue
        if other.level is not None:
            return None
        if abs(other.size - current.size) <= _SAME_SIZE * current.size and not other.divided:
            return (place, other) if _may_go_on(current, other) else None
    return None


def _may_go_on(current: Paragraph, other: Paragraph) -> bool:
    moves_on = other.page == current.page + 1 or (other.page == current.page and other.top > current.bottom)
    if not moves_on or is_item(other.text):
        return False
    start = other.text.lstrip("\"'“‘([")[:1]
    small = start.islower() or start.isdecimal() or other.text.startswith("(")
    if small:
        return len(current.text) >= _SHORTEST_BROKEN
    fills = current.fills and len(current.text) >= _SHORTEST_FILLED
    return fills and start.isalpha() and not ends_sentence(current.text)


def _moved(current: Paragraph, other: Paragraph, words: Words, language: str) -> tuple[Paragraph, Paragraph | None]:
    """Both parts, with the end of the broken sentence moved back; the second None if nothing is left of it."""
    if current.page == other.page and not ends_sentence(current.text):
        text = joined([current.text, other.text], words)
        return replace(current, text=text, bottom=other.bottom, fills=other.fills), None
    length = _rest_of_sentence(current.text, other.text, words, language)
    if length == 0:
        return current, other
    moved, rest = other.text[:length].rstrip(), other.text[length:].lstrip()
    whole = replace(current, text=joined([current.text, moved], words), fills=other.fills and not rest)
    if rest:
        return whole, replace(other, text=rest)
    return replace(whole, bottom=other.bottom), None


def _rest_of_sentence(before: str, after: str, words: Words, language: str) -> int:
    """How many characters of the second text end the last sentence of the first."""
    head = after[:_TAIL_CHARACTERS]
    text = joined([before[-_TAIL_CHARACTERS:], head], words)
    seam = len(text) - len(head)
    for boundary in sentencex.get_sentence_boundaries(language, text):
        end = boundary["end_index"]
        if end > seam:
            begins_before = text[boundary["start_index"] : seam].strip()
            return min(int(end) - seam, len(head)) if begins_before else 0
    return 0
