"""A person's answer, sent where it was asked; as steps of a job."""

import logging
from dataclasses import dataclass

from bot.blocks.gaps.told import person_answers, person_answers_you
from bot.calls import SlackRefused
from bot.durable import time_now
from bot.gaps.answers import PersonsAnswer
from bot.learning.withholding import Withholding
from bot.library.desk import Desk
from bot.library.owners import Owners
from bot.library.telling import tell_once
from bot.posting import Mark, Venue
from bot.readers import Readers
from bot.texts import Texts
from bot.wording import is_direct
from knowledge.conversations.queries import shown
from knowledge.conversations.values import Shown
from knowledge.gaps import service
from knowledge.gaps.questions import answered_by
from knowledge.gaps.values import GapQuestion

EVENT_TYPE = "fieldwise_person_answers"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Group:
    """Questions that are answered by one message.

    Attributes:
        channel: Where they were asked, in the thread ``root``; None for their asker's own conversation with the bot.
        askers: Who asked them; one where ``channel`` is None.
    """

    channel: str | None
    root: str | None
    askers: tuple[str, ...]
    questions: tuple[str, ...]


class Sending:
    """Finds out where an answer goes, and posts it there once."""

    def __init__(self, desk: Desk, owners: Owners, readers: Readers, withholding: Withholding, common: Texts) -> None:
        """Take what it works with; ``common`` are the texts where many read."""
        self._withholding = withholding
        self._desk = desk
        self._owners = owners
        self._readers = readers
        self._common = common

    def groups(self, answer: PersonsAnswer) -> list[Group]:
        """Where the questions that it answers were asked, each place once.

        In a channel all read along, and so it goes there only if it is for all of them; else to the asker alone. Who
        sits an exam is told later.

        Raises:
            SlackAway: Slack can't be asked now.
        """
        with self._desk.database.reading() as session:
            found = [one for one in answered_by(session, self._desk.workspace, answer.id) if not one.is_told]
            places = {one.id: _place(one, shown(session, one.id)) for one in found}
        together: dict[tuple[str | None, str | None, str], list[GapQuestion]] = {}
        for one in (one for one in found if not self._withholding.is_sitting(one.asker)):
            channel, root = places[one.id]
            is_open = channel is not None and self._is_open_to(answer, channel, one.asker)
            key = (channel, root, "") if is_open else (None, None, one.asker)
            together.setdefault(key, []).append(one)
        return [
            Group(channel, root, tuple(dict.fromkeys(q.asker for q in group)), tuple(q.id for q in group))
            for (channel, root, _), group in together.items()
        ]

    def send(self, answer: PersonsAnswer, group: Group) -> int:
        """Post the answer, once; returns how many askers have it, and notes that they were told.

        Raises:
            SlackAway: Slack can't be told now.
        """
        told = group.askers if self._openly(answer, group) else self._told_alone(answer, group)
        with self._desk.database.transaction() as session:
            asked = answered_by(session, self._desk.workspace, answer.id)
            reached = [one.id for one in asked if one.id in group.questions and one.asker in told]
            service.told(session, reached, now=time_now())
        return len(told)

    def held_back(self, answer: PersonsAnswer) -> int:
        """How many askers have not got it because they sit an exam."""
        with self._desk.database.reading() as session:
            askers = {one.asker for one in answered_by(session, self._desk.workspace, answer.id) if not one.is_told}
        return sum(self._withholding.is_sitting(asker) for asker in askers)

    def _openly(self, answer: PersonsAnswer, group: Group) -> bool:
        if group.channel is None:
            return False
        texts = self._desk.status.texts(group.askers[0]) if is_direct(group.channel) else self._common
        message = person_answers(answer.person, group.askers, answer.text, answer.block, texts)
        mark = Mark(EVENT_TYPE, {"answer": answer.id, "root": group.root or ""})
        try:
            posted = self._desk.posting.once(Venue(group.channel, group.root), mark, message, answer.at)
        except SlackRefused as error:
            log.info("not answered there", extra={"gap": answer.gap_id, "error": error.error})
            return False
        return posted is not None

    def _told_alone(self, answer: PersonsAnswer, group: Group) -> tuple[str, ...]:
        return tuple(asker for asker in group.askers if self._alone(answer, asker, group))

    def _alone(self, answer: PersonsAnswer, asker: str, group: Group) -> bool:
        keeper = self._owners.keeper(asker, is_owner=False)
        if keeper is None or not self._readers.may_see_alone(answer.audience, asker):
            log.info("asker not told", extra={"gap": answer.gap_id, "here": keeper is not None})
            return False
        with self._desk.database.reading() as session:
            asked = answered_by(session, self._desk.workspace, answer.id)
        own = [one.text for one in asked if one.asker == asker and one.id in group.questions]
        message = person_answers_you(answer.person, asker, own, answer.text, answer.block, keeper.texts)
        return tell_once(self._desk, asker, Mark(EVENT_TYPE, {"answer": answer.id}), message, answer.at)

    def _is_open_to(self, answer: PersonsAnswer, channel: str, asker: str) -> bool:
        if is_direct(channel):
            return self._owners.keeper(asker, is_owner=False) is not None and self._readers.may_see(
                answer.audience, channel, asker
            )
        return not self._desk.identity.is_shared(channel) and self._readers.may_see(answer.audience, channel, asker)


def _place(question: GapQuestion, shown: Shown | None) -> tuple[str | None, str | None]:
    """Channel and thread where a question's answer stands, or belongs; nothing where nobody saw it asked. Pure."""
    if shown is not None:
        return shown.channel, shown.root or shown.message
    return (None, None) if question.unseen else (question.channel, question.root)
