"""What can go wrong with a file on its way in; the sentences for it are in ``ingestion.reasons``.

IngestionError
└── UnreadableFile
    ├── FileNotThere        no such file or folder, or it is not ours to open
    ├── OutsideFolder       a link that leads out of the folder that was given
    ├── UnusableName        a name that is no text, so that it can't be stored
    ├── DuplicateFile       another guide has the same content
    ├── UnchangedFile       its guide has this very edition already
    ├── AlreadyInHand       the same file is on its way in, or waits to be published
    ├── TooManyInHand       more files at once than a person or a workspace may hand in
    ├── UnsupportedFormat   a format that is not read here
    ├── WrongExtension      the content is not what the name says
    ├── EmptyFile           zero bytes
    ├── TooLarge            more bytes than the limit
    ├── ExpandsTooMuch      a small archive with a huge content
    ├── TooDeeplyNested     a structure that is nested deeper than it can be read
    ├── UnsafeArchive       an archive that no editor writes: names that lead outside, odd compression
    ├── HasMacros           carries a program
    ├── Encrypted           needs a password
    ├── Damaged             cut off or broken
    ├── NotText             binary content in a text format
    ├── NoTextFound         nothing to read in it, a scan for instance
    ├── TooMuchText         more text than a guide has
    ├── TookTooLong         the parser did not finish in time
    ├── TooMuchMemory       the parser ran out of memory
    ├── ParserCrashed       the parser died
    ├── Unforeseen          a bug of ours, met while this file was read
    ├── NotFoundAgain       its own passages were not found after indexing
    ├── GoldenFails         with it, golden questions are not answered as they must be
    ├── Overtaken           its guide was changed by somebody else meanwhile
    └── BadDetails          a detail beside or inside the file that can't be used
"""

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import ClassVar


class IngestionError(Exception):
    """The base of this package's errors."""


@dataclass
class UnreadableFile(IngestionError):
    """A file that can't be taken in.

    Attributes:
        path_name: The file's name, without its folder.
        code: Names the reason in logs and stored results; it never changes.
    """

    code: ClassVar[str] = "unreadable"

    path_name: str

    def __reduce__(self) -> tuple[type["UnreadableFile"], tuple[object, ...]]:
        """Pickle by the fields, however the error was built."""
        return type(self), tuple(getattr(self, field.name) for field in fields(self))


@dataclass
class FileNotThere(UnreadableFile):
    code = "not_there"


@dataclass
class OutsideFolder(UnreadableFile):
    """A link that leads out of a folder.

    Attributes:
        folder: The name of the folder that was given, or of the guide's own for its details.
        belongs_to: The guide's file of which the link should hold the details; None where it is no side-car.
    """

    code = "outside_folder"

    folder: str
    belongs_to: str | None = None


@dataclass
class UnusableName(UnreadableFile):
    """The file's own name, or that of a folder above it."""

    code = "unusable_name"


@dataclass
class DuplicateFile(UnreadableFile):
    """Attributes: ``same_as`` is the guide that has this content already."""

    code = "duplicate"

    same_as: str


@dataclass
class UnchangedFile(UnreadableFile):
    """Attributes: ``guide`` is the title, ``edition`` the label of what readers see, which is this file as it is."""

    code = "unchanged"

    guide: str
    edition: str


@dataclass
class AlreadyInHand(UnreadableFile):
    """The very same file is being taken in, or was, and waits to be published.

    Attributes:
        by: The person who handed it in.
        called: The name under which it was handed in, or the title of the edition that waits.
        waits: Whether it is an edition that waits to be published; else it is still on its way.
    """

    code = "already_in_hand"

    by: str
    called: str
    waits: bool


@dataclass
class TooManyInHand(UnreadableFile):
    """Attributes: ``limit`` of files on their way at once, of the person or, where not ``own``, of the workspace."""

    code = "too_many_in_hand"

    limit: int
    own: bool


@dataclass
class UnsupportedFormat(UnreadableFile):
    """Attributes: ``extension`` with its dot, in lower case, or empty."""

    code = "unsupported_format"

    extension: str


