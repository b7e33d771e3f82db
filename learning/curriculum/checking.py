"""What a path names that there is not: guides, headings, competencies, items. Pure."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from learning.certifications.definition import Definition
from learning.curriculum.definition import LearningPath, PathStep, StepKind
from learning.curriculum.headings import Place, place_of
from learning.errors import Flaw, Found


@dataclass(frozen=True)
class Known:
    """What there is in a workspace, as far as a path asks for it.

    Attributes:
        certification: The one that the path names; None where there is none of this key.
        places: Of the guides that readers see, by the guide's key.
        items: How many items there are for practice, by competency.
    """

    certification: Definition | None
    places: Mapping[str, Collection[Place]]
    items: Mapping[str, int]


def flaws_of(path: LearningPath, known: Known) -> list[Found]:
    """All that is named and is not there, with its place."""
    named = path.certification
    unknown = [Found(Flaw.UNKNOWN_CERTIFICATION, "certification", named)] if named and not known.certification else []
    return [
        *unknown,
        *(found for index, step in enumerate(path.steps) for found in _step(step, f"steps[{index}]", known)),
    ]


def _step(step: PathStep, where: str, known: Known) -> Iterator[Found]:
    for index, reading in enumerate(step.readings):
        place = f"{where}.readings[{index}]"
        if reading.guide not in known.places:
            yield Found(Flaw.UNKNOWN_GUIDE, f"{place}.guide", reading.guide[:80])
        elif place_of(reading) not in known.places[reading.guide]:
            yield Found(Flaw.UNKNOWN_HEADING, f"{place}.heading", (reading.heading or reading.guide)[:80])
    if known.certification is None:
        return
    if step.kind is StepKind.PRACTICE and step.competency is not None:
        yield from _practice(step, step.competency, where, known)
    requirements = {one.key for one in known.certification.requirements}
    if step.kind is StepKind.OBSERVED and step.requirement not in requirements:
        yield Found(Flaw.UNKNOWN_REQUIREMENT, f"{where}.requirement", step.requirement or "")


def _practice(step: PathStep, competency: str, where: str, known: Known) -> Iterator[Found]:
    if known.certification and competency not in {one.key for one in known.certification.competencies}:
        yield Found(Flaw.UNKNOWN_COMPETENCY, f"{where}.competency", competency)
    elif known.items.get(competency, 0) < step.count:
        yield Found(Flaw.TOO_FEW_ITEMS, f"{where}.count", str(known.items.get(competency, 0)))
