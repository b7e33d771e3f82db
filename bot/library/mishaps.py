"""What goes wrong in a job that a person started: the person is told, with a code to quote."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.blocks.notices import incident_notice
from bot.durable import step
from bot.incidents import PREFIX, incident
from bot.library.desk import Desk


@contextmanager
def apologising(desk: Desk, person: str, channel: str | None = None) -> Iterator[None]:
    """Around the body of a workflow: whatever nobody foresaw in it ends it, and the person is told.

    Args:
        desk: The library, and Slack.
        person: Who started the job.
        channel: Where the person is told; None for the person's own conversation with the bot.
    """
    try:
        yield
    except Exception as error:  # noqa: BLE001 - whatever it is, the person gets a sentence and a code to quote
        _apologise(desk, person, channel, error)


@step
def _apologise(desk: Desk, person: str, channel: str | None, error: Exception) -> None:
    code = incident(error, person=person).removeprefix(PREFIX)
    desk.status.to_one(channel, person, incident_notice(code, desk.status.texts(person)).text)
