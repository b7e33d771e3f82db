"""Askers are told that what they asked in vain is answered: what the guides say now, or a standard answer."""

import hashlib
import logging
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.blocks.gaps.told import NowAnswered, answered_now
from bot.calls import SlackRefused
from bot.durable import time_now
from bot.learning.withholding import Withholding
from bot.library.desk import Desk
from bot.library.owners import Owners
from bot.library.telling import tell_once
from bot.posting import Mark
from bot.readers import Readers
from knowledge.answering.answer import Answer, Mode
from knowledge.conversations import queries
from knowledge.conversations.values import GivenAnswer
from knowledge.gaps import service
from knowledge.gaps.queries import gap, gap_of

ANSWERED = "fieldwise_answered_now"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class NewsFor:
    """An asker whose questions are answered now."""

    person: str
    question_ids: tuple[str, ...]


class AnswerNews:
    """Tells them once."""

    def __init__(self, desk: Desk, owners: Owners, readers: Readers, withholding: Withholding) -> None:
        """Take what it works with."""
        self._desk = desk
        self._owners = owners
        self._readers = readers
        self._withholding = withholding

    def tell(self, news: NewsFor) -> bool:
        """Tell an asker what she may read of it, unless she sits an exam; returns whether she has it.

        Raises:
            SlackAway: Slack can't be told now.
        """
        keeper = self._owners.keeper(news.person, is_owner=False)
        found = self._found(news) if keeper is not None else []
        if keeper is None or not found or self._withholding.is_sitting(news.person):
            log.info("asker not told", extra={"questions": len(news.question_ids), "here": keeper is not None})
            return False
        told = [self._now_answered(given) for given in found]
        name = hashlib.sha256("\n".join(given.id for given in found).encode()).hexdigest()
        mark, since = Mark(ANSWERED, {"answers": name}), min(given.created_at for given in found)
        message = answered_now(told, f"answered_now:{name[:32]}", keeper.texts)
        if not tell_once(self._desk, news.person, mark, message, since):
            return False
        with self._desk.database.transaction() as session:
            service.told(session, [given.question.id for given in found], now=time_now())
        return True

    def _found(self, news: NewsFor) -> list[GivenAnswer]:
        """The answers that an asker may be told of, and was not told as a person's words already."""
        try:
            alone = self._desk.identity.direct_channel(news.person)
        except SlackRefused:
            return []
        with self._desk.database.reading() as session:
            found = [queries.newest_answer(session, one) for one in news.question_ids]
            told = {one for one in news.question_ids if is_told(session, self._desk.workspace, one)}
        return [
            given
            for given in found
            if given is not None
            and given.answer is not None
            and not (given.answer.mode is Mode.STANDARD and given.question.id in told)
            and self._may_be_told(given.answer, alone, news.person)
        ]

    def _may_be_told(self, answer: Answer, alone: str, person: str) -> bool:
        standard = answer.standard
        if standard is not None and not self._readers.may_see_alone(standard.audience, person):
            return False
        return self._readers.may_be_told(answer, alone, person)

    def _now_answered(self, given: GivenAnswer) -> NowAnswered:
        with self._desk.database.reading() as session:
            shown = queries.shown(session, given.question.id)
        link = self._link(shown.channel, shown.message) if shown is not None and shown.message is not None else None
        asked = given.question
        quote, source = _first_of(given.answer) if given.answer is not None else ("", None)
        return NowAnswered(asked.text, asked.asked_at.date(), quote, source, link)

    def _link(self, channel: str, message: str) -> str | None:
        calls = self._desk.calls
        try:
            found = calls.repeatable(calls.client.chat_getPermalink, channel=channel, message_ts=message)
        except SlackRefused:
            return None
        return str(found["permalink"])


def is_told(session: Session, workspace: str, question_id: str) -> bool:
    """Whether the asker of a question of a gap was told of the last answer that there was to tell of."""
    gap_id = gap_of(session, workspace, question_id)
    found = gap(session, workspace, gap_id) if gap_id is not None else None
    return found is not None and any(one.id == question_id and one.is_told for one in found.questions)


def _first_of(answer: Answer) -> tuple[str, tuple[str, str] | None]:
    """The first sentence of an answer with the guide it is from; a person's words as they are. Pure."""
    if answer.standard is not None:
        return answer.standard.text, None
    sentence = next(iter(answer.sentences), None)
    cited = next((one for one in answer.citations if sentence is not None and one.number in sentence.citations), None)
    return sentence.text if sentence is not None else "", (cited.title, cited.edition) if cited is not None else None
