"""From a question to a kept answer, in its turn; or to the notice that is told instead."""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from threading import Timer
from time import perf_counter

from bot.durable import passes
from bot.incidents import incident
from bot.learning.withholding import Withholding
from bot.line import Line
from knowledge.answering.answer import Answer
from knowledge.conversations import service
from knowledge.errors import LibraryEmpty, QuestionUnusable
from storage.database import Database

# Answers a question from the guides that are for these audiences.
AnswerFrom = Callable[[str, Sequence[str]], Answer]

log = logging.getLogger(__name__)


class Notice(StrEnum):
    """What is told instead of an answer; beside the reasons of ``QuestionUnusable``, and incidents."""

    HELP = "help"
    OUTSIDER = "outsider"
    NO_GUIDES = "no_guides"
    WITHHELD = "withheld"


class Answering:
    """Answers questions from the guides, a few at a time."""

    def __init__(
        self, database: Database, workspace: str, answer: AnswerFrom, line: Line, withholding: Withholding
    ) -> None:
        """Take what it works with.

        Args:
            database: Where answers are kept.
            workspace: The id of the workspace whose guides are asked.
            answer: Answers a question from those of some audiences.
            line: Where questions wait for their turn.
            withholding: Knows what is not told to whoever has an exam open.
        """
        self.database = database
        self.workspace = workspace
        self._answer = answer
        self._line = line
        self.withholding = withholding

    def expected(self) -> AbstractContextManager[None]:
        """Let other work give way while inside: from a question's arrival until its answer is shown."""
        return self._line.expected()

    def reply(
        self,
        question_id: str,
        text: str,
        *,
        person: str,
        audiences: Callable[[], Sequence[str]],
        job: str,
        tell: Callable[[int], None],
        wording: str | None = None,
        or_nothing: bool = False,
    ) -> bool:
        """Answer a question when it is its turn, and keep the answer with its citations.

        Args:
            question_id: The question.
            text: What it asks.
            person: Who wants to know.
            audiences: Tells whose guides may be drawn on. It is asked before, so that nobody in the line waits for
                Slack, and again when it is this question's turn.
            job: The durable job that this is for: it keeps one answer, however often it is done again.
            tell: Told how many are before this one in the line; and that none is, where answering itself takes long.
            wording: The wording that ``text`` is: an answer to one that was replaced meanwhile is not kept.
            or_nothing: Keep no notice: there is an answer already, which is worth more.

        Returns:
            Whether the answer was withheld: the person has an exam open that asks about what it rests on. Then a
            notice is kept in its place.
        """
        log.info("question taken", extra={"job": job, "workspace": self.workspace, "question": question_id})
        began = perf_counter()
        audiences()
        with self._line.turn(tell) as ahead, _told_when_slow(self._line.patience, tell):
            answer, notice = self._answered(text, audiences, question_id)
        is_withheld = answer is not None and self.withholding.keeps(person, answer.citations)
        if is_withheld:
            answer, notice = None, Notice.WITHHELD
        figures = {"ahead": ahead, "milliseconds": round((perf_counter() - began) * 1000)}
        kept = None
        if answer is not None or not or_nothing:
            kept = self._kept(question_id, job, answer, notice, wording)
        self._tell_log(question_id, job, answer, notice, kept, figures)
        return is_withheld

    def keep(
        self,
        question_id: str,
        *,
        job: str,
        answer: Answer | None = None,
        notice: str | None = None,
        wording: str | None = None,
    ) -> None:
        """Keep an answer, or the notice that is told instead of one."""
        kept = self._kept(question_id, job, answer, notice, wording)
        self._tell_log(question_id, job, answer, notice, kept, {})

    def _kept(
        self, question_id: str, job: str, answer: Answer | None, notice: str | None, wording: str | None
    ) -> str | None:
        now = datetime.now(UTC)
        with self.database.transaction() as session:
            return service.record(session, question_id, job=job, answer=answer, notice=notice, wording=wording, now=now)

    def _tell_log(
        self,
        question_id: str,
        job: str,
        answer: Answer | None,
        notice: str | None,
        kept: str | None,
        figures: Mapping[str, int],
    ) -> None:
        about = {"job": job, "workspace": self.workspace, "question": question_id, "answer": kept}
        outcome = answer.outcome.value if answer is not None else str(notice)
        log.info(
            "question answered" if kept is not None else "answer not kept",
            extra={**about, "outcome": outcome, **figures},
        )

    def _answered(
        self, text: str, audiences: Callable[[], Sequence[str]], question_id: str
    ) -> tuple[Answer | None, str | None]:
        try:
            return self._answer(text, audiences()), None
        except QuestionUnusable as error:
            return None, error.reason
        except LibraryEmpty:
            return None, Notice.NO_GUIDES
        except Exception as error:
            if passes(error):
                raise
            return None, incident(error, question=question_id)


@contextmanager
def _told_when_slow(patience: float, tell: Callable[[int], None]) -> Iterator[None]:
    timer = Timer(patience, tell, [0])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
