"""Practice in a person's own conversation with the bot: a question, what came of the answer, another one."""

from collections.abc import Callable
from datetime import datetime
from random import SystemRandom
from uuid import UUID, uuid5

from dbos import DBOS, DBOSConfiguredInstance
from sqlalchemy.orm import Session

from bot.blocks.learning.daily import closing_line
from bot.blocks.learning.path_message import practised_line
from bot.blocks.learning.practice import Exercise, Feedback, Onward, exercise_message, feedback_message
from bot.blocks.message import Message
from bot.blocks.mrkdwn import escape
from bot.durable import step, workflow
from bot.learning.granting import point
from bot.learning.proving import PRACTICE, Proving
from bot.learning.results import words_of
from bot.learning.scoping import scope_of
from bot.learning.screens import question_of
from bot.learning.zones import Zones
from bot.library.desk import Desk
from bot.library.mishaps import apologising
from bot.library.telling import tell_once
from bot.posting import Mark
from bot.texts import Texts
from learning.attempts.queries import sitting
from learning.certifications.queries import certification_of
from learning.continuous.deciding import is_of_its_week
from learning.continuous.queries import this_week
from learning.curriculum.queries import practising_on
from learning.errors import ItemNotFound
from learning.items.asked import Asked
from learning.items.contents import contents
from learning.items.queries import version
from learning.items.responses import Way
from learning.items.types import TYPES
from learning.items.values import ItemVersion
from learning.learners.hours import day_of
from learning.learners.queries import preferences
from learning.notices.planning import practice_after
from learning.practice import service
from learning.practice.queries import cards, not_begun, practised, today
from learning.practice.values import Practised, Purpose
from learning.results.review import said

EVENT_TYPE = "fieldwise_practice"
_NAMES = UUID("3c1f5b1e-4a3f-4c64-9c3a-6b1d0c6a1f52")


