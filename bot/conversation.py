"""Questions that everybody in a conversation sees, and what follows from them, as durable jobs.

A job's id is the id of the Slack event that brought it, and is stored before the event is acknowledged: so an event
that Slack delivers again changes nothing, and one that was acknowledged is never lost, whenever the process dies.
"""

import logging
from dataclasses import dataclass
from functools import partial

from dbos import DBOS, DBOSConfiguredInstance

from bot.answering import Answering, Notice
from bot.blocks.mrkdwn import escape
from bot.blocks.notices import incident_notice
from bot.calls import SlackAway, SlackRefused
from bot.delivery import CLOSED, Delivery
from bot.durable import step, time_now, workflow
from bot.identity import Identity
from bot.incidents import PREFIX, incident
from bot.posting import Venue
from bot.readers import Readers
from bot.reading import Gone, Heard, greets, thanks
from bot.replying import Asking, Replying
from bot.status import Status
from bot.wording import is_direct
from knowledge.answering.answer import Answer, shorter
from knowledge.answering.inquiry import Tell
from knowledge.conversations import queries, service
from knowledge.conversations.values import Asked, Question
from knowledge.gaps.service import leave
from storage import jobs

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Taken:
    """A question that a job answers.

    Attributes:
        venue: Where; in a channel that outsiders read, that is the asker's own conversation with the bot.
        aside: Whether that is not where it was asked.
        notice: What is told instead of an answer, if that is known already.
    """

    question_id: str
    venue: Venue
    aside: bool
    notice: str | None


