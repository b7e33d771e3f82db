"""How the bot behaves in a thread, as the menus of its answers there say it; as durable jobs."""

import logging

from dbos import DBOS, DBOSConfiguredInstance

from bot.calls import SlackRefused
from bot.delivery import Delivery
from bot.durable import step, workflow
from bot.posting import Venue
from knowledge.conversations import queries
from storage.database import Database

# Of a longer thread the answers before these keep what their menus say.
MOST_SHOWN = 20

log = logging.getLogger(__name__)


@DBOS.dbos_class()
class Manners(DBOSConfiguredInstance):
    """The jobs that a change of manner starts."""

    def __init__(self, database: Database, workspace: str, delivery: Delivery) -> None:
        """Take what the jobs work with."""
        super().__init__("manners")
        self._database = database
        self._workspace = workspace
        self._delivery = delivery

    @workflow
    def mark(self, channel: str, root: str) -> None:
        """Show the thread's answers again, with what holds now marked in their menus."""
        for question_id in self.shown(channel, root):
            self.show(question_id, channel, root)

    @step
    def shown(self, channel: str, root: str) -> list[str]:
        """The questions whose answers stand in a thread, newest first."""
        with self._database.reading() as session:
            return queries.shown_in(session, self._workspace, channel, root, MOST_SHOWN)

    @step
    def show(self, question_id: str, channel: str, root: str) -> None:
        """Show one answer as it is now."""
        try:
            self._delivery.show(question_id, Venue(channel, root))
        except SlackRefused as error:
            log.info("menu not changed", extra={"question": question_id, "error": error.error})
