"""A guide's Markdown source as blocks: the small subset of Markdown that the guides use, and nothing else."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

_FRONT_MATTER = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)


class UnsupportedSource(Exception):
    """A source without front matter or title, or with Markdown outside the subset."""


@dataclass(frozen=True)
class Run:
    """Text of one style."""

    text: str
    italic: bool = False


Text = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A section's heading: level 2 or 3, as the title is the only one of level 1."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    text: Text


@dataclass(frozen=True)
class Items:
    """A bulleted or numbered list."""

    items: tuple[Text, ...]
    numbered: bool


@dataclass(frozen=True)
class Table:
    header: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]


Block = Heading | Paragraph | Items | Table


@dataclass(frozen=True)
class Source:
    """A guide to be typeset.

    Attributes:
        front_matter: The YAML between the dashes, verbatim.
        details: The same, read.
    """

    title: str
    blocks: tuple[Block, ...]
    front_matter: str
    details: Mapping[str, object]

    @property
    def byline(self) -> str:
        """Owner, edition and licence in one line."""
        effective = self.details["effective_date"]
        return (
            f"{self.details['owner']} · Edition {self.details['edition']} · In effect from {effective} · "
            f"Licence {self.details['licence']}"
        )


def read_source(path: Path) -> Source:
    """Read one source; quotation marks come out curly.

    Raises:
        UnsupportedSource: What the file holds can't be typeset.
    """
    text = path.read_text(encoding="utf-8")
    front = _FRONT_MATTER.match(text)
    if front is None:
        raise UnsupportedSource(path.name, "no front matter")
    parser = MarkdownIt("commonmark", {"typographer": True}).enable(["table", "smartquotes"])
    top = SyntaxTreeNode(parser.parse(text[front.end() :])).children
    if not top or top[0].type != "heading" or top[0].tag != "h1":
        raise UnsupportedSource(path.name, "no title")
    return Source(
        title=plain(_text(top[0])),
        blocks=tuple(_block(node) for node in top[1:]),
        front_matter=front[1],
        details=yaml.safe_load(front[1]),
    )


def plain(text: Text) -> str:
    """The words without their style."""
    return "".join(run.text for run in text)


def introduces(block: Block) -> bool:
    """Whether a block belongs to the list or table that follows: a paragraph that ends with a colon."""
    return isinstance(block, Paragraph) and plain(block.text).endswith(":")


def _block(node: SyntaxTreeNode) -> Block:
    match node.type:
        case "heading" if node.tag in ("h2", "h3"):
            return Heading(int(node.tag[1]), plain(_text(node)))
        case "paragraph":
            return Paragraph(_text(node))
        case "bullet_list" | "ordered_list":
            return Items(tuple(_item(item) for item in node.children), node.type == "ordered_list")
        case "table":
            header, *rows = (tuple(_text(cell) for cell in row.children) for row in _rows(node))
            return Table(header, tuple(rows))
    raise UnsupportedSource(node.type, node.map)


def _rows(table: SyntaxTreeNode) -> Iterator[SyntaxTreeNode]:
    for part in table.children:
        yield from part.children


def _item(item: SyntaxTreeNode) -> Text:
    if [child.type for child in item.children] != ["paragraph"]:
        raise UnsupportedSource("list item with more than one paragraph", item.map)
    return _text(item.children[0])


def _text(node: SyntaxTreeNode) -> Text:
    (inline,) = node.children
    return tuple(run for child in inline.children for run in _runs(child, italic=False))


def _runs(node: SyntaxTreeNode, *, italic: bool) -> Iterator[Run]:
    match node.type:
        case "text":
            if node.content:
                yield Run(node.content, italic)
        case "em":
            for child in node.children:
                yield from _runs(child, italic=True)
        case _:
            raise UnsupportedSource(node.type, node.content)
