"""A calendar of days that other programs can subscribe to (RFC 5545). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from icalendar import Calendar, Event

# How often programs that subscribe to it are to look again.
LOOK_AGAIN = timedelta(hours=12)
_NAMES = UUID("6b0d6c0e-6d0b-4c0f-9d59-0a3a7f0c9f0e")


@dataclass(frozen=True)
class Entry:
    """A day, whole, with what it is about.

    Attributes:
        key: Names it as long as it is about the same, so that a day that moves is moved and not doubled.
    """

    key: str
    day: date
    title: str


def calendar_file(entries: Iterable[Entry], name: str, now: datetime) -> bytes:
    """The calendar as a file.

    Args:
        entries: The days.
        name: How the calendar is called.
        now: The time.
    """
    made = Calendar()
    made.add("prodid", "-//Fieldwise//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    for field in ("name", "x-wr-calname"):
        made.add(field, name)
    made.add("refresh-interval", LOOK_AGAIN, parameters={"value": "DURATION"})
    made.add("x-published-ttl", "PT12H")
    for entry in sorted(entries, key=lambda one: (one.day, one.key)):
        made.add_component(_event(entry, now))
    file: bytes = made.to_ical()
    return file


def _event(entry: Entry, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{uuid5(_NAMES, entry.key)}@fieldwise")
    event.add("dtstamp", now)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", entry.title)
    # It takes no time of that day.
    event.add("transp", "TRANSPARENT")
    return event
