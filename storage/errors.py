"""What can go wrong with the database.

StorageError
├── DatabaseUnreachable the database can't be opened or reached
├── SchemaOutdated      the database is older than the program
└── SchemaUnknown       the database is newer than the program, or not one of ours
"""

from dataclasses import dataclass


class StorageError(Exception):
    """The base of this package's errors."""


@dataclass
class DatabaseUnreachable(StorageError):
    """The database can't be opened or reached.

    Attributes:
        address: Its URL without the password.
        problem: What the driver says, in one line.
    """

    address: str
    problem: str


@dataclass
class SchemaOutdated(StorageError):
    """The database's schema is an older one.

    Attributes:
        found: Its revision; None for an empty database.
        needed: The revision of this program.
    """

    found: str | None
    needed: str


@dataclass
class SchemaUnknown(StorageError):
    """The database carries a revision that this program does not know."""

    found: str
