"""How an answer is said, to whom."""

from collections.abc import Callable, Mapping
from datetime import datetime

from bot.answering import Notice
from bot.blocks import notices
from bot.blocks.answer import answer_message, asked_line
from bot.blocks.message import Message
from bot.incidents import PREFIX
from bot.posting import Venue
from bot.texts import Texts
from knowledge.conversations import queries
from knowledge.conversations.values import GivenAnswer, Manner
from knowledge.errors import QuestionReason, QuestionUnusable
from knowledge.evidence.schemes import Scheme
from knowledge.retrieval.questions import LONGEST_QUESTION
from storage.database import Database


class Wording:
    """Says answers in their asker's language."""

    def __init__(
        self,
        database: Database,
        workspace: str,
        texts: Callable[[str], Texts],
        common: Texts,
        schemes: Mapping[str, Scheme],
        now: Callable[[], datetime],
    ) -> None:
        """Take what it works with.

        Args:
            database: Where answers are kept.
            workspace: Whose they are.
            texts: Gives the texts in a person's language.
            common: Those in the language of a place where many read.
            schemes: By which evidence is rated.
            now: The time.
        """
        self._database = database
        self._workspace = workspace
        self._texts = texts
        self._common = common
        self._schemes = schemes
        self._now = now

    def shown(self, given: GivenAnswer, venue: Venue) -> Message:
        """The message that shows an answer to all who read there."""
        direct = is_direct(venue.channel)
        texts = self._texts(given.question.asker) if direct else self._common
        if given.notice == Notice.WITHHELD and not direct:
            return notices.notice(texts.exam.withheld_aside)
        if given.answer is None:
            return told(given.notice or "", texts)
        elsewhere = given.question.unseen or venue.channel != given.question.channel
        return answer_message(
            given.answer,
            answer_id=given.id,
            texts=texts,
            today=self._now().date(),
            schemes=self._schemes,
            asked=asked_line(given.question.asker, given.question.text, texts) if elsewhere else None,
            manner=None if direct else self._manner(given, venue),
        )

    def private(self, given: GivenAnswer, note: str | None = None) -> Message:
        """The message that shows an answer to its asker alone; ``note`` is one more line."""
        texts = self._texts(given.question.asker)
        if given.answer is None:
            return told(given.notice or "", texts)
        return answer_message(
            given.answer,
            answer_id=given.id,
            texts=texts,
            today=self._now().date(),
            schemes=self._schemes,
            private=True,
            asked=asked_line(given.question.asker, given.question.text, texts),
            note=note,
        )

    def _manner(self, given: GivenAnswer, venue: Venue) -> Manner:
        """How the bot behaves in the answer's thread; where it has no part in that, it comes when it is named."""
        with self._database.reading() as session:
            root = venue.root or given.question.root
            return queries.manner(session, self._workspace, venue.channel, root) or Manner.MENTION


def is_direct(channel: str) -> bool:
    """Whether a channel is the conversation of the bot with one person, as Slack names those."""
    return channel.startswith("D")


def told(notice: str, texts: Texts) -> Message:
    """What is told instead of an answer."""
    if notice.startswith(PREFIX):
        return notices.incident_notice(notice.removeprefix(PREFIX), texts)
    match notice:
        case Notice.HELP:
            return notices.help_notice(texts)
        case Notice.OUTSIDER:
            return notices.outsider_notice(texts)
        case Notice.NO_GUIDES:
            return notices.no_guides_notice(texts)
        case Notice.WITHHELD:
            return notices.notice(texts.exam.withheld)
        case QuestionReason.TOO_LONG:
            return notices.question_notice(QuestionUnusable(notice, LONGEST_QUESTION), texts)
        case _:
            return notices.question_notice(QuestionUnusable(notice), texts)
