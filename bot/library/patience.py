"""Steps that wait until nobody else changes the library, or its index."""

from dbos import DBOS

from bot.durable import PAUSE_SECONDS, TRIES, passes
from knowledge.errors import IndexAway, IndexBusy
from storage.errors import LibraryBusy

# So long somebody else who changes the library is waited for, before the person is told that it takes a while.
WAIT_SECONDS = 2.0


def _is_worth_waiting(error: BaseException) -> bool:
    return passes(error) or isinstance(error, LibraryBusy | IndexBusy | IndexAway)


patient_step = DBOS.step(
    retries_allowed=True,
    interval_seconds=PAUSE_SECONDS,
    backoff_rate=1.0,
    max_attempts=TRIES,
    should_retry=_is_worth_waiting,
)
