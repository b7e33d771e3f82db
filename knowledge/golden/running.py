"""Asking all golden questions of the library, as it is or as it would be with an edition published."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial

from knowledge.answering.answer import Answer
from knowledge.answering.extractive import answer
from knowledge.answering.sufficiency import SufficiencyModel
from knowledge.golden.checking import check
from knowledge.golden.queries import audiences_read, golden_questions, titles_read
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
    ``instead`` the caches have to hold that edition's passages, and what fails is asked of the library as it is too.
    ``give_way`` is called before each time that a question is asked.

    Raises:
        EmbeddingModelMismatch: The library was embedded with another model.
    """
    with database.reading() as session:
        wanted = golden_questions(session, workspace)
        audiences, today = (audiences_read(session, workspace, edition) for edition in (instead, None))
        titles = titles_read(session, workspace, instead)
    questions = _about(wanted, audiences)
    if not questions:
        return None
    reply = partial(answer, retriever=retriever, database=database, model=model, workspace=workspace, now=now)
    failures = check(questions, _asking(partial(reply, instead=instead), audiences, give_way), titles)
    if instead is not None and failures:
        failed = {failure.question_id for failure in failures}
        again = [question for question in _about(wanted, today) if question.id in failed]
        before = {failure.question_id for failure in check(again, _asking(reply, today, give_way))}
        failures = tuple(replace(failure, fails_today=failure.question_id in before) for failure in failures)
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


def _asking(
    reply: Callable[..., Answer], audiences: Mapping[str, str], give_way: Callable[[], None] | None
) -> Callable[[GoldenQuestion], Answer]:
    """Asks a question in the name of somebody who reads its guide."""

    def ask(question: GoldenQuestion) -> Answer:
        if give_way is not None:
            give_way()
        readable = dict.fromkeys((EVERYBODY, audiences.get(question.guide_key or "", EVERYBODY)))
        return reply(question.question, audiences=tuple(readable))

    return ask


def _about(questions: Iterable[GoldenQuestion], guides: Collection[str]) -> list[GoldenQuestion]:
    """Those about one of these guides, or about none."""
    return [question for question in questions if question.guide_key is None or question.guide_key in guides]
