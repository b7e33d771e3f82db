"""Where a quote stands in a passage, whatever spaces, dashes and quotation marks it was copied with. Pure."""

import unicodedata
from collections.abc import Sequence

from knowledge.answering.checking.words import APART, canonical
from knowledge.answering.quotes import BLOCK_GAP, LONGEST_QUOTE, Sentence, Span, quoted_span

# Fewer words say nothing that could be looked up.
FEWEST_WORDS = 2


def found_at(quote: str, text: str) -> Span | None:
    """The first and one past the last character of a quote in a text; None where it does not occur there.

    Case and words must be the text's own; spaces, dashes, quotation marks, soft hyphens and ligatures need not be.
    A part of a word is no quote of it.
    """
    wanted = _marrow(quote)
    if len(wanted.split()) < FEWEST_WORDS:
        return None
    plain, origin = _traced(text)
    at = plain.find(wanted)
    while at >= 0 and not _is_whole(plain, at, at + len(wanted)):
        at = plain.find(wanted, at + 1)
    return None if at < 0 else (origin[at], origin[at + len(wanted) - 1] + 1)


def widened(span: Span, sentences: Sequence[Sentence]) -> Span | None:
    """The sentences that a span touches, with those without which they can't be understood.

    None where it touches none or only questions, which say nothing, where one of them may not be quoted, or where it
    would be more than a reader looks at.

    Args:
        span: In the edition's stored text, as the sentences' places are.
        sentences: In their order.
    """
    touched = [s for s in sentences if s.start < span[1] and span[0] < s.end]
    spans = [quoted_span(sentences, sentence.start) for sentence in touched]
    if None in spans or all(sentence.text.endswith("?") for sentence in touched):
        return None
    known = [one for one in spans if one is not None]
    start, end = min(s for s, _ in known), max(e for _, e in known)
    return None if len(touched) > 1 and end - start > LONGEST_QUOTE else (start, end)


def text_within(span: Span, sentences: Sequence[Sentence]) -> str:
    """The sentences within a span, each block of the edition's text on a line of its own."""
    text, last = "", span[0]
    for sentence in sentences:
        if span[0] <= sentence.start and sentence.end <= span[1]:
            parted = "\n" if sentence.start - last >= BLOCK_GAP else " "
            text += (parted if text else "") + sentence.text
            last = sentence.end
    return text


def _marrow(quote: str) -> str:
    """What of a quote has to be found: without the marks that a model puts around it."""
    return _traced(canonical(quote).strip("\"' .,;:"))[0]


def _traced(text: str) -> tuple[str, list[int]]:
    """A text made plain, character by character, and where each of its characters comes from."""
    plain: list[str] = []
    origin: list[int] = []
    for index, character in enumerate(text):
        for made in _plain(character):
            if made != " " or (plain and plain[-1] != " "):
                plain.append(made)
                origin.append(index)
    return "".join(plain), origin


def _plain(character: str) -> str:
    if character.isspace():
        return " "
    apart = " " if unicodedata.category(character) in APART else ""
    return apart + unicodedata.normalize("NFKD", canonical(character))


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether neither end cuts a word or a number in two."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() and text[start].isalnum()) and not (after.isalnum() and text[end - 1].isalnum())
