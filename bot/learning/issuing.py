"""From a passed exam to a signed certificate, and what its holder does with it; as durable jobs."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dbos import DBOS, DBOSConfiguredInstance
from sqlalchemy.orm import Session

from bot.blocks.learning.certificate_card import (
    LONGEST_TITLE,
    keeper_message,
    name_message,
    named_message,
    waits_message,
)
from bot.blocks.learning.home_section import InHand, in_hand_line
from bot.blocks.learning.short_exam import mended_news
from bot.blocks.message import Message
from bot.blocks.mrkdwn import escape, escaped_line, one_line
from bot.calls import SlackRefused
from bot.durable import step, workflow
from bot.issuing import issuer_of, issuing
from bot.learning.certificate_cards import CertificateCards, CertificatePress
from bot.library.desk import Desk
from bot.library.file_sending import OurFile, given_to_slack, show_file
from bot.library.mishaps import apologising
from bot.library.refusals import REFUSALS, refusal
from bot.library.telling import tell_once
from bot.posting import Mark, Venue
from knowledge.members.queries import people_who_may
from knowledge.members.roles import OPERATOR, Act
from learning.attempts.queries import attempt, result
from learning.attempts.values import Kind
from learning.credentials import service
from learning.credentials.earned import Earned, earned, is_any_earned
from learning.credentials.face import face_of
from learning.credentials.files import KINDS, made
from learning.credentials.issuing import issue
from learning.credentials.keys import own_keys, signer
from learning.credentials.queries import certificate_for, token_of
from learning.credentials.register import OwnRegister
from learning.credentials.verifying import verify_token
from learning.errors import AttemptNotFound, KeyUnusable, LearningError, NoPublicAddress, NoSigningKey
from learning.standing.aims import aims_of
from learning.standing.reissuing import holder_told, untold
from learning.standing.service import certificate_issued, mend

EVENT_TYPE = "fieldwise_certificate_ready"
ISSUED, MENDED = "issued", "mended"
_FILE = "certificate"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Order:
    """That a certificate is to be issued for an exam, to this name."""

    person: str
    attempt_id: str
    name: str


@DBOS.dbos_class()
class CertificateJobs(DBOSConfiguredInstance):
    """The jobs of certificates."""

    def __init__(self, desk: Desk, cards: CertificateCards) -> None:
        """Take what the jobs work with."""
        super().__init__("certificate_jobs")
        self._desk = desk
        self._workspace = desk.workspace
        self._cards = cards
        # Who was asked or told since the bot was started, so that Slack is not searched for that again and again.
        self._asked: set[str] = set()

    def is_due(self, _now: datetime) -> bool:
        """Whether there are exams that were passed and have no certificate, or certificates that nobody told of."""
        with self._desk.database.reading() as session:
            return is_any_earned(session, self._workspace) or bool(self._untold(session))

    @workflow
    def attempt_ended(self, attempt_id: str) -> None:
        """Have what was passed lead to what it is for: a certificate, or one that is current again."""
        person = self.mended(attempt_id)
        if person is not None:
            self._look(person)

    @workflow
    def look(self, person: str) -> None:
        """See whether a person has earned a certificate by what was just decided."""
        self._look(person)

    @workflow
    def look_at_all(self) -> None:
        """See whether anybody has, of whom nobody told: a regrade, a key that was made since, one that was lost."""
        self._look(None)
        for certificate_id in self.issued_anew():
            self.tell_anew(certificate_id)

    @workflow
    def issue(self, order: Order) -> None:
        """Sign and issue a certificate, and show it to its holder."""
        with apologising(self._desk, order.person):
            certificate_id = self.sign(order)
            if certificate_id is not None:
                self.follow(certificate_id)
                self.congratulate(certificate_id)
                self.put_away(order)

    @workflow
    def open(self, pressed: CertificatePress) -> None:
        """Post a certificate in its holder's own conversation."""
        with apologising(self._desk, pressed.person):
            self.post(pressed)

    @workflow
    def set_public(self, pressed: CertificatePress, public: bool) -> None:
        """Show a certificate to everybody, or to nobody, as its holder wants."""
        with apologising(self._desk, pressed.person, pressed.channel):
            self.change(pressed, public)

    @workflow
    def send_files(self, pressed: CertificatePress) -> None:
        """Send a certificate as files."""
        with apologising(self._desk, pressed.person, pressed.channel):
            files = self.give_files(pressed)
            if files is not None and (not files or not self.show_files(pressed, files)):
                self.regret(pressed)

    @step
    def mend(self, attempt_id: str) -> None:
        """Mend what a short exam is for, where it was passed."""
        with self._desk.database.transaction() as session:
            mend(session, self._workspace, attempt_id)

    @step
    def mended(self, attempt_id: str) -> str | None:
        """Mend what a short exam is for, and tell so; returns who passed, None where it was not passed."""
        with self._desk.database.transaction() as session:
            try:
                found = attempt(session, self._workspace, attempt_id)
            except AttemptNotFound:
                return None
            came_to = result(session, self._workspace, attempt_id)
            certificates = mend(session, self._workspace, attempt_id)
        if came_to is None or not came_to.passed:
            return None
        for certificate_id in certificates[-1:]:
            with self._desk.database.reading() as session:
                aims = aims_of(session, self._workspace, found)
            news = mended_news(self._plain_title(certificate_id), aims, self._desk.status.texts(found.person))
            self._cards.tell(certificate_id, f"{MENDED}:{attempt_id}", came_to.at, news)
        return found.person if found.kind is not Kind.DELTA else None

    @step
    def ready(self, person: str | None) -> list[str]:
        """The exams for which a certificate can be issued, and whose takers were not asked for their names yet."""
        with self._desk.database.reading() as session:
            found = earned(session, self._workspace, person=person)
        return [one.attempt_id for one in found if one.is_ready and one.attempt_id not in self._asked]

    @step
    def ask(self, attempt_id: str) -> None:
        """Ask for the name on the certificate; where it can't be signed, tell those who can change that."""
        found = self._earned(attempt_id)
        if found is None:
            return
        texts = self._desk.status.texts(found.person)
        why = self._why_not_signed()
        if why is None:
            message = name_message(attempt_id, found.certification.definition.title, texts)
            if self._once(found.person, {"attempt": attempt_id, "what": "name"}, message, found):
                self._asked.add(attempt_id)
            return
        message = waits_message(found.certification.definition.title, texts)
        self._once(found.person, {"attempt": attempt_id, "what": "waits"}, message, found)
        self._tell_keepers(why, found)

    @step
    def sign(self, order: Order) -> str | None:
        """Sign it; returns its id, None where it was refused and the person told why."""
        try:
            with self._desk.database.reading() as session:
                if attempt(session, self._workspace, order.attempt_id).person != order.person:
                    raise AttemptNotFound(order.attempt_id)
            using, now = issuing(self._desk.services), self._cards.clock()
            one = issue(self._desk.database, self._workspace, order.attempt_id, name=order.name, using=using, now=now)
        except REFUSALS as error:
            self._desk.acting.refuse(order.person, None, error)
            return None
        log.info("certificate issued", extra={"certificate": one.id, "workspace": self._workspace})
        return one.id

    @step
    def follow(self, certificate_id: str) -> None:
        """Note what guides changed between the exam and now."""
        with self._desk.database.transaction() as session:
            certificate_issued(session, self._workspace, certificate_id, now=self._cards.clock())

    @step
    def congratulate(self, certificate_id: str) -> None:
        """Show the certificate to its holder."""
        with self._desk.database.reading() as session:
            one = self._cards.held(session, certificate_id).certificate
        said = self._desk.status.texts(one.person).certificates
        news = said.issued_mrkdwn.format(title=self._title(certificate_id))
        self._cards.tell(certificate_id, ISSUED, one.issued_at, news)

    @step
    def put_away(self, order: Order) -> None:
        """Take the button off the message that asked for the name, where it is found."""
        with self._desk.database.reading() as session:
            ended = attempt(session, self._workspace, order.attempt_id).ended_at
            one = certificate_for(session, self._workspace, order.attempt_id)
        if one is None or ended is None:
            return
        texts, mark = (
            self._desk.status.texts(order.person),
            Mark(EVENT_TYPE, {"attempt": order.attempt_id, "what": "name"}),
        )
        message = named_message(self._plain_title(one.id), one.name, texts)
        try:
            channel = self._desk.identity.direct_channel(order.person)
            asked = self._desk.posting.find(Venue(channel, None), mark, ended)
            if asked is not None:
                self._desk.posting.update(channel, asked, message)
        except SlackRefused as error:
            log.info("question for a name not put away", extra={"error": error.error})

    @step
    def issued_anew(self) -> list[str]:
        """The certificates that were issued anew, of which their holders were not told yet."""
        with self._desk.database.reading() as session:
            return self._untold(session)

    @step
    def tell_anew(self, certificate_id: str) -> None:
        """Show a certificate that was issued anew to its holder."""
        with self._desk.database.reading() as session:
            one = self._cards.held(session, certificate_id).certificate
        said = self._desk.status.texts(one.person).certificates
        news = said.issued_anew_mrkdwn.format(title=self._title(certificate_id))
        self._asked.add(certificate_id)
        if self._cards.tell(certificate_id, ISSUED, one.issued_at, news):
            with self._desk.database.transaction() as session:
                holder_told(session, self._workspace, certificate_id, by=OPERATOR, now=self._cards.clock())

    @step
    def post(self, pressed: CertificatePress) -> None:
        """Post it, or say what is still to be done for it, or that there is none; ask for the name on a newer one."""
        with self._desk.database.reading() as session:
            found = earned(session, self._workspace, person=pressed.person)
        waiting = next((each for each in found if each.certification.id == pressed.certificate_id), None)
        one = self._cards.of(pressed)
        if one is not None and (waiting is None or waiting.undone):
            self._cards.tell(one.id, pressed.act, pressed.at)
            return
        if waiting is None:
            self._tell_none(pressed)
            return
        texts, title = self._desk.status.texts(pressed.person), waiting.certification.definition.title
        if waiting.is_ready and self._why_not_signed() is None:
            mark = Mark(EVENT_TYPE, {"attempt": waiting.attempt_id, "what": pressed.act})
            tell_once(self._desk, pressed.person, mark, name_message(waiting.attempt_id, title, texts), pressed.at)
            return
        on_the_way = InHand(waiting.certification.id, title, is_open=False, undone=waiting.undone)
        line = in_hand_line(on_the_way, texts) if waiting.undone else waits_message(title, texts).text
        self._desk.status.to_one(pressed.channel, pressed.person, line)

    @step
    def change(self, pressed: CertificatePress, public: bool) -> None:
        """Do it, and make the message say what holds."""
        one = self._cards.of(pressed)
        if one is None:
            self._tell_none(pressed)
            return
        act, now = service.make_public if public else service.make_private, self._cards.clock()
        done = self._desk.acting.attempt(
            pressed.person,
            pressed.channel,
            lambda session: act(session, self._workspace, one.id, by=pressed.person, now=now),
        )
        if done is not None:
            self._cards.show(pressed, one.id)

    @step
    def give_files(self, pressed: CertificatePress) -> dict[str, str] | None:
        """Give Slack the files, which nobody sees yet; returns their titles by their ids, None where there are none."""
        one = self._cards.of(pressed)
        if one is None:
            self._tell_none(pressed)
            return None
        with self._desk.database.reading() as session:
            claims, token = self._signed(session, one.id)
        if claims is None:
            return {}
        files = {f"{_FILE}.{kind}": made(kind, face_of(claims), token) for kind in KINDS}
        sent = {name: given_to_slack(self._desk.calls, OurFile(name, data)) for name, data in files.items()}
        return {file_id: name for name, file_id in sent.items() if file_id is not None}

    @step
    def show_files(self, pressed: CertificatePress, files: dict[str, str]) -> bool:
        """Show them in the person's own conversation."""
        one = self._cards.of(pressed)
        said = self._desk.status.texts(pressed.person).certificates
        title = one_line(self._plain_title(one.id), LONGEST_TITLE) if one is not None else ""
        return show_file(self._desk, pressed.person, files, said.files_sent.format(title=title))

    @step
    def regret(self, pressed: CertificatePress) -> None:
        """Say that Slack did not take the files."""
        said = self._desk.status.texts(pressed.person).certificates
        self._desk.status.to_one(pressed.channel, pressed.person, escape(said.files_not_sent))

    def _untold(self, session: Session) -> list[str]:
        return [one for one in untold(session, self._workspace) if one not in self._asked]

    def _look(self, person: str | None) -> None:
        for attempt_id in self.ready(person):
            self.ask(attempt_id)

    def _earned(self, attempt_id: str) -> Earned | None:
        with self._desk.database.reading() as session:
            try:
                person = attempt(session, self._workspace, attempt_id).person
            except AttemptNotFound:
                return None
            found = earned(session, self._workspace, person=person)
        return next((one for one in found if one.attempt_id == attempt_id and one.is_ready), None)

    def _why_not_signed(self) -> LearningError | None:
        try:
            using = issuing(self._desk.services)
            with self._desk.database.reading() as session:
                signer(session, self._workspace, using.keys)
        except (NoPublicAddress, NoSigningKey, KeyUnusable) as error:
            return error
        return None

    def _tell_keepers(self, why: LearningError, found: Earned) -> None:
        with self._desk.database.reading() as session:
            keepers = people_who_may(session, self._workspace, Act.KEEP_CERTIFICATES)
            first = min(one.ended_at for one in earned(session, self._workspace))
        for keeper in keepers:
            message = keeper_message(refusal(why, self._desk.status.texts(keeper)), self._desk.status.texts(keeper))
            mark = Mark(EVENT_TYPE, {"what": type(why).__name__})
            tell_once(self._desk, keeper, mark, message, min(first, found.ended_at))

    def _signed(self, session: Session, certificate_id: str) -> tuple[Mapping[str, Any] | None, str]:
        token, issuer = token_of(session, self._workspace, certificate_id), issuer_of(self._desk.services.settings)
        register = OwnRegister(session, self._workspace, issuer)
        keys = own_keys(session, self._workspace, issuer.id)
        found = verify_token(token, keys, now=self._cards.clock(), status=register, register=register)
        return found.claims, token

    def _once(self, person: str, facts: Mapping[str, str], message: Message, found: Earned) -> bool:
        return tell_once(self._desk, person, Mark(EVENT_TYPE, facts), message, found.ended_at)

    def _tell_none(self, pressed: CertificatePress) -> None:
        said = self._desk.status.texts(pressed.person).certificates
        self._desk.status.to_one(pressed.channel, pressed.person, escape(said.no_certificate))

    def _plain_title(self, certificate_id: str) -> str:
        with self._desk.database.reading() as session:
            return self._cards.held(session, certificate_id).certification.definition.title

    def _title(self, certificate_id: str) -> str:
        return escaped_line(self._plain_title(certificate_id), LONGEST_TITLE)
