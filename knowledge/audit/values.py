"""What others see of the audit log. Values only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

Fact = str | int | bool | None | Sequence[str]
Facts = Mapping[str, Fact]


@dataclass(frozen=True)
class Entry:
    """Who did what to what, when.

    Attributes:
        number: From 1, in the order in which things were done.
        actor: A person, or ``members.roles.OPERATOR``.
        action: One of ``Action``.
        subject_kind: What kind of thing ``subject`` is the id of: a guide, a person, a workspace.
        name: How the subject was called then.
        before: What was so before, as far as it changed; None where there was nothing.
        after: What was so afterwards.
    """

    number: int
    at: datetime
    actor: str
    action: str
    subject_kind: str
    subject: str
    name: str
    before: Facts | None
    after: Facts | None


@dataclass(frozen=True)
class Seal:
    """What is noted of an entry to know it again: its hash covers it and all entries before it."""

    number: int
    hash: str


@dataclass(frozen=True)
class Refused:
    """What somebody was refused to do something to.

    Attributes:
        subject_kind: What kind of thing ``subject`` is the id of.
        name: How it is called now.
        facts: What else is known of it: which edition of a guide.
    """

    subject_kind: str
    subject: str
    name: str
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True)
class Filter:
    """Which entries are asked for; what is None does not matter.

    Attributes:
        subject: The id of the subject, or how it was called.
        since: From this moment on.
        until: Before this moment.
    """

    actor: str | None = None
    action: str | None = None
    subject: str | None = None
    since: datetime | None = None
    until: datetime | None = None


EVERYTHING = Filter()
