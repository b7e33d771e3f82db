"""What an exam came to, told in a message of its own, with each question that was missed in its thread."""

import logging
from collections.abc import Callable
from datetime import datetime

from dbos import DBOS, DBOSConfiguredInstance
from sqlalchemy.orm import Session

from bot.blocks.learning.result import Outcome, missed_message, result_message, verdict_message
from bot.calls import SlackRefused
from bot.durable import step, workflow
from bot.learning.issuing import CertificateJobs
from bot.learning.proving import EXAM, Proving
from bot.learning.screens import Look, Page, Screens
from bot.library.desk import Desk
from bot.library.mishaps import apologising
from bot.posting import Mark, Venue
from bot.texts import Texts
from learning.attempts.queries import history
from learning.attempts.rules import why_not_start
from learning.attempts.values import Attempt, Ending, Kind
from learning.certifications.queries import certification_at
from learning.credentials.earned import earned
from learning.errors import AttemptNotFound, LearningError
from learning.results.queries import review_of
from learning.results.review import Review, Words

EVENT_TYPE = "fieldwise_exam_result"

log = logging.getLogger(__name__)


@DBOS.dbos_class()
class ExamResults(DBOSConfiguredInstance):
    """The job that tells what an exam came to; its name is that of the attempt, so that it is done once."""

    def __init__(
        self,
        desk: Desk,
        screens: Screens,
        proving: Proving,
        certificates: CertificateJobs,
        clock: Callable[[], datetime],
    ) -> None:
        """Take what the job works with."""
        super().__init__("exam_results")
        self._certificates = certificates
        self._desk = desk
        self._screens = screens
        self._proving = proving
        self._clock = clock

    @workflow
    def tell(self, attempt_id: str) -> None:
        """Tell the person what her exam came to, and take the buttons from its message."""
        person = self.person(attempt_id)
        if person is None:
            return
        with apologising(self._desk, person):
            # First of all: what was earned does not depend on what can be told.
            self._certificates.mend(attempt_id)
            self.close_screen(attempt_id)
            place = self.post(attempt_id)
            if place is not None:
                for position in self.missed(attempt_id):
                    self.post_missed(attempt_id, position, place)
        with apologising(self._desk, person):
            self._certificates.attempt_ended(attempt_id)

    @step
    def person(self, attempt_id: str) -> str | None:
        """Whose exam it is."""
        try:
            return self._screens.attempt(attempt_id).person
        except AttemptNotFound:
            return None

    @step
    def close_screen(self, attempt_id: str) -> None:
        """Have the exam's message say that it has ended."""
        found = self._screens.attempt(attempt_id)
        if found.channel is None or found.message is None:
            return
        message = self._screens.message(found, Look(Page.OVERVIEW, 1), self._texts(found))
        try:
            self._desk.posting.update(found.channel, found.message, message)
        except SlackRefused as error:
            log.error("exam's end not shown", extra={"attempt": attempt_id, "error": error.error})

    @step
    def post(self, attempt_id: str) -> tuple[str, str] | None:
        """Post the result, or where Slack does not take it whole the verdict alone; returns where it stands."""
        found = self._screens.attempt(attempt_id)
        outcome, texts, mark = self._outcome(self._review(found)), self._texts(found), {"attempt": attempt_id}
        since = found.ended_at or found.started_at
        for message in (result_message(outcome, texts), verdict_message(outcome, texts)):
            try:
                channel = self._desk.identity.direct_channel(found.person)
                moment = self._desk.posting.once(Venue(channel, None), Mark(EVENT_TYPE, mark), message, since)
            except SlackRefused as error:
                log.error("result not told", extra={"attempt": attempt_id, "error": error.error})
                continue
            log.info("result told", extra={"attempt": attempt_id, "workspace": self._desk.workspace})
            return (channel, moment) if moment is not None else None
        return None

    @step
    def missed(self, attempt_id: str) -> list[int]:
        """The positions of what was missed."""
        return [one.position for one in self._review(self._screens.attempt(attempt_id)).missed]

    @step
    def post_missed(self, attempt_id: str, position: int, place: tuple[str, str]) -> None:
        """Post a question that was missed in the thread of the result."""
        found = self._screens.attempt(attempt_id)
        one = next((one for one in self._review(found).missed if one.position == position), None)
        if one is None:
            return
        channel, root = place
        proven = self._proving.proven(f"{EXAM}:{attempt_id}:{position}", one.proofs, channel, found.person)
        message = missed_message(one, proven, self._texts(found), self._clock().date(), self._desk.services.schemes)
        mark = Mark(EVENT_TYPE, {"attempt": attempt_id, "position": str(position)})
        try:
            self._desk.posting.once(Venue(channel, root), mark, message, found.ended_at or found.started_at)
        except SlackRefused as error:
            log.error("missed question not told", extra={"attempt": attempt_id, "error": error.error})

    def _review(self, found: Attempt) -> Review:
        with self._desk.database.reading() as session:
            return review_of(session, self._desk.workspace, found.id, found.person, words_of(self._texts(found)))

    def _outcome(self, review: Review) -> Outcome:
        found = review.attempt
        with self._desk.database.reading() as session:
            certification = certification_at(session, self._desk.workspace, found.certification_version_id)
            not_again = self._not_again(session, found)
            waiting = earned(session, self._desk.workspace, person=found.person)
        return Outcome(
            attempt_id=found.id,
            certification_id=found.certification_id,
            definition=certification.definition,
            result=review.result,
            missed=len(review.missed),
            ended_by_time=found.deadline if found.ending is Ending.TIME else None,
            not_again=not_again,
            undone=next((one.undone for one in waiting if one.attempt_id == found.id), ()),
            short=found.kind is Kind.DELTA,
        )

    def _not_again(self, session: Session, found: Attempt) -> LearningError | None:
        workspace = self._desk.workspace
        definition = certification_at(session, workspace, found.certification_version_id).definition
        past = history(session, workspace, found.person, found.certification_id)
        return why_not_start(past, definition, found.kind, self._clock(), renewable_from=found.started_at)

    def _texts(self, found: Attempt) -> Texts:
        return self._desk.status.texts(found.person)


def words_of(texts: Texts) -> Words:
    """How answers are called in a language."""
    return Words(texts.exam.true, texts.exam.false, f" {texts.exam.either} ")
