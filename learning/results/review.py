"""What was missed in an attempt, with what proves the right answers. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from learning.attempts.values import Attempt, Result
from learning.errors import AttemptOpen
from learning.items.responses import (
    ChooseMany,
    ChooseOne,
    Chosen,
    Option,
    Ordered,
    Pair,
    Paired,
    PutInOrder,
    Response,
    Way,
    Written,
)
from learning.items.types import TYPES
from learning.items.types.true_false import FALSE, TRUE
from learning.items.values import ItemVersion
from learning.results.decisions import Decision, right_after
from learning.results.values import Missed


@dataclass(frozen=True)
class Words:
    """How the answers to a statement are called, and what stands between answers that are all right."""

    true: str = TRUE.text
    false: str = FALSE.text
    alternatives: str = " / "


@dataclass(frozen=True)
class Review:
    """What an attempt came to, and what was missed in it."""

    attempt: Attempt
    result: Result
    missed: tuple[Missed, ...]


def review(
    attempt: Attempt,
    result: Result,
    versions: Mapping[str, ItemVersion],
    decisions: Mapping[str, Sequence[Decision]],
    words: Words,
) -> Review:
    """What was missed. What was decided since is heeded: a right answer is one that is right now.

    Args:
        attempt: An attempt that has ended.
        result: What it came to.
        versions: Every version that was shown, by its id.
        decisions: What was decided on these versions, the oldest first.
        words: How answers are called.

    Raises:
        AttemptOpen: It has not ended: until then nothing is said of what is right.
    """
    if attempt.is_open:
        raise AttemptOpen(attempt.id)
    missed = tuple(
        _missed(slot.position, slot.given, credit, versions[slot.version_id], decisions.get(slot.version_id, ()), words)
        for slot, credit in zip(attempt.slots, result.score.credits, strict=True)
        if credit is not None and credit < 1
    )
    return Review(attempt, result, missed)


def said(version: ItemVersion, response: Response, words: Words) -> str:
    """A response in the words of its item."""
    item_type = TYPES[version.type]
    way = item_type.way(item_type.read(version.content))
    match response:
        case Chosen(keys):
            return "; ".join(option.text for option in _options(way, words) if option.key in keys)
        case Ordered(order):
            texts = {option.key: option.text for option in _options(way, words)}
            return "; ".join(f"{place}. {texts.get(key, key)}" for place, key in enumerate(order, 1))
        case Paired(pairs):
            return _paired(way, dict(pairs))
        case Written(text):
            return text


def _missed(
    position: int,
    given: Response | None,
    credit: float,
    version: ItemVersion,
    decisions: Sequence[Decision],
    words: Words,
) -> Missed:
    item_type = TYPES[version.type]
    return Missed(
        position=position,
        stem=item_type.stem(item_type.read(version.content)),
        scenario=version.scenario,
        given=said(version, given, words) if given is not None else None,
        right=words.alternatives.join(said(version, right, words) for right in right_after(version, decisions)),
        rationale=version.rationale,
        credit=credit,
        proofs=version.proofs,
    )


def _options(way: Way, words: Words) -> Sequence[Option]:
    if way == ChooseOne((TRUE, FALSE)):
        return Option(TRUE.key, words.true), Option(FALSE.key, words.false)
    return way.options if isinstance(way, ChooseOne | ChooseMany | PutInOrder) else ()


def _paired(way: Way, given: Mapping[str, str]) -> str:
    if not isinstance(way, Pair):
        return ""
    rights = {option.key: option.text for option in way.right}
    told = ((left.text, given[left.key]) for left in way.left if left.key in given)
    return "; ".join(f"{left} → {rights.get(key, key)}" for left, key in told)
