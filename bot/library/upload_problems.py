"""What can go wrong with an upload in Slack, beside what is wrong with its file. Pure.

IngestionError
└── HandInError
    ├── FileGone          it was deleted
    ├── FileElsewhere     it is kept on another service, and Slack has only its address
    ├── FileForeign       Slack's address of it is not one of Slack's own
    ├── FileHidden        the bot does not see it
    ├── ScopeMissing      the bot may read no files at all
    ├── FileCutOff        it did not come to its end
    ├── FileNotGiven      Slack's file server does not give it
    ├── FileTookTooLong   it did not come in time
    ├── NoLongerAllowed   who handed it in may do so no more
    ├── GuideGone         the guide of which it was to be an edition is gone
    └── BrokenOff         the work on it ended before it did
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar

from ingestion.errors import DuplicateFile, IngestionError, UnreadableFile
from ingestion.facts import error_from
from ingestion.uploads import problems
from ingestion.web.errors import WebError
from knowledge.errors import GuideNotFound, NotAllowed, SameContent

_OF_SLACK = "slack."


@dataclass
class HandInError(IngestionError):
    """A file that can't be taken in.

    Attributes:
        path_name: The file's name.
        code: Names the reason in stored results; it never changes.
    """

    code: ClassVar[str] = "slack"

    path_name: str

    def __reduce__(self) -> tuple[type["HandInError"], tuple[object, ...]]:
        """Pickle by the fields: durable jobs keep their errors."""
        return type(self), tuple(getattr(self, field.name) for field in fields(self))


@dataclass
class FileGone(HandInError):
    code = "gone"


@dataclass
class FileElsewhere(HandInError):
    code = "elsewhere"


@dataclass
class FileForeign(HandInError):
    code = "foreign"


@dataclass
class FileHidden(HandInError):
    code = "hidden"


@dataclass
class ScopeMissing(HandInError):
    code = "scope_missing"


@dataclass
class FileCutOff(HandInError):
    code = "cut_off"


@dataclass
class FileNotGiven(HandInError):
    code = "not_given"


@dataclass
class FileTookTooLong(HandInError):
    code = "took_too_long"


@dataclass
class NoLongerAllowed(HandInError):
    """Attributes: ``role`` is what the person is now, one of ``members.roles.Role``."""

    code = "not_allowed"

    role: str


@dataclass
class GuideGone(HandInError):
    code = "guide_gone"


@dataclass
class BrokenOff(HandInError):
    code = "broken_off"


Problem = UnreadableFile | WebError | HandInError


def foreseen(error: BaseException, name: str) -> Problem | None:
    """What an error means for an upload; None where it is a fault of ours."""
    match error:
        case UnreadableFile() | WebError() | HandInError():
            return error
        case NotAllowed(role=role):
            return NoLongerAllowed(name, role)
        case GuideNotFound():
            return GuideGone(name)
        case SameContent(same_as=same_as):
            return DuplicateFile(name, same_as)
        case _:
            return None


def code_and_facts(problem: Problem) -> tuple[str, dict[str, Any]]:
    """A problem as an upload's row keeps it; what this module knows has codes that begin with ``slack.``."""
    if isinstance(problem, HandInError):
        return _OF_SLACK + problem.code, asdict(problem)
    return problems.code_and_facts(problem)


def problem_from(code: str, facts: Mapping[str, Any]) -> Problem:
    """The problem that a row keeps.

    Raises:
        KeyError: It is none of those that ``code_and_facts`` knows.
    """
    if code.startswith(_OF_SLACK):
        return error_from(code.removeprefix(_OF_SLACK), facts, HandInError)
    return problems.problem_from(code, facts)
