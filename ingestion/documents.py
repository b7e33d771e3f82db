"""What a loader hands over: the blocks of a file in reading order, and what the file says of itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge.places import Place


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, list item, table row or caption.

    Attributes:
        text: Clean plain text (see ``ingestion.cleaning``): no markup, never empty, and no blank line
            inside (a line break inside is allowed, in verse or code).
        heading_level: 1 for a top heading, 2 below it and so on; None for body text.
        place: Where the block begins, if the format gives it.
    """

    text: str
    heading_level: int | None = None
    place: Place | None = None


@dataclass(frozen=True)
class LoadedFile:
    """A file as its loader read it.

    Attributes:
        blocks: In reading order; at least one has body text.
        details: What the file says of itself, under the keys of ``ingestion.details`` (``title``,
            ``owner`` ...), unchecked strings.
        warnings: For the person who added the file, as ``ingestion.remarks.remark`` stores them.
    """

    blocks: tuple[Block, ...]
    details: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
