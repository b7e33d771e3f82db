"""Addresses of pages and calendars, made for a person who asks and told to her alone, as durable jobs.

The secret in an address is made and told in one step: what is kept of a step would hold it else.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from dbos import DBOS, DBOSConfiguredInstance
from sqlalchemy.orm import Session

from bot.blocks.learning.link_message import calendar_message, cohort_link_message, ended_message, page_message
from bot.blocks.message import Message
from bot.blocks.mrkdwn import escape, escaped_line
from bot.durable import step, workflow
from bot.library.desk import Desk
from bot.library.mishaps import apologising
from bot.library.telling import tell_once, was_told
from bot.posting import Mark
from learning.cohorts.queries import overview
from learning.exchange.links import PAGE_HOURS, has_link, make_link, revoke_links
from learning.exchange.values import LinkKind

EVENT_TYPE = "fieldwise_link"
LONGEST_NAME = 150


@DBOS.dbos_class()
class ProgressLinks(DBOSConfiguredInstance):
    """The jobs."""

    def __init__(self, desk: Desk, clock: Callable[[], datetime]) -> None:
        """Take what the jobs work with."""
        super().__init__("progress_links")
        self._desk = desk
        self._workspace = desk.workspace
        self.clock = clock

    @workflow
    def give(self, person: str, kind: str, subject: str | None, act: str, at: datetime) -> None:
        """Give a person an address.

        Args:
            person: Who asks for it.
            kind: A value of ``LinkKind``.
            subject: The id of the cohort, where it is to show one.
            act: Names the press.
            at: When that was.
        """
        with apologising(self._desk, person):
            self.told(person, kind, subject, act, at)

    @workflow
    def end_calendar(self, person: str, act: str, at: datetime) -> None:
        """End the address of a person's calendar."""
        with apologising(self._desk, person):
            self.told_ended(person, self.ended(person), act, at)

    @step
    def told(self, person: str, kind: str, subject: str | None, act: str, at: datetime) -> None:
        """Make the address and tell it, unless it was told before; that there is none, where no pages are served.

        A step that is run again must not make another address: the one that was told would end by that.
        """
        texts = self._desk.status.texts(person)
        address = self._desk.services.settings.public_url
        if address is None:
            self._desk.status.to_one(None, person, escape(texts.progress.no_pages))
            return
        if was_told(self._desk, person, Mark(EVENT_TYPE, {"act": act}), at):
            return

        def made(session: Session) -> tuple[str, str, bool]:
            now, workspace = self.clock(), self._workspace
            name = overview(session, workspace, subject, person, now).cohort.name if subject is not None else ""
            has_calendar = has_link(session, workspace, person, LinkKind.CALENDAR, now)
            secret = make_link(session, workspace, person, LinkKind(kind), subject=subject, by=person, now=now)
            return name, secret, has_calendar

        found = self._desk.acting.attempt(person, None, made)
        if found is not None:
            self._tell(person, act, self._message(person, LinkKind(kind), address, *found), at)

    @step
    def ended(self, person: str) -> bool:
        """End it; returns whether there was any."""
        with self._desk.database.transaction() as session:
            return revoke_links(session, self._workspace, person, LinkKind.CALENDAR)

    @step
    def told_ended(self, person: str, was_there: bool, act: str, at: datetime) -> None:
        """Say so, however often it has to be tried."""
        self._tell(person, act, ended_message(was_there, self._desk.status.texts(person)), at)

    def _message(
        self, person: str, kind: LinkKind, address: str, name: str, secret: str, has_calendar: bool
    ) -> Message:
        texts, ends_at = self._desk.status.texts(person), self.clock() + timedelta(hours=PAGE_HOURS)
        match kind:
            case LinkKind.CALENDAR:
                return calendar_message(f"{address}/calendar/{secret}.ics?language={texts.language}", texts)
            case LinkKind.COHORT:
                return cohort_link_message(escaped_line(name, LONGEST_NAME), f"{address}/p/{secret}", ends_at, texts)
            case LinkKind.PROGRESS:
                return page_message(f"{address}/p/{secret}", ends_at, texts, has_calendar=has_calendar)

    def _tell(self, person: str, act: str, message: Message, at: datetime) -> None:
        tell_once(self._desk, person, Mark(EVENT_TYPE, {"act": act}), message, at)
