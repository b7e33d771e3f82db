"""A person is asked what the guides do not answer, as durable jobs: each who is asked has one card."""

import logging
from dataclasses import dataclass

from dbos import DBOS, DBOSConfiguredInstance
from sqlalchemy.orm import Session

from bot.blocks.gaps.card import people_mrkdwn
from bot.blocks.mrkdwn import escape
from bot.durable import step, time_now, workflow
from bot.gaps.cards import GapCards
from bot.gaps.people import TopicPeople
from bot.library.desk import Desk
from bot.library.mishaps import apologising
from bot.library.open_channels import is_open
from knowledge.conversations.finding import question_at
from knowledge.conversations.queries import given_answer
from knowledge.conversations.values import Question
from knowledge.gaps import service
from knowledge.gaps.gathering import note_now
from knowledge.gaps.queries import gap, gap_of
from knowledge.gaps.values import Gap, GapState, GivenByPerson

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class WantsPerson:
    """Somebody pressed that a person is to answer.

    Attributes:
        channel: Where the answer stands, in the thread ``root`` if it does in one.
    """

    answer_id: str
    person: str
    channel: str
    root: str | None


@dataclass(frozen=True)
class Wanted:
    """The question that a person is to answer, and its gap."""

    gap_id: str
    question_id: str
    asker: str


@dataclass(frozen=True)
class TakenBack:
    """A question of a gap that was deleted where it was asked, and who was asked to answer it."""

    question_id: str
    gap_id: str
    people: tuple[str, ...]


