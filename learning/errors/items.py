"""What goes wrong with items."""

from collections.abc import Sequence

from learning.errors.error import LearningError
from learning.errors.flaws import Found


class BadItem(LearningError):
    """An item can't be taken as it was written."""

    def __init__(self, key: str, flaws: Sequence[Found]) -> None:
        super().__init__(f"{key}: {[(one.flaw.value, one.where, one.fact) for one in flaws]}")
        self.key, self.flaws = key, tuple(flaws)


class GuideUnknown(LearningError):
    """Readers see no guide of this key."""

    def __init__(self, key: str, guide: str) -> None:
        super().__init__(f"{key}: {guide}")
        self.key, self.guide = key, guide


class QuoteNotFound(LearningError):
    """What is to prove an item does not stand in the edition of the guide that readers see.

    Attributes:
        goes_on: Whether it stands there, but begins in one passage and ends in another.
    """

    def __init__(self, key: str, guide: str, quote: str, *, goes_on: bool = False) -> None:
        super().__init__(f"{key}: {guide}: {quote[:80]}")
        self.key, self.guide, self.quote, self.goes_on = key, guide, quote, goes_on


class ProofGone(LearningError):
    """What proved an item that is in quarantine does not stand there any more: it needs a new version."""

    def __init__(self, key: str, guide: str) -> None:
        super().__init__(f"{key}: {guide}")
        self.key, self.guide = key, guide


class ItemNotFound(LearningError):
    """There is no such item, or version of one."""

    def __init__(self, wanted: str) -> None:
        super().__init__(wanted)
        self.wanted = wanted


class WrongItemState(LearningError):
    """In its state an item can't become what it was to become."""

    def __init__(self, key: str, state: str, wanted: str) -> None:
        super().__init__(f"{key}: {state} -> {wanted}")
        self.key, self.state, self.wanted = key, state, wanted


class AuthorPublishes(LearningError):
    """Who wrote an item can't publish it, while the workspace wants a second person."""

    def __init__(self, key: str, person: str) -> None:
        super().__init__(f"{key}: {person}")
        self.key, self.person = key, person


class NoSuchAnswer(LearningError):
    """What a regrade is to take for right is no answer that the item allows, or nothing was named."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key
