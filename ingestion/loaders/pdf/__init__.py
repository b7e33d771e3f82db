"""PDF files: their text in reading order, under their headings, each piece with the page it begins on."""

import ctypes
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from ingestion.cleaning import one_line
from ingestion.documents import Block, LoadedFile
from ingestion.errors import Damaged, Encrypted, NoTextFound, TooMuchText
from ingestion.loaders.pdf.columns import in_reading_order
from ingestion.loaders.pdf.furniture import without_furniture
from ingestion.loaders.pdf.headings import headings_by_look, title_lines
from ingestion.loaders.pdf.hyphens import words_of
from ingestion.loaders.pdf.items import without_bullet
from ingestion.loaders.pdf.lines import Heading, Line
from ingestion.loaders.pdf.outline import OutlineEntry, headings_named, names_of
from ingestion.loaders.pdf.page_breaks import mended
from ingestion.loaders.pdf.pages import read_page
from ingestion.loaders.pdf.paragraphs import paragraphs
from ingestion.remarks import Remark, remark
from ingestion.titles import given_title
from knowledge.places import Place, PlaceKind

MOST_CHARACTERS = 16 * 1024 * 1024
_MOST_PAGE_CHARACTERS = 1024 * 1024
_END_BYTES = 2048
_LONGEST_TITLE = 300
_DEEPEST_LEVEL = 6
_MOST_ENTRIES = 10_000
_PAGE_TREE = re.compile(rb"<<[^<>]*/Type\s*/Pages\b[^<>]*>>")
_NO_PAGES = re.compile(rb"/Count\s+0\b")
_NEEDS_PASSWORD = {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


@dataclass
class _Pages:
    """What was read of the pages; those that were not, by the reason."""

    lines: list[Line] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    unreadable: list[int] = field(default_factory=list)
    damaged: list[int] = field(default_factory=list)


def load(path: Path) -> LoadedFile:
    """The blocks of a PDF; its details are its title and its language.

    Raises:
        Encrypted: It opens with a password only.
        Damaged: It can't be opened.
        TooMuchText: It holds more than any guide.
        NoTextFound: No page has text that can be read.
    """
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if _is_without_pages(path):
            raise NoTextFound(path.name, no_pages=True) from error
        raise (Encrypted if error.err_code in _NEEDS_PASSWORD else Damaged)(path.name) from error
    with document:
        pages = _read(document, path.name)
        outline = _read_outline(document)
        title = _meaningful(one_line(_decoded(lambda: document.get_metadata_value("Title"))))
        language = _language(document)
    if not pages.lines:
        raise (Damaged(path.name) if pages.damaged else NoTextFound(path.name, pictures=bool(pages.pictures)))
    return LoadedFile(
        blocks=tuple(_blocks(pages.lines, outline, title, language or "en")),
        details=_details(title or _shown_title(pages.lines), language),
        warnings=(*_warnings(pages), *_cut_off(path)),
    )


def _is_without_pages(path: Path) -> bool:
    """Whether a file that can't be opened says that it has no pages: PDFium takes such a one for damaged."""
    trees = _PAGE_TREE.findall(path.read_bytes())
    return bool(trees) and all(_NO_PAGES.search(tree) for tree in trees)


def _read(document: pypdfium2.PdfDocument, path_name: str) -> _Pages:
    pages, characters = _Pages(), 0
    for number in range(1, len(document) + 1):
        try:
            with closing(document[number - 1]) as page, closing(page.get_textpage()) as text_page:
                count = text_page.count_chars()
                characters += count
                if count > _MOST_PAGE_CHARACTERS or characters > MOST_CHARACTERS:
                    raise TooMuchText(path_name, MOST_CHARACTERS)
                text = read_page(text_page, number)
                pages.lines.extend(text.lines)
                if text.unreadable:
                    pages.unreadable.append(number)
                elif not text.lines and _has_picture(page):
                    pages.pictures.append(number)
        except pypdfium2.PdfiumError:
            pages.damaged.append(number)
    return pages


def _read_outline(document: pypdfium2.PdfDocument) -> list[OutlineEntry]:
    """The entries that lead to a page, in their order."""
    entries = []
    for bookmark in islice(document.get_toc(), _MOST_ENTRIES):
        destination = bookmark.get_dest()
        page = destination.get_index() if destination is not None else None
        title = _decoded(bookmark.get_title)
        if page is not None and names_of(title):
            entries.append(OutlineEntry(title, min(bookmark.level + 1, _DEEPEST_LEVEL), page + 1))
    return entries


def _decoded(read: Callable[[], str]) -> str:
    """What is read, or nothing where it is no text."""
    try:
        return read()
    except UnicodeDecodeError:
        return ""


def _has_picture(page: pypdfium2.PdfPage) -> bool:
    return any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]))


def _blocks(lines: Sequence[Line], outline: Sequence[OutlineEntry], title: str, language: str) -> Iterator[Block]:
    kept = in_reading_order(without_furniture(lines))
    words = words_of(kept)
    found = mended(list(paragraphs(kept, _headings(kept, outline, title), words)), words, language)
    has_body = any(paragraph.level is None for paragraph in found)
    for paragraph in found:
        level = paragraph.level if has_body else None
        yield Block(without_bullet(paragraph.text), level, Place(PlaceKind.PAGE, paragraph.page))


def _headings(lines: Sequence[Line], outline: Sequence[OutlineEntry], title: str) -> list[Heading]:
    """The headings that the outline names if it names most of its own, else what looks like one; and the title."""
    named = headings_named(outline, lines)
    headings = named if outline and 2 * len(named) >= len(outline) else headings_by_look(lines)
    shown = headings_named([OutlineEntry(title, 1, lines[0].page)], lines) if title else []
    for heading in [*shown, title_lines(lines)]:
        if heading is not None and all(heading.end <= h.start or h.end <= heading.start for h in headings):
            headings = [*headings, heading]
    return headings


def _shown_title(lines: Sequence[Line]) -> str:
    heading = title_lines(lines)
    text = " ".join(line.text for line in lines[heading.start : heading.end]) if heading is not None else ""
    return text if len(text) <= _LONGEST_TITLE else ""


def _meaningful(title: str) -> str:
    return given_title(title) if len(title) <= _LONGEST_TITLE and sum(c.isalpha() for c in title) >= 2 else ""


def _details(title: str, language: str) -> dict[str, str]:
    return {key: value for key, value in (("title", title), ("language", language)) if value}


def _language(document: pypdfium2.PdfDocument) -> str:
    units = (ctypes.c_ushort * 64)()
    size = pdfium.FPDFCatalog_GetLanguage(document, units, ctypes.sizeof(units))
    text = bytes(units)[: min(size, ctypes.sizeof(units))].decode("utf-16-le", "replace").rstrip("\0")
    return text if _LANGUAGE.fullmatch(text) else ""


def _warnings(pages: _Pages) -> Iterator[str]:
    for kind, numbers in (
        (Remark.PAGES_PICTURED, pages.pictures),
        (Remark.PAGES_UNREADABLE, pages.unreadable),
        (Remark.PAGES_DAMAGED, pages.damaged),
    ):
        if numbers:
            yield remark(kind, *_named(numbers))


def _named(numbers: Sequence[int]) -> list[str]:
    """``3``, ``7`` and ``10-12``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs]


def _cut_off(path: Path) -> Iterator[str]:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _END_BYTES))
        if b"%%EOF" not in file.read():
            yield remark(Remark.END_MISSING)
