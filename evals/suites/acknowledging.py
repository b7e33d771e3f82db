"""How long the bot takes to tell Slack that it has heard."""

import math
from contextlib import suppress

from bot.playground.server import Playground

# What is not acknowledged so long after the last answer never is.
LATEST_SECONDS = 10.0


def acknowledged(slack: Playground, first: int) -> list[float]:
    """The milliseconds to each acknowledgement from this delivery on; without end where none came."""
    with suppress(TimeoutError):
        slack.until(lambda: all(d.acknowledged for d in slack.deliveries[first:]), LATEST_SECONDS)
    return [math.inf if d.milliseconds is None else d.milliseconds for d in slack.deliveries[first:]]
