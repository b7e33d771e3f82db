"""Certificates in their holders' own conversations with the bot: looked up, posted once, and made to say what holds."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.blocks.learning.certificate_card import CertificateCard, certificate_message
from bot.blocks.message import Message
from bot.calls import SlackRefused
from bot.issuing import issuer_of
from bot.learning.scoping import scope_of
from bot.library.desk import Desk
from bot.library.telling import tell_once
from bot.posting import Mark
from learning.continuous.queries import this_week, years
from learning.continuous.values import Week, Year
from learning.credentials.queries import certificate, certificates_of
from learning.credentials.values import Certificate
from learning.errors import CertificateNotFound, NoPublicAddress
from learning.standing.queries import Held, held_one, practised_at

EVENT_TYPE = "fieldwise_certificate"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class CertificatePress:
    """A button of a certificate that was pressed.

    Attributes:
        certificate_id: Or the id of its certification: then the one issued last is meant.
        act: Names the press.
        channel: Where the message stands that holds it, with ``message``; None for one on the Home tab.
    """

    person: str
    certificate_id: str
    act: str
    at: datetime
    channel: str | None = None
    message: str | None = None


class CertificateCards:
    """Shows certificates to those who hold them."""

    def __init__(self, desk: Desk, clock: Callable[[], datetime]) -> None:
        """Take the database, Slack, and the time by which certificates lapse."""
        self._desk = desk
        self.clock = clock

    def held(self, session: Session, certificate_id: str) -> Held:
        """A certificate and how it stands.

        Raises:
            CertificateNotFound: There is none.
        """
        found = certificate(session, self._desk.workspace, certificate_id)
        return held_one(session, self._desk.workspace, found, self.clock())

    def message(self, certificate_id: str, news: str | None = None, missed: tuple[str, ...] = ()) -> Message:
        """The certificate as its holder sees it now.

        Args:
            certificate_id: Which.
            news: What has just happened to it, as mrkdwn.
            missed: What was asked of her for it and she missed, where that is told.

        Raises:
            CertificateNotFound: There is none.
        """
        with self._desk.database.reading() as session:
            held = self.held(session, certificate_id)
            one = held.certificate
            practised = practised_at(session, self._desk.workspace, one.person, [one.certification_id])
        year, week = self._kept(held) if held.certification.definition.continuous is not None else (None, None)
        card = CertificateCard(held, self._address(one), practised.get(one.certification_id), year, week, missed)
        return certificate_message(card, self._desk.status.texts(one.person), news)

    def _kept(self, held: Held) -> tuple[Year | None, Week | None]:
        """How the year of a certificate stands, and what is asked for it this week, where practice keeps it now."""
        one, workspace, now = held.certificate, self._desk.workspace, self.clock()
        audiences = scope_of(self._desk, one.person).audiences
        with self._desk.database.reading() as session:
            year = years(session, workspace, [held], now, audiences).get(one.id)
            asked = this_week(session, workspace, one.person, now, audiences) if year is not None else ()
        return year, next((each for each in asked if each.certificate_id == one.id), None)

    def of(self, pressed: CertificatePress) -> Certificate | None:
        """The person's own certificate that a button names; None where there is none."""
        with self._desk.database.reading() as session:
            own = certificates_of(session, self._desk.workspace, pressed.person)
        wanted = pressed.certificate_id
        return next((one for one in own if wanted in (one.id, one.certification_id)), None)

    def tell(
        self,
        certificate_id: str,
        what: str,
        since: datetime,
        news: str | None = None,
        missed: tuple[str, ...] = (),
    ) -> bool:
        """Post the certificate to its holder, once for ``what``; returns whether she has it.

        Raises:
            SlackAway: Slack can't be told now.
        """
        with self._desk.database.reading() as session:
            try:
                person = certificate(session, self._desk.workspace, certificate_id).person
            except CertificateNotFound:
                return False
        mark = Mark(EVENT_TYPE, {"certificate": certificate_id, "what": what})
        return tell_once(self._desk, person, mark, self.message(certificate_id, news, missed), since)

    def show(self, pressed: CertificatePress, certificate_id: str) -> None:
        """Make the message whose button was pressed say what holds now; post one where it stood on the Home tab.

        Raises:
            SlackAway: Slack can't be told now.
        """
        if pressed.channel is None or pressed.message is None:
            self.tell(certificate_id, pressed.act, pressed.at)
            return
        try:
            self._desk.posting.update(pressed.channel, pressed.message, self.message(certificate_id))
        except SlackRefused as error:
            log.error("certificate not changed", extra={"certificate": certificate_id, "error": error.error})

    def _address(self, one: Certificate) -> str | None:
        try:
            return issuer_of(self._desk.services.settings).certificate(one.slug)
        except NoPublicAddress:
            return None
