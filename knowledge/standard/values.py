"""What others see of a standard answer. Values only."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class StandardAnswer:
    """What a person answered to a question, kept for whoever asks it again. It is no guide, and cites none.

    Attributes:
        by: Who said it: a person's id, or ``OPERATOR``.
        audience: Whom it is for, as a guide's.
    """

    id: str
    question: str
    text: str
    by: str
    at: datetime
    audience: str
