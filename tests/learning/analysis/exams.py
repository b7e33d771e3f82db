"""Exams as they could have been taken, as values."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np

from learning.analysis.exposure import Shown
from learning.analysis.values import Material, Sitting
from learning.certifications.definition import Competency, Definition, Draw, Passing
from learning.certifications.values import Certification
from learning.items.responses import Chosen
from learning.items.values import Difficulty, ItemState, ItemVersion, Pool

NOW = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)
CERTIFICATION = Certification(
    id="certification",
    version_id="1",
    number=1,
    definition=Definition(
        key="mentor",
        title="Mentor essentials",
        summary="What every mentor knows.",
        competencies=(Competency("care", "Care"), Competency("calls", "Calls")),
        draws=(Draw("care", 6), Draw("calls", 2)),
        passing=Passing(60.0),
    ),
    retired=False,
)


def single_choice(key: str, competency: str = "care", *, stem: str = "How often?", right: str = "a") -> ItemVersion:
    """A published single choice of four."""
    options = [{"text": f"option {letter}", "right": letter == right} for letter in "abcd"]
    return item(key, "single_choice", {"stem": stem, "options": options}, competency=competency)


def item(key: str, kind: str, content: Mapping[str, Any], *, competency: str = "care") -> ItemVersion:
    """A published version of an item."""
    return ItemVersion(
        id=f"version of {key}",
        item_id=f"item {key}",
        key=key,
        number=1,
        type=kind,
        pool=Pool.EXAM,
        content=content,
        rationale="It says so.",
        competency=competency,
        difficulty=Difficulty.EASY,
        scenario_key=None,
        scenario=None,
        proofs=(),
        state=ItemState.PUBLISHED,
        created_by="bo",
        created_at=NOW,
    )


def taken(versions: Sequence[ItemVersion], people: int, *, seed: int = 1, miskeyed: str = "") -> Material:
    """First attempts at all of these items by people of different ability.

    All of them are single choices whose key is ``a``; of the item ``miskeyed`` ``b`` would be right.
    """
    dice = np.random.default_rng(seed)
    sittings = []
    for person in range(people):
        knows = dice.normal(0.8, 1.0) + dice.normal(0, 1.0, len(versions)) > 0
        keys = [_key(version.key == miskeyed, known, dice) for version, known in zip(versions, knows, strict=True)]
        given = {version.id: Chosen(frozenset(key)) for version, key in zip(versions, keys, strict=True)}
        credits = {version.id: float(key == "a") for version, key in zip(versions, keys, strict=True)}
        passed = sum(credits.values()) >= 0.6 * len(credits)
        sittings.append(Sitting(f"attempt {person}", f"person {person}", credits, given, passed))
    items = frozenset(version.item_id for version in versions)
    shown = [Shown(sitting.person, 1, items) for sitting in sittings]
    return Material(CERTIFICATION, sittings, shown, {version.id: version for version in versions}, {})


def _key(miskeyed: bool, knows: bool, dice: np.random.Generator) -> str:
    if not knows:
        return str(dice.choice(list("abcd")))
    return "b" if miskeyed else "a"