@dataclass
class WrongExtension(UnreadableFile):
    """Attributes: ``extension`` as above; ``really`` is a value of ``ingestion.sniffing.Kind``."""

    code = "wrong_extension"

    extension: str
    really: str


@dataclass
class EmptyFile(UnreadableFile):
    code = "empty"


@dataclass
class TooLarge(UnreadableFile):
    """Attributes: ``size`` and ``limit`` in bytes."""

    code = "too_large"

    size: int
    limit: int


@dataclass
class ExpandsTooMuch(UnreadableFile):
    code = "expands_too_much"


@dataclass
class TooDeeplyNested(UnreadableFile):
    code = "too_deeply_nested"


@dataclass
class UnsafeArchive(UnreadableFile):
    code = "unsafe_archive"


@dataclass
class HasMacros(UnreadableFile):
    code = "macros"


@dataclass
class Encrypted(UnreadableFile):
    code = "encrypted"


@dataclass
class Damaged(UnreadableFile):
    code = "damaged"


@dataclass
class NotText(UnreadableFile):
    code = "not_text"


@dataclass
class NoTextFound(UnreadableFile):
    """Attributes: ``pictures``: the pages hold pictures, as a scan does; ``no_pages``: there is no page."""

    code = "no_text"

    pictures: bool = False
    no_pages: bool = False


@dataclass
class TooMuchText(UnreadableFile):
    """Attributes: ``limit`` in bytes of UTF-8."""

    code = "too_much_text"

    limit: int


@dataclass
class TookTooLong(UnreadableFile):
    code = "took_too_long"

    seconds: float


@dataclass
class TooMuchMemory(UnreadableFile):
    code = "too_much_memory"


@dataclass
class ParserCrashed(UnreadableFile):
    """Attributes: ``cause`` is for the log only: a signal, or an exception's type and place."""

    code = "parser_crashed"

    cause: str


@dataclass
class Unforeseen(UnreadableFile):
    """Attributes: ``cause`` is the exception's type; the log holds all of it."""

    code = "unforeseen"

    cause: str


@dataclass
class NotFoundAgain(UnreadableFile):
    """Attributes: ``found`` of ``of`` passages that were searched for were found."""

    code = "not_found_again"

    found: int
    of: int


@dataclass
class GoldenFails(UnreadableFile):
    """It was not published, because golden questions would not be answered as they must be.

    Attributes:
        failures: How many; ``question`` is the first of them.
        scheduled: Whether it was approved before and its date has come.
    """

    code = "golden_fails"

    failures: int
    question: str
    scheduled: bool = False


@dataclass
class Overtaken(UnreadableFile):
    code = "overtaken"


class DetailProblem(StrEnum):
    """What is wrong with a detail."""

    UNKNOWN_KEY = "unknown_key"
    GIVEN_TWICE = "given_twice"
    NOT_A_DATE = "not_a_date"
    NOT_ONE_VALUE = "not_one_value"
    TOO_LONG = "too_long"
    NOT_A_LANGUAGE = "not_a_language"
    NOT_A_LINK = "not_a_link"
    NOT_A_PERSON = "not_a_person"
    NOT_A_COUNT = "not_a_count"
    UNKNOWN_SCHEME = "unknown_scheme"
    UNKNOWN_TIER = "unknown_tier"
    NO_SCHEME = "no_scheme"
    NO_TIER = "no_tier"
    NOT_YAML = "not_yaml"


@dataclass
class BadDetails(UnreadableFile):
    """A detail that can't be used.

    Attributes:
        source: The name of the file that holds the details: the file itself or its side-car; empty where a person
            gave them.
        key: The detail's key; empty where the details as a whole can't be read.
        problem: What is wrong with it.
        meant: The known key that an unknown one looks like, if any; for an unknown scheme or tier, those there are.
    """

    code = "bad_details"

    source: str
    key: str
    problem: DetailProblem
    meant: str | None = None
