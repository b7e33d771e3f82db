"""What a person alone is told, why something was not done or which role is theirs: by a job, for handlers lack time."""

from datetime import datetime

from dbos import DBOS, DBOSConfiguredInstance

from bot.blocks.library.golden_panel import sentence_message
from bot.blocks.mrkdwn import escape
from bot.durable import step, workflow
from bot.library.desk import Desk
from bot.library.telling import tell_once
from bot.posting import Mark

ROLE_EVENT = "fieldwise_role"


@DBOS.dbos_class()
class Refusing(DBOSConfiguredInstance):
    """The job that tells a person."""

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

    @workflow
    def inform(self, person: str, said: str, form: str, at: datetime) -> None:
        """Say for good, in the person's conversation with the bot, which role a form sent at this time gave."""
        self.post(person, said, form, at)

    @step
    def post(self, person: str, said: str, form: str, at: datetime) -> None:
        """Post it, once."""
        tell_once(self._desk, person, Mark(ROLE_EVENT, {"form": form}), sentence_message(said, "role"), at)
