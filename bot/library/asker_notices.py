"""Those who asked are told that an edition changed what their answers quote; as a durable job."""

import hashlib
import logging
from collections.abc import Sequence

from dbos import DBOS, DBOSConfiguredInstance
from sqlalchemy.orm import Session

from bot.blocks.library.impact import YourAnswer, asker_notice, impact_card
from bot.blocks.message import Message
from bot.calls import SlackRefused
from bot.durable import step, time_now, workflow
from bot.library.announcing import IMPACT
from bot.library.cards import Pressed
from bot.library.desk import Desk
from bot.library.impacts import Impacts, Touching
from bot.library.mishaps import apologising
from bot.library.owners import Owners
from bot.library.standing_cards import MOST_PEOPLE
from bot.library.telling import tell_once
from bot.posting import Mark, Venue
from bot.readers import Readers
from bot.wording import is_direct
from knowledge.conversations.queries import citations, question, shown
from knowledge.errors import WrongState
from knowledge.guides.states import EditionState
from knowledge.guides.steps import Subject, state_of, steps_of, subject_of
from knowledge.impact.queries import untold
from knowledge.impact.service import claim_notices, notices_told
from knowledge.impact.values import TouchedAnswer, still_stands
from knowledge.members.queries import people_who_may
from knowledge.members.roles import OPERATOR, Act

EVENT_TYPE = "fieldwise_change_notice"

log = logging.getLogger(__name__)


