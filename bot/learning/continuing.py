"""Certificates that are kept by practice: the questions of the week, and what the year came to; as durable jobs."""

import logging
from collections.abc import Callable
from datetime import datetime
from random import SystemRandom
from uuid import UUID, uuid5

from dbos import DBOS, DBOSConfiguredInstance
from sqlalchemy.orm import Session

from bot.blocks.learning.certificate_card import keeper_message
from bot.blocks.learning.kept_line import MOST_MISSED, not_renewed_news, renewed_news
from bot.blocks.mrkdwn import escape
from bot.durable import step, workflow
from bot.issuing import issuing
from bot.learning.certificate_cards import CertificateCards
from bot.learning.issuing import EVENT_TYPE as READY
from bot.learning.practising import Practising
from bot.learning.scoping import scope_of
from bot.learning.zones import Zones
from bot.library.desk import Desk
from bot.library.mishaps import apologising
from bot.library.refusals import refusal
from bot.library.telling import tell_once
from bot.posting import Mark
from bot.texts import Texts
from knowledge.members.queries import people_who_may
from knowledge.members.roles import Act
from learning.certifications.queries import certification_of
from learning.continuous.answers import Span, missed
from learning.continuous.deciding import week_begins
from learning.continuous.queries import decided, due, this_week, untold
from learning.continuous.renewing import decide, holder_told
from learning.continuous.service import next_item
from learning.continuous.values import Decided
from learning.credentials.queries import certificate
from learning.errors import ItemNotFound, KeyUnusable, LearningError, NoPublicAddress, NoSigningKey
from learning.items.contents import contents
from learning.learners.hours import next_allowed
from learning.practice.queries import practised
from learning.practice.values import Practised
from learning.standing.service import certificate_issued

_NAMES = UUID("6f0d0d2e-8d0f-4b5e-9b1c-2f6a8f3c7d11")

log = logging.getLogger(__name__)


