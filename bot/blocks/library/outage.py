"""What those who look after the library are told while the model that words answers gives nothing. Pure."""

from bot.blocks.learning.figures import moment_mrkdwn, moment_plain
from bot.blocks.message import Block, Message, section, stamped
from bot.blocks.mrkdwn import escape, escaped_line
from bot.texts import Texts
from knowledge.outages.values import Outage

LONGEST_MODEL = LONGEST_CAUSE = 200


def outage_notice(outage: Outage, texts: Texts) -> list[Block]:
    """The paragraph that stands in Home until the model answers again."""
    return [section(f":warning: *{escape(texts.outage.title)}*\n{_told(outage, texts)}")]


def outage_message(outage: Outage, texts: Texts) -> Message:
    """The same as a message."""
    summary = escape(f"{texts.outage.title} ({moment_plain(outage.began, texts)})")
    return Message(summary, stamped(outage_notice(outage, texts), "outage"))


def _told(outage: Outage, texts: Texts) -> str:
    said = texts.outage
    since = said.since.format(
        moment=moment_mrkdwn(outage.began, texts),
        model=escaped_line(outage.model, LONGEST_MODEL),
        count=texts.number(outage.failures),
    )
    cause = said.cause.format(cause=escaped_line(outage.cause.rstrip(" ."), LONGEST_CAUSE)) if outage.cause else ""
    return " ".join(part for part in (since, escape(said.whys[outage.why]), cause, said.meanwhile) if part)
