"""What a person works towards: whatever is new of it comes to her by itself when she practises."""

from collections.abc import Collection, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from learning.attempts.models import AttemptRow
from learning.certifications.queries import certifications
from learning.certifications.values import Certification
from learning.curriculum.facts import competencies_of
from learning.curriculum.queries import enrolled, paths
from learning.curriculum.values import Path


def towards(session: Session, workspace: str, person: str) -> dict[str, str]:
    """The competencies that a person works towards, each with the id of the certification for which."""
    query = select(AttemptRow.certification_id).where(AttemptRow.workspace_id == workspace, AttemptRow.person == person)
    begun, on = set(session.scalars(query.distinct())), set(enrolled(session, workspace, person))
    known = certifications(session, workspace) if begun or on else []
    return aims_of(known, [one for one in paths(session, workspace) if one.id in on] if on else [], begun)


def aims_of(known: Iterable[Certification], on: Collection[Path], begun: Collection[str]) -> dict[str, str]:
    """The competencies that somebody works towards, each with the id of the certification for which. Pure.

    They are those of the certifications to which her paths lead and of whose exams she has begun one, and what her
    paths practise besides, as far as any certification has it.

    Args:
        known: All certifications; those that are retired do not count.
        on: The paths that she is on.
        begun: The ids of the certifications of whose exams she has begun one.
    """
    there = sorted((one for one in known if not one.retired), key=lambda one: one.definition.key)
    led, practised = {one.definition.certification for one in on}, competencies_of(on)
    found: dict[str, str] = {}
    for one in there:
        is_aim = one.id in begun or one.definition.key in led
        for competency in one.definition.competencies if is_aim else ():
            found.setdefault(competency.key, one.id)
    for one in there:
        for competency in one.definition.competencies:
            if competency.key in practised:
                found.setdefault(competency.key, one.id)
    return found
