"""People and past certificates taken over from a list that somebody hands in; as durable jobs."""

import logging
from collections.abc import Callable

from dbos import DBOS, DBOSConfiguredInstance

from bot.blocks.learning.exchange import ListFile, done_message, plan_message
from bot.blocks.library.golden_panel import sentence_message
from bot.blocks.library.upload_problem import problem_text
from bot.blocks.message import Message
from bot.calls import SlackRefused
from bot.durable import step, workflow
from bot.learning.item_files import ItemsToDo, Report
from bot.learning.roll import roll
from bot.library.desk import Desk
from bot.library.mishaps import apologising
from bot.library.refusals import REFUSALS
from bot.library.slack_files import SlackFiles
from bot.library.telling import tell_once
from bot.library.upload_problems import HandInError
from bot.posting import Mark
from bot.texts import Texts
from ingestion.errors import TooLarge
from knowledge.members.roles import Act
from learning.exchange.people import plan, take_over_agreed
from learning.exchange.taking_over import MOST_BYTES

EVENT_TYPE = "fieldwise_taken_over"

log = logging.getLogger(__name__)


@DBOS.dbos_class()
class TakingOver(DBOSConfiguredInstance):
    """The jobs. Each tells what came of it in the person's own conversation with the bot."""

    def __init__(self, desk: Desk) -> None:
        """Take what the jobs work with."""
        super().__init__("taking_over")
        self._desk = desk
        self._workspace = desk.workspace
        self._files = SlackFiles(desk.calls, most_bytes=MOST_BYTES)

    @workflow
    def look(self, todo: ItemsToDo, file_id: str, name: str) -> None:
        """Say what taking a list over would do."""
        with apologising(self._desk, todo.person):
            if self.may(todo.person):
                self.tell(todo, self.foreseen(todo, file_id, name))

    @workflow
    def carry_out(self, todo: ItemsToDo, file: ListFile, report: Report | None) -> None:
        """Take over what a list holds that was looked at; ``report`` is that message, as it is to be from then on."""
        with apologising(self._desk, todo.person):
            if self.may(todo.person):
                self.tell(todo, self.done(todo, file))
                if report is not None:
                    self.redraw(report)

    @step
    def may(self, person: str) -> bool:
        """Whether the person may take anybody over; who may not is told so."""
        return self._desk.acting.allows(person, Act.KEEP_PEOPLE)

    @step
    def foreseen(self, todo: ItemsToDo, file_id: str, name: str) -> Message:
        """What taking the list over would do."""

        def look(data: bytes, texts: Texts) -> Message:
            people = roll(self._desk.calls, self._desk.identity.own)
            with self._desk.database.reading() as session:
                found = plan(session, self._workspace, data, people.meant, by=todo.person, now=todo.at)
            return plan_message(found, ListFile(file_id, name, found.digest), texts)

        return self._with_content(todo, file_id, name, look)

    @step
    def done(self, todo: ItemsToDo, file: ListFile) -> Message:
        """Take the list over, in one transaction. Done again, it says what it did before."""

        def act(data: bytes, texts: Texts) -> Message:
            people = roll(self._desk.calls, self._desk.identity.own).meant
            with self._desk.database.transaction() as session:
                made = take_over_agreed(
                    session, self._workspace, data, people, file.digest, by=todo.person, now=todo.at
                )
            if made is None:
                return sentence_message(texts.exchange.changed_meanwhile, "exchange")
            return done_message(made, texts)

        return self._with_content(todo, file.file_id, file.name, act)

    @step
    def redraw(self, report: Report) -> None:
        """Take from a message the button that was pressed."""
        try:
            self._desk.posting.update(report.channel, report.moment, report.message)
        except SlackRefused as error:
            log.info("the message is not redrawn", extra={"channel": report.channel, "error": error.error})

    @step
    def tell(self, todo: ItemsToDo, message: Message) -> None:
        """Say something in the person's own conversation, once."""
        tell_once(self._desk, todo.person, Mark(EVENT_TYPE, {"job": todo.job}), message, todo.at)

    def _with_content(
        self, todo: ItemsToDo, file_id: str, name: str, act: Callable[[bytes, Texts], Message]
    ) -> Message:
        texts = self._desk.status.texts(todo.person)
        try:
            return act(self._files.content(self._files.about(file_id, name)), texts)
        except (HandInError, TooLarge) as error:
            return sentence_message(problem_text(error, texts), "exchange")
        except REFUSALS as error:
            return sentence_message(self._desk.acting.noted(todo.person, error), "exchange")
