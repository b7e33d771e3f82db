"""How an answer is said, to whom."""

from collections.abc import Callable, Mapping
from datetime import datetime

from bot.answering import Notice
from bot.blocks import notices
from bot.blocks.answer import answer_message, asked_line
from bot.blocks.languages import PREFIX as OTHER_LANGUAGE
from bot.blocks.languages import language_notice, quotes_note
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

# Of these notices nothing is to be filled in.
_PLAIN: Mapping[str, Callable[[Texts], Message]] = {
    Notice.HELP: notices.help_notice,
    Notice.OUTSIDER: notices.outsider_notice,
    Notice.NO_GUIDES: notices.no_guides_notice,
}
# These are a sentence and no more.
_SENTENCES: Mapping[str, Callable[[Texts], str]] = {
    Notice.WITHHELD: lambda texts: texts.exam.withheld,
    Notice.NOT_YET: lambda texts: texts.conversation.not_yet,
    Notice.OWN_WORDS: lambda texts: texts.conversation.own_words,
    Notice.NO_SHORTER: lambda texts: texts.conversation.no_shorter,
    Notice.NO_SUCH_SOURCE: lambda texts: texts.conversation.no_such_source,
    Notice.PASSAGE_WITHHELD: lambda texts: texts.passage_withheld,
}


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
            return told(given.notice or "", texts, given.id)
        elsewhere = given.question.unseen or venue.channel != given.question.channel
        return answer_message(
            given.answer,
            answer_id=given.id,
            texts=texts,
            today=self._now().date(),
            schemes=self._schemes,
            asked=asked_line(given.question.asker, given.question.text, texts) if elsewhere else None,
            note=quotes_note(given.question.text, given.answer, texts),
            manner=None if direct else self._manner(given, venue),
        )

    def private(self, given: GivenAnswer, note: str | None = None) -> Message:
        """The message that shows an answer to its asker alone; ``note`` is one more line."""
        texts = self._texts(given.question.asker)
        if given.answer is None:
            return told(given.notice or "", texts, given.id)
        return answer_message(
            given.answer,
            answer_id=given.id,
            texts=texts,
            today=self._now().date(),
            schemes=self._schemes,
            private=True,
            asked=asked_line(given.question.asker, given.question.text, texts),
            note=" ".join(filter(None, [quotes_note(given.question.text, given.answer, texts), note])),
        )

    def _manner(self, given: GivenAnswer, venue: Venue) -> Manner:
        """How the bot behaves in the answer's thread; where it has no part in that, it comes when it is named."""
        with self._database.reading() as session:
            root = venue.root or given.question.root
            return queries.manner(session, self._workspace, venue.channel, root) or Manner.MENTION


def is_direct(channel: str) -> bool:
    """Whether a channel is the conversation of the bot with one person, as Slack names those."""
    return channel.startswith("D")


def told(notice: str, texts: Texts, answer_id: str) -> Message:
    """What is told instead of an answer; ``answer_id`` is the id under which it is kept."""
    if notice.startswith(OTHER_LANGUAGE):
        return language_notice(notice, texts, answer_id)
    if notice.startswith(PREFIX):
        return notices.incident_notice(notice.removeprefix(PREFIX), texts)
    if notice in _PLAIN:
        return _PLAIN[notice](texts)
    if notice in _SENTENCES:
        return notices.notice(_SENTENCES[notice](texts))
    most = LONGEST_QUESTION if notice == QuestionReason.TOO_LONG else None
    return notices.question_notice(QuestionUnusable(notice, most), texts)
