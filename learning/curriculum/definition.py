"""What a learning path consists of, as a value. Pure; ``reading`` reads it from YAML and from stored data."""

from dataclasses import dataclass
from enum import StrEnum


class StepKind(StrEnum):
    """What a step of a path asks a learner to do."""

    READING = "reading"
    PRACTICE = "practice"
    QUIZ = "quiz"
    OBSERVED = "observed"
    REFLECTION = "reflection"


@dataclass(frozen=True)
class Reading:
    """What is to be read: what stands under a heading of a guide, as it stands in the edition that readers see.

    Attributes:
        guide: The guide's key.
        heading: The heading as the guide has it; None for the whole guide.
        level: How deep the heading stands, 1 for the outermost; 0 for all headings of this name, wherever they stand.
        alone: Whether only what stands right under the heading is to be read, and nothing under the headings below it;
            without a heading, what stands before the first one.
    """

    guide: str
    heading: str | None = None
    level: int = 0
    alone: bool = False


@dataclass(frozen=True)
class PathStep:
    """A step of a path.

    Attributes:
        key: Names it in its path.
        title: What the learner reads.
        readings: For ``READING``: what is to be read.
        competency: For ``PRACTICE``: whose items are practised.
        count: For ``PRACTICE``: so many different items answered rightly.
        requirement: For ``OBSERVED``: the key of the certification's requirement.
        question: For ``REFLECTION``: what the learner thinks about and answers in her own words.
        after: The keys of steps that are done before; empty for those that may come first.
    """

    key: str
    kind: StepKind
    title: str
    readings: tuple[Reading, ...] = ()
    competency: str | None = None
    count: int = 0
    requirement: str | None = None
    question: str | None = None
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class LearningPath:
    """A way to a certificate, or through a guide.

    Attributes:
        role: For whom it is in the field, in plain words, as "mentor"; None for everybody.
        certification: The key of the certification that it leads to; None where it leads to none.
    """

    key: str
    title: str
    summary: str
    steps: tuple[PathStep, ...]
    role: str | None = None
    certification: str | None = None
