"""Numbers and moments as learners read them. Pure."""

import math
from datetime import datetime

from bot.texts import Texts

_ROUNDING = 1e-9


def figure(value: float, texts: Texts) -> str:
    """A number with at most one decimal; what is just not enough is not rounded up to enough."""
    cut = math.floor(value * 10 + _ROUNDING) / 10
    return f"{cut:g}".replace(".", texts.exam.decimal)


def moment_mrkdwn(moment: datetime, texts: Texts) -> str:
    """A moment in the reader's own time zone, which only Slack knows; in UTC where it does not say."""
    return f"<!date^{int(moment.timestamp())}^{texts.exam.moment_slack}|{moment_plain(moment, texts)}>"


def moment_plain(moment: datetime, texts: Texts) -> str:
    """A moment where no markup is read."""
    return texts.exam.moment.format(day=texts.day(moment.date()), time=f"{moment:%H:%M}")
