"""What is kept of a person is shown, handed out and erased, as durable jobs."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from dbos import DBOS, DBOSConfiguredInstance
from sqlalchemy.orm import Session

from bot.blocks.learning.my_data import asked_by_message, my_data_message
from bot.blocks.library.golden_panel import sentence_message
from bot.durable import step, workflow
from bot.erasing import ERASING, Erasure, Remains, erase_person, finish
from bot.gaps.cards import GapCards
from bot.learning.granting import grant
from bot.library.desk import Desk
from bot.library.file_sending import OurFile, given_to_slack, show_file
from bot.library.mishaps import apologising
from bot.library.refusals import REFUSALS
from bot.library.telling import tell_once
from bot.posting import Mark
from bot.retention import forget_all_old, is_due, retention_of
from bot.texts import Texts
from bot.texts.my_data import MyDataTexts
from bot.wishes import Wished
from knowledge.gaps.queries import cards_about
from knowledge.members.roles import Act
from knowledge.members.service import require
from learning.privacy.erasing import unfinished
from learning.privacy.export import hand_out
from storage import jobs
from storage.job_traces import SETTLED

EVENT_TYPE = "fieldwise_my_data"


@DBOS.dbos_class()
class MyData(DBOSConfiguredInstance):
    """The jobs."""

    def __init__(self, desk: Desk, cards: GapCards, clock: Callable[[], datetime]) -> None:
        """Take what the jobs work with; ``cards`` are those of who was asked to answer a question."""
        super().__init__("my_data")
        self._desk = desk
        self._cards = cards
        self._clock = clock

    @workflow
    def show(self, wished: Wished) -> None:
        """Tell a person what is kept of her, and how she gets it or has it erased."""
        grant(self._desk, wished, EVENT_TYPE, lambda: my_data_message(self._texts(wished.person)))

    @workflow
    def hand_out(self, asker: str, person: str, act: str, at: datetime) -> None:
        """Send all that is kept of a person, as a file, to the person, whoever asks for it: nobody else may read it."""
        with apologising(self._desk, asker):
            made = self.made(asker, person)
            if made is None:
                return
            said = self._texts(asker).my_data
            is_sent = bool(made[0]) and (asker == person or self.announce(asker, person, act, at))
            if not (is_sent and self.share(person, *made)):
                self.say(asker, act, said.not_sent, at)
            elif asker != person:
                self.say(asker, act, said.sent_to_them, at)

    @workflow
    def erase(self, asker: str, person: str, act: str, at: datetime) -> str | None:
        """Erase a person, and say what came of it to who asked for it, and to the person; the erasure's id."""
        done: Erasure | None = None
        with apologising(self._desk, asker):
            cards = self.cards_about(person)
            done = self.erased(asker, person, f"{ERASING}{act}")
            if done is not None:
                for gap_id, other, since in cards:
                    self.take_back(gap_id, other, since)
                self.say(asker, act, self._came_to(asker, done, own=asker == person), at)
                if asker != person:
                    self.part(asker, person, act, at)
        return done.erased.id if done is not None else None

    @workflow
    def forget_old(self) -> None:
        """Forget what is older than the settings have it kept."""
        cards = self.old_cards()
        self.forgotten()
        for gap_id, person, since in cards:
            self.take_back(gap_id, person, since)

    @workflow
    def sweep(self) -> None:
        """Take a second look for who was erased, and forget the jobs that did it."""
        self.swept()

    @step
    def say(self, person: str, act: str, said: str, at: datetime) -> None:
        """Say something once in a person's own conversation."""
        tell_once(self._desk, person, Mark(EVENT_TYPE, {"act": act}), sentence_message(said, "my-data"), at)

    @step
    def announce(self, asker: str, person: str, act: str, at: datetime) -> bool:
        """Tell a person who has everything sent to them; returns whether Slack takes it."""
        texts = self._texts(person)
        message = asked_by_message(texts.my_data.asked_for_mrkdwn, texts.my_data.asked_for, asker, texts)
        return tell_once(self._desk, person, Mark(EVENT_TYPE, {"act": f"{act}:asked"}), message, at)

    @step
    def part(self, asker: str, person: str, act: str, at: datetime) -> None:
        """Tell a person, for the last time, who had them erased."""
        texts = self._texts(person)
        message = asked_by_message(texts.my_data.erased_by_mrkdwn, texts.my_data.erased_by, asker, texts)
        tell_once(self._desk, person, Mark(EVENT_TYPE, {"act": f"{act}:erased"}), message, at)

    @step
    def made(self, asker: str, person: str) -> tuple[str, int] | None:
        """Give Slack the file; its id, empty where Slack does not take it, and how many entries it has.

        None where it was refused, and who asked was told why.
        """

        def act(session: Session) -> dict[str, Any]:
            return hand_out(session, self._desk.workspace, person, by=asker, now=self._clock())

        kept = self._desk.acting.attempt(asker, None, act)
        if kept is None:
            return None
        data = json.dumps(kept, ensure_ascii=False, indent=2, default=str).encode()
        file_id = given_to_slack(self._desk.calls, OurFile("fieldwise-data.json", data))
        return (file_id, sum(map(len, kept["kept"].values()))) if file_id is not None else ("", 0)

    @step
    def share(self, person: str, file_id: str, count: int) -> bool:
        """Show the file to the person; returns whether Slack does."""
        said = self._texts(person).my_data.handed_out.of(count)
        return show_file(self._desk, person, {file_id: "fieldwise-data.json"}, said)

    @step
    def erased(self, asker: str, person: str, job: str) -> Erasure | None:
        """Erase; None where it was refused, and who asked was told why."""
        try:
            return erase_person(self._desk.services, self._desk.workspace, person, by=asker, now=self._clock(), job=job)
        except REFUSALS as error:
            self._desk.acting.refuse(asker, None, error)
            return None

    @step
    def cards_about(self, person: str) -> list[tuple[str, str, datetime]]:
        """Which others were asked to answer a question of a person: their cards hold its words."""
        with self._desk.database.reading() as session:
            found = cards_about(session, self._desk.workspace, asker=person)
        return [one for one in found if one[1] != person]

    @step
    def old_cards(self) -> list[tuple[str, str, datetime]]:
        """Who was asked to answer a question of which the words are forgotten next."""
        days = retention_of(self._desk.services.settings).questions
        if days is None:
            return []
        with self._desk.database.reading() as session:
            return cards_about(session, self._desk.workspace, before=self._clock() - timedelta(days=days))

    @step
    def take_back(self, gap_id: str, person: str, since: datetime) -> None:
        """Take off a person's cards what is not held any more."""
        self._cards.refresh(gap_id, person, since=since)

    @step
    def forgotten(self) -> None:
        """Forget it."""
        forget_all_old(self._desk.services, self._desk.workspace, now=self._clock())

    @step
    def swept(self) -> None:
        """Do it; what is not done yet is done the next time."""
        finish(self._desk.services, self._desk.workspace, now=self._clock())

    def has_to_sweep(self, now: datetime) -> bool:
        """Whether a job that erased somebody has ended and is kept, or an erasure was broken off."""
        if jobs.has_ended(ERASING):
            return True
        with self._desk.database.reading() as session:
            return bool(unfinished(session, self._desk.workspace, before=now - SETTLED))

    def has_to_forget(self, now: datetime) -> bool:
        """Whether it is late enough in the night, and the settings have anything forgotten."""
        return is_due(self._desk.services.settings, now)

    def may_keep_people(self, person: str) -> bool:
        """Whether somebody may hand out or erase what is kept of others; who may not is told so."""

        def act(session: Session) -> bool:
            require(session, self._desk.workspace, person, Act.KEEP_PEOPLE)
            return True

        return self._desk.acting.attempt(person, None, act) is not None

    def _texts(self, person: str) -> Texts:
        return self._desk.status.texts(person)

    def _came_to(self, asker: str, done: Erasure, *, own: bool) -> str:
        said, count = self._texts(asker).my_data, sum(done.erased.deleted.values())
        what = said.erased.of(count) if own else said.erased_other.of(count)
        return f"{what} {_found(done.remains, said)}"


def _found(remains: Remains, said: MyDataTexts) -> str:
    if not remains.is_settled:
        return said.not_yet
    places = [*remains.rows, *remains.files]
    if places:
        return said.not_whole.format(places=", ".join(places))
    return said.erased_whole if remains.is_in_files else said.erased_whole_server
