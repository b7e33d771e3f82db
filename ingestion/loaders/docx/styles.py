"""What the paragraph styles of a Word document mean: headings, lists, contents, and how they look."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"toc( .*)?|table of (figures|authorities)|index( .*)?", re.IGNORECASE)
_OFF = {"0", "false", "off", "none"}
_WORDS_OWN_SIZE = 20


@dataclass(frozen=True)
class Style:
    """A paragraph style with what it takes over from those that it is based on.

    Attributes:
        level: Of the heading; None for body text.
        size: Of the letters, in half points.
    """

    level: int | None = None
    is_title: bool = False
    is_contents: bool = False
    is_list: bool = False
    size: int = _WORDS_OWN_SIZE
    bold: bool = False


@dataclass(frozen=True)
class Styles:
    """The paragraph styles by id, and the one of paragraphs that name none."""

    by_id: Mapping[str, Style]
    default: Style

    def of(self, paragraph: BaseOxmlElement) -> Style:
        name = value(paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}"))
        return self.by_id.get(name or "", self.default)


def read_styles(root: BaseOxmlElement) -> Styles:
    """The styles of ``word/styles.xml``; the names of Word's own are English there in every language."""
    elements = {e.get(qn("w:styleId"), ""): e for e in root.iter(qn("w:style")) if e.get(qn("w:type")) == "paragraph"}
    usual = number(root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:sz')}"))
    by_id = {name: _style(list(_chain(name, elements)), usual) for name in elements}
    default = next((name for name, e in elements.items() if e.get(qn("w:default")) in {"1", "true", "on"}), "")
    return Styles(by_id, by_id.get(default, Style(size=usual or _WORDS_OWN_SIZE)))


def value(element: BaseOxmlElement | None) -> str | None:
    """The ``w:val`` of an element that may be absent."""
    return None if element is None else element.get(qn("w:val"))


def number(element: BaseOxmlElement | None) -> int | None:
    """The ``w:val`` of an element, if it is a whole number from 0."""
    text = value(element) or ""
    return int(text) if re.fullmatch("[0-9]{1,6}", text) else None


def switch(element: BaseOxmlElement | None) -> bool | None:
    """Whether a property that is on or off is on; None where it is not given."""
    return None if element is None else (value(element) or "1").lower() not in _OFF


def outline_level(element: BaseOxmlElement) -> int | None:
    """The heading level that a style or a paragraph gives itself; 10 for body text."""
    outline = number(element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}"))
    return None if outline is None else outline + 1


def _chain(name: str, elements: Mapping[str, BaseOxmlElement]) -> Iterator[BaseOxmlElement]:
    """A style and what it is based on, nearest first."""
    seen = set()
    while name in elements and name not in seen:
        seen.add(name)
        yield elements[name]
        name = value(elements[name].find(qn("w:basedOn"))) or ""


def _style(chain: list[BaseOxmlElement], usual_size: int | None) -> Style:
    names = [value(element.find(qn("w:name"))) or "" for element in chain]
    sizes = [number(element.find(f"{qn('w:rPr')}/{qn('w:sz')}")) for element in chain]
    bold = [switch(element.find(f"{qn('w:rPr')}/{qn('w:b')}")) for element in chain]
    levels = [_level(element, name) for element, name in zip(chain, names, strict=True)]
    level = next((level for level in levels if level is not None), None)
    return Style(
        level=level if level is not None and level <= 9 else None,
        is_title=any(name.lower() == "title" for name in names),
        is_contents=any(_CONTENTS.fullmatch(name) for name in names),
        is_list=any(element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None for element in chain),
        size=next((size for size in sizes if size), usual_size or _WORDS_OWN_SIZE),
        bold=next((b for b in bold if b is not None), False),
    )


def _level(element: BaseOxmlElement, name: str) -> int | None:
    heading = _HEADING.fullmatch(name)
    if heading is not None:
        return int(heading[1])
    return 1 if name.lower() == "title" else outline_level(element)
