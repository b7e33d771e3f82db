"""A chat model that gives nothing, time after time. Values only."""

from dataclasses import dataclass
from datetime import datetime

from knowledge.answering.trace import Fallback


@dataclass(frozen=True)
class Outage:
    """That a model gave nothing whenever it was asked.

    Attributes:
        model: Provider and name of the one that is set.
        why: What came of asking it, the last time; ``cause`` in the program's own words.
        began: The first time in a row; ``last`` the last one.
        failures: How often in a row.
        told: When those who look after the library were told; None until they are.
    """

    model: str
    why: Fallback
    cause: str
    began: datetime
    last: datetime
    failures: int
    told: datetime | None = None
