"""What people submit for requirements, shown to those who observe; and what those decide; as durable jobs."""

import logging
from dataclasses import dataclass
from datetime import datetime

from dbos import DBOS, DBOSConfiguredInstance
from sqlalchemy.orm import Session

from bot.blocks.learning.requirement_card import Evidence, card_now, learner_news, observer_card
from bot.blocks.learning.requirement_forms import Grant
from bot.blocks.library.showing import Panel, Showing, showing_of
from bot.blocks.message import Message
from bot.blocks.mrkdwn import escape
from bot.calls import SlackRefused
from bot.durable import step, time_now, workflow
from bot.home import Homes
from bot.learning.evidence import evidence
from bot.learning.issuing import CertificateJobs
from bot.library.desk import Desk
from bot.library.mishaps import apologising
from bot.library.presses import Turned
from bot.library.telling import tell_once
from bot.posting import Mark, Venue
from knowledge.members.roles import Act, may
from knowledge.members.service import role_of
from learning.credentials.resting import require_none_rests
from learning.requirements.observers import observers_of
from learning.requirements.service import Towards, decide, extend, submit, waive
from learning.requirements.values import Mark as Given
from learning.requirements.values import RequirementState, Step

EVENT_TYPE = "fieldwise_requirement"
MOST_OBSERVERS = 20

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class HandedIn:
    """What a person hands in for a requirement of hers."""

    towards: Towards
    link: str | None
    note: str | None
    at: datetime


@dataclass(frozen=True)
class Decision:
    """What an observer decided.

    Attributes:
        channel: Where the card stands that was pressed, with ``message``; None where it was pressed on the Home tab.
        seen: How many steps there were when the form was opened.
    """

    by: str
    towards: Towards
    state: RequirementState
    marks: dict[str, Given]
    note: str | None
    at: datetime
    channel: str | None = None
    message: str | None = None
    seen: int | None = None


