"""What those who look after certificates do with them from the Home tab; as durable jobs."""

from dataclasses import dataclass
from datetime import datetime

from dbos import DBOS, DBOSConfiguredInstance
from sqlalchemy.orm import Session

from bot.blocks.learning.certificate_card import LONGEST_TITLE
from bot.blocks.learning.certificates_panel import REINSTATE, REVOKE, SUSPEND
from bot.blocks.mrkdwn import escape, escaped_line
from bot.durable import step, workflow
from bot.home import Homes
from bot.learning.certificate_cards import CertificateCards
from bot.library.desk import Desk
from bot.library.file_sending import OurFile, given_to_slack, show_file
from bot.library.mishaps import apologising
from bot.library.presses import Turned
from knowledge.members.roles import Act
from knowledge.members.service import require
from knowledge.spreadsheets import csv_of
from learning.credentials import service
from learning.standing.queries import Held, held
from learning.standing.values import Standing

FILE_NAME = "certificates.csv"
_COLUMNS = (
    "person", "name", "certification", "standing", "severity", "issued", "expires", "certificate", "public", "reason",
)  # fmt: skip


@dataclass(frozen=True)
class Kept:
    """What somebody wants to be done with a certificate: one of the panel's words for it, and why."""

    person: str
    what: str
    certificate_id: str
    reason: str
    at: datetime


@DBOS.dbos_class()
class Keeping(DBOSConfiguredInstance):
    """The jobs."""

    def __init__(self, desk: Desk, cards: CertificateCards, homes: Homes) -> None:
        """Take what the jobs work with."""
        super().__init__("keeping")
        self._desk = desk
        self._workspace = desk.workspace
        self._cards = cards
        self._homes = homes

    @workflow
    def act(self, turned: Turned, wanted: Kept) -> None:
        """Do it, tell the holder, and show on the Home tab what holds then."""
        with apologising(self._desk, wanted.person):
            refused = self.do(wanted)
            if refused is None:
                self.tell_holder(wanted)
            self._homes.turn(turned, refused or self.sentence(wanted))

    @workflow
    def export(self, person: str) -> None:
        """Send the list of all certificates as a file."""
        with apologising(self._desk, person):
            sent = self.give_list(person)
            if sent is not None and (not sent or not self.show_list(person, sent)):
                self.regret(person)

    @step
    def do(self, wanted: Kept) -> str | None:
        """Do it in a transaction; returns why not, if it was refused."""

        def act(session: Session) -> None:
            one = (session, self._workspace, wanted.certificate_id)
            match wanted.what:
                case "suspend":
                    service.suspend(*one, reason=wanted.reason, by=wanted.person, now=wanted.at)
                case "revoke":
                    service.revoke(*one, reason=wanted.reason, by=wanted.person, now=wanted.at)
                case _:
                    service.reinstate(*one, by=wanted.person, now=wanted.at)

        return self._desk.acting.why_not(wanted.person, act)

    @step
    def tell_holder(self, wanted: Kept) -> bool:
        """Show the holder what became of the certificate, once."""
        with self._desk.database.reading() as session:
            found = self._cards.held(session, wanted.certificate_id)
        texts = self._desk.status.texts(found.certificate.person)
        said, title = texts.certificates, escaped_line(found.certification.definition.title, LONGEST_TITLE)
        form = {SUSPEND: said.suspended_mrkdwn, REVOKE: said.revoked_mrkdwn, REINSTATE: said.reinstated_mrkdwn}
        news = form[wanted.what].format(title=title)
        return self._cards.tell(found.certificate.id, f"{wanted.what}:{wanted.at.isoformat()}", wanted.at, news)

    @step
    def sentence(self, wanted: Kept) -> str:
        """What was done, for whoever did it."""
        said = self._desk.status.texts(wanted.person).certificates
        done = {SUSPEND: said.done_suspended, REVOKE: said.done_revoked, REINSTATE: said.done_reinstated}
        return done[wanted.what]

    @step
    def give_list(self, person: str) -> dict[str, str] | None:
        """Give Slack the list, which nobody sees yet; returns its title by its id, None where the person may not."""

        def act(session: Session) -> list[Held]:
            require(session, self._workspace, person, Act.SEE_LEARNERS)
            return held(session, self._workspace, self._cards.clock())

        found = self._desk.acting.attempt(person, None, act)
        if found is None:
            return None
        # Spreadsheets take a file without this mark for one in an older encoding.
        file_id = given_to_slack(self._desk.calls, OurFile(FILE_NAME, certificates_csv(found).encode("utf-8-sig")))
        return {file_id: FILE_NAME} if file_id is not None else {}

    @step
    def show_list(self, person: str, sent: dict[str, str]) -> bool:
        """Show it in the person's own conversation."""
        with self._desk.database.reading() as session:
            count = len(held(session, self._workspace, self._cards.clock()))
        return show_file(self._desk, person, sent, self._desk.status.texts(person).certificates.exported.of(count))

    @step
    def regret(self, person: str) -> None:
        """Say that Slack did not take the list."""
        self._desk.status.to_one(None, person, escape(self._desk.status.texts(person).certificates.not_exported))


def certificates_csv(found: list[Held]) -> str:
    """The certificates as a table, with the words and times of the database. Pure."""
    return csv_of(_COLUMNS, (_row(one) for one in found))


def _row(one: Held) -> tuple[str, ...]:
    certificate, expires = one.certificate, one.certificate.expires_at
    severity = one.severity.value if one.standing is Standing.OUTDATED and one.severity is not None else ""
    return (
        certificate.person,
        certificate.name,
        one.certification.definition.key,
        one.standing.value,
        severity,
        certificate.issued_at.isoformat(),
        expires.isoformat() if expires is not None else "",
        certificate.id,
        "yes" if certificate.public else "no",
        certificate.reason or "",
    )
