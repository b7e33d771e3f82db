"""Steps of Slack's jobs: patient with what passes by itself."""

from datetime import UTC, datetime

from dbos import DBOS

from bot.calls import SlackAway
from storage import jobs
from storage.database import passes_by_itself

# A job that has brought down its process this often is parked, so that the others go on.
RECOVERIES = 50
# While Slack or the database is away, a step is tried again so often: for some six hours in all, with the tries' own
# pauses.
PAUSE_SECONDS = 5.0
TRIES = 1_000


def passes(error: BaseException) -> bool:
    """Whether an error is of the kind that goes away by itself.

    Raises:
        Ended: Jobs are no longer run, so that nobody waits for that here: the process could not end.
    """
    jobs.go_on()
    return isinstance(error, SlackAway) or passes_by_itself(error)


step = DBOS.step(
    retries_allowed=True, interval_seconds=PAUSE_SECONDS, backoff_rate=1.0, max_attempts=TRIES, should_retry=passes
)
workflow = DBOS.workflow(max_recovery_attempts=RECOVERIES)


def time_now() -> datetime:
    """The time, of which use cases and rules are told."""
    return datetime.now(UTC)
