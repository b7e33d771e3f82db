"""Why something was not done, told by a job: Slack leaves a handler no time for that."""

from dbos import DBOS, DBOSConfiguredInstance

from bot.blocks.mrkdwn import escape
from bot.durable import step, workflow
from bot.library.desk import Desk


@DBOS.dbos_class()
class Refusing(DBOSConfiguredInstance):
    """The job of a refusal."""

    def __init__(self, desk: Desk) -> None:
        """Take what the job works with."""
        super().__init__("refusing")
        self._desk = desk

    @workflow
    def tell(self, person: str, channel: str | None, said: str) -> None:
        """Say a sentence to a person alone; without a channel, in the person's conversation with the bot."""
        self.say(person, channel, said)

    @step
    def say(self, person: str, channel: str | None, said: str) -> None:
        """Say it."""
        self._desk.status.to_one(channel, person, escape(said))
