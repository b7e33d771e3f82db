"""From a question to a kept answer, in its turn; or to the notice that is told instead."""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from threading import Timer
from time import perf_counter
from types import MappingProxyType
from typing import Protocol

from bot.blocks.languages import kept_notice
from bot.durable import passes
from bot.fairness import Mark
from bot.incidents import incident
from bot.learning.withholding import Withholding
from bot.line import Line
from knowledge.answering.answer import Answer, Mode, of_guides
from knowledge.answering.inquiry import Inquiry, Tell, Turn
from knowledge.conversations import service
from knowledge.conversations.finding import answer_of
from knowledge.conversations.queries import given_answer
from knowledge.errors import LibraryEmpty, OtherLanguage, QuestionUnusable
from storage.database import Database

# Answers a question from the guides that are for these audiences.
AnswerFrom = Callable[[str, Sequence[str]], Answer]


class Respond(Protocol):
    """Answers an inquiry, as ``knowledge.answering.responder.Responder.respond`` does."""

    def __call__(self, inquiry: Inquiry, *, turn: Turn, tell: Tell) -> Answer: ...


# An inquiry from those audiences that it is for, known when its turn has come.
InquiryFor = Callable[[Sequence[str]], Inquiry]

log = logging.getLogger(__name__)


class Notice(StrEnum):
    """What is told instead of an answer; beside the reasons of ``QuestionUnusable``, and incidents."""

    HELP = "help"
    OUTSIDER = "outsider"
    NO_GUIDES = "no_guides"
    WITHHELD = "withheld"
    OWN_WORDS = "own_words"
    NOT_YET = "not_yet"
    NO_SHORTER = "no_shorter"
    NO_SUCH_SOURCE = "no_such_source"
    PASSAGE_WITHHELD = "passage_withheld"


