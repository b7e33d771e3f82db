"""Why an answer is as it is: the question, what was found, and what was drafted and checked. Selects and values."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.answering.trace import Trace
from knowledge.conversations.queries import given_answer, trace_of
from knowledge.conversations.values import GivenAnswer
from knowledge.guides.models import Edition, PassageRow


@dataclass(frozen=True)
class FoundPassage:
    """A passage that was found for a question; ``key`` is the one that a model was given for it, if one was."""

    passage_id: str
    key: str
    score: float
    title: str
    edition: str
    heading: tuple[str, ...]


@dataclass(frozen=True)
class Why:
    """An answer and how it came about; ``trace`` is None where that is not kept, or not any more."""

    given: GivenAnswer
    trace: Trace | None
    found: tuple[FoundPassage, ...]


def why(session: Session, workspace: str, answer_id: str) -> Why | None:
    """Why an answer of a workspace is as it is; None where there is no such answer."""
    given = given_answer(session, workspace, answer_id)
    if given is None or given.answer is None:
        return None
    trace = trace_of(session, workspace, answer_id)
    return Why(given, trace, _found(session, workspace, trace) if trace is not None else ())


def _found(session: Session, workspace: str, trace: Trace) -> tuple[FoundPassage, ...]:
    places = _places(session, workspace, [one.passage_id for one in trace.passages])
    return tuple(
        FoundPassage(one.passage_id, one.key, one.score, *places[one.passage_id])
        for one in trace.passages
        if one.passage_id in places
    )


def _places(
    session: Session, workspace: str, passage_ids: Sequence[str]
) -> dict[str, tuple[str, str, tuple[str, ...]]]:
    query = (
        select(PassageRow.id, Edition.title, Edition.label, PassageRow.heading)
        .join(Edition, Edition.id == PassageRow.edition_id)
        .where(PassageRow.workspace_id == workspace, PassageRow.id.in_(passage_ids))
    )
    return {key: (title, label, tuple(heading)) for key, title, label, heading in session.execute(query)}
