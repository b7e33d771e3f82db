"""Selects: what paths name that is not there, or not any more."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from learning.certifications.queries import certifications
from learning.curriculum.checking import Known, flaws_of
from learning.curriculum.definition import LearningPath
from learning.curriculum.facts import items_for_practice
from learning.curriculum.guides import places_in
from learning.errors import Found


def faults(session: Session, workspace: str, paths: Sequence[LearningPath]) -> list[list[Found]]:
    """What each of these paths names and is not there, in their order; three statements, however many they are."""
    steps = [step for path in paths for step in path.steps]
    places = places_in(session, workspace, {reading.guide for step in steps for reading in step.readings})
    items = items_for_practice(session, workspace, {one.competency for one in steps if one.competency is not None})
    named = {one.definition.key: one.definition for one in certifications(session, workspace)}
    return [flaws_of(path, Known(named.get(path.certification or ""), places, items)) for path in paths]
