"""Askers who could not be told at once are told later: who sat an exam, and whom a crash kept from it."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from dbos import DBOS, DBOSConfiguredInstance

from bot.blocks.gaps.form import Use
from bot.durable import step, time_now, workflow
from bot.gaps.answers import PersonsAnswer
from bot.gaps.news import AnswerNews, NewsFor
from bot.gaps.sending import Group, Sending
from bot.learning.withholding import Withholding
from bot.library.desk import Desk
from knowledge.gaps import service
from knowledge.gaps.queries import gap, gap_of
from knowledge.gaps.questions import untold
from knowledge.gaps.values import Gap, GapQuestion

# What came longer ago is not told any more; and so long the job that answers has for telling it itself.
LOOKED_BACK = timedelta(days=30)
GIVES_TIME = timedelta(minutes=10)
AT_ONCE = 200

log = logging.getLogger(__name__)


@DBOS.dbos_class()
class HeldBack(DBOSConfiguredInstance):
    """The job that tells them."""

    def __init__(
        self,
        desk: Desk,
        news: AnswerNews,
        sending: Sending,
        withholding: Withholding,
        clock: Callable[[], datetime],
    ) -> None:
        """Take what the job works with."""
        super().__init__("held_back")
        self._desk = desk
        self._news = news
        self._sending = sending
        self._withholding = withholding
        self._clock = clock

    def is_due(self, now: datetime) -> bool:
        """Whether there is somebody to tell."""
        return bool(self._untold(now))

    @workflow
    def tell(self) -> None:
        """Tell each of them."""
        for news in self.waiting():
            self.tell_one(news)

    @step
    def waiting(self) -> list[NewsFor]:
        """Who is to be told of what; who sits an exam is not, yet."""
        found = self._untold(self._clock())
        people = dict.fromkeys(one.asker for one in found)
        return [NewsFor(person, tuple(one.id for one in found if one.asker == person)) for person in people]

    @step
    def tell_one(self, news: NewsFor) -> None:
        """Tell an asker once. Who can't be told, or may not read it, is not tried again.

        Raises:
            SlackAway: Slack can't be told now.
        """
        waits = [one for one in self._untold(self._clock()) if one.id in news.question_ids]
        settled = tuple(one.id for one in waits if one.is_settled)
        if settled:
            self._news.tell(NewsFor(news.person, settled))
        for answer, question_ids in self._said(waits):
            self._sending.send(answer, Group(None, None, (news.person,), question_ids))
        if not self._withholding.is_sitting(news.person):
            with self._desk.database.transaction() as session:
                service.told(session, [one.id for one in waits], now=time_now())
        log.info("asker told later", extra={"questions": len(waits)})

    def _untold(self, now: datetime) -> list[GapQuestion]:
        with self._desk.database.reading() as session:
            found = untold(session, self._desk.workspace, since=now - LOOKED_BACK, limit=AT_ONCE)
        late = [one for one in found if one.news_at is not None and one.news_at <= now - GIVES_TIME]
        sits = {asker: self._withholding.is_sitting(asker) for asker in {one.asker for one in late}}
        return [one for one in late if not sits[one.asker]]

    def _said(self, waits: list[GapQuestion]) -> list[tuple[PersonsAnswer, tuple[str, ...]]]:
        """What people answered to those of the questions that the guides don't answer, each with its questions."""
        found: dict[PersonsAnswer, list[str]] = {}
        for one in (one for one in waits if not one.is_settled):
            answer = self._answer_to(one.id)
            if answer is not None:
                found.setdefault(answer, []).append(one.id)
        return [(answer, tuple(ids)) for answer, ids in found.items()]

    def _answer_to(self, question_id: str) -> PersonsAnswer | None:
        workspace = self._desk.workspace
        with self._desk.database.reading() as session:
            gap_id = gap_of(session, workspace, question_id)
            found = gap(session, workspace, gap_id) if gap_id is not None else None
        return _last(found, question_id) if found is not None else None


def _last(found: Gap, question_id: str) -> PersonsAnswer | None:
    """What a person answered last to a question. Pure."""
    said = next((one for one in reversed(found.answers) if question_id in one.answers), None)
    if said is None:
        return None
    return PersonsAnswer(
        id=said.id,
        person=said.by,
        gap_id=found.summary.id,
        questions=said.answers,
        text=said.text,
        uses=(Use.SEND,),
        called="",
        title="",
        review=None,
        audience=said.audience,
        seen=None,
        at=said.at,
    )