@DBOS.dbos_class()
class Continuing(DBOSConfiguredInstance):
    """The jobs."""

    def __init__(
        self,
        desk: Desk,
        cards: CertificateCards,
        practising: Practising,
        zones: Zones,
        clock: Callable[[], datetime],
    ) -> None:
        """Take what the jobs work with."""
        super().__init__("continuing")
        self._desk = desk
        self._workspace = desk.workspace
        self._cards = cards
        self._practising = practising
        self._zones = zones
        self._clock = clock
        self._dice = SystemRandom()
        # Whom Slack did not let the bot tell since it was started, and of what keepers were told.
        self._tried: set[str] = set()

    def is_due(self, now: datetime) -> bool:
        """Whether any year is to be decided on, or any holder to be told."""
        with self._desk.database.reading() as session:
            return bool(due(session, self._workspace, now)) or bool(self._untold(session))

    @workflow
    def end_years(self) -> None:
        """Decide on each year that is over, renew what is kept by it, and tell the holders, each in her hours."""
        for certificate_id in self.over():
            renewed = self.decide(certificate_id)
            if renewed is not None:
                self.follow(renewed)
        for certificate_id in self.waiting():
            self.tell(certificate_id)

    @workflow
    def ask(self, person: str, certification_id: str) -> None:
        """Ask a holder the next question of the week; however often it is pressed, it is one until it is answered."""
        with apologising(self._desk, person):
            practice_id = self.choose(person, certification_id)
            if practice_id is not None:
                self._practising.post(person, practice_id)

    @workflow
    def after(self, person: str, practice_id: str) -> None:
        """Ask the next one after another."""
        with apologising(self._desk, person):
            certification_id = self.certification_of(person, practice_id)
            chosen = self.choose(person, certification_id) if certification_id is not None else None
            if chosen is not None:
                self._practising.post(person, chosen)

    @step
    def over(self) -> list[str]:
        """The certificates whose year is to be decided on."""
        with self._desk.database.reading() as session:
            return due(session, self._workspace, self._clock())

    @step
    def decide(self, certificate_id: str) -> str | None:
        """Decide on a year; returns the certificate that was issued for the next, if one was."""
        with self._desk.database.reading() as session:
            person = certificate(session, self._workspace, certificate_id).person
        try:
            found = decide(
                self._desk.database,
                self._workspace,
                certificate_id,
                using=lambda: issuing(self._desk.services),
                now=self._clock(),
                audiences=scope_of(self._desk, person).audiences,
            )
        except (NoPublicAddress, NoSigningKey, KeyUnusable) as error:
            self._tell_keepers(error, certificate_id)
            return None
        if found is not None:
            log.info("year decided", extra={"certificate": certificate_id, "passed": found.outcome.passed})
        return found.renewed_by if found is not None else None

    @step
    def follow(self, certificate_id: str) -> None:
        """Note what guides changed since the certificate before was issued."""
        with self._desk.database.transaction() as session:
            certificate_issued(session, self._workspace, certificate_id, now=self._clock())

    @step
    def waiting(self) -> list[str]:
        """The certificates of whose years the holders were not told."""
        with self._desk.database.reading() as session:
            return self._untold(session)

    @step
    def tell(self, certificate_id: str) -> None:
        """Tell a holder what her year came to, if it is one of her hours; whoever has left is not told."""
        with self._desk.database.reading() as session:
            found = decided(session, self._workspace, certificate_id)
        if found is None:
            return
        now, to = self._clock(), self._zones.reached(found.person)
        if to is not None and next_allowed(to.preferences, to.zone, now) > now:
            return
        if to is not None and not self._told(found, to.texts):
            self._tried.add(certificate_id)
            return
        with self._desk.database.transaction() as session:
            holder_told(session, self._workspace, certificate_id, now=now)

    @step
    def certification_of(self, person: str, practice_id: str) -> str | None:
        """For which certification a question was asked; None where it was not asked of this person."""
        with self._desk.database.reading() as session:
            try:
                return practised(session, self._workspace, practice_id, person).certification_id
            except ItemNotFound:
                return None

    @step
    def choose(self, person: str, certification_id: str) -> str | None:
        """Choose the question; None where there is none, and the person told why."""
        texts, now = self._desk.status.texts(person), self._clock()
        if self._practising.is_in_exam(person):
            self._desk.status.to_one(None, person, escape(texts.exam.result.no_practice_now))
            return None

        scope = scope_of(self._desk, person)

        def act(session: Session) -> list[Practised]:
            weeks = this_week(session, self._workspace, person, now, scope.audiences)
            asked = next((one.asked for one in weeks if one.certification.id == certification_id), 0)
            name = f"{person}:{certification_id}:{week_begins(now).date()}:{asked}"
            found = next_item(
                session,
                self._workspace,
                certification_id,
                person,
                practice_id=str(uuid5(_NAMES, name)),
                now=now,
                dice=self._dice,
                scope=scope,
            )
            return [found] if found is not None else []

        chosen = self._desk.acting.attempt(person, None, act)
        if chosen == []:
            self._desk.status.to_one(None, person, escape(texts.continuing.none_left))
        return chosen[0].id if chosen else None

    def _untold(self, session: Session) -> list[str]:
        found = (one.certificate_id for one in untold(session, self._workspace))
        return [one for one in found if one not in self._tried]

    def _told(self, found: Decided, texts: Texts) -> bool:
        with self._desk.database.reading() as session:
            title = certification_of(session, self._workspace, found.certification_id).definition.title
            renewed = certificate(session, self._workspace, found.renewed_by or found.certificate_id)
            span = Span(found.person, found.certification_id, found.begins, found.ends)
            wrong = missed(session, self._workspace, span, most=MOST_MISSED)
            asked = contents(session, self._workspace, [one.version_id for one in wrong])
        if found.renewed_by is not None and renewed.expires_at is not None:
            news = renewed_news(title, texts.day(renewed.expires_at.date()), found.outcome, texts)
        else:
            news = not_renewed_news(title, found.outcome, texts)
        stems = tuple(asked[one.version_id].content.stem for one in wrong)
        return self._cards.tell(renewed.id, f"year:{found.certificate_id}", found.at, news, stems)

    def _tell_keepers(self, why: LearningError, certificate_id: str) -> None:
        mark = Mark(READY, {"what": type(why).__name__})
        if mark.facts["what"] in self._tried:
            return
        self._tried.add(mark.facts["what"])
        with self._desk.database.reading() as session:
            keepers = people_who_may(session, self._workspace, Act.KEEP_CERTIFICATES)
            since = certificate(session, self._workspace, certificate_id).expires_at
        for keeper in keepers:
            texts = self._desk.status.texts(keeper)
            tell_once(self._desk, keeper, mark, keeper_message(refusal(why, texts), texts), since or self._clock())
