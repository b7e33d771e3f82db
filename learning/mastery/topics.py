"""Selects: of what a person has read. Whether she knows it, ``queries.mastery`` tells by her answers alone."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from knowledge.conversations.models import AnswerRow, CitationRow, QuestionRow
from knowledge.guides.models import ActiveEdition, Guide, PassageRow
from learning.curriculum.definition import Reading, StepKind
from learning.curriculum.headings import is_under
from learning.curriculum.models import StepDoneRow
from learning.curriculum.queries import paths
from learning.items.models import ItemProofRow, ItemVersionRow


def topics_read(session: Session, workspace: str, person: str) -> dict[str, datetime]:
    """When a person last read of a competency: something that proves an item of it.

    She did where an answer to a question of hers quoted it, or where it stands in what she has read on a path.
    """
    found = {competency: at for competency, at in session.execute(topics_of(workspace, person))}
    for competency, at in _on_paths(session, workspace, person):
        found[competency] = max(at, found.get(competency, at))
    return found


def topics_of(workspace: str, person: str) -> Select[str, datetime]:
    """The competencies of which answers to a person's questions told, each with when the last one did."""
    return (
        select(ItemVersionRow.competency, func.max(AnswerRow.created_at))
        .join(ItemProofRow, ItemProofRow.version_id == ItemVersionRow.id)
        .join(CitationRow, CitationRow.passage_id == ItemProofRow.passage_id)
        .join(AnswerRow, AnswerRow.id == CitationRow.answer_id)
        .join(QuestionRow, QuestionRow.id == AnswerRow.question_id)
        .where(QuestionRow.workspace_id == workspace, QuestionRow.asker == person)
        .group_by(ItemVersionRow.competency)
    )


def _on_paths(session: Session, workspace: str, person: str) -> Iterable[tuple[str, datetime]]:
    read = _read(session, workspace, person)
    if not read:
        return
    query = (
        select(Guide.key, PassageRow.heading, ItemVersionRow.competency)
        .join(ActiveEdition, ActiveEdition.guide_id == Guide.id)
        .join(PassageRow, PassageRow.edition_id == ActiveEdition.edition_id)
        .join(ItemProofRow, ItemProofRow.passage_id == PassageRow.id)
        .join(ItemVersionRow, ItemVersionRow.id == ItemProofRow.version_id)
        .where(Guide.workspace_id == workspace, Guide.key.in_({reading.guide for reading, _ in read}))
    )
    for guide, heading, competency in session.execute(query):
        yield from ((competency, at) for reading, at in read if reading.guide == guide and is_under(heading, reading))


def _read(session: Session, workspace: str, person: str) -> list[tuple[Reading, datetime]]:
    """What a person has read on paths, as far as they still hold it, each with when."""
    query = select(StepDoneRow.path_id, StepDoneRow.step, StepDoneRow.at)
    rows = session.execute(query.where(StepDoneRow.workspace_id == workspace, StepDoneRow.person == person))
    done = {(path_id, step): at for path_id, step, at in rows}
    known = paths(session, workspace) if done else []
    return [
        (reading, done[path.id, step.key])
        for path in known
        for step in path.definition.steps
        if step.kind is StepKind.READING and (path.id, step.key) in done
        for reading in step.readings
    ]