@DBOS.dbos_class()
class Conversations(DBOSConfiguredInstance):
    """The jobs that messages start, and the buttons under their answers."""

    def __init__(
        self,
        answering: Answering,
        replying: Replying,
        readers: Readers,
        identity: Identity,
        delivery: Delivery,
        status: Status,
    ) -> None:
        """Take what the jobs work with."""
        super().__init__("conversations")
        self._answering = answering
        self._database = answering.database
        self._replying = replying
        self._readers = readers
        self._identity = identity
        self._delivery = delivery
        self._status = status

    @workflow
    def answer(self, message: Heard) -> None:
        """Answer a message, once, whatever events it comes in."""
        with self._answering.expected():
            taken = self._taken(message, True)
            if taken is not None:
                self._reply(taken, message)

    @workflow
    def reword(self, message: Heard) -> None:
        """Answer a message whose wording was changed, in the place of the earlier answer."""
        with self._answering.expected():
            taken = self._taken(message, False)
            if taken is not None:
                self._reply(taken, message)
                self._status.done(message)

    @workflow
    def withdraw(self, message: Gone) -> None:
        """Take back the answer to a message that was deleted, and forget what it said."""
        question_id, told = self.forget(message)
        self.show(question_id, Venue(message.channel, None))
        for job in told:
            jobs.forget(job)

    @workflow
    def again(self, answer_id: str, short: bool, person: str | None = None) -> None:
        """Answer the question of an answer anew, or say the answer more shortly, in its place.

        Args:
            answer_id: The answer.
            short: Whether it is to be said more shortly.
            person: Who wants it; None for the asker.
        """
        found = self.vary(answer_id, short, person)
        if found is not None:
            self.show(*found)

    def _taken(self, message: Heard, fresh: bool) -> Taken | None:
        try:
            return self.take(message, fresh)
        except Exception as error:  # noqa: BLE001 - the same
            code = incident(error, event=message.event_id).removeprefix(PREFIX)
            apology = incident_notice(code, self._status.texts(message.writer))
            self._status.to_one(message.channel, message.writer, apology.text, message.root)
            return None

    def _reply(self, taken: Taken, message: Heard) -> None:
        # Outsiders would read along that something is looked for, and nothing would end it there.
        if taken.notice is None and not taken.aside:
            self._status.working(message)
        try:
            if self.reply(taken, message) and not is_direct(taken.venue.channel):
                self.tell_withheld(taken, message)
            else:
                self.show(taken.question_id, taken.venue)
        except Exception as error:  # noqa: BLE001 - whatever it is, the asker gets a sentence and a code to quote
            self.apologise(taken, error)
        if taken.aside:
            self.tell_aside(message)

    @step
    def take(self, message: Heard, fresh: bool) -> Taken | None:
        """Claim the question of a message, or its new wording, and see where it may be answered."""
        shared = not message.direct and self._identity.may_be_shared(message.channel, message.shared, now=time_now())
        foreign = any(team != self._identity.own.team for team in message.teams)
        outsider = (shared or foreign) and self._identity.is_outsider(message)
        aside = shared and not outsider
        venue = Venue(message.channel, message.root)
        if aside:
            venue = Venue(self._identity.direct_channel(message.writer), None)
        question_id = self._claimed(message, fresh, withheld=outsider)
        if question_id is None:
            return None
        asks_nothing = not message.text or greets(message.text) or thanks(message.text)
        notice = Notice.OUTSIDER if outsider else Notice.HELP if asks_nothing else None
        return Taken(question_id, venue, aside, notice)

    @step
    def reply(self, taken: Taken, message: Heard) -> bool:
        """Answer, when it is this question's turn; returns whether the answer is withheld from its asker."""
        job = DBOS.workflow_id or taken.question_id
        if taken.notice is not None:
            self._answering.keep(taken.question_id, job=job, notice=taken.notice, wording=message.wording)
            return False

        def tell(ahead: int) -> None:
            self._tell_place(taken, message, ahead)

        asking = Asking(
            question_id=taken.question_id,
            text=message.text,
            wording=message.wording,
            channel=message.channel,
            root=message.root,
            moment=message.moment,
            told_in=taken.venue.channel,
            asker=message.writer,
            person=message.writer,
            job=job,
            files=message.files,
        )
        return self._replying.reply(asking, tell=tell, stage=self._stages(taken, message))

    @step
    def apologise(self, taken: Taken, error: Exception) -> None:
        """Show the code of what went wrong in the place of the answer."""
        notice = incident(error, question=taken.question_id)
        self._answering.keep(taken.question_id, job=f"{DBOS.workflow_id}:apology", notice=notice)
        self._delivery.show(taken.question_id, taken.venue)

    @step
    def show(self, question_id: str, venue: Venue) -> None:
        """Show what is to be shown, if the bot may write there.

        Raises:
            SlackRefused: Slack does not take the message.
        """
        try:
            self._delivery.show(question_id, venue)
        except SlackRefused as error:
            if error.error not in CLOSED:
                raise
            log.error("not shown", extra={"question": question_id, "method": error.method, "error": error.error})

    @step
    def tell_withheld(self, taken: Taken, message: Heard) -> None:
        """Tell the asker alone why there is no answer: others need not know that she has an exam open."""
        with self._database.reading() as session:
            stands = queries.shown(session, taken.question_id) is not None
        if stands:
            # Its place in the line was told, or the answer to an earlier wording.
            self._delivery.show(taken.question_id, taken.venue)
        self._status.done(message)
        said = escape(self._status.texts(message.writer).exam.withheld)
        self._status.to_one(message.channel, message.writer, said, message.root if message.replies else None)

    @step
    def tell_aside(self, message: Heard) -> None:
        """Say to the asker alone that the answer was given elsewhere."""
        texts = self._status.texts(message.writer)
        self._status.to_one(
            message.channel, message.writer, texts.sent_to_you_alone, message.root if message.replies else None
        )

    @step
    def forget(self, message: Gone) -> tuple[str, tuple[str, ...]]:
        """Withdraw the question of a message, with its text; returns its id, and those of the jobs that hold it too."""
        with self._database.transaction() as session:
            workspace = self._answering.workspace
            withdrawn = service.withdraw(session, workspace, message.channel, message.moment, now=time_now())
            leave(session, workspace, [withdrawn[0]])
            return withdrawn

    @step
    def vary(self, answer_id: str, short: bool, person: str | None = None) -> tuple[str, Venue] | None:
        """Make another answer of the newest one; None where this is not the newest, or where it is not shown."""
        job = DBOS.workflow_id or answer_id
        with self._database.reading() as session:
            given = queries.given_answer(session, self._answering.workspace, answer_id)
            shown = queries.shown(session, given.question.id) if given is not None else None
            newest = queries.newest_answer(session, given.question.id) if given is not None else None
        if given is None or given.answer is None or shown is None or newest is None:
            return None
        if newest.id == given.id:
            self._varied(given.question, given.answer, shown.channel, short, job, person or given.question.asker)
        return given.question.id, Venue(shown.channel, shown.root)

    def _varied(self, asked: Question, answer: Answer, channel: str, short: bool, job: str, person: str) -> None:
        told = self._readers.may_be_told(answer, channel, asked.asker)
        if short and told:
            withheld = self._answering.give(
                asked.id, shorter(answer), person=person, job=job, wording=asked.wording, or_nothing=True
            )
        elif asked.has_files and told:
            self._status.to_one(channel, person, escape(self._status.texts(person).conversation.without_file_again))
            return
        else:
            asking = Asking.anew(asked, told_in=channel, person=person, job=job, or_nothing=told)
            withheld = self._replying.reply(asking, tell=lambda _: None)
        if withheld:
            self._status.to_one(channel, person, escape(self._status.texts(person).exam.withheld))

    def _claimed(self, message: Heard, fresh: bool, *, withheld: bool) -> str | None:
        """The question's id, if this job is to answer it; of what an outsider says nothing is kept."""
        workspace = self._answering.workspace
        asked = Asked(
            claim=message.event_id,
            channel=message.channel,
            moment=message.moment,
            root=message.root,
            asker=message.writer,
            text="" if withheld else message.text,
            wording=message.wording,
            has_files=bool(message.files),
        )
        claim = service.claim if fresh else service.reword
        with self._database.transaction() as session:
            question_id = claim(session, workspace, asked, now=time_now())
            if question_id is not None and not message.direct and not withheld:
                service.join(session, workspace, message.channel, message.root, now=time_now())
                if message.mentioned:
                    service.call_back(session, workspace, message.channel, message.root)
        return question_id

    def _stages(self, taken: Taken, message: Heard) -> Tell:
        # Outsiders would read along what is done for an answer that they do not get.
        return (lambda _: None) if taken.aside else partial(self._status.stage, message)

    def _tell_place(self, taken: Taken, message: Heard, ahead: int) -> None:
        waiting = self._status.in_line(message, ahead)
        try:
            self._delivery.show(taken.question_id, taken.venue, waiting)
        except (SlackAway, SlackRefused):
            log.info("the place in the line was not told", extra={"question": taken.question_id})
