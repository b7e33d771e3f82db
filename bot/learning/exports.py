"""How learners stand, sent to somebody as a table; as a durable job."""

from dataclasses import dataclass

from dbos import DBOS, DBOSConfiguredInstance
from sqlalchemy.orm import Session

from bot.blocks.library.golden_panel import sentence_message
from bot.calls import SlackRefused
from bot.durable import step, workflow
from bot.learning.item_files import ItemsToDo
from bot.learning.roll import Roll, roll
from bot.library.desk import Desk
from bot.library.file_sending import OurFile, given_to_slack, show_file
from bot.library.mishaps import apologising
from bot.library.refusals import REFUSALS
from bot.library.telling import tell_once
from bot.posting import Mark
from learning.exchange.learners import everybody, of_cohort
from learning.exchange.service import take_out
from learning.exchange.tables import Form, written

EVENT_TYPE = "fieldwise_learners"


@dataclass(frozen=True)
class Given:
    """A table that Slack was given, and that nobody sees yet; ``file_id`` is None where Slack did not take it."""

    file_id: str | None
    name: str


@DBOS.dbos_class()
class Exports(DBOSConfiguredInstance):
    """The job."""

    def __init__(self, desk: Desk) -> None:
        """Take what the job works with."""
        super().__init__("exports")
        self._desk = desk
        self._workspace = desk.workspace

    @workflow
    def send(self, todo: ItemsToDo, cohort_id: str | None, form: Form) -> None:
        """Send a person how the learners of a cohort stand, or all of them, as far as she may see them."""
        with apologising(self._desk, todo.person):
            if not self.may(todo, cohort_id, form):
                return
            given = self.give(todo, cohort_id, form)
            if given is not None and (given.file_id is None or not self.show(todo.person, given)):
                self.regret(todo)

    @step
    def may(self, todo: ItemsToDo, cohort_id: str | None, form: Form) -> bool:
        """Write down that she takes it out; who may not is told so."""

        def act(session: Session) -> bool:
            take_out(session, self._workspace, cohort_id, form.value, by=todo.person, now=todo.at)
            return True

        return self._desk.acting.attempt(todo.person, None, act) is not None

    @step
    def give(self, todo: ItemsToDo, cohort_id: str | None, form: Form) -> Given | None:
        """Give Slack the table; None where she may not have it any more, and is told so."""
        names = self._roll().names
        try:
            with self._desk.database.reading() as session:
                table = (
                    everybody(session, self._workspace, todo.person, names, todo.at)
                    if cohort_id is None
                    else of_cohort(session, self._workspace, cohort_id, todo.person, names, todo.at)
                )
                data = written(table, form)
        except REFUSALS as error:
            self._desk.acting.refuse(todo.person, None, error)
            return None
        name = f"{table.name}.{form.value}"
        return Given(given_to_slack(self._desk.calls, OurFile(name, data)), name)

    @step
    def show(self, person: str, given: Given) -> bool:
        """Show it in the person's own conversation; returns whether Slack does that."""
        said = self._desk.status.texts(person).exchange.exported
        return given.file_id is not None and show_file(self._desk, person, {given.file_id: given.name}, said)

    @step
    def regret(self, todo: ItemsToDo) -> None:
        """Say that Slack did not take it."""
        message = sentence_message(self._desk.status.texts(todo.person).exchange.not_exported, "exchange")
        tell_once(self._desk, todo.person, Mark(EVENT_TYPE, {"job": todo.job}), message, todo.at)

    def _roll(self) -> Roll:
        try:
            return roll(self._desk.calls, self._desk.identity.own)
        except SlackRefused:
            # A table with ids alone is better than none.
            return Roll({}, {})
