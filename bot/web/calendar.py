"""A person's dates as a calendar in her language. Pure."""

from collections.abc import Iterable
from datetime import datetime

from bot.texts import Texts
from learning.exchange.calendar import Entry, calendar_file
from learning.exchange.deadlines import Deadline, DeadlineKind


def calendar_of(deadlines: Iterable[Deadline], texts: Texts, now: datetime) -> bytes:
    """The file that programs subscribe to."""
    entries = [Entry(one.key, one.day, _title(one, texts)) for one in deadlines]
    return calendar_file(entries, texts.progress.calendar_name, now)


def _title(one: Deadline, texts: Texts) -> str:
    said = texts.progress
    match one.kind:
        case DeadlineKind.LAPSES:
            return said.event_lapses.format(title=one.title)
        case DeadlineKind.RENEWABLE:
            return said.event_renew.format(title=one.title)
        case DeadlineKind.GOAL:
            return said.event_goal.format(title=one.title, cohort=one.within)
        case DeadlineKind.REQUIREMENT:
            return said.event_requirement.format(title=one.title, certification=one.within)