@DBOS.dbos_class()
class Practising(DBOSConfiguredInstance):
    """The jobs of practice."""

    def __init__(self, desk: Desk, proving: Proving, zones: Zones, clock: Callable[[], datetime]) -> None:
        """Take what the jobs work with."""
        super().__init__("practising")
        self._desk = desk
        self._proving = proving
        self._zones = zones
        self._dice = SystemRandom()
        self.clock = clock

    @workflow
    def another(self, person: str, certification_id: str, act: str, competency: str | None = None) -> None:
        """Show a question for practice in a new message, of one competency where one is named; ``act`` is the press."""
        with apologising(self._desk, person):
            practice_id = self.choose(person, certification_id, act, competency)
            if practice_id is not None:
                self.post(person, practice_id)

    @workflow
    def due(self, person: str, asked_in: str | None = None) -> None:
        """Show the next question that is due today; however often it is pressed, it is one until it is answered.

        ``asked_in`` is the channel in which others read that she asked for it; None where nobody does.
        """
        with apologising(self._desk, person):
            practice_id = self.choose_due(person)
            if practice_id is not None:
                self.post(person, practice_id)
            if asked_in is not None:
                point(self._desk, person, asked_in)

    @workflow
    def show(self, person: str, practice_id: str, channel: str, message: str, note: str | None) -> None:
        """Show what is stored of an exercise after a press on it; ``note`` is what is missing in the answer."""
        with apologising(self._desk, person, channel):
            self.draw(person, practice_id, channel, message, note)

    @step
    def choose(self, person: str, certification_id: str, act: str, competency: str | None = None) -> str | None:
        """Choose a question; None where there is none, and the person told why."""
        texts, scope = self._desk.status.texts(person), scope_of(self._desk, person)

        def act_(session: Session) -> list[Practised]:
            found = certification_of(session, self._desk.workspace, certification_id)
            chosen = service.show(
                session,
                self._desk.workspace,
                found,
                person,
                practice_id=str(uuid5(_NAMES, act)),
                now=self.clock(),
                dice=self._dice,
                purpose=Purpose.PATH if competency is not None else Purpose.FREE,
                only=[competency] if competency is not None else None,
                scope=scope,
            )
            return [chosen] if chosen is not None else []

        if self.is_in_exam(person):
            self._desk.status.to_one(None, person, escape(texts.exam.result.no_practice_now))
            return None
        chosen = self._desk.acting.attempt(person, None, act_)
        if chosen == []:
            self._desk.status.to_one(None, person, escape(texts.exam.result.nothing_to_practise))
        return chosen[0].id if chosen else None

    @step
    def choose_due(self, person: str) -> str | None:
        """Choose a question that is due; None where there is none, and the person told why."""
        texts, now = self._desk.status.texts(person), self.clock()
        if self.is_in_exam(person):
            self._desk.status.to_one(None, person, escape(texts.exam.result.no_practice_now))
            return None
        scope = scope_of(self._desk, person)
        with self._desk.database.reading() as session:
            zone = self._zones.of(person, preferences(session, self._desk.workspace, person), now=now)
            answered = today(session, self._desk.workspace, person, zone, now).answered_today

        def act(session: Session) -> list[Practised]:
            named = str(uuid5(_NAMES, f"due:{person}:{day_of(now, zone)}:{answered}"))
            chosen = service.show(
                session, self._desk.workspace, None, person, practice_id=named, now=now, dice=self._dice,
                purpose=Purpose.DUE, zone=zone, scope=scope,
            )  # fmt: skip
            return [chosen] if chosen is not None else []

        chosen = self._desk.acting.attempt(person, None, act)
        if chosen == []:
            self._desk.status.to_one(None, person, escape(texts.daily.none_left))
        return chosen[0].id if chosen else None

    @step
    def post(self, person: str, practice_id: str) -> None:
        """Post the question."""
        done, message = self._message(person, practice_id, None)
        tell_once(self._desk, person, Mark(EVENT_TYPE, {"practice": practice_id}), message, done.shown_at)

    @step
    def draw(self, person: str, practice_id: str, channel: str, message: str, note: str | None) -> None:
        """Make the message show what is stored."""
        try:
            _, shown = self._message(person, practice_id, note)
        except ItemNotFound as error:
            self._desk.acting.refuse(person, channel, error)
            return
        self._desk.posting.update(channel, message, shown)

    def way(self, person: str, practice_id: str) -> Way:
        """How an exercise is answered, in keys.

        Raises:
            ItemNotFound: It was not shown to this person.
        """
        with self._desk.database.reading() as session:
            done = practised(session, self._desk.workspace, practice_id, person)
            return contents(session, self._desk.workspace, [done.version_id])[done.version_id].way()

    def is_in_exam(self, person: str) -> bool:
        """Whether a person has an exam open, so that there is no practice."""
        with self._desk.database.reading() as session:
            return bool(sitting(session, self._desk.workspace, person, self.clock()))

    def _message(self, person: str, practice_id: str, note: str | None) -> tuple[Practised, Message]:
        texts = self._desk.status.texts(person)
        with self._desk.database.reading() as session:
            done = practised(session, self._desk.workspace, practice_id, person)
            item = version(session, self._desk.workspace, done.version_id)
            asked = contents(session, self._desk.workspace, [done.version_id])[done.version_id]
            title = certification_of(session, self._desk.workspace, done.certification_id).definition.title
        exercise = _exercise(done, item, asked, title, texts)
        if not done.is_answered or self.is_in_exam(person):
            note = texts.exam.result.no_practice_now if self.is_in_exam(person) else note
            return done, exercise_message(exercise, texts, note)
        return done, self._feedback(exercise, done, item, person, texts)

    def _feedback(self, exercise: Exercise, done: Practised, item: ItemVersion, person: str, texts: Texts) -> Message:
        item_type, words = TYPES[item.type], words_of(texts)
        right = item_type.right(item_type.read(item.content))
        feedback = Feedback(
            given=said(item, done.given, words) if done.given is not None else "",
            right=said(item, right, words),
            rationale=item.rationale,
            credit=done.credit or 0.0,
            certification_id=done.certification_id,
            onward=self._after(done, person, texts),
        )
        channel = self._desk.identity.direct_channel(person)
        proven = self._proving.proven(f"{PRACTICE}:{done.id}", item.proofs, channel, person)
        return feedback_message(exercise, feedback, proven, texts, self.clock().date(), self._desk.services.schemes)

    def _after(self, done: Practised, person: str, texts: Texts) -> Onward | None:
        match done.purpose:
            case Purpose.DUE:
                return self._onward(person, texts)
            case Purpose.CONTINUOUS:
                return self._of_the_week(done, person, texts)
            case Purpose.PATH:
                return self._on_path(done, person, texts)
            case Purpose.FREE:
                return None

    def _on_path(self, done: Practised, person: str, texts: Texts) -> Onward:
        """What comes after a question that a path asked for: how far that is now, and another one."""
        with self._desk.database.reading() as session:
            found = practising_on(session, self._desk.workspace, person, done.certification_id, done.competency)
        return Onward(practised_line(found, texts), "path_another", texts.exam.result.another)

    def _of_the_week(self, done: Practised, person: str, texts: Texts) -> Onward:
        """What comes after a question by which a certificate is kept: the next of the week, or that there is none."""
        audiences = scope_of(self._desk, person).audiences
        with self._desk.database.reading() as session:
            weeks = this_week(session, self._desk.workspace, person, self.clock(), audiences)
        left = next((one.left for one in weeks if one.certification.id == done.certification_id), 0)
        is_late = done.answered_at is not None and not is_of_its_week(done.shown_at, done.answered_at, None)
        late = texts.continuing.too_late if is_late else ""
        if left:
            return Onward(late, "continuous_after", texts.continuing.ask.of(left))
        return Onward(" ".join(filter(None, (late, texts.continuing.none_left))), None)

    def _onward(self, person: str, texts: Texts) -> Onward:
        """What comes after a question of the day: the next one, or what was done and when there are more."""
        now, scope = self.clock(), scope_of(self._desk, person)
        with self._desk.database.reading() as session:
            wanted = preferences(session, self._desk.workspace, person)
            zone = self._zones.of(person, wanted, now=now)
            found = today(session, self._desk.workspace, person, zone, now, scope)
            left = found.due + found.new
            if left:
                return Onward("", "practice_due", texts.daily.another.of(left))
            have = cards(session, self._desk.workspace, person, scope)
            waiting = [card.due for card in (*have, *not_begun(session, self._desk.workspace, person, now, scope))]
        following = day_of(practice_after(wanted, zone, now), zone) if wanted.daily else None
        next_day = max(following, day_of(min(waiting), zone)) if following is not None and waiting else None
        return Onward(closing_line(found, next_day, texts), None)


def _exercise(done: Practised, item: ItemVersion, asked: Asked, title: str, texts: Texts) -> Exercise:
    question = question_of(asked, 1, item.scenario, done.tokens, texts)
    return Exercise(done.id, title, item.scenario, question.stem, question.way)
