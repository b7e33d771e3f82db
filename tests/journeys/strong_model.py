"""A scripted chat model that is strong enough: what it says of one fact of the starter library."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from evals.workload.chat_server import ChatReply, ChatRequest, chat_server, passages_in, says
from knowledge.answering.checking.drafts import Draft, DraftedSentence
from tests.journeys.workplace import Workplace, copied, workplace

FACT = "at least twice in the first month"
QUOTE = f"Staff are expected to check in with the mentor and the mentee of a new match {FACT}"
WORDED = f"Staff check in with the mentor and the mentee of a new match {FACT}."
FALSE = "Staff check in with the mentor and the mentee of a new match five times in the first month."
SECONDS = 2.0


def strong(request: ChatRequest) -> ChatReply:
    """Words the fact with its quote, and beside it something that no guide says."""
    key = next((key for key, _, _, text in passages_in(request) if QUOTE in text), "")
    said = [DraftedSentence(text=text, key=key, quote=QUOTE) for text in (WORDED, FALSE)]
    return says(Draft(sentences=said if key else []))


@contextmanager
def at_work(library: Path, folder: Path, reply: Callable[[ChatRequest], ChatReply]) -> Iterator[Workplace]:
    """The bot at work with a model that replies so."""
    with (
        chat_server(reply) as server,
        workplace(copied(library, folder), chat_url=server.base_url, chat_seconds=SECONDS) as office,
    ):
        yield office
