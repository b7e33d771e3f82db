"""Word documents: the body in reading order, each note after its paragraph, pages as Word last laid them out.

Headers, footers, comments and pictures are not read.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml.etree import XMLSyntaxError

from ingestion.cleaning import one_line
from ingestion.documents import Block, LoadedFile
from ingestion.errors import Damaged
from ingestion.loaders.docx.looks import with_headings_by_look
from ingestion.loaders.docx.styles import read_styles
from ingestion.loaders.docx.walk import Draft, NoteKey, walk
from ingestion.titles import given_title
from knowledge.places import Place, PlaceKind

# More than any page holds: where this much stands between two page breaks, the breaks don't tell the pages.
PAGE_CHARACTERS = 4_000
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_TITLE_CHARACTERS = 300
# What python-docx raises, from wherever it happens to be, for parts that are missing or hold another part's XML.
_BROKEN = (OpcError, XMLSyntaxError, KeyError, ValueError, AttributeError, TypeError)
_NOTES = (
    (RELATIONSHIP_TYPE.FOOTNOTES, qn("w:footnote"), qn("w:footnoteReference")),
    (RELATIONSHIP_TYPE.ENDNOTES, qn("w:endnote"), qn("w:endnoteReference")),
)


def load(path: Path) -> LoadedFile:
    """The blocks of a document; its details are its title and its language.

    Raises:
        Damaged: A part is missing or is not what it should be.
    """
    opened = _open(path)
    drafts = with_headings_by_look(walk(opened.body, read_styles(opened.styles), opened.notes))
    return LoadedFile(tuple(_blocks(drafts)), dict(_details(opened, drafts)))


@dataclass(frozen=True)
class _Opened:
    """The parts of a document that are read; the title and the language are those of its properties."""

    body: BaseOxmlElement
    styles: BaseOxmlElement
    notes: Mapping[NoteKey, BaseOxmlElement]
    title: str
    language: str


def _open(path: Path) -> _Opened:
    try:
        document = docx.Document(str(path))
        properties = document.core_properties
        (body,) = document.element.iterchildren(qn("w:body"))
        return _Opened(
            body=body,
            styles=document.styles.element,
            notes=_notes(document),
            title=properties.title,
            language=properties.language,
        )
    except _BROKEN as error:
        raise Damaged(path.name) from error


def _notes(document: Document) -> dict[NoteKey, BaseOxmlElement]:
    """Footnotes and endnotes, by the tag of the element that refers to them and their id."""
    found = {}
    for relation in document.part.rels.values():
        for kind, tag, reference in _NOTES:
            if relation.reltype == kind and not relation.is_external:
                for note in parse_xml(relation.target_part.blob).iter(tag):
                    found[reference, note.get(qn("w:id"))] = note
    return found


def _details(opened: _Opened, drafts: Sequence[Draft]) -> Iterator[tuple[str, str]]:
    """The title that readers see goes before the one in the properties, which templates leave behind."""
    seen = next((one_line(draft.text) for draft in drafts if draft.is_title), "")
    kept = one_line(opened.title)[:_TITLE_CHARACTERS]
    if title := seen[:_TITLE_CHARACTERS] or given_title(kept):
        yield "title", title
    if _LANGUAGE.fullmatch(opened.language):
        yield "language", opened.language


def _blocks(drafts: Sequence[Draft]) -> Iterator[Block]:
    for draft in _with_pages(drafts):
        place = None if draft.page is None else Place(PlaceKind.PAGE, draft.page, exact=False)
        yield Block(draft.text, draft.level, place)


def _with_pages(drafts: Sequence[Draft]) -> Sequence[Draft]:
    """Pages by the breaks that Word noted when it laid the document out, else by the author's own."""
    if any(draft.laid_out > 1 for draft in drafts):
        return [replace(draft, page=draft.laid_out) for draft in drafts]
    by_author = [list(group) for _, group in groupby(drafts, key=lambda draft: draft.broken)]
    if len(by_author) > 1 and all(sum(len(draft.text) for draft in page) <= PAGE_CHARACTERS for page in by_author):
        return [replace(draft, page=draft.broken) for draft in drafts]
    return drafts
