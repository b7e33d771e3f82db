"""A regrade is shown before it is done, carried out, and told to those whose results it changed; as durable jobs."""

import logging
from dataclasses import dataclass
from datetime import datetime

from dbos import DBOS, DBOSConfiguredInstance
from sqlalchemy.orm import Session

from bot.blocks.learning.regrade_effect import done_line, effect_view, notice_message, refused_effect
from bot.blocks.learning.regrade_form import Deciding
from bot.blocks.library.golden_panel import sentence_message
from bot.blocks.message import Block
from bot.calls import SlackRefused
from bot.durable import step, time_now, workflow
from bot.learning.issuing import CertificateJobs
from bot.learning.results import words_of
from bot.library.desk import Desk
from bot.library.mishaps import apologising, apologising_by
from bot.library.refusals import REFUSALS
from bot.library.telling import tell_once
from bot.posting import Mark
from learning.certifications.queries import certification_of
from learning.items.queries import version
from learning.results import review, service
from learning.results.queries import Notice, changed_by, untold
from storage import jobs

EVENT_TYPE, NOTICE_TYPE = "fieldwise_regraded", "fieldwise_regrade_notice"
AT_ONCE = 20
# Slack shows a modal in answer to a form only when it has that answer; until then there is nothing to fill.
LOOKS, SECONDS = 50, 0.2

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class CarryOut:
    """A regrade that is to be carried out, by the job of this name, asked for at ``at``.

    Attributes:
        takes_shown: Where passes are to be taken away, the job that showed whose; None where they stay.
    """

    job: str
    person: str
    deciding: Deciding
    takes_shown: str | None
    at: datetime


@DBOS.dbos_class()
class Regrading(DBOSConfiguredInstance):
    """The jobs."""

    def __init__(self, desk: Desk, certificates: CertificateJobs) -> None:
        """Take what the jobs work with; ``certificates`` issues those of people who pass now."""
        super().__init__("regrading")
        self._desk = desk
        self._workspace = desk.workspace
        self._certificates = certificates

    @workflow
    def dry_run(self, person: str, deciding: Deciding, key: str) -> tuple[str, ...]:
        """Show in the modal of this key what a decision would do; returns the attempts that would lose their passes."""

        def say(said: str) -> None:
            self._fill(key, refused_effect(said, key, self._desk.status.texts(person)))

        lost: tuple[str, ...] = ()
        with apologising_by(self._desk, person, say, person=person):
            lost = self.show_effect(person, deciding, key)
        return lost

    @workflow
    def carry_out(self, wanted: CarryOut) -> None:
        """Carry it out, and tell everybody whose result it changes."""
        with apologising(self._desk, wanted.person):
            # Only from those whom the person was shown: exams have ended since, and other items were decided on.
            shown: tuple[str, ...] = jobs.result_of(wanted.takes_shown) or () if wanted.takes_shown else ()
            said = self.decide(wanted, shown)
            if said is not None:
                self.tell_done(wanted, said)
                self._tell_all()

    @workflow
    def tell(self) -> None:
        """Tell those who were not told yet, since the job that should have done it came to an end before."""
        self._tell_all()

    def has_news(self) -> bool:
        """Whether somebody is still to be told."""
        with self._desk.database.reading() as session:
            return bool(untold(session, self._workspace, limit=1))

    @step
    def show_effect(self, person: str, deciding: Deciding, key: str) -> tuple[str, ...]:
        """Work it out, and show it; returns the attempts that would lose their passes."""
        texts = self._desk.status.texts(person)
        lost: tuple[str, ...] = ()
        try:
            with self._desk.database.reading() as session:
                version_id, decision = deciding.version_id, deciding.decision
                plan = service.dry_run(session, self._workspace, version_id, decision, by=person)
                found = version(session, self._workspace, version_id)
            lost = tuple(one.attempt_id for one in plan.loses)
            right = [review.said(found, one, words_of(texts)) for one in decision.accepted]
            view = effect_view(plan, deciding, right, key, texts)
        except REFUSALS as error:
            view = refused_effect(self._desk.acting.noted(person, error), key, texts)
        self._fill(key, view)
        return lost

    @step
    def decide(self, wanted: CarryOut, takes_from: tuple[str, ...]) -> str | None:
        """Carry it out; returns what came of it, or None where the person was told why not.

        ``takes_from`` are the attempts whose passes may be taken.
        Done again after a crash it changes nothing: what was decided last, and of the same exams, is not decided anew.
        """
        deciding, texts = wanted.deciding, self._desk.status.texts(wanted.person)

        def act(session: Session) -> str:
            done = service.carry_out(
                session,
                self._workspace,
                deciding.version_id,
                deciding.decision,
                by=wanted.person,
                reason=deciding.reason,
                takes_from=takes_from,
                now=time_now(),
            )
            # Also those that an earlier try of this step has changed before a crash.
            changed = changed_by(session, self._workspace, done.regrade_id)
            return done_line(done, changed, texts, took=wanted.takes_shown is not None)

        return self._desk.acting.attempt(wanted.person, None, act)

    @step
    def tell_done(self, wanted: CarryOut, said: str) -> None:
        """Tell who carried it out what came of it, once."""
        message = sentence_message(said, "regrade")
        tell_once(self._desk, wanted.person, Mark(EVENT_TYPE, {"job": wanted.job}), message, wanted.at)

    @step
    def waiting(self) -> list[Notice]:
        """Some of those who are still to be told, the oldest first."""
        with self._desk.database.reading() as session:
            return untold(session, self._workspace, limit=AT_ONCE)

    @step
    def tell_one(self, notice: Notice) -> None:
        """Tell a person what changed for her, once, and keep that she was told.

        Where Slack does not let the bot write to her, as her account is closed say, nobody tries again.
        """
        texts = self._desk.status.texts(notice.person)
        with self._desk.database.reading() as session:
            certification = certification_of(session, self._workspace, notice.certification_id)
        message = notice_message(notice, certification, texts)
        mark = Mark(NOTICE_TYPE, {"regrade": notice.regrade_id, "attempt": notice.attempt_id})
        if not tell_once(self._desk, notice.person, mark, message, notice.after.at):
            log.warning("not told of a regrade", extra={"attempt": notice.attempt_id})
        with self._desk.database.transaction() as session:
            now = time_now()
            service.told(session, self._workspace, notice.regrade_id, notice.attempt_id, now=now)

    def _tell_all(self) -> None:
        while notices := self.waiting():
            for notice in notices:
                self.tell_one(notice)
                if notice.after.passed and not notice.before.passed:
                    self._certificates.attempt_ended(notice.attempt_id)

    def _fill(self, key: str, view: Block) -> None:
        calls = self._desk.calls
        for _ in range(LOOKS):
            try:
                calls.repeatable(calls.client.views_update, external_id=key, view=view)
                return
            except SlackRefused as error:
                log.info("the modal is not there", extra={"error": error.error})
                calls.wait(SECONDS)
