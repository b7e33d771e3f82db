"""An exam in a person's own conversation with the bot: begun, gone on with, shown, closed; as durable jobs.

What a press answers is stored before Slack hears that the press has come; the jobs here only show what is stored.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from random import SystemRandom

from dbos import DBOS, DBOSConfiguredInstance
from sqlalchemy.orm import Session

from bot.blocks.learning.exam_message import longer_message, moved_message
from bot.blocks.message import Message
from bot.blocks.mrkdwn import escape
from bot.calls import SlackRefused
from bot.durable import step, workflow
from bot.learning.presses import LastPress, Press
from bot.learning.results import ExamResults
from bot.learning.screens import Look, Page, Screens, first_look
from bot.library.desk import Desk
from bot.library.mishaps import apologising
from bot.library.refusals import REFUSALS
from bot.library.telling import tell_once
from bot.posting import Mark, Venue
from learning.attempts import service
from learning.attempts.closing import overdue
from learning.attempts.queries import attempt, history, open_exam, result
from learning.attempts.starting import Prepared, begin, prepare
from learning.attempts.values import Kind
from learning.certifications.queries import certification_of
from learning.credentials.earned import waits
from learning.errors import AlreadyOpen, AttemptNotFound
from learning.results.ending import close_due, submit
from learning.standing import delta
from learning.standing.queries import held_by
from storage import jobs

EVENT_TYPE = "fieldwise_exam"
# Who presses twice to begin is shown one message.
JUST_BEGUN = timedelta(seconds=30)

Place = tuple[str, str]

log = logging.getLogger(__name__)


@DBOS.dbos_class()
class Exams(DBOSConfiguredInstance):
    """The jobs of an exam."""

    def __init__(self, desk: Desk, screens: Screens, results: ExamResults, clock: Callable[[], datetime]) -> None:
        """Take what the jobs work with.

        Args:
            desk: The database, and Slack.
            screens: Build what is shown.
            results: Tell what an exam came to.
            clock: The time by which exams begin and end.
        """
        super().__init__("exams")
        self._desk = desk
        self._database = desk.database
        self._workspace = desk.workspace
        self._screens = screens
        self._results = results
        self._dice = SystemRandom()
        self._last = LastPress()
        self.clock = clock

    def is_due(self, now: datetime) -> bool:
        """Whether there are exams to close whose takers have left them."""
        with self._database.reading() as session:
            return bool(overdue(session, self._workspace, now=now, most=1))

    @workflow
    def begin(self, person: str, certification_id: str, kind: str, act: str) -> None:
        """Begin an exam, or go on with the one that is open, in a message of its own; or tell why not.

        Args:
            person: Who.
            certification_id: At which certification.
            kind: A value of ``Kind``.
            act: Names the press.
        """
        with apologising(self._desk, person):
            self._close(self.left(person))
            attempt_id = self.start(person, certification_id, kind)
            if attempt_id is not None:
                self._open(person, attempt_id, act, True)

    @workflow
    def resume(self, person: str, attempt_id: str, act: str) -> None:
        """Go on with an exam in a new message, at the first question that is not answered."""
        with apologising(self._desk, person):
            self._close(self.left(person))
            if not self.is_of(person, attempt_id):
                self.refuse(person, None)
                return
            self._open(person, attempt_id, act, False)

    @workflow
    def show(self, press: Press, look: Look) -> None:
        """Show what is stored of an exam after a press on it."""
        with apologising(self._desk, press.person, press.channel):
            if self.is_of(press.person, press.attempt_id):
                self.draw(press, look)
            else:
                self.refuse(press.person, press.channel)

    @workflow
    def hand_in(self, press: Press) -> None:
        """End an exam, and tell what it came to; one that has ended before is only shown."""
        with apologising(self._desk, press.person, press.channel):
            if not self.end(press):
                self.refuse(press.person, press.channel)
                return
            jobs.start(f"result:{press.attempt_id}", self._results.tell, press.attempt_id)
            self.draw(press, Look(Page.OVERVIEW, press.position))

    @workflow
    def close_overdue(self) -> None:
        """Close the exams that were left until their time was up, and tell what they came to."""
        self._close(self.left(None))

    @step
    def left(self, person: str | None) -> list[str]:
        """The ids of the exams, of one person or of anybody, whose time is long up."""
        with self._database.reading() as session:
            return overdue(session, self._workspace, person=person, now=self.clock())

    @step
    def close(self, attempt_ids: list[str]) -> list[str]:
        """Close them; returns those that have a result now, however often this is done."""
        with self._database.transaction() as session:
            close_due(session, self._workspace, attempt_ids, now=self.clock())
        with self._database.reading() as session:
            return [one for one in attempt_ids if result(session, self._workspace, one) is not None]

    @step
    def end(self, press: Press) -> bool:
        """Submit it, as it is stored; returns whether it is this person's."""
        try:
            with self._database.transaction() as session:
                submit(session, self._workspace, press.attempt_id, press.person, now=self.clock())
        except AttemptNotFound:
            return False
        return True

    @step
    def start(self, person: str, certification_id: str, kind: str) -> str | None:
        """Begin; returns the id of the exam that is open now, None where that was refused and the person told why."""
        try:
            attempt_id = self._begun(person, certification_id, Kind(kind))
        except AlreadyOpen as error:
            return error.attempt_id
        except REFUSALS as error:
            self._desk.acting.refuse(person, None, error)
            return None
        log.info("exam begun", extra={"attempt": attempt_id, "workspace": self._workspace})
        return attempt_id

    @step
    def is_of(self, person: str, attempt_id: str) -> bool:
        """Whether an exam is this person's."""
        try:
            return self._screens.attempt(attempt_id).person == person
        except AttemptNotFound:
            return False

    @step
    def place(self, attempt_id: str) -> Place | None:
        """Where an exam is shown."""
        found = self._screens.attempt(attempt_id)
        return (found.channel, found.message) if found.channel and found.message else None

    @step
    def post(self, person: str, attempt_id: str, act: str, begins: bool) -> tuple[Place | None, Place | None]:
        """Show an exam in a new message from now on; returns where it was shown until now, and where it is."""
        with self._last.locks.of(attempt_id):
            found = self._screens.attempt(attempt_id)
            if begins and found.message is not None and self.clock() - found.started_at < JUST_BEGUN:
                return None, None
            venue = Venue(self._desk.identity.direct_channel(person), None)
            mark = Mark(EVENT_TYPE, {"attempt": attempt_id, "act": act})
            message = self._screens.message(found, first_look(found), self._desk.status.texts(person))
            moment = self._desk.posting.once(venue, mark, message, found.started_at)
            if moment is None:
                return None, None
            with self._database.transaction() as session:
                before = attempt(session, self._workspace, attempt_id)
                service.show_in(session, self._workspace, attempt_id, channel=venue.channel, message=moment)
            old = (before.channel, before.message) if before.channel and before.message else None
            return old, (venue.channel, moment)

    @step
    def disarm(self, person: str, place: Place) -> None:
        """Take the buttons from a message in which an exam was shown, and say where it goes on."""
        self._update(place, moved_message(self._desk.status.texts(person)))

    @step
    def draw(self, press: Press, look: Look) -> None:
        """Make the message show what is stored; one that was left says where the exam goes on, or that it has ended."""
        texts = self._desk.status.texts(press.person)
        with self._last.locks.of(press.attempt_id):
            found = self._screens.attempt(press.attempt_id)
            pressed = (press.channel, press.message)
            now = (found.channel, found.message) if found.channel and found.message else pressed
            message = self._screens.message(found, self._last.look(press, look), texts)
            if now != pressed:
                self._update(pressed, moved_message(texts) if found.is_open else message)
            self._desk.posting.update(*now, message)

    @workflow
    def lengthen(self, person: str, act: str) -> None:
        """Show a person who was given more time when her exam ends now; ``act`` names what gave it to her."""
        with apologising(self._desk, person):
            for attempt_id in self.with_limit(person):
                self.draw_anew(attempt_id)
                self.tell_longer(attempt_id, act)

    @step
    def with_limit(self, person: str) -> list[str]:
        """The ids of the exams that she has open and that end by themselves."""
        with self._database.reading() as session:
            found = open_exam(session, self._workspace, person)
        return [found.attempt_id] if found is not None and found.deadline is not None else []

    @step
    def draw_anew(self, attempt_id: str) -> None:
        """Make the message show the same of an exam as before, as it is stored now."""
        with self._last.locks.of(attempt_id):
            found = self._screens.attempt(attempt_id)
            if found.channel and found.message:
                look = self._last.shown(attempt_id) or first_look(found)
                message = self._screens.message(found, look, self._desk.status.texts(found.person))
                self._update((found.channel, found.message), message)

    @step
    def tell_longer(self, attempt_id: str, act: str) -> None:
        """Say when the exam ends now."""
        found = self._screens.attempt(attempt_id)
        if found.deadline is not None and found.is_open:
            message = longer_message(found.deadline, self._desk.status.texts(found.person))
            mark = Mark(EVENT_TYPE, {"attempt": attempt_id, "act": act})
            tell_once(self._desk, found.person, mark, message, found.started_at)

    @step
    def refuse(self, person: str, channel: str | None) -> None:
        """Say that an exam is somebody else's."""
        self._desk.status.to_one(channel, person, escape(self._desk.status.texts(person).exam.not_yours))

    def _open(self, person: str, attempt_id: str, act: str, begins: bool) -> None:
        before = self.place(attempt_id)
        earlier, now = self.post(person, attempt_id, act, begins)
        for old in dict.fromkeys([before, earlier]):
            if old is not None and now is not None and old != now:
                self.disarm(person, old)

    def _close(self, attempt_ids: list[str]) -> None:
        for attempt_id in self.close(attempt_ids) if attempt_ids else ():
            jobs.start(f"result:{attempt_id}", self._results.tell, attempt_id)

    def _update(self, place: Place, message: Message) -> None:
        try:
            self._desk.posting.update(*place, message)
        except SlackRefused as error:
            log.info("exam not shown", extra={"error": error.error})

    def _begun(self, person: str, certification_id: str, kind: Kind) -> str:
        workspace, now = self._workspace, self.clock()
        if kind is Kind.DELTA:
            with self._database.transaction() as session:
                found = certification_of(session, workspace, certification_id)
                return delta.begin(session, workspace, found, person, now=now, dice=self._dice).id

        def draw(session: Session) -> Prepared:
            return self._drawn_up(session, person, certification_id, now)

        # Many people may begin in the same moment, and their transactions take turns.
        with self._database.reading() as session:
            drawn = draw(session)
        with self._database.transaction() as session:
            return begin(session, workspace, draw, drawn).id

    def _drawn_up(self, session: Session, person: str, certification_id: str, now: datetime) -> Prepared:
        found = certification_of(session, self._workspace, certification_id)
        has_passed = any(one.passed for one in history(session, self._workspace, person, found.id))
        return prepare(
            session,
            self._workspace,
            found.definition.key,
            person,
            kind=Kind.RENEWAL if has_passed else Kind.EXAM,
            renewable_from=self._renewable_from(session, person, found.id, now),
            now=now,
            dice=self._dice,
        )

    def _renewable_from(self, session: Session, person: str, certification_id: str, now: datetime) -> datetime | None:
        """Since when the person's certificate can be renewed; what she has passed since takes the place of that."""
        if waits(session, self._workspace, person, certification_id):
            return None
        held = held_by(session, self._workspace, person, now)
        return next((one.renewable_from for one in held if one.certification.id == certification_id), None)
