"""Cohorts, what their learners are to reach, and how they get on. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from learning.mastery.mastery import Mastery

MOST_LEARNERS = 500
MOST_GOALS = 10
LONGEST_NAME = 200
LONGEST_WORDS = 1_000


class GoalKind(StrEnum):
    """What the learners of a cohort may be to reach."""

    CERTIFICATION = "certification"
    PATH = "path"


class Track(StrEnum):
    """How a learner stands with a goal, or with all of them: then the state that needs somebody most."""

    ON_TRACK = "on_track"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    DONE = "done"
    EXPIRING = "expiring"
    LAPSED = "lapsed"
    LEFT = "left"
    PAUSED = "paused"


class NudgeOutcome(StrEnum):
    """What became of a nudge."""

    SENT = "sent"
    PAUSED = "paused"
    MUTED = "muted"
    LEFT = "left"
    REMOVED = "removed"
    UNREACHABLE = "unreachable"


class NoNudge(StrEnum):
    """Why somebody is not nudged."""

    LEFT = "left"
    PAUSED = "paused"
    MUTED = "muted"
    THIS_WEEK = "this_week"
    OWN = "own"


@dataclass(frozen=True)
class Aim:
    """What may be a goal: a certification, or a path, by its key."""

    kind: GoalKind
    target: str


@dataclass(frozen=True)
class Goal:
    """What the learners of a cohort are to reach.

    Attributes:
        target: The key of the certification, or of the path.
        due: The last day for it; None where there is none.
        certification: The key of the certification that it is, or to which the path led when the goal was set.
    """

    id: str
    kind: GoalKind
    target: str
    due: date | None
    certification: str | None = None


@dataclass(frozen=True)
class Cohort:
    """A cohort, as one of those who may see it finds it in the list.

    Attributes:
        learners: How many there are; None for whoever is a learner in it, who sees only herself.
        coordinators: Who coordinates it.
    """

    id: str
    name: str
    channel: str | None
    created_by: str
    created_at: datetime
    learners: int | None
    coordinators: tuple[str, ...]


@dataclass(frozen=True)
class GoalStanding:
    """How a learner stands with a goal.

    Attributes:
        title: Of the certification or path; its key where there is none any more.
        reached: Of a path: how many of its ``of`` steps are done; 0 of 0 for a certification.
        expires: The last day on which the certificate counts or counted that says how she stands, where it lapses by
            itself; None for one that was revoked or is suspended.
    """

    goal: Goal
    title: str
    state: Track
    reached: int = 0
    of: int = 0
    expires: date | None = None


@dataclass(frozen=True)
class LearnerLine:
    """How a learner of a cohort gets on.

    Attributes:
        mentor: Who looks after her; None where nobody is assigned.
        last_active: When she last practised, took an exam, read on a path or handed something in; None for never.
        mastery: By competency of what is to be reached, as far as anything was answered.
        state: Of all goals together.
    """

    person: str
    mentor: str | None
    goals: tuple[GoalStanding, ...]
    last_active: datetime | None
    mastery: Mapping[str, Mastery]
    state: Track


@dataclass(frozen=True)
class Topic:
    """How the learners of a cohort that are seen get on with a competency.

    Attributes:
        answered: How many of them answered anything about it.
        weak: How many of these surely don't know it yet.
        percent: What share that is; None where it would tell of single people.
    """

    competency: str
    title: str
    answered: int
    weak: int
    percent: int | None


@dataclass(frozen=True)
class Overview:
    """A cohort as somebody who looks after it may see it; or as a learner in it, then with her line alone.

    Attributes:
        lines: The learners that are seen, those first who need somebody most.
        topics: The weakest first; empty for a learner.
        titles: What competencies are called, by key; ``goal_titles`` the same of goals, by id.
        may_change: Whether the viewer may change who is in it and what is to be reached.
    """

    cohort: Cohort
    goals: tuple[Goal, ...]
    lines: tuple[LearnerLine, ...]
    topics: tuple[Topic, ...]
    titles: Mapping[str, str]
    goal_titles: Mapping[str, str]
    may_change: bool

    def title(self, goal: Goal) -> str:
        """What a goal is called."""
        return self.goal_titles[goal.id]

    def count(self, state: Track) -> int:
        """How many of the learners that are seen stand so."""
        return sum(line.state is state for line in self.lines)


@dataclass(frozen=True)
class Note:
    """What somebody who looks after a learner wrote down about her."""

    id: str
    person: str
    words: str
    by: str
    at: datetime


@dataclass(frozen=True)
class LearnerView:
    """A learner of a cohort, as one who looks after her sees her.

    Attributes:
        notes: The newest first; none for the learner herself.
        looked_after: Whether the viewer looks after her; else it is the learner herself.
    """

    overview: Overview
    line: LearnerLine
    notes: tuple[Note, ...]
    looked_after: bool


@dataclass(frozen=True)
class NudgePlan:
    """Whom a nudge would reach, and whom not, with why."""

    to: tuple[str, ...]
    not_to: Mapping[str, NoNudge]


@dataclass(frozen=True)
class Nudge:
    """A nudge that is to be sent, as soon as it is not night for the person."""

    id: str
    cohort_id: str
    cohort: str
    person: str
    words: str
    by: str
    at: datetime