class Answering:
    """Answers questions from the guides, a few at a time."""

    def __init__(
        self, database: Database, workspace: str, respond: Respond, line: Line, withholding: Withholding
    ) -> None:
        """Take what it works with.

        Args:
            database: Where answers are kept.
            workspace: The id of the workspace whose guides are asked.
            respond: Answers inquiries.
            line: Where questions wait for their turn.
            withholding: Knows what is not told to whoever has an exam open.
        """
        self.database = database
        self.workspace = workspace
        self._respond = respond
        self._line = line
        self.withholding = withholding

    def expected(self) -> AbstractContextManager[None]:
        """Let other work give way while inside: from a question's arrival until its answer is shown."""
        return self._line.expected()

    def reply(
        self,
        question_id: str,
        inquiry: InquiryFor,
        *,
        person: str,
        audiences: Callable[[], Sequence[str]],
        job: str,
        tell: Callable[[int], None],
        stage: Tell = lambda _: None,
        wording: str | None = None,
        or_nothing: bool = False,
    ) -> bool:
        """Answer a question when it is its turn, and keep the answer with its citations.

        Args:
            question_id: The question.
            inquiry: What it asks, of guides for some audiences.
            person: Who wants to know.
            audiences: Tells whose guides may be drawn on. It is asked before, so that nobody in the line waits for
                Slack, and again when there is an answer: what may not be told any more is not kept.
            job: The durable job that this is for: it keeps one answer, however often it is done again.
            tell: Told how many are before this one in the line; and that none is, where answering itself takes long.
            stage: Told what is being done.
            wording: The wording that is answered: an answer to one that was replaced meanwhile is not kept.
            or_nothing: Keep no notice: there is an answer already, which is worth more.

        Returns:
            Whether the answer was withheld: the person has an exam open that asks about what it rests on. Then a
            notice is kept in its place.
        """
        if (withheld_before := self.was_withheld(job)) is not None:
            return withheld_before
        log.info("question taken", extra={"job": job, "workspace": self.workspace, "question": question_id})
        began = perf_counter()
        figures: dict[str, int] = {}
        answer, notice = self._answered(inquiry, audiences, question_id, self._turns(tell, figures, person), stage)
        told = self._tellable(answer, person) if answer is not None else None
        is_withheld = answer is not None and told is None
        figures["milliseconds"] = round((perf_counter() - began) * 1000)
        notice = Notice.WITHHELD if is_withheld else notice
        self._end(question_id, job, told, notice, wording, or_nothing=or_nothing, figures=figures)
        return is_withheld

    def tried(
        self, question_id: str, inquiry: InquiryFor, *, person: str, audiences: Callable[[], Sequence[str]]
    ) -> Answer | None:
        """What a question would be answered with now, which is not kept.

        Args:
            question_id: The question.
            inquiry: What it asks, of guides for some audiences.
            person: Who asked it.
            audiences: Tells whose guides may be drawn on.

        Returns:
            None where there is no answer, and while the person has an exam open.
        """
        if self.withholding.is_sitting(person):
            return None
        turns = self._turns(lambda _: None, {}, person)
        answer, _ = self._answered(inquiry, audiences, question_id, turns, lambda _: None)
        return answer

    def give(
        self,
        question_id: str,
        answer: Answer,
        *,
        person: str,
        job: str,
        wording: str | None = None,
        or_nothing: bool = False,
    ) -> bool:
        """Keep an answer that was made of an earlier one, as far as a person may be told it now.

        Returns:
            Whether it is withheld, as with ``reply``; the other arguments are as there too.
        """
        told = self._tellable(answer, person)
        self._end(question_id, job, told, Notice.WITHHELD if told is None else None, wording, or_nothing=or_nothing)
        return told is None

    def was_withheld(self, job: str) -> bool | None:
        """Whether what a job has kept already is that the answer is withheld; None where it has kept nothing."""
        with self.database.reading() as session:
            kept = answer_of(session, self.workspace, job)
            given = given_answer(session, self.workspace, kept) if kept is not None else None
        return given.notice == Notice.WITHHELD if given is not None else None

    def keep(
        self,
        question_id: str,
        *,
        job: str,
        answer: Answer | None = None,
        notice: str | None = None,
        wording: str | None = None,
    ) -> None:
        """Keep an answer, or the notice that is told instead of one; the arguments are as with ``reply``."""
        self._end(question_id, job, answer, notice, wording)

    def _tellable(self, answer: Answer, person: str) -> Answer | None:
        """What of an answer a person may be told now; None where it is withheld."""
        if answer.mode is Mode.STANDARD and self.withholding.is_sitting(person):
            # Nobody has looked whether what a person said tells what the exam asks.
            answer = of_guides(answer)
        return None if self.withholding.keeps(person, answer.citations) else answer

    def _end(
        self,
        question_id: str,
        job: str,
        answer: Answer | None,
        notice: str | None,
        wording: str | None,
        *,
        or_nothing: bool = False,
        figures: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        """Keep what came of a question, but a notice only where there may be nothing else; and log it."""
        kept, now = None, datetime.now(UTC)
        if answer is not None or not or_nothing:
            with self.database.transaction() as session:
                kept = service.record(
                    session, question_id, job=job, answer=answer, notice=notice, wording=wording, now=now
                )
        about = {"job": job, "workspace": self.workspace, "question": question_id, "answer": kept}
        outcome = answer.outcome.value if answer is not None else str(notice)
        log.info(
            "question answered" if kept is not None else "answer not kept",
            extra={**about, "outcome": outcome, **figures},
        )

    def _answered(
        self,
        inquiry: InquiryFor,
        audiences: Callable[[], Sequence[str]],
        question_id: str,
        turn: Turn,
        stage: Tell,
    ) -> tuple[Answer | None, str | None]:
        """The answer, made anew while those whose guides it draws on become fewer; or the notice told instead of one.

        Raises:
            Exception: What goes away by itself, so that the step is tried again.
        """
        try:
            readable = audiences()
            while True:
                found = self._respond(inquiry(readable), turn=turn, tell=stage)
                before, readable = readable, audiences()
                if set(before) <= set(readable):
                    return found, None
        except QuestionUnusable as error:
            return None, error.reason
        except OtherLanguage as error:
            return None, kept_notice(error)
        except LibraryEmpty:
            return None, Notice.NO_GUIDES
        except Exception as error:
            if passes(error):
                raise
            return None, incident(error, question=question_id)

    def _turns(self, tell: Callable[[int], None], figures: dict[str, int], person: str) -> Turn:
        """The turns of one question, of which the first notes among the figures how many were ahead of it."""
        place: Mark | None = None

        @contextmanager
        def turn() -> Iterator[None]:
            nonlocal place
            # Whoever was served once is told of stages by then, and does not wait behind those who came later.
            said, place = (tell, self._line.place(person)) if place is None else (_nothing, place)
            with self._line.turn(said, place=place) as ahead, _told_when_slow(self._line.patience, said):
                figures.setdefault("ahead", ahead)
                yield

        return turn


def plainly(answer: AnswerFrom) -> Respond:
    """Responds with what a question alone is answered with, whatever else there is to an inquiry."""

    def respond(inquiry: Inquiry, *, turn: Turn, tell: Tell) -> Answer:
        with turn():
            return answer(inquiry.text, inquiry.audiences)

    return respond


def _nothing(ahead: int) -> None:
    """Tells nobody."""


@contextmanager
def _told_when_slow(patience: float, tell: Callable[[int], None]) -> Iterator[None]:
    timer = Timer(patience, tell, [0])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
