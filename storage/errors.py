"""What can go wrong with the database.

StorageError
├── DatabaseAddressUnusable the database's address can't be read, or names a kind that is not supported
├── DatabaseUnreachable     the database can't be opened or reached
├── SchemaOutdated          the database is older than the program
├── SchemaUnknown           the database is newer than the program, or not one of ours
├── WorkspaceMissing        the database has no such workspace
├── FolderUnusable          a folder can't be made or written to
├── BotRunning              another process runs the bot on the same data
└── LibraryBusy             another process is changing the library
"""

from dataclasses import dataclass


class StorageError(Exception):
    """The base of this package's errors."""


class DatabaseAddressUnusable(StorageError):
    """The address can't be read, or names neither SQLite nor PostgreSQL. It may hold a password: never shown."""


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


@dataclass
class WorkspaceMissing(StorageError):
    """The database has no workspace of this name: nothing has been put in yet."""

    name: str


@dataclass
class FolderUnusable(StorageError):
    """A folder that the settings name can't be made or written to."""

    folder: str


@dataclass
class BotRunning(StorageError):
    """Another process runs the bot on this data directory."""

    folder: str


class LibraryBusy(StorageError):
    """Another process is changing the library and did not finish in time."""
