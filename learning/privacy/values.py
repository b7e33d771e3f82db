"""What is kept of a person, and what became of it. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """What becomes of a row that names a person when she is erased.

    ``DELETE``: it goes. ``RENAME``: it stays, as figures or other people's work need it, and a pseudonym stands in her
    place. ``FORGET``: it stays, and nobody stands there any more.
    """

    DELETE = "delete"
    RENAME = "rename"
    FORGET = "forget"


class Area(StrEnum):
    """What is kept of a person under one pseudonym; that of another area is another, so that nothing joins them."""

    TALK = "talk"
    EXAMS = "exams"
    CERTIFICATES = "certificates"
    LIBRARY = "library"
    MENTIONS = "mentions"


@dataclass(frozen=True)
class Trace:
    """A column that names a person.

    Attributes:
        own: Whether the row says something about her, so that it is part of what she is handed out; else it is
            somebody else's, or the library's, and she only made it.
        area: Whose pseudonym stands there once she is erased, where one does.
    """

    table: str
    column: str
    fate: Fate
    own: bool
    area: Area = Area.LIBRARY


@dataclass(frozen=True)
class Erased:
    """What became of a person's rows.

    Attributes:
        id: Of the erasure; nothing joins it to what is kept.
        deleted: How many rows went, by table.
        renamed: In how many rows a pseudonym stands, by table.
    """

    id: str
    deleted: Mapping[str, int]
    renamed: Mapping[str, int]
