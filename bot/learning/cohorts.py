"""Cohorts: made and added to with the people whom Slack knows, notes about learners, the list by word; as jobs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from dbos import DBOS, DBOSConfiguredInstance
from sqlalchemy.orm import Session

from bot.blocks.learning.cohort_forms import Named
from bot.blocks.learning.cohort_learner import learner_view
from bot.blocks.learning.cohorts_list import cohorts_message
from bot.blocks.library.showing import Panel, Showing
from bot.blocks.message import Block, Message
from bot.blocks.mrkdwn import escape
from bot.calls import SlackAway
from bot.durable import step, workflow
from bot.home import Homes
from bot.learning.evidence import evidence
from bot.learning.granting import grant
from bot.learning.rosters import Roster, roster, sorted_out
from bot.learning.zones import Zones
from bot.library.desk import Desk
from bot.library.mishaps import apologising
from bot.library.modals import fill
from bot.library.presses import Turned
from bot.wishes import Wished
from knowledge.members.roles import Act
from knowledge.members.service import require
from learning.certifications.queries import certifications
from learning.cohorts import notes, service
from learning.cohorts.queries import cohorts, learner, overview
from learning.learners.queries import preferences
from learning.membership.values import Part
from learning.notices.service import zone_for
from learning.requirements.service import Towards

EVENT_TYPE = "fieldwise_cohorts"
MOST_LISTED = 5


@dataclass(frozen=True)
class Making:
    """A cohort that somebody wants to make."""

    by: str
    name: str
    named: Named
    coordinators: tuple[str, ...]
    at: datetime


@dataclass(frozen=True)
class Adding:
    """People whom somebody wants to add to a cohort, as what, and who is to look after them."""

    by: str
    cohort_id: str
    named: Named
    part: Part
    mentor: str | None
    at: datetime


@dataclass(frozen=True)
class Noting:
    """Something that somebody wrote down about a learner, in a modal on top of the one that shows her (``view``)."""

    by: str
    cohort_id: str
    person: str
    words: str
    at: datetime
    view: str


@DBOS.dbos_class()
class Cohorts(DBOSConfiguredInstance):
    """The jobs."""

    def __init__(self, desk: Desk, zones: Zones, homes: Homes, clock: Callable[[], datetime]) -> None:
        """Take what the jobs work with."""
        super().__init__("cohorts")
        self._zones = zones
        self._desk = desk
        self._workspace = desk.workspace
        self._homes = homes
        self._clock = clock

    @workflow
    def make(self, turned: Turned, wanted: Making) -> None:
        """Make a cohort of those people who are ours, and say on the Home tab what came of it."""
        with apologising(self._desk, wanted.by):
            if not self.may_make(wanted.by):
                return
            found, keepers = self.roster(wanted.named), self.keepers(wanted.coordinators)
            self._homes.turn(turned, self.keep(wanted, found, keepers))

    @workflow
    def add(self, turned: Turned, wanted: Adding) -> None:
        """Add those people who are ours, and show on the Home tab what holds then."""
        with apologising(self._desk, wanted.by):
            found = self.roster(wanted.named)
            keepers = self.keepers((wanted.mentor,) if wanted.mentor is not None else ())
            self._homes.turn(turned, self.enter(wanted, found, keepers))

    @workflow
    def note(self, noting: Noting, noted: str) -> None:
        """Keep a note, once, and show it with the learner."""
        with apologising(self._desk, noting.by):
            if self.write(noting):
                self.show_learner(noting.by, noting.cohort_id, noting.person, noting.view, noted)

    @workflow
    def refresh(self, by: str, cohort_id: str, person: str, view: str, noted: str) -> None:
        """Show a learner as she stands now, in the modal that shows her."""
        with apologising(self._desk, by):
            self.show_learner(by, cohort_id, person, view, noted)

    @workflow
    def show(self, wished: Wished) -> None:
        """Tell a person which cohorts she looks after, and show them on her Home tab."""
        person = wished.person
        if grant(self._desk, wished, EVENT_TYPE, lambda: self._message(person)):
            with apologising(self._desk, person):
                self._homes.turn(Turned(person, Showing(Panel.COHORTS), pressed=False), None)

    @step
    def may_make(self, person: str) -> bool:
        """Whether a person may make cohorts; else she is told why not, before Slack is asked about anybody."""
        return self._desk.acting.allows(person, Act.KEEP_COHORTS)

    @step
    def roster(self, named: Named) -> Roster:
        """Ask Slack who they are."""
        return roster(self._desk, named, self._zones.everybody(self._clock()).here)

    @step
    def keepers(self, people: tuple[str, ...]) -> Roster:
        """Ask Slack which of those who are to look after others are ours."""
        return sorted_out(self._desk, people, self._zones.everybody(self._clock()).here)

    @step
    def keep(self, wanted: Making, found: Roster, keepers: Roster) -> str:
        """Make it; returns what there is to say of it."""
        texts = self._desk.status.texts(wanted.by)
        if found.channel_unknown:
            return texts.cohorts.channel_unknown

        def act(session: Session) -> None:
            if not self._was_made(session, wanted):
                service.make(
                    session,
                    self._workspace,
                    wanted.name,
                    found.people,
                    channel=wanted.named.channel,
                    coordinators=keepers.people,
                    by=wanted.by,
                    now=wanted.at,
                )

        said = self._desk.acting.why_not(wanted.by, act)
        if said is not None:
            return said
        learners = texts.cohorts.learners.of(len(found.people))
        sentences = [
            texts.cohorts.made.format(name=wanted.name, learners=learners),
            found.without(keepers).left_out(texts),
            texts.cohorts.made_of_one if len(found.people) == 1 else "",
        ]
        return " ".join(one for one in sentences if one)

    @step
    def enter(self, wanted: Adding, found: Roster, keepers: Roster) -> str:
        """Add them; returns what there is to say of it."""
        texts = self._desk.status.texts(wanted.by)
        if found.channel_unknown:
            return texts.cohorts.channel_unknown
        added: list[service.Added] = []

        def act(session: Session) -> None:
            added.append(
                service.add(
                    session,
                    self._workspace,
                    wanted.cohort_id,
                    found.people,
                    wanted.part,
                    mentor=next(iter(keepers.people), None),
                    by=wanted.by,
                    now=wanted.at,
                )
            )

        said = self._desk.acting.why_not(wanted.by, act)
        if said is not None:
            return said
        new = len(added[0].added)
        sentences = [texts.cohorts.added.of(new) if new else texts.cohorts.nobody_new]
        sentences.append(found.without(keepers).left_out(texts))
        return " ".join(one for one in sentences if one)

    @step
    def write(self, noting: Noting) -> bool:
        """Keep the note; whoever may not is told why."""

        def act(session: Session) -> object:
            own = (session, self._workspace, noting.cohort_id, noting.person)
            known = learner(*own, noting.by, noting.at).notes
            # After a crash, what was kept before it.
            if any((one.by, one.at) == (noting.by, noting.at) for one in known):
                return True
            return notes.note(*own, noting.words, by=noting.by, now=noting.at)

        return self._desk.acting.attempt(noting.by, None, act) is not None

    @step
    def show_learner(self, by: str, cohort_id: str, person: str, view: str, noted: str) -> None:
        """Fill the modal anew, as long as it is open."""
        found = self.learner(by, cohort_id, person, noted)
        if isinstance(found, str):
            self._desk.status.to_one(None, by, escape(found))
            return
        fill(self._desk, view, found)

    def learner(self, by: str, cohort_id: str, person: str, noted: str) -> Block | str:
        """The modal that shows a learner; or why it is not shown."""
        return self._desk.acting.look(by, lambda session: self._learner(session, by, cohort_id, person, noted))

    def zone(self, person: str) -> ZoneInfo:
        """Where a person is, by whose clocks a day is over; UTC while Slack can't be asked."""
        with self._desk.database.reading() as session:
            wanted = preferences(session, self._workspace, person)
        try:
            return self._zones.of(person, wanted, now=self._clock())
        except SlackAway:
            return zone_for(wanted, None)

    def _message(self, person: str) -> Message:
        """Which cohorts there are, with how their learners stand."""
        now = self._clock()
        with self._desk.database.reading() as session:
            found = [one for one in cohorts(session, self._workspace, person) if one.learners is not None]
            shown = [overview(session, self._workspace, one.id, person, now) for one in found[:MOST_LISTED]]
        return cohorts_message(shown, len(found), self._desk.status.texts(person))

    def _learner(self, session: Session, by: str, cohort_id: str, person: str, noted: str) -> Block:
        now = self._clock()
        shown = learner(session, self._workspace, cohort_id, person, by, now)
        aims = {goal.certification for goal in shown.overview.goals}
        wanted = [
            Towards(one.definition.key, each.key, person)
            for one in certifications(session, self._workspace)
            if not one.retired and one.definition.key in aims
            for each in one.definition.requirements
        ]
        found = [one for one in (evidence(session, self._workspace, each) for each in wanted) if one is not None]
        return learner_view(shown, found, noted, self._desk.status.texts(by))

    def _was_made(self, session: Session, wanted: Making) -> bool:
        """Whether it was made of this before a crash."""
        require(session, self._workspace, wanted.by, Act.KEEP_COHORTS)
        found = cohorts(session, self._workspace, wanted.by)
        return any((one.created_by, one.created_at) == (wanted.by, wanted.at) for one in found)
