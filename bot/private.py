"""Questions asked for one person's eyes, and answers shared from there, as durable jobs."""

import logging
from dataclasses import dataclass
from functools import partial
from threading import Event

from dbos import DBOS, DBOSConfiguredInstance

from bot.answering import Answering, Notice
from bot.blocks.message import Message
from bot.blocks.notices import notice
from bot.calls import Calls, SlackAway, SlackRefused
from bot.delivery import Delivery
from bot.durable import step, time_now, workflow
from bot.identity import Identity
from bot.posting import Venue
from bot.readers import Readers
from bot.status import Status
from bot.texts import Texts
from bot.whispers import whisper
from bot.wording import Wording
from knowledge.answering.answer import shorter
from knowledge.answering.inquiry import Inquiry
from knowledge.conversations import queries, service
from knowledge.conversations.values import UNSEEN, Asked, GivenAnswer, Question

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class AskedPrivately:
    """A question of a command, a message shortcut or a button.

    Attributes:
        id: Names the request; Slack gives each one its own.
        root: The thread that an answer is shared in; None for the channel itself.
        address: Where Slack takes words for this person alone; None where the answer goes to the person's own
            conversation with the bot.
    """

    id: str
    channel: str
    root: str | None
    person: str
    text: str
    address: str | None


@dataclass(frozen=True)
class Pressed:
    """A button under an answer that one person alone sees."""

    answer_id: str
    person: str
    address: str


