"""A golden question, what can be wrong with one, and what came out when they were asked. Values only."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True)
class Wanted:
    """A question and what must come of it.

    Attributes:
        guide_key: The guide that the answer must cite; None where it must be refused.
        heading: The heading of the guide under which a citation must stand; None where any will do.
        refuse: That the guides must not answer it.
    """

    question: str
    guide_key: str | None
    heading: str | None
    refuse: bool

    @property
    def same_as(self) -> str:
        """What two questions have in common that are the same."""
        return self.question.casefold()


@dataclass(frozen=True)
class GoldenQuestion:
    """A question that the library has to answer well, whatever changes; see ``Wanted``."""

    id: str
    question: str
    guide_key: str | None
    heading: str | None
    refuse: bool

    @property
    def wanted(self) -> Wanted:
        """It without its id."""
        return Wanted(self.question, self.guide_key, self.heading, self.refuse)


class Flaw(StrEnum):
    """Why a question can't be a golden one, or why a file of them can't be read.

    The first three are the reasons of ``QuestionUnusable``.
    """

    EMPTY = "empty"
    TOO_LONG = "too_long"
    NO_WORDS = "no_words"
    NO_TARGET = "no_target"
    TWO_TARGETS = "two_targets"
    HEADING_ALONE = "heading_alone"
    HEADING_TOO_LONG = "heading_too_long"
    UNKNOWN_GUIDE = "unknown_guide"
    UNKNOWN_HEADING = "unknown_heading"
    NO_HEADINGS = "no_headings"
    TWICE = "twice"
    UNCLEAR_REFUSE = "unclear_refuse"
    TOO_MANY_CELLS = "too_many_cells"
    TOO_MANY_QUESTIONS = "too_many_questions"
    WRONG_COLUMNS = "wrong_columns"
    BROKEN_QUOTES = "broken_quotes"
    NOT_UTF8 = "not_utf8"
    NO_QUESTIONS = "no_questions"


@dataclass(frozen=True)
class LineFlaw:
    """A flaw and the line of the file on which it begins, from 1.

    Attributes:
        fact: What stands there: the guide, the cell, the columns; for ``TWICE`` the line of the first, for
            ``UNKNOWN_HEADING`` the heading of the guide that is most like it.
    """

    line: int
    flaw: Flaw
    fact: str = ""


@dataclass(frozen=True)
class Reading:
    """What a file holds: where there are flaws, it is to be mended before it is taken."""

    rows: tuple[Wanted, ...]
    flaws: tuple[LineFlaw, ...]


class Problem(StrEnum):
    """Why an answer did not pass."""

    REFUSED = "refused"
    OTHER_GUIDE = "other_guide"
    OTHER_HEADING = "other_heading"
    NOT_REFUSED = "not_refused"


@dataclass(frozen=True)
class Failure:
    """A golden question whose answer did not pass.

    Attributes:
        wanted: The title of the guide that it must cite, with the heading if one is named; empty where it must be
            refused.
        got: What it cites, the title of each guide with its headings; empty where it was refused.
        fails_today: Whether it does not pass in the library as it is either; said only of a run with an edition.
    """

    question_id: str
    question: str
    problem: Problem
    wanted: str
    got: str
    fails_today: bool = False


@dataclass(frozen=True)
class GoldenRun:
    """What came out when the golden questions were asked.

    Attributes:
        edition_id: The edition that was taken for published; None where the library was asked as it is.
        model: The embedding model.
        asked: How many; those whose guide readers do not see are not asked.
    """

    id: str
    edition_id: str | None
    model: str
    asked: int
    failures: tuple[Failure, ...]
    ran_at: datetime


@dataclass(frozen=True)
class Replacement:
    """What replacing all golden questions did to them; ``kept`` are those that stood as they are."""

    added: int
    retired: int
    kept: int