@DBOS.dbos_class()
class AskingPeople(DBOSConfiguredInstance):
    """The jobs that ask people, and hand on what is not theirs."""

    def __init__(self, desk: Desk, people: TopicPeople, cards: GapCards) -> None:
        """Take what the jobs work with."""
        super().__init__("asking_people")
        self._desk = desk
        self._people = people
        self._cards = cards

    @workflow
    def ask(self, wants: WantsPerson) -> None:
        """Ask the people of the topic, and tell who wanted it whom."""
        with apologising(self._desk, wants.person, wants.channel):
            if not self.may_be_passed_on(wants):
                self.tell_closed(wants)
                return
            wanted = self.note(wants)
            if wanted is None:
                self.tell_gone(wants)
                return
            people = self.choose(wanted, wants.person)
            if people:
                self.claim(wanted, people, wants.person)
            for person in people:
                self.tell(person, wanted)
            self.say(wants, wanted, people)

    @workflow
    def pass_on(self, gap_id: str, question_id: str, person: str) -> None:
        """Ask the next of the topic in place of somebody whose it is not."""
        with apologising(self._desk, person):
            for other in self.hand_on(gap_id, question_id, person):
                self.tell_next(other, gap_id, question_id, person)
            self.show(gap_id, person)
            self.show_others(gap_id, person)

    def asked_of(self, channel: str, moment: str) -> TakenBack | None:
        """Who was asked to answer the question of a message; None where it belongs to no gap."""
        workspace = self._desk.workspace
        with self._desk.database.reading() as session:
            question_id = question_at(session, workspace, channel, moment)
            gap_id = gap_of(session, workspace, question_id) if question_id is not None else None
            found = gap(session, workspace, gap_id) if gap_id is not None else None
        if question_id is None or found is None:
            return None
        return TakenBack(question_id, found.summary.id, tuple(one.person for one in found.asked))

    @workflow
    def take_back(self, taken: TakenBack) -> None:
        """Take the words of a question that was deleted off the cards of those who were asked."""
        self.leave(taken.question_id)
        for person in taken.people:
            self.show(taken.gap_id, person)

    @step
    def may_be_passed_on(self, wants: WantsPerson) -> bool:
        """Whether others may be shown the question: its asker wants it, or everybody may read where it was asked.

        Raises:
            SlackAway: Slack can't be asked now.
        """
        with self._desk.database.reading() as session:
            given = given_answer(session, self._desk.workspace, wants.answer_id)
        return given is None or given.question.asker == wants.person or self._is_shown_anyway(given.question)

    @step
    def tell_closed(self, wants: WantsPerson) -> None:
        """Tell somebody that others' questions are not passed on from where not everybody reads."""
        said = self._desk.status.texts(wants.person).asking.not_yours
        self._desk.status.to_one(wants.channel, wants.person, escape(said), wants.root)

    @step
    def note(self, wants: WantsPerson) -> Wanted | None:
        """Have the question of the answer belong to a gap; None where it was taken back."""
        database, workspace = self._desk.database, self._desk.workspace
        with database.reading() as session:
            given = given_answer(session, workspace, wants.answer_id)
        if given is None:
            return None
        embedder = self._desk.services.embedder
        gap_id = note_now(database, embedder, workspace, given.question.id, now=time_now())
        return Wanted(gap_id, given.question.id, given.question.asker) if gap_id is not None else None

    @step
    def choose(self, wanted: Wanted, person: str) -> list[str]:
        """Whom to ask; nobody where somebody was asked who has yet to answer, or where nobody is there to be asked."""
        found = self._gap(wanted.gap_id)
        if found is None or _is_under_way(found) or _answer_to(found, wanted.question_id) is not None:
            return []
        declined = {one.person for one in found.asked if one.declined_at is not None}
        return self._people.first(wanted.gap_id, {wanted.asker, person, *declined})

    @step
    def claim(self, wanted: Wanted, people: list[str], person: str) -> None:
        """Note that they are asked."""
        with self._desk.database.transaction() as session:
            service.ask(session, self._desk.workspace, wanted.gap_id, people, by=person, now=time_now())

    @step
    def tell(self, person: str, wanted: Wanted) -> bool:
        """Post the card, once."""
        return self._tell(person, wanted.gap_id, wanted.question_id)

    @step
    def say(self, wants: WantsPerson, wanted: Wanted, people: list[str]) -> None:
        """Tell who wanted it who was asked, now or before."""
        texts = self._desk.status.texts(wants.person)
        said, found = texts.asking, self._gap(wanted.gap_id)
        waiting = found.waiting if found is not None else ()
        answer = _answer_to(found, wanted.question_id) if found is not None else None
        if people:
            line = said.asked_mrkdwn.format(people=people_mrkdwn(people, texts))
        elif answer is not None:
            person, day = people_mrkdwn([answer.by], texts), escape(texts.day(answer.at.date()))
            line = said.answered_mrkdwn.format(person=person, date=day)
        elif waiting and found is not None:
            since = min(one.at for one in found.asked if one.person in waiting)
            named = people_mrkdwn(waiting, texts)
            line = said.under_way_mrkdwn.format(people=named, date=escape(texts.day(since.date())))
        else:
            line = escape(said.nobody)
        self._desk.status.to_one(wants.channel, wants.person, line, wants.root)

    @step
    def tell_gone(self, wants: WantsPerson) -> None:
        """Tell that there is no question any more."""
        said = self._desk.status.texts(wants.person).asking.question_gone
        self._desk.status.to_one(wants.channel, wants.person, escape(said), wants.root)

    @step
    def hand_on(self, gap_id: str, question_id: str, person: str) -> list[str]:
        """Note that it is not this person's; returns who is asked next, noted too."""
        workspace = self._desk.workspace

        def decline(session: Session) -> tuple[str, ...]:
            return service.decline(session, workspace, gap_id, person, now=time_now())

        left = self._desk.acting.attempt(person, None, decline)
        found = self._gap(gap_id)
        own = next((one for one in found.asked if one.person == person), None) if found is not None else None
        if left is None or found is None or own is None or own.declined_at is None:
            return []
        since = own.declined_at
        after = [one.person for one in found.asked if one.at >= since]
        if after:
            # Noted before a crash.
            return after
        askers, wanted_by = {one.asker for one in found.questions if one.id == question_id}, own.by
        people = self._people.next(left, {*askers, wanted_by, person})
        with self._desk.database.transaction() as session:
            service.ask(session, workspace, gap_id, people, by=wanted_by, now=time_now())
        return people

    @step
    def tell_next(self, person: str, gap_id: str, question_id: str, before: str) -> bool:
        """Post the card of who is asked in the place of ``before``."""
        log.info("handed on", extra={"gap": gap_id, "from": before, "to": person})
        return self._tell(person, gap_id, question_id)

    @step
    def leave(self, question_id: str) -> None:
        """Take the question out of its gap."""
        with self._desk.database.transaction() as session:
            service.leave(session, self._desk.workspace, [question_id])

    @step
    def show(self, gap_id: str, person: str) -> None:
        """Make a person's cards say what holds now."""
        self._cards.refresh(gap_id, person)

    @step
    def show_others(self, gap_id: str, person: str) -> None:
        """Make the cards of the others who were asked say what holds now: one less has it."""
        self._cards.refresh_all(gap_id, besides=person)

    def _is_shown_anyway(self, question: Question) -> bool:
        with self._desk.database.reading() as session:
            gap_id = gap_of(session, self._desk.workspace, question.id)
            found = gap(session, self._desk.workspace, gap_id) if gap_id is not None else None
        if found is not None and any(one.id == question.id and one.is_shown for one in found.questions):
            return True
        return not question.unseen and is_open(self._desk.calls, question.channel)

    def _tell(self, person: str, gap_id: str, question_id: str) -> bool:
        found = self._gap(gap_id)
        asked = next((one.at for one in found.asked if one.person == person), None) if found is not None else None
        return asked is not None and self._cards.tell(person, gap_id, question_id, asked)

    def _gap(self, gap_id: str) -> Gap | None:
        with self._desk.database.reading() as session:
            return gap(session, self._desk.workspace, gap_id)


def _is_under_way(found: Gap) -> bool:
    """Whether somebody is asked already who may answer yet. Pure."""
    return found.summary.state is GapState.ASKED and bool(found.waiting)


def _answer_to(found: Gap, question_id: str) -> GivenByPerson | None:
    """What a person answered last to a question of the gap. Pure."""
    return next((one for one in reversed(found.answers) if question_id in one.answers), None)
