"""The competencies that items can be written for."""

from sqlalchemy.orm import Session

from learning.certifications.queries import certifications
from learning.items import queries


def competencies(session: Session, workspace: str) -> list[tuple[str, str]]:
    """Key and title of each, by title: those of certifications, and those that items name else, under their keys."""
    named = {
        one.key: one.title
        for certification in certifications(session, workspace)
        for one in certification.definition.competencies
    }
    others = {key: key for key in queries.competencies(session, workspace)}
    return sorted({**others, **named}.items(), key=lambda pair: (pair[1].casefold(), pair[0]))
