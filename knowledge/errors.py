"""What can go wrong in the library.

KnowledgeError
├── ModelNotFound          no embedding model by that name or path
├── ModelUnsupported       a model that pools or is built in a way not served here
├── ModelChanged           the model's weights are not the ones expected
├── ModelExportFailed      the export for the fast runtime did not work
├── EmbeddingModelMismatch the library was embedded with another model
├── GuideNotFound          no such guide
├── SameContent            another guide was made of the same file
├── LibraryEmpty           there is no guide to answer from
├── IndexBusy              another process holds the index too long
├── IndexAway              the Chroma server can't be reached, or has lost what it held
├── IndexDamaged           a search cache is broken on disk
└── QuestionUnusable       nothing in the question can be searched for
"""

from dataclasses import dataclass, fields


@dataclass
class KnowledgeError(Exception):
    """The base of this package's errors."""

    def __reduce__(self) -> tuple[type["KnowledgeError"], tuple[object, ...]]:
        """Pickle by the fields, however the error was built: durable jobs keep their errors."""
        return type(self), tuple(getattr(self, field.name) for field in fields(self))


@dataclass
class ModelNotFound(KnowledgeError):
    name: str


@dataclass
class ModelUnsupported(KnowledgeError):
    name: str
    problem: str


@dataclass
class ModelChanged(KnowledgeError):
    name: str
    expected: str
    found: str


@dataclass
class ModelExportFailed(KnowledgeError):
    name: str
    problem: str


@dataclass
class EmbeddingModelMismatch(KnowledgeError):
    """The index was made with another model; ``fieldwise guides rebuild`` embeds anew."""

    indexed_with: str
    configured: str


@dataclass
class GuideNotFound(KnowledgeError):
    guide: str


@dataclass
class SameContent(KnowledgeError):
    guide: str
    same_as: str


@dataclass
class LibraryEmpty(KnowledgeError):
    """There is no guide to answer from."""


@dataclass
class IndexBusy(KnowledgeError):
    seconds: float


@dataclass
class IndexDamaged(KnowledgeError):
    """A search cache is broken on disk; ``fieldwise guides rebuild`` builds it anew from the database.

    Attributes:
        problem: What the engine says of it, in one line; for the log.
    """

    problem: str


@dataclass
class IndexAway(KnowledgeError):
    """The Chroma server can't be reached, or has lost what it held.

    Attributes:
        address: Where it was looked for, without any password.
        problem: What is wrong, in one line.
    """

    address: str
    problem: str


class QuestionReason:
    """Why a question can't be searched for."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    NO_WORDS = "no_words"


@dataclass
class QuestionUnusable(KnowledgeError):
    """Attributes: ``reason`` is one of ``QuestionReason``; ``limit`` in characters where it is too long."""

    reason: str
    limit: int | None = None
