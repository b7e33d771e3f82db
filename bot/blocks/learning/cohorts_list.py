"""The cohorts that a person looks after, as a message. Pure."""

from collections.abc import Sequence

from bot.blocks.learning.cohorts_panel import LONGEST_NAME, counted
from bot.blocks.message import Message, section, stamped
from bot.blocks.mrkdwn import escape, escaped_line
from bot.texts import Texts
from learning.cohorts.values import Overview


def cohorts_message(shown: Sequence[Overview], count: int, texts: Texts) -> Message:
    """The first of ``count`` cohorts with how their learners stand, and where there is more."""
    said = texts.cohorts
    if not shown:
        return Message(escape(said.listed_none), stamped([section(escape(said.listed_none))], "cohorts"))
    lines = [f"*{escaped_line(one.cohort.name, LONGEST_NAME)}*: {escape(_facts(one, texts))}" for one in shown]
    left = count - len(shown)
    more = [escape(texts.nudges.and_more.format(count=texts.number(left)))] if left > 0 else []
    where = section(escape(said.listed_where))
    blocks = [section("\n".join([*lines, *more])), where]
    return Message(escape(said.cohorts.of(count)), stamped(blocks, "cohorts"))


def _facts(shown: Overview, texts: Texts) -> str:
    learners = texts.cohorts.learners.of(len(shown.lines))
    return f"{learners} ({counted(shown, texts)})" if shown.lines else learners
