"""What was missed, and what a regrade would change. Values only."""

from dataclasses import dataclass
from enum import StrEnum

from learning.attempts.values import Score
from learning.items.values import Proof


@dataclass(frozen=True)
class Missed:
    """An item that was not answered rightly, with what proves the right answer."""

    position: int
    stem: str
    scenario: str | None
    given: str | None
    right: str
    rationale: str
    credit: float
    proofs: tuple[Proof, ...]


class Policy(StrEnum):
    """What is decided on an item that was wrong.

    ``accept``: other answers are right too. ``full_credit``: everybody is given its points. ``drop``: it does not
    count. ``re_key``: only other answers are right.
    """

    ACCEPT = "accept"
    FULL_CREDIT = "full_credit"
    DROP = "drop"
    RE_KEY = "re_key"


@dataclass(frozen=True)
class Change:
    """What a regrade would do to one attempt."""

    attempt_id: str
    person: str
    before: Score
    after: Score
    passed_before: bool
    passed_after: bool


@dataclass(frozen=True)
class Resting:
    """The certificates that rest on passes, by their ids.

    Attributes:
        led_to: Those to which the passes led, but for those that are revoked already.
        mended: Those that the passes made current again after a guide had changed.
    """

    led_to: tuple[str, ...] = ()
    mended: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """What a regrade would do to all attempts: those whose result would change, and how many would not.

    Attributes:
        resting: What rests on the passes that would be lost.
    """

    version_id: str
    policy: Policy
    changes: tuple[Change, ...]
    unchanged: int
    resting: Resting = Resting()

    @property
    def gains(self) -> tuple[Change, ...]:
        """Those who would pass now."""
        return tuple(one for one in self.changes if one.passed_after and not one.passed_before)

    @property
    def loses(self) -> tuple[Change, ...]:
        """Those who would no longer pass."""
        return tuple(one for one in self.changes if one.passed_before and not one.passed_after)

    @property
    def others(self) -> tuple[Change, ...]:
        """Those whose points change, and not whether they pass."""
        return tuple(one for one in self.changes if one.passed_before is one.passed_after)
