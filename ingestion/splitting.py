"""A loaded file to a document with passages: whole sentences, by structure, with exact offsets. Pure."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import sentencex
from langchain_text_splitters import RecursiveCharacterTextSplitter

from ingestion.documents import Block
from knowledge.guides.drafts import DraftPassage, PlaceChange
from knowledge.places import Place

# MiniLM reads 256 word pieces. Of 128, 160, 200 and 220 tokens, 160 in passages of like size ranked best over
# the folders of the evals, and it leaves room for the headings that are embedded with the passage.
PASSAGE_TOKENS = 160
BLOCK_GAP = "\n\n"

_AROUND = re.compile(r"\A(?:\s|\|(?=\s|\Z))+|(?:\s|(?<=\s)\||\A\|)+\Z")
_LIST_NUMBER = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)]")

CountTokens = Callable[[Sequence[str]], list[int]]
Span = tuple[int, int]


@dataclass(frozen=True)
class Document:
    """The text of a file, and where in it and in the file everything stands.

    Attributes:
        text: All blocks, headings too, in reading order with an empty line between.
        places: From each of these offsets on, the text stands at that place.
        sections: Runs of body text under the same headings.
    """

    text: str
    places: tuple[PlaceChange, ...]
    sections: tuple["Section", ...]


@dataclass(frozen=True)
class Section:
    """Body text under one heading path: the span of each of its blocks."""

    heading: tuple[str, ...]
    blocks: tuple[Span, ...]


@dataclass(frozen=True)
class _Sentence:
    span: Span
    tokens: int


def assemble(blocks: Sequence[Block], title: str) -> Document:
    """Join the blocks to one text and find its sections; a heading that repeats the title is none."""
    text, places, bodies = "", list[PlaceChange](), list[tuple[tuple[str, ...], Span]]()
    path: dict[int, str] = {}
    for block in blocks:
        start = len(text) + (len(BLOCK_GAP) if text else 0)
        text += (BLOCK_GAP if text else "") + block.text
        if block.place is not None and (not places or places[-1].place != block.place):
            places.append(PlaceChange(start, block.place))
        if block.heading_level is not None:
            path = {level: name for level, name in path.items() if level < block.heading_level}
            path[block.heading_level] = " ".join(block.text.split())
        else:
            heading = tuple(name for _, name in sorted(path.items()) if name != title)
            bodies.append((heading, (start, len(text))))
    sections = tuple(Section(h, tuple(span for _, span in group)) for h, group in groupby(bodies, key=lambda b: b[0]))
    return Document(text, tuple(places), sections)


def split(document: Document, *, language: str, count_tokens: CountTokens) -> tuple[DraftPassage, ...]:
    """The document's passages: at most ``PASSAGE_TOKENS`` of whole sentences, never across a heading."""
    passages: list[DraftPassage] = []
    for section, sentences in zip(document.sections, _sentences(document, language, count_tokens), strict=True):
        for group in _pack(sentences):
            start, end = group[0].span[0], group[-1].span[1]
            passages.append(
                DraftPassage(
                    start=start,
                    end=end,
                    heading=section.heading,
                    place=place_at(document.places, start),
                    text=document.text[start:end],
                    sentences=tuple((a - start, b - start) for a, b in (s.span for s in group)),
                )
            )
    return tuple(passages)


def place_at(places: Sequence[PlaceChange], offset: int) -> Place | None:
    """The place at which a character of the text stands."""
    place = None
    for change in places:
        if change.start > offset:
            break
        place = change.place
    return place


def _sentences(document: Document, language: str, count_tokens: CountTokens) -> Iterator[list[_Sentence]]:
    """The sentences of each section."""
    text = document.text
    spans = [
        [span for block in section.blocks for span in sentence_spans(text, block, language)]
        for section in document.sections
    ]
    # Counted in one call: it costs far more to begin one than to count another sentence.
    counts = iter(count_tokens([text[a:b] for section in spans for a, b in section]))
    for section in spans:
        yield [piece for span in section for piece in _pieces(text, span, next(counts), count_tokens)]


def sentence_spans(text: str, block: Span, language: str) -> list[Span]:
    """The spans of the sentences inside a block.

    White space around them is left out, and so are the marks between a table's cells; the number of a list item
    belongs to the sentence after it.
    """
    start, end = block
    spans: list[Span] = []
    for boundary in sentencex.get_sentence_boundaries(language, text[start:end]):
        a, b = start + boundary["start_index"], start + boundary["end_index"]
        words = _AROUND.sub("", text[a:b])
        a += text[a:b].find(words)
        b = a + len(words)
        if spans and _LIST_NUMBER.fullmatch(text[slice(*spans[-1])]):
            spans[-1] = (spans[-1][0], b)
        elif a < b:
            spans.append((a, b))
    return spans


def _pieces(text: str, span: Span, tokens: int, count_tokens: CountTokens) -> Iterable[_Sentence]:
    """The sentence; one that is longer than a passage may be in pieces, cut between words where there are any."""
    if tokens <= PASSAGE_TOKENS:
        yield _Sentence(span, tokens)
        return
    splitter = RecursiveCharacterTextSplitter(
        chunk_size=PASSAGE_TOKENS,
        chunk_overlap=0,
        length_function=lambda piece: count_tokens([piece])[0],
        add_start_index=True,
        separators=["\n", "; ", ", ", " ", ""],
        keep_separator="end",
    )
    for piece in splitter.create_documents([text[span[0] : span[1]]]):
        start = span[0] + piece.metadata["start_index"]
        yield _Sentence((start, start + len(piece.page_content)), count_tokens([piece.page_content])[0])


def _pack(sentences: Sequence[_Sentence]) -> Iterable[Sequence[_Sentence]]:
    """Group sentences into as few passages as hold them, of about the same size."""
    total = sum(s.tokens for s in sentences)
    target = total / max(1, -(-total // PASSAGE_TOKENS))
    group: list[_Sentence] = []
    size = 0
    for sentence in sentences:
        full = size + sentence.tokens > PASSAGE_TOKENS or size + sentence.tokens / 2 > target
        if group and full:
            yield group
            group, size = [], 0
        group.append(sentence)
        size += sentence.tokens
    if group:
        yield group