@DBOS.dbos_class()
class Observing(DBOSConfiguredInstance):
    """The jobs."""

    def __init__(self, desk: Desk, certificates: CertificateJobs, homes: Homes) -> None:
        """Take what the jobs work with.

        Args:
            desk: The database, and Slack.
            certificates: Looks whether a requirement that is met was the last one.
            homes: Shows on the Home tab what still waits, after a press there.
        """
        super().__init__("observing")
        self._homes = homes
        self._desk = desk
        self._workspace = desk.workspace
        self._certificates = certificates

    @workflow
    def hand_in(self, given: HandedIn) -> None:
        """Keep what a person hands in, and show it to those who observe."""
        person = given.towards.person
        with apologising(self._desk, person):
            if self.keep(given):
                for observer in self.observers(given.towards):
                    self.show_to(observer, given.towards, given.at)
                self.tell(given.towards, given.at)

    @workflow
    def decided(self, decision: Decision) -> None:
        """Do what an observer decided, and tell the person."""
        with apologising(self._desk, decision.by, decision.channel):
            done = self.decide(decision)
            self.show_card(decision.by, decision.towards, decision.channel, decision.message)
            if done:
                self.tell(decision.towards, decision.at)
            if decision.channel is None:
                waiting = Turned(decision.by, Showing(Panel.REVIEWS), pressed=False)
                self._homes.turn(waiting, self.sentence(decision.by) if done else None)
            if done:
                self._certificates.look(decision.towards.person)
                for observer in self.others(decision):
                    self.follow(observer, decision.towards)

    @workflow
    def late(self, by: str, towards: Towards, channel: str | None, message: str | None) -> None:
        """Tell an observer that it is decided already, and make what was pressed say so."""
        with apologising(self._desk, by, channel):
            self.tell_decided(by, towards, channel)
            self.show_card(by, towards, channel, message)
            if channel is None:
                self._homes.turn(Turned(by, Showing(Panel.REVIEWS), pressed=False), None)

    @workflow
    def granted(self, by: str, grant: Grant, at: datetime, home: str) -> None:
        """Waive a requirement, or give more time, and tell the person; ``home`` notes the Home tab, if it was there."""
        with apologising(self._desk, by):
            if self.grant(by, grant, at):
                self.tell(grant.towards, at)
                if home:
                    self._homes.turn(Turned(by, showing_of(home), pressed=False), self.sentence(by))
                else:
                    self.confirm(by)
                self._certificates.look(grant.towards.person)

    @step
    def keep(self, given: HandedIn) -> bool:
        """Keep it; a person who may not hand it in is told why."""

        def act(session: Session) -> object:
            return submit(session, self._workspace, given.towards, link=given.link, note=given.note, now=given.at)

        return self._is_there(given.towards, RequirementState.SUBMITTED, given.at) or (
            self._desk.acting.attempt(given.towards.person, None, act) is not None
        )

    @step
    def decide(self, decision: Decision) -> bool:
        """Decide it; whoever may not is told why."""

        def act(session: Session) -> object:
            step = decide(
                session,
                self._workspace,
                decision.towards,
                decision.state,
                marks=decision.marks or None,
                note=decision.note,
                seen=decision.seen,
                by=decision.by,
                now=decision.at,
            )
            if step.state is RequirementState.REPEAT:
                require_none_rests(session, self._workspace, decision.towards, decision.at)
            return step

        return self._is_there(decision.towards, decision.state, decision.at) or (
            self._desk.acting.attempt(decision.by, decision.channel, act) is not None
        )

    @step
    def grant(self, by: str, grant: Grant, at: datetime) -> bool:
        """Grant it; whoever may not is told why."""

        def act(session: Session) -> object:
            if grant.waives or grant.until is None:
                return waive(session, self._workspace, grant.towards, reason=grant.reason, by=by, now=at)
            return extend(session, self._workspace, grant.towards, grant.until, reason=grant.reason, by=by, now=at)

        return self._is_there(grant.towards, None, at) or self._desk.acting.attempt(by, None, act) is not None

    @step
    def observers(self, towards: Towards) -> list[str]:
        """Who may decide on it, without the person herself."""
        with self._desk.database.reading() as session:
            found = observers_of(session, self._workspace, towards.person, towards.certification)[:MOST_OBSERVERS]
        if not found:
            said = self._desk.status.texts(towards.person).requirements
            self._desk.status.to_one(None, towards.person, escape(said.nobody_observes))
        return found

    @step
    def show_to(self, observer: str, towards: Towards, at: datetime) -> None:
        """Show an observer what there is to look at, once."""
        found = self._evidence(towards)
        if found is not None:
            texts, grants = self._desk.status.texts(observer), self._grants(observer)
            self._once(observer, towards, at, observer_card(found, at.date(), texts, grants=grants))

    @step
    def tell(self, towards: Towards, at: datetime) -> None:
        """Tell the person how it stands, once."""
        found = self._evidence(towards)
        if found is not None:
            self._once(towards.person, towards, at, learner_news(found, self._desk.status.texts(towards.person)))

    @step
    def show_card(self, person: str, towards: Towards, channel: str | None, message: str | None) -> None:
        """Make an observer's card say what holds now."""
        found = self._evidence(towards)
        if found is not None and channel is not None and message is not None:
            self._show(found, person, channel, message)

    @step
    def others(self, decision: Decision) -> list[str]:
        """Who else was shown what was decided on."""
        with self._desk.database.reading() as session:
            one = decision.towards
            found = observers_of(session, self._workspace, one.person, one.certification)[:MOST_OBSERVERS]
        return [one for one in found if one != decision.by or decision.channel is None]

    @step
    def follow(self, observer: str, towards: Towards) -> None:
        """Make the card that an observer was sent say what holds now, where it is found."""
        found = self._evidence(towards)
        handed = [] if found is None else [one for one in found.standing.steps if _is_handed_in(one)]
        if found is None or not handed:
            return
        try:
            channel = self._desk.identity.direct_channel(observer)
            card = self._desk.posting.find(Venue(channel, None), _mark(towards, handed[-1].at), handed[-1].at)
        except SlackRefused as error:
            log.info("card not looked for", extra={"error": error.error})
            return
        if card is not None:
            self._show(found, observer, channel, card)

    @step
    def tell_decided(self, by: str, towards: Towards, channel: str | None) -> None:
        """Tell an observer who decided what."""
        found = self._evidence(towards)
        if found is not None:
            card = card_now(found, time_now().date(), self._desk.status.texts(by), grants=self._grants(by))
            self._desk.status.to_one(channel, by, card.text)

    @step
    def confirm(self, by: str) -> None:
        """Say that it is done."""
        self._desk.status.to_one(None, by, escape(self._desk.status.texts(by).requirements.granted))

    @step
    def sentence(self, by: str) -> str:
        """That it is done."""
        return self._desk.status.texts(by).requirements.granted

    def _show(self, found: Evidence, person: str, channel: str, message: str) -> None:
        card = card_now(found, time_now().date(), self._desk.status.texts(person), grants=self._grants(person))
        try:
            self._desk.posting.update(channel, message, card)
        except SlackRefused as error:
            log.error("card not changed", extra={"error": error.error})

    def _grants(self, person: str) -> bool:
        """Whether a person may waive requirements and give more time."""
        with self._desk.database.reading() as session:
            return may(role_of(session, self._workspace, person), Act.OBSERVE)

    def _evidence(self, towards: Towards) -> Evidence | None:
        with self._desk.database.reading() as session:
            return evidence(session, self._workspace, towards)

    def _is_there(self, towards: Towards, state: RequirementState | None, at: datetime) -> bool:
        """Whether a step of this time was taken before a crash."""
        found = self._evidence(towards)
        return found is not None and any(one.at == at and state in (None, one.state) for one in found.standing.steps)

    def _once(self, person: str, towards: Towards, at: datetime, message: Message) -> None:
        tell_once(self._desk, person, _mark(towards, at), message, at)


def _mark(towards: Towards, at: datetime) -> Mark:
    facts = {"certification": towards.certification, "requirement": towards.requirement, "at": at.isoformat()}
    return Mark(EVENT_TYPE, {**facts, "of": towards.person})


def _is_handed_in(one: Step) -> bool:
    return one.state is RequirementState.SUBMITTED and one.until is None
