"""Addresses of a person's own, told to her alone: of a page, of her calendar. Pure."""

from datetime import datetime

from bot.blocks.learning.figures import moment_mrkdwn
from bot.blocks.message import Block, Message, button, context, marked, section, stamped
from bot.blocks.mrkdwn import escape
from bot.texts import Texts


def page_message(address: str, ends_at: datetime, texts: Texts, *, has_calendar: bool) -> Message:
    """Where the page is and how long; with the button that makes a calendar, and that which ends hers."""
    said = texts.progress
    line = said.page_link_mrkdwn.format(address=f"<{address}>")
    buttons = [button("calendar_make", said.calendar, "calendar")]
    buttons += [button("calendar_end", said.calendar_revoke, "calendar")] if has_calendar else []
    return _message([section(line), _small(_ends(ends_at, texts)), {"type": "actions", "elements": buttons}], line)


def cohort_link_message(name: str, address: str, ends_at: datetime, texts: Texts) -> Message:
    """Where the page of a cohort is, and how long."""
    line = texts.progress.cohort_link_mrkdwn.format(name=name, address=f"<{address}>")
    return _message([section(line), _small(_ends(ends_at, texts))], line)


def calendar_message(address: str, texts: Texts) -> Message:
    """Where the calendar is, and what to know of it; with the button that ends it."""
    said = texts.progress
    line = said.calendar_link_mrkdwn.format(address=f"<{address}>")
    end = button("calendar_end", said.calendar_revoke, "calendar")
    warning = _small(escape(said.calendar_warning))
    return _message([section(line), warning, {"type": "actions", "elements": [end]}], line)


def ended_message(was_there: bool, texts: Texts) -> Message:
    """That the calendar's address works no more."""
    said = texts.progress
    line = escape(said.calendar_revoked if was_there else said.calendar_no_link)
    return _message([section(line)], line)


def _ends(ends_at: datetime, texts: Texts) -> str:
    return texts.progress.page_ends.format(moment=moment_mrkdwn(ends_at, texts))


def _small(mrkdwn: str) -> Block:
    return context(marked(mrkdwn))


def _message(blocks: list[Block], line: str) -> Message:
    return Message(line, stamped(blocks, "link"))
