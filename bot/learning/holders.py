"""The holders of certificates are told what a guide changed under them; as a durable job."""

import logging
from dataclasses import replace

from dbos import DBOS, DBOSConfiguredInstance
from sqlalchemy.orm import Session

from bot.blocks.learning.change_notice import ChangeNotice, change_notice
from bot.blocks.library.impact import impact_card
from bot.calls import SlackRefused
from bot.durable import step, workflow
from bot.learning.certificate_cards import CertificateCards
from bot.library.cards import Pressed
from bot.library.desk import Desk
from bot.library.impacts import Impacts
from bot.library.mishaps import apologising
from bot.library.owners import Owners
from bot.library.telling import tell_once
from bot.posting import Mark
from bot.readers import Readers
from knowledge.guides.queries import edition_facts
from knowledge.guides.states import EditionState
from knowledge.guides.steps import state_of, steps_of, subject_of
from knowledge.members.roles import Act
from knowledge.members.service import require
from learning.errors import NotEnoughItems, NothingToRenew
from learning.standing.delta import short_exam
from learning.standing.queries import Held, changed_under, hit_by
from learning.standing.service import holders_told

EVENT_TYPE = "fieldwise_certificate_change"

log = logging.getLogger(__name__)


@DBOS.dbos_class()
class Holders(DBOSConfiguredInstance):
    """The job that tells them, each once for each certificate and edition."""

    def __init__(self, desk: Desk, cards: CertificateCards, impacts: Impacts, owners: Owners) -> None:
        """Take what the job works with."""
        super().__init__("holders")
        self._desk = desk
        self._workspace = desk.workspace
        self._cards = cards
        self._impacts = impacts
        self._owners = owners

    @workflow
    def tell(self, pressed: Pressed) -> None:
        """Tell all holders whom an edition concerns and who were not told, and make the report say so."""
        with apologising(self._desk, pressed.person, pressed.channel):
            for certificate_id in self.concerned(pressed):
                self.notify(certificate_id, pressed.edition_id)
            self.show(pressed)

    @step
    def concerned(self, pressed: Pressed) -> list[str]:
        """The certificates whose holders are to be told; none where the person may not do that, and is told so."""

        def act(session: Session) -> list[str]:
            require(session, self._workspace, pressed.person, Act.TELL_ASKERS)
            return list(hit_by(session, self._workspace, pressed.edition_id).untold)

        return self._desk.acting.attempt(pressed.person, pressed.channel, act) or []

    @step
    def notify(self, certificate_id: str, edition_id: str) -> bool:
        """Tell a holder, unless she has left."""
        with self._desk.database.reading() as session:
            held = self._cards.held(session, certificate_id)
            since = steps_of(session, edition_id)[-1].at
        keeper = self._owners.keeper(held.certificate.person, is_owner=False)
        if keeper is None:
            log.info("holder not told", extra={"certificate": certificate_id})
            return False
        notice = self._notice(held, edition_id)
        mark = Mark(EVENT_TYPE, {"certificate": certificate_id, "edition": edition_id})
        if notice is None or not tell_once(self._desk, keeper.person, mark, change_notice(notice, keeper.texts), since):
            return False
        with self._desk.database.transaction() as session:
            holders_told(session, self._workspace, edition_id, [certificate_id], now=self._cards.clock())
        return True

    @step
    def show(self, pressed: Pressed) -> None:
        """Make the report say how many were told."""
        impact = self._impacts.impact(pressed.edition_id, pressed.person)
        if impact is None or pressed.channel is None or pressed.message is None:
            return
        message = impact_card(impact, self._desk.status.texts(pressed.person))
        try:
            self._desk.posting.update(pressed.channel, pressed.message, message)
        except SlackRefused as error:
            log.error("report not changed", extra={"edition": pressed.edition_id, "error": error.error})

    def _notice(self, held: Held, edition_id: str) -> ChangeNotice | None:
        """What is told; None where it was mended meanwhile."""
        one = next((row for row in held.outdated if row.edition_id == edition_id and not row.mended), None)
        if one is None:
            return None
        with self._desk.database.reading() as session:
            subject = subject_of(session, self._workspace, edition_id)
            key = edition_facts(session, [edition_id])[edition_id].key
            withdrawn = state_of(session, edition_id) is EditionState.WITHDRAWN
            found = ChangeNotice(
                certification_id=held.certification.id,
                certificate=held.certification.definition.title,
                guide=subject.title,
                edition=subject.label,
                severity=one.severity,
                changes=changed_under(session, self._workspace, one),
                withdrawn=withdrawn,
                # Of a new edition questions may still be written; of what nobody reads any more they are not.
                mendable=not withdrawn or self._can_be_asked(session, held),
            )
        readers = Readers(self._desk.database, self._workspace, self._desk.identity)
        may_read = readers.may_read(held.certificate.person, edition_id, key)
        return found if may_read else replace(found, guide=None, changes=())

    def _can_be_asked(self, session: Session, held: Held) -> bool:
        try:
            now = self._cards.clock()
            short_exam(session, self._workspace, held.certification, held.certificate.person, now)
        except (NotEnoughItems, NothingToRenew):
            return False
        return True