@DBOS.dbos_class()
class PrivateConversations(DBOSConfiguredInstance):
    """The jobs that commands and shortcuts start, and the buttons under their answers."""

    def __init__(
        self,
        answering: Answering,
        readers: Readers,
        identity: Identity,
        delivery: Delivery,
        wording: Wording,
        status: Status,
        calls: Calls,
    ) -> None:
        """Take what the jobs work with."""
        super().__init__("private")
        self._answering = answering
        self._database = answering.database
        self._readers = readers
        self._identity = identity
        self._delivery = delivery
        self._wording = wording
        self._status = status
        self._calls = calls

    @workflow
    def answer(self, asked: AskedPrivately) -> None:
        """Answer a question where its asker alone sees it."""
        with self._answering.expected():
            question_id = self.take(asked)
            if question_id is None:
                return
            self.reply(question_id, asked)
            if asked.address is not None:
                self.tell(question_id, asked.address, False)
            else:
                self.show(question_id)

    @workflow
    def again(self, pressed: Pressed, short: bool) -> None:
        """Answer anew, or say the answer more shortly, in its place."""
        question_id = self.vary(pressed, short)
        if question_id is not None:
            self.tell(question_id, pressed.address, True)

    @workflow
    def share(self, pressed: Pressed) -> None:
        """Show an answer to all who read where it was asked."""
        self.publish(pressed)

    @step
    def take(self, asked: AskedPrivately) -> str | None:
        """Claim the question."""
        question = Asked(
            claim=asked.id,
            channel=asked.channel,
            moment=f"{UNSEEN}{asked.id}",
            root=asked.root or "",
            asker=asked.person,
            text=asked.text,
            wording=asked.id,
        )
        with self._database.transaction() as session:
            return service.claim(session, self._answering.workspace, question, now=time_now())

    @step
    def reply(self, question_id: str, asked: AskedPrivately) -> None:
        """Answer, when it is this question's turn."""
        job = DBOS.workflow_id or question_id
        if not asked.text.strip():
            self._answering.keep(question_id, job=job, notice=Notice.HELP)
            return
        told = Event()

        def tell(ahead: int) -> None:
            # A second word would stand below the first.
            if not told.is_set():
                told.set()
                self._tell_place(asked, ahead)

        if asked.address is None:
            audiences = partial(self._readers.audiences_of, asked.person)
        else:
            # It may be shared there.
            audiences = partial(self._readers.audiences, asked.channel, asked.person)
        self._answering.reply(
            question_id,
            lambda readable: Inquiry(asked.text, tuple(readable), asked.person),
            person=asked.person,
            audiences=audiences,
            job=job,
            tell=tell,
        )

    @step
    def tell(self, question_id: str, address: str, replace: bool) -> None:
        """Show the newest answer to the asker alone, in the place of the one before or below."""
        with self._database.reading() as session:
            given = queries.newest_answer(session, question_id)
        if given is not None:
            told = self._whisper(address, self._wording.private(given), replace=replace)
            if not told and not replace:
                # Slack takes words at an address for half an hour only; the person's own conversation is always there.
                self._show_directly(given.question)

    @step
    def show(self, question_id: str) -> None:
        """Show the answer in the asker's own conversation with the bot."""
        with self._database.reading() as session:
            question = queries.question(session, question_id)
        self._show_directly(question)

    @step
    def vary(self, pressed: Pressed, short: bool) -> str | None:
        """Make another answer of one that was given; returns its question."""
        job = DBOS.workflow_id or pressed.answer_id
        given = self._given(pressed)
        if given is None or given.answer is None:
            return None
        asked = given.question
        told = self._readers.may_be_told(given.answer, asked.channel, pressed.person)
        if short and told:
            self._answering.give(asked.id, shorter(given.answer), person=pressed.person, job=job)
            return asked.id
        audiences = partial(self._readers.audiences, asked.channel, pressed.person)
        withheld = self._answering.reply(
            asked.id,
            lambda readable: Inquiry(asked.text, tuple(readable), pressed.person, says_anew=True),
            person=pressed.person,
            audiences=audiences,
            job=job,
            tell=lambda _: None,
            or_nothing=told,
        )
        if withheld and told:
            self._answering.keep(asked.id, job=job, notice=Notice.WITHHELD)
        return asked.id

    @step
    def publish(self, pressed: Pressed) -> None:
        """Post the answer for all, once, and say so to who shared it; or why it can't be."""
        given = self._given(pressed)
        if given is None:
            return
        texts = self._status.texts(pressed.person)
        if self._answering.withholding.keeps_answer(pressed.person, pressed.answer_id):
            self._whisper(pressed.address, notice(texts.exam.withheld), replace=False)
            return
        if not self._may_be_shared(given.question):
            self._whisper(pressed.address, notice(texts.not_shared_narrowed), replace=True)
            return
        why_not = self._not_shared(given.question, texts)
        if why_not is not None:
            self._whisper(pressed.address, self._wording.private(given, note=why_not), replace=True)
            return
        self._whisper(pressed.address, notice(texts.shared), replace=True)

    def _may_be_shared(self, question: Question) -> bool:
        """Whether all who read where a question was asked may be told what its answer says, as things are now."""
        with self._database.reading() as session:
            newest = queries.newest_answer(session, question.id)
        if newest is None or newest.answer is None:
            return True
        return self._readers.may_be_told(newest.answer, question.channel, question.asker)

    def _not_shared(self, question: Question, texts: Texts) -> str | None:
        """Share the answer to a question; why not, if it can't be."""
        if self._identity.is_shared(question.channel):
            return texts.not_shared_outside if self._identity.sees(question.channel) else texts.not_a_member
        try:
            self._delivery.show(question.id, Venue(question.channel, question.root or None))
        except SlackRefused as error:
            log.info("not shared", extra={"question": question.id, "error": error.error})
            return texts.not_a_member
        with self._database.transaction() as session:
            shown = queries.shown(session, question.id)
            if shown is None or shown.message is None or queries.question(session, question.id).withdrawn:
                return texts.thread_gone
            workspace = self._answering.workspace
            service.join(session, workspace, shown.channel, shown.root or shown.message, now=time_now())
        log.info("shared", extra={"workspace": workspace, "question": question.id, "channel": shown.channel})
        return None

    def _tell_place(self, asked: AskedPrivately, ahead: int) -> None:
        if asked.address is None:
            return
        texts = self._status.texts(asked.person)
        try:
            words = texts.in_line.of(ahead) if ahead else texts.searching
            self._whisper(asked.address, notice(words), replace=False)
        except SlackAway:
            log.info("not told", extra={"why": "SlackAway"})

    def _given(self, pressed: Pressed) -> GivenAnswer | None:
        """The answer, if it is this person's."""
        with self._database.reading() as session:
            given = queries.given_answer(session, self._answering.workspace, pressed.answer_id)
        return given if given is not None and given.question.asker == pressed.person else None

    def _show_directly(self, question: Question) -> None:
        try:
            self._delivery.show(question.id, Venue(self._identity.direct_channel(question.asker), None))
        except SlackRefused as error:
            log.error("not shown", extra={"question": question.id, "method": error.method, "error": error.error})

    def _whisper(self, address: str, message: Message, *, replace: bool) -> bool:
        """Say something to the person alone; returns whether Slack took it."""
        try:
            whisper(self._calls, address, message, replace=replace)
        except SlackRefused as error:
            log.info("not told", extra={"why": error.error})
            return False
        return True
