"""Asking all golden questions of the library, as it is or as it would be with an edition published."""

from collections.abc import Callable
from datetime import datetime

from knowledge.answering.answer import Answer
from knowledge.answering.extractive import answer
from knowledge.answering.sufficiency import SufficiencyModel
from knowledge.golden.checking import check
from knowledge.golden.queries import audiences_read, golden_questions
from knowledge.golden.service import record_run
from knowledge.golden.values import GoldenQuestion, GoldenRun
from knowledge.guides.drafts import EVERYBODY
from knowledge.retrieval.search import Retriever
from storage.database import Database


def run_golden(
    database: Database,
    retriever: Retriever,
    model: SufficiencyModel,
    workspace: str,
    *,
    instead: str | None,
    now: datetime,
    give_way: Callable[[], None] | None = None,
) -> GoldenRun | None:
    """Ask the golden questions, check the answers, keep what came out; None where there is nothing to ask.

    A question is asked by somebody who reads what is for everybody and, where its guide is for fewer people, that
    guide's audience. Questions about guides that readers do not see are left out: they wait for their guide. With
    ``instead`` the caches have to hold that edition's passages. ``give_way`` is called before each question.

    Raises:
        EmbeddingModelMismatch: The library was embedded with another model.
    """
    with database.reading() as session:
        audiences = audiences_read(session, workspace, instead)
        questions = [
            question
            for question in golden_questions(session, workspace)
            if question.guide_key is None or question.guide_key in audiences
        ]
    if not questions:
        return None

    def ask(question: GoldenQuestion) -> Answer:
        if give_way is not None:
            give_way()
        readable = dict.fromkeys((EVERYBODY, audiences.get(question.guide_key or "", EVERYBODY)))
        return answer(
            question.question,
            retriever=retriever,
            database=database,
            model=model,
            workspace=workspace,
            audiences=tuple(readable),
            now=now,
            instead=instead,
        )

    failures = check(questions, ask)
    with database.transaction() as session:
        return record_run(
            session,
            workspace,
            edition_id=instead,
            model=retriever.model_id,
            asked=len(questions),
            failures=failures,
            now=now,
        )
