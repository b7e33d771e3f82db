"""What a workspace can decide. Values only."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Policy:
    """What a workspace has decided about its library.

    Attributes:
        second_person: Whether who added an edition needs somebody else to publish it.
        evidence_scheme: The key of the scheme by which evidence is rated.
        report_channel: Where it is told each month how many certificates count and lapse; None for nowhere.
    """

    second_person: bool = True
    evidence_scheme: str = "effectiveness"
    report_channel: str | None = None
