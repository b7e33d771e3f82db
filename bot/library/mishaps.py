"""What goes wrong in a job that a person started: the person is told, with a code to quote."""

from collections.abc import Callable, Iterator, Mapping
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
    with apologising_by(desk, person, lambda said: desk.status.to_one(channel, person, said), person=person):
        yield


@contextmanager
def apologising_by(desk: Desk, person: str, say: Callable[[str], None], /, **about: str) -> Iterator[None]:
    """The same, where it is said otherwise: in a modal, say, which would wait for ever.

    Args:
        desk: The library, and Slack.
        person: Who started the job.
        say: Tells the person a sentence.
        about: Ids that help to find out more; never what somebody wrote.
    """
    try:
        yield
    except Exception as error:  # noqa: BLE001 - whatever it is, the person gets a sentence and a code to quote
        _apologise(desk, person, say, error, about)


@step
def _apologise(desk: Desk, person: str, say: Callable[[str], None], error: Exception, about: Mapping[str, str]) -> None:
    code = incident(error, **about).removeprefix(PREFIX)
    say(incident_notice(code, desk.status.texts(person)).text)
