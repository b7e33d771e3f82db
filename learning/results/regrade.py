"""What decisions on items do to attempts in which they were shown. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from learning.attempts.scoring import passed, score_of
from learning.attempts.values import Result, Score, Slot
from learning.certifications.definition import Passing
from learning.items.values import ItemVersion
from learning.results.decisions import Decision, credit_after
from learning.results.values import Change, Plan


@dataclass(frozen=True)
class Graded:
    """An attempt that ended, with what it came to then and what it comes to now."""

    person: str
    slots: tuple[Slot, ...]
    first: Result
    latest: Result
    passing: Passing


@dataclass(frozen=True)
class Decided:
    """A decision that was carried out.

    Attributes:
        takes_passes: Whether who no longer reached the cut by it was to lose the pass.
    """

    regrade_id: str
    version_id: str
    decision: Decision
    takes_passes: bool


def plan(version: ItemVersion, graded: Sequence[Graded], decisions: Sequence[Decision]) -> Plan:
    """What would change if these were all decisions on the version, the last one the new one.

    What other items were worth stays as it is. Who has passed only because a decision on this item was not to take
    passes is told among those who lose them; whom other items bring below the cut keeps what she has.
    """
    changes = [change_of(one, version, decisions) for one in graded]
    changed = tuple(change for change in changes if differs(change))
    return Plan(version.id, decisions[-1].policy, changed, len(changes) - len(changed))


def change_of(graded: Graded, version: ItemVersion, decisions: Sequence[Decision]) -> Change:
    """What an attempt comes to after all decisions on a version, the last one the new one, if that takes passes."""
    before = graded.latest.score
    after = _scored(graded, version, decisions)
    brought_here = passed(before, graded.passing) or passed(_scored(graded, version, ()), graded.passing)
    return Change(
        attempt_id=graded.latest.attempt_id,
        person=graded.person,
        before=before,
        after=after,
        passed_before=graded.latest.passed,
        passed_after=passed(after, graded.passing) or (graded.latest.passed and not brought_here),
    )


def replayed(graded: Graded, versions: Mapping[str, ItemVersion], decided: Iterable[Decided]) -> Change:
    """What an attempt comes to after these decisions, one after the other, as if it had ended before all of them.

    As with those that did, a pass is lost only by a decision that brings the attempt below the cut and takes passes.

    Args:
        graded: The attempt, by its first result.
        versions: Those on which anything was decided, by id.
        decided: All decisions on its items, the oldest first.
    """
    so_far: dict[str, tuple[Decision, ...]] = {}
    now = graded
    for one in decided:
        so_far[one.version_id] = (*so_far.get(one.version_id, ()), one.decision)
        change = change_of(now, versions[one.version_id], so_far[one.version_id])
        passes = change.passed_after or (change.passed_before and not one.takes_passes)
        now = replace(now, latest=replace(now.latest, score=change.after, passed=passes))
    first, last = graded.latest, now.latest
    return Change(first.attempt_id, graded.person, first.score, last.score, first.passed, last.passed)


def _scored(graded: Graded, version: ItemVersion, decisions: Sequence[Decision]) -> Score:
    """The score where these are all decisions on a version."""
    places = zip(graded.slots, graded.first.score.credits, graded.latest.score.credits, strict=True)
    credits = [
        credit_after(version, first, slot.given, decisions) if slot.version_id == version.id else latest
        for slot, first, latest in places
    ]
    return score_of(credits, [slot.competency for slot in graded.slots])


def differs(change: Change) -> bool:
    """Whether an attempt has another result by it."""
    return change.before.credits != change.after.credits or change.passed_before is not change.passed_after
