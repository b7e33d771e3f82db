"""What is quoted: a sentence with the neighbours without which it can't be understood. Pure.

A quote is one contiguous span of an edition's text, always of whole sentences.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from knowledge.answering.addressing import to_an_assistant
from knowledge.answering.sentences import ChosenSentence

LONGEST_QUOTE = 600
LONGEST_ITEM = 400
MOST_BEFORE = 2
# Blocks of an edition's text are at least this far apart, sentences of one block are nearer.
BLOCK_GAP = 2
# What a sentence begins with that speaks of something said before it.
_LEANS = re.compile(
    r"(?:it|its|this|these|those|that|they|their|he|she|his|her|such|both|but|however|therefore|thus|otherwise|instead"
    r"|also|then|in addition|for example|for instance|as a result|because of this)\b",
    re.IGNORECASE,
)

# A line before a list that turns its items into their opposite: without it, none of them may be quoted.
_WARNS = re.compile(r"\b(?:not|never|avoid\w*|don['’]t|wrong|mistakes?|myths?|errors?)\b", re.IGNORECASE)

Span = tuple[int, int]


@dataclass(frozen=True)
class Sentence:
    """A sentence of an edition: its text, and its first character there; ``end`` is one past the last."""

    start: int
    end: int
    text: str
    passage_id: str


@dataclass(frozen=True, eq=False)
class Quote:
    """A span of an edition to quote.

    Attributes:
        passage_id: The passage in which it begins: it may go on into the next.
        chosen: The sentences for whose sake it is quoted, best first.
    """

    start: int
    end: int
    passage_id: str
    chosen: tuple[ChosenSentence, ...]

    @property
    def edition_id(self) -> str:
        return self.chosen[0].passage.passage.edition_id


def quotes_of(chosen: Sequence[ChosenSentence], around: Mapping[str, Sequence[Sentence]]) -> tuple[Quote, ...]:
    """A quote for each chosen sentence, the best first; those that overlap become one.

    Args:
        chosen: Most useful first.
        around: For each passage's id, its sentences and those before and after it under the same heading.
    """
    quotes: list[Quote] = []
    for one in chosen:
        sentences = around[one.passage.passage.id]
        span = quoted_span(sentences, one.sentence.start)
        if span is not None:
            passage_id = next(sentence.passage_id for sentence in sentences if sentence.start == span[0])
            quotes = _with(quotes, Quote(*span, passage_id, (one,)))
    return tuple(sorted(quotes, key=lambda quote: -quote.chosen[0].score))


def quoted_span(sentences: Sequence[Sentence], start: int) -> Span | None:
    """From where to where to quote for the sentence that begins at ``start``; None where it says nothing.

    The line before a list is quoted with the list, an item of a list with the line before it, a sentence that
    speaks of "this" with what it speaks of; all that only as far as ``LONGEST_QUOTE`` allows. An item too far from a
    line that warns of it is not quoted at all, nor is a sentence together with one that speaks to an assistant.
    """
    index = next(i for i, sentence in enumerate(sentences) if sentence.start == start)
    first, last = index, index
    if _leads_in(sentences[index]):
        last = _end_of_list(sentences, index)
        if last == index:
            return None
    elif (lead_in := _lead_in_of(sentences, index)) is not None:
        if sentences[index].end - sentences[lead_in].start <= LONGEST_QUOTE:
            first = lead_in
        elif _WARNS.search(sentences[lead_in].text):
            return None
    else:
        first = _what_it_leans_on(sentences, index)
    if any(to_an_assistant(sentence.text) is not None for sentence in sentences[first : last + 1]):
        return None
    return sentences[first].start, sentences[last].end


def _end_of_list(sentences: Sequence[Sentence], index: int) -> int:
    last = index
    for first, end in _blocks_after(sentences, index):
        too_long = sentences[end].end - sentences[index].start > LONGEST_QUOTE
        if too_long or not _is_item(sentences, first, end) or (last > index and not _alike(sentences, last, end)):
            break
        last = end
    return last


def _lead_in_of(sentences: Sequence[Sentence], index: int) -> int | None:
    """The line that ends in a colon and that the list of this item follows."""
    first, end = _start_of_block(sentences, index), index
    while first > 0 and _is_item(sentences, first, end) and _alike(sentences, end, index):
        before = first - 1
        if _leads_in(sentences[before]):
            return before
        first, end = _start_of_block(sentences, before), before
    return None


def _blocks_after(sentences: Sequence[Sentence], index: int) -> Iterator[Span]:
    """The first and last sentence of each block after this one's."""
    first = index + 1
    for position in range(index + 1, len(sentences)):
        if position + 1 == len(sentences) or _apart(sentences, position + 1):
            yield first, position
            first = position + 1


def _is_item(sentences: Sequence[Sentence], first: int, last: int) -> bool:
    return sentences[last].end - sentences[first].start <= LONGEST_ITEM


def _alike(sentences: Sequence[Sentence], one: int, other: int) -> bool:
    """Items of one list all end in a full stop, or none does."""
    return sentences[one].text.endswith(".") == sentences[other].text.endswith(".")


def _what_it_leans_on(sentences: Sequence[Sentence], index: int) -> int:
    first = index
    while first > max(0, index - MOST_BEFORE) and _LEANS.match(sentences[first].text):
        before = sentences[first - 1]
        if before.text.endswith("?") or sentences[index].end - before.start > LONGEST_QUOTE:
            break
        first -= 1
    return first


def _start_of_block(sentences: Sequence[Sentence], index: int) -> int:
    while index > 0 and not _apart(sentences, index):
        index -= 1
    return index


def _apart(sentences: Sequence[Sentence], index: int) -> bool:
    return sentences[index].start - sentences[index - 1].end >= BLOCK_GAP


def _leads_in(sentence: Sentence) -> bool:
    return sentence.text.endswith(":")


def _with(quotes: list[Quote], quote: Quote) -> list[Quote]:
    """These quotes and one more; what it is joined with may then overlap a third."""
    for other in quotes:
        if _overlap(other, quote):
            return _with([q for q in quotes if q is not other], _joined(other, quote))
    return [*quotes, quote]


def _overlap(one: Quote, other: Quote) -> bool:
    return one.edition_id == other.edition_id and one.start < other.end and other.start < one.end


def _joined(one: Quote, other: Quote) -> Quote:
    chosen = sorted(one.chosen + other.chosen, key=lambda c: -c.score)
    first = min(one, other, key=lambda quote: quote.start)
    return Quote(first.start, max(one.end, other.end), first.passage_id, tuple(chosen))
