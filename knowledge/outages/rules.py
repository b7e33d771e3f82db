"""When a model's failures are more than bad luck. Pure."""

from dataclasses import replace
from datetime import datetime, timedelta

from knowledge.answering.trace import Fallback
from knowledge.outages.values import Outage

# So often in a row, or less often but whenever it was asked for longer than this.
MOST_FAILURES = 5
LEAST_FAILURES = 3
LONGEST = timedelta(minutes=15)


def after_failure(before: Outage | None, model: str, why: Fallback, cause: str, at: datetime) -> Outage:
    """The outage once a model failed again; a new one where there was none, or another model was set meanwhile."""
    if before is None or before.model != model:
        return Outage(model, why, cause, at, at, 1)
    return replace(before, why=why, cause=cause, last=max(before.last, at), failures=before.failures + 1)


def lasts(outage: Outage) -> bool:
    """Whether somebody has to see to it."""
    took_long = outage.last - outage.began > LONGEST
    return outage.failures >= (LEAST_FAILURES if took_long else MOST_FAILURES)
