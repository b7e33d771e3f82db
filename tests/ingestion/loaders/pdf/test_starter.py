"""The PDF guides of the starter library, read back and held against the sources they were typeset from."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest

from ingestion.documents import Block, LoadedFile
from ingestion.loaders.pdf import load
from ingestion.splitting import assemble, place_at, sentence_spans
from knowledge.starter_sources.source import Heading, Items, Paragraph, Source, Table, plain, read_source
from knowledge.starter_sources.typeset import SOURCES, STARTER

Level = tuple[int | None, str]

NAMES = ["planning-and-evaluating", "screening-mentors"]


@cache
def loaded(name: str) -> LoadedFile:
    return load(STARTER / f"{name}.pdf")


@cache
def source(name: str) -> Source:
    return read_source(SOURCES / f"{name}.md")


@pytest.mark.parametrize("name", NAMES)
def test_every_block_of_the_source_comes_out_whole_in_order_under_its_heading(name: str) -> None:
    wanted = expected(source(name))
    assert unbroken(loaded(name).blocks, wanted) == wanted


def unbroken(blocks: Sequence[Block], wanted: Sequence[Level]) -> list[Level]:
    """The blocks, with a paragraph that the end of a page parts between two of its sentences as one."""
    whole: list[Level] = []
    for before, block in zip((None, *blocks), blocks, strict=False):
        longer = (None, f"{whole[-1][1]} {block.text}") if whole else None
        if before is not None and before.place != block.place and longer is not None and longer in wanted:
            whole[-1] = longer
        else:
            whole.append((block.heading_level, block.text))
    return whole


def expected(guide: Source) -> list[Level]:
    """The blocks of the source as a PDF shows them."""
    found: list[Level] = [(1, guide.title), (None, guide.byline)]
    for block in guide.blocks:
        match block:
            case Heading():
                found.append((block.level - 1, block.text))
            case Paragraph():
                found.append((None, plain(block.text)))
            case Items():
                texts = [plain(item) for item in block.items]
                numbered = [f"{n}. {text}" for n, text in enumerate(texts, start=1)]
                found += [(None, text) for text in (numbered if block.numbered else texts)]
            case Table():
                rows = [block.header, *block.rows]
                found += [(None, ": ".join(plain(cell) for cell in row)) for row in rows]
    return found


@pytest.mark.parametrize("name", NAMES)
def test_every_sentence_is_cited_with_the_page_it_begins_on(name: str) -> None:
    document = assemble(loaded(name).blocks, source(name).title)
    page_texts = texts_of_pages(STARTER / f"{name}.pdf")
    sentences = [
        span
        for section in document.sections
        for block in section.blocks
        for span in sentence_spans(document.text, block, "en")
    ]
    assert len(sentences) > 100
    for start, end in sentences:
        place = place_at(document.places, start)
        assert place is not None
        # What remains of the sentence if another page has its end.
        beginning = letters(document.text[start:end])[:20]
        assert beginning in page_texts[place.number - 1], document.text[start:end]


def texts_of_pages(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [letters(page.get_textpage().get_text_range()) for page in document]


def letters(text: str) -> str:
    return re.sub(r"\W", "", text)


@pytest.mark.parametrize("name", NAMES)
def test_the_title_and_the_language_are_those_of_the_source(name: str) -> None:
    assert dict(loaded(name).details) == {"title": source(name).title, "language": "en"}
    assert loaded(name).warnings == ()