@DBOS.dbos_class()
class AskerNotices(DBOSConfiguredInstance):
    """The job that tells them, once for each answer and edition."""

    def __init__(self, desk: Desk, impacts: Impacts, owners: Owners, readers: Readers) -> None:
        """Take what the job works with.

        Args:
            desk: The library, and Slack.
            impacts: Know which answers are touched.
            owners: Know who is still here.
            readers: Know what a person may read now.
        """
        super().__init__("asker_notices")
        self._desk = desk
        self._impacts = impacts
        self._owners = owners
        self._readers = readers

    @workflow
    def tell(self, pressed: Pressed) -> None:
        """Tell all who asked what a changed passage answered, and were not told yet."""
        with apologising(self._desk, pressed.person, pressed.channel):
            if self.is_there(pressed):
                for person in self.decide(pressed):
                    self.notify(person, pressed.edition_id)
                self.show(pressed)
                for person in self.others(pressed):
                    self.show_to(person, pressed.edition_id)

    @step
    def is_there(self, pressed: Pressed) -> bool:
        """Whether there is such an edition; if not, the person is told."""
        workspace, edition_id = self._desk.workspace, pressed.edition_id

        def find(session: Session) -> Subject:
            return subject_of(session, workspace, edition_id)

        return self._desk.acting.attempt(pressed.person, pressed.channel, find, edition_id) is not None

    @step
    def decide(self, pressed: Pressed) -> list[str]:
        """Note who is to be told, or tell the person why not; returns who was not told yet."""
        edition_id, workspace = pressed.edition_id, self._desk.workspace
        askers = {answer.answer_id: answer.asker for answer in self._impacts.touching(edition_id).answers}

        def act(session: Session) -> list[str]:
            state = state_of(session, edition_id)
            if state is not EditionState.PUBLISHED:
                called = subject_of(session, workspace, edition_id).called
                raise WrongState(called, state.value, EditionState.PUBLISHED.value)
            claim_notices(session, workspace, edition_id, askers, by=pressed.person, now=time_now())
            return list(untold(session, workspace, edition_id))

        return self._desk.acting.attempt(pressed.person, pressed.channel, act, edition_id) or []

    @step
    def notify(self, person: str, edition_id: str) -> bool:
        """Tell one of them in one message.

        Nobody is told who has left, is from outside, or may not read the edition as it stands now; nobody at all of
        one that readers see no more.
        """
        keeper = self._owners.keeper(person, is_owner=False)
        if keeper is None or not self._may_read(person, edition_id):
            log.info("asker not told", extra={"edition": edition_id, "here": keeper is not None})
            return False
        touching = self._impacts.touching(edition_id)
        with self._desk.database.reading() as session:
            open_ = set(untold(session, self._desk.workspace, edition_id).get(person, ()))
            subject = subject_of(session, self._desk.workspace, edition_id)
            # An answer that was taken back meanwhile, or given anew, is none to tell of.
            answers = [answer for answer in touching.answers if answer.answer_id in open_]
            yours = [self._yours(session, answer, touching) for answer in answers]
        if not yours:
            return False
        message = asker_notice((subject.title, subject.label), yours, keeper.texts)
        told = sorted(answer.answer_id for answer in answers)
        if not self._sent(person, edition_id, told, message):
            return False
        with self._desk.database.transaction() as session:
            notices_told(session, self._desk.workspace, edition_id, told, now=time_now())
        return True

    @step
    def show(self, pressed: Pressed) -> None:
        """Make the report say how many were told."""
        self._show(pressed)

    def _show(self, pressed: Pressed) -> None:
        impact = self._impacts.impact(pressed.edition_id, pressed.person)
        if impact is None or pressed.channel is None or pressed.message is None:
            return
        message = impact_card(impact, self._desk.status.texts(pressed.person))
        try:
            self._desk.posting.update(pressed.channel, pressed.message, message)
        except SlackRefused as error:
            log.error("report not changed", extra={"edition": pressed.edition_id, "error": error.error})

    @step
    def others(self, pressed: Pressed) -> list[str]:
        """Who else may have the report with its button."""
        with self._desk.database.reading() as session:
            able = people_who_may(session, self._desk.workspace, Act.TELL_ASKERS)
        return [person for person in able if person not in {OPERATOR, pressed.person}][:MOST_PEOPLE]

    @step
    def show_to(self, person: str, edition_id: str) -> None:
        """Make a person's report say how many were told, if it is found."""
        with self._desk.database.reading() as session:
            since = steps_of(session, edition_id)[-1].at
        try:
            channel = self._desk.identity.direct_channel(person)
        except SlackRefused:
            return
        found = self._desk.posting.find(Venue(channel, None), Mark(IMPACT, {"edition": edition_id}), since)
        self._show(Pressed(person, edition_id, channel, found))

    def _may_read(self, person: str, edition_id: str) -> bool:
        with self._desk.database.reading() as session:
            if state_of(session, edition_id) is not EditionState.PUBLISHED:
                return False
            guide = subject_of(session, self._desk.workspace, edition_id).guide_key
        return self._readers.may_read(person, edition_id, guide)

    def _yours(self, session: Session, answer: TouchedAnswer, touching: Touching) -> YourAnswer:
        asked, stands = question(session, answer.question_id), shown(session, answer.question_id)
        cited = citations(session, self._desk.workspace, answer.answer_id)
        changes = [
            (cite.quote, touching.changed[cite.passage_id]) for cite in cited if cite.passage_id in touching.changed
        ]
        broken = [change for quote, change in changes if not still_stands(quote, change)]
        return YourAnswer(
            answer_id=answer.answer_id,
            question=asked.text,
            asked_on=asked.asked_at.date(),
            now=next((change.now for change in broken if change.now), None),
            stands=not broken,
            in_channel=stands is not None and stands.message is not None and not is_direct(stands.channel),
        )

    def _sent(self, person: str, edition_id: str, answer_ids: Sequence[str], message: Message) -> bool:
        """Post a notice, or find that it was posted before a crash; returns whether the person has it."""
        name = hashlib.sha256("\n".join(answer_ids).encode()).hexdigest()
        mark = Mark(EVENT_TYPE, {"edition": edition_id, "answers": name})
        with self._desk.database.reading() as session:
            since = steps_of(session, edition_id)[-1].at
        return tell_once(self._desk, person, mark, message, since)
