"""Judges rate the items of an exam one after the other, and what they come to can become the cut score."""

import logging
from dataclasses import dataclass, replace
from datetime import datetime

from dbos import DBOS, DBOSConfiguredInstance
from sqlalchemy.orm import Session

from bot.blocks.learning.angoff_card import Judging, cut_message, judging_message
from bot.blocks.message import Message
from bot.blocks.mrkdwn import escape
from bot.calls import SlackRefused
from bot.durable import step, time_now, workflow
from bot.library.desk import Desk
from bot.library.mishaps import apologising
from bot.library.telling import tell_once
from bot.posting import Mark
from bot.texts import Texts
from knowledge.members.roles import Act, may
from knowledge.members.service import require, role_of
from learning.analysis.angoff import PANEL, PanelCut, panel_cut, weights_of
from learning.analysis.queries import ratings
from learning.analysis.service import require_judge
from learning.attempts.candidates import live
from learning.attempts.withholding import require_no_exam
from learning.certifications.queries import certification_of
from learning.certifications.service import put
from learning.certifications.values import Certification
from learning.items.queries import versions
from learning.items.values import Pool

EVENT_TYPE = "fieldwise_angoff"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class PanelPress:
    """A press of a judge; ``channel`` and ``message`` are where it was pressed."""

    person: str
    certification_id: str
    channel: str
    message: str
    position: int | None = None


@DBOS.dbos_class()
class AngoffPanels(DBOSConfiguredInstance):
    """The jobs of a judge."""

    def __init__(self, desk: Desk) -> None:
        """Take what the jobs work with."""
        super().__init__("angoff_panels")
        self._desk = desk
        self._workspace = desk.workspace

    @workflow
    def begin(self, person: str, certification_id: str, job: str, at: datetime) -> None:
        """Ask a person about the first item that she has not rated."""
        with apologising(self._desk, person):
            if self.may(person):
                self.post(person, certification_id, job, at)

    @workflow
    def go_on(self, press: PanelPress) -> None:
        """Show the item in this place, or the next that is not rated; in the end, what all judges come to."""
        with apologising(self._desk, press.person, press.channel):
            if self.may(press.person):
                self.show(press, None)

    @workflow
    def use(self, press: PanelPress) -> None:
        """Make what the judges come to the cut score."""
        with apologising(self._desk, press.person, press.channel):
            said = self.set_cut(press)
            if said is not None:
                self.show(press, said)

    @step
    def may(self, person: str) -> bool:
        """Whether a person may judge now; who may not is told so."""

        def act(session: Session) -> bool:
            require_judge(session, self._workspace, person)
            require_no_exam(session, self._workspace, person)
            return True

        return self._desk.acting.attempt(person, None, act) is not None

    @step
    def post(self, person: str, certification_id: str, job: str, at: datetime) -> None:
        """Post the message in which all is asked, once."""
        message = self._message(person, certification_id, None)
        tell_once(self._desk, person, Mark(EVENT_TYPE, {"job": job}), message, at)

    @step
    def show(self, press: PanelPress, said: str | None) -> None:
        """Make the message ask what is to be asked now; ``said`` is told to the person alone."""
        if said is not None:
            self._desk.status.to_one(press.channel, press.person, escape(said))
        message = self._message(press.person, press.certification_id, press.position)
        try:
            self._desk.posting.update(press.channel, press.message, message)
        except SlackRefused as error:
            log.info("not shown", extra={"error": error.error})

    @step
    def set_cut(self, press: PanelPress) -> str | None:
        """Set it; returns what came of it, or None where the person was told that she may not."""
        texts = self._desk.status.texts(press.person)

        def act(session: Session) -> str:
            require(session, self._workspace, press.person, Act.KEEP_CERTIFICATIONS)
            found = certification_of(session, self._workspace, press.certification_id)
            cut = cut_of(session, self._workspace, found)
            if cut is None or not cut.enough_judges:
                return texts.angoff.not_used.format(enough=texts.number(PANEL))
            passing = replace(found.definition.passing, percent=float(round(cut.percent)))
            definition = replace(found.definition, passing=passing)
            put(session, self._workspace, definition, by=press.person, now=time_now(), since=found.version_id)
            return texts.angoff.used.format(percent=f"{passing.percent:g}")

        return self._desk.acting.attempt(press.person, press.channel, act)

    def _message(self, person: str, certification_id: str, position: int | None) -> Message:
        texts = self._desk.status.texts(person)
        with self._desk.database.reading() as session:
            found = certification_of(session, self._workspace, certification_id)
            return message_for(session, self._workspace, found, person, position, texts)


def message_for(
    session: Session, workspace: str, found: Certification, person: str, position: int | None, texts: Texts
) -> Message:
    """What a judge is asked now.

    Args:
        session: The transaction.
        workspace: Whose.
        found: The certification.
        person: The judge.
        position: Of the item that is asked for; None for the first that she has not rated.
        texts: In her language.
    """
    drawn = sorted({draw.competency for draw in found.definition.draws})
    there = sorted(live(session, workspace, Pool.EXAM, drawn), key=lambda one: (one.competency, one.item_id))
    rated = ratings(session, workspace, drawn)
    mine = {version for version, judge in rated if judge == person}
    open_places = (place for place, one in enumerate(there, start=1) if one.version_id not in mine)
    place = position if position is not None else next(open_places, len(there) + 1)
    if not 1 <= place <= len(there):
        keeps = may(role_of(session, workspace, person), Act.KEEP_CERTIFICATIONS)
        mine_now = sum(one.version_id in mine for one in there)
        return cut_message(found, cut_of(session, workspace, found), mine_now, len(there), texts, keeps=keeps)
    version_id = there[place - 1].version_id
    version = versions(session, workspace, [version_id])[version_id]
    judging = Judging(found, version, place, len(there), rated.get((version_id, person)))
    return judging_message(judging, texts)


def cut_of(session: Session, workspace: str, found: Certification) -> PanelCut | None:
    """What all judges come to; None where nobody has rated an item that can be drawn."""
    draws = found.definition.draws
    rated = ratings(session, workspace, [draw.competency for draw in draws])
    known = versions(session, workspace, {version for version, _ in rated})
    competencies = {version: known[version].competency for version, _ in rated}
    return panel_cut(rated, weights_of(draws, competencies))
