"""What a change of a guide touches. Values only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from knowledge.guides.changes import ChangeKind, PassageChange


@dataclass(frozen=True)
class TouchedAnswer:
    """An answer that counts, and quotes passages that an edition changed.

    Attributes:
        question: What was asked; None where it was not asked in front of everybody.
        passages: The changed passages that it quotes, in the order in which it does.
    """

    answer_id: str
    question_id: str
    asker: str
    channel: str
    question: str | None
    asked_at: datetime
    passages: tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """How many askers were told of an edition, and how many are still to be told, or can't be."""

    told: int
    untold: int


def changed_passages(changes: Iterable[PassageChange]) -> dict[str, PassageChange]:
    """The passages of the old edition that no longer say what they said, by id: those edited and those removed."""
    changed = {ChangeKind.EDITED, ChangeKind.REMOVED}
    return {change.before.id: change for change in changes if change.before is not None and change.kind in changed}


def newly_changed(now: Mapping[str, PassageChange], before: Mapping[str, PassageChange]) -> dict[str, PassageChange]:
    """What changed since an old edition until now, without what had come to say the same before.

    Args:
        now: The passages of the old edition that are changed in this one, by id.
        before: Those that were changed in the edition before this one.
    """
    return {key: change for key, change in now.items() if key not in before or before[key].now != change.now}


def still_stands(quote: str, change: PassageChange) -> bool:
    """Whether words that were quoted from a changed passage stand there still, one after the other."""
    return _key(quote) in _key(change.now)


def _key(text: str) -> str:
    return " ".join(text.split())
