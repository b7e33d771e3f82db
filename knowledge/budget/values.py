"""What a model may read and write in a day, in tokens. Values only."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Whose(StrEnum):
    """Whose share of the day it is."""

    PERSON = "person"
    WORKSPACE = "workspace"


@dataclass(frozen=True)
class Limits:
    """How many tokens may go in a day; None for as many as there are."""

    person: int | None = None
    workspace: int | None = None


@dataclass(frozen=True)
class Used:
    """How many tokens went today, or are set aside for what is being answered.

    Attributes:
        person: For one person; 0 where it is nobody's question. They are among those of the workspace.
    """

    person: int
    workspace: int


@dataclass(frozen=True)
class Reserved:
    """That tokens are set aside for an answer."""

    id: str


@dataclass(frozen=True)
class Spent:
    """That there are not enough left for another answer today, and when there are again."""

    whose: Whose
    until: datetime


@dataclass(frozen=True)
class ModelUse:
    """What goes to the model that words answers.

    Attributes:
        model: Provider and name.
        tokens: That went today, or are set aside for what is being answered.
        limits: Of a day.
    """

    model: str
    tokens: int
    limits: Limits
