"""What can go wrong in the library.

KnowledgeError
├── ModelNotFound          no embedding model by that name or path
├── ModelUnsupported       a model that pools or is built in a way not served here
├── ModelChanged           the model's weights are not the ones expected
├── ModelExportFailed      the export for the fast runtime did not work
├── EmbeddingModelMismatch the library was embedded with another model
├── GuideNotFound          no such guide
├── GapNotFound            no such gap, or no longer
├── GapOwnerUnfit          the role of who is to see to a gap does not allow to close it
├── AnsweredMeanwhile      a person answered a question of a gap since somebody looked
├── StandardAnswerUnusable a standard answer says nothing, or too much
├── SameContent            another guide was made of the same file
├── NotAllowed             the person's role does not allow it
├── LastOwner              the only owner can't give the role away
├── WrongState             the edition is not in a state in which this can be done
├── SecondPersonNeeded     who added an edition can't publish it too
├── NewerPublished         readers see a newer edition of the guide already
├── DecidedAnew            the edition was decided on anew since somebody decided on it
├── ReadersMoved           readers see something else of the guide since then
├── DetailsMoved           a detail was to stay as the guide has it, which has another one since
├── GoldenFailed           golden questions are not answered as they must be
├── GoldenUnclear          a golden question does not say what must come of it
├── GoldenTwice            there is such a golden question
├── GoldenTooMany          there are as many golden questions as are asked
├── ReasonMissing          nobody said why
├── CommunityNameUnusable  a community can't be called that
├── PersonUnusable         no id of a person
├── SchemeUnknown          there is no such scheme of evidence
├── ReviewDateOver         a next review that is not yet to come
├── LibraryEmpty           there is no guide to answer from
├── OtherLanguage          the question is in a language in which the guides can't be looked through
├── IndexBusy              another process holds the index too long
├── IndexAway              the Chroma server can't be reached, or has lost what it held
├── IndexDamaged           a search cache is broken on disk
└── QuestionUnusable       nothing in the question can be searched for
"""

from dataclasses import dataclass, fields
from datetime import date, datetime


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
class GapNotFound(KnowledgeError):
    gap_id: str


@dataclass
class GapOwnerUnfit(KnowledgeError):
    """Attributes: ``role`` is what the person is, one of ``Role``."""

    person: str
    role: str


@dataclass
class AnsweredMeanwhile(KnowledgeError):
    """Attributes: ``by`` answered, at ``at``."""

    by: str
    at: datetime


@dataclass
class StandardAnswerUnusable(KnowledgeError):
    """``longest`` is how many characters it may have; 0 where it says nothing."""

    longest: int


@dataclass
class SameContent(KnowledgeError):
    guide: str
    same_as: str


@dataclass
class NotAllowed(KnowledgeError):
    """Attributes: ``act`` is one of ``members.roles.Act``; ``role`` is what the person is, one of ``Role``."""

    person: str
    act: str
    role: str


@dataclass
class LastOwner(KnowledgeError):
    person: str


@dataclass
class WrongState(KnowledgeError):
    """Attributes: ``state`` is the edition's, ``wanted`` the one it can't go over into; of ``EditionState``."""

    edition: str
    state: str
    wanted: str


@dataclass
class SecondPersonNeeded(KnowledgeError):
    """Attributes: ``person`` added the edition and wants to publish it."""

    person: str


@dataclass
class NewerPublished(KnowledgeError):
    """Attributes: ``newer`` is the label of the edition that readers see; to publish would take them back."""

    edition: str
    newer: str


@dataclass
class DecidedAnew(KnowledgeError):
    """Attributes: ``state`` is the edition's now, one of ``EditionState``."""

    edition: str
    state: str


@dataclass
class ReadersMoved(KnowledgeError):
    """Attributes: ``seen`` is the label of the edition that readers see now; None where the guide was withdrawn."""

    edition: str
    seen: str | None


@dataclass
class DetailsMoved(KnowledgeError):
    """Attributes: ``details`` are the names of those that are not as the guide has them; of ``EditionFacts``."""

    edition: str
    details: tuple[str, ...]


@dataclass
class GoldenFailed(KnowledgeError):
    failures: int


@dataclass
class GoldenUnclear(KnowledgeError):
    """It names neither a guide nor that it must be refused, or both, or a heading that its guide does not have."""

    question: str


@dataclass
class GoldenTwice(KnowledgeError):
    question: str


@dataclass
class GoldenTooMany(KnowledgeError):
    """Attributes: ``limit`` is how many golden questions there may be."""

    limit: int


@dataclass
class ReasonMissing(KnowledgeError):
    """Attributes: ``what`` is done by whoever has to give a reason, one of ``audit.actions.Action``."""

    what: str


@dataclass
class CommunityNameUnusable(KnowledgeError):
    """Attributes: ``name`` is empty, too long, or means everybody or channels where an audience is written."""

    name: str


@dataclass
class PersonUnusable(KnowledgeError):
    """Attributes: ``person`` was given as the id of one: letters, digits, dashes, at most 255 of them."""

    person: str


@dataclass
class SchemeUnknown(KnowledgeError):
    scheme: str


@dataclass
class LibraryEmpty(KnowledgeError):
    """There is no guide to answer from."""


@dataclass
class OtherLanguage(KnowledgeError):
    """Attributes: ``asked`` is the question's language, ``guides`` are theirs; codes of two letters."""

    asked: str
    guides: tuple[str, ...]


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


@dataclass
class ReviewDateOver(KnowledgeError):
    """Attributes: ``day`` was given as the date of the next review."""

    day: date
