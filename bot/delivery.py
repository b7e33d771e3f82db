"""Answers out: one message for each question, posted once, then updated, and taken back when the question is."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.blocks.message import Message
from bot.locks import Locks
from bot.posting import Mark, Posting, Venue
from knowledge.conversations import queries, service
from knowledge.conversations.values import GivenAnswer, Question, Shown
from storage.database import Database

EVENT_TYPE = "fieldwise_answer"
# Why Slack does not let the bot write somewhere, or not any more: nothing that it could say better would help.
CLOSED = {
    "account_inactive", "channel_not_found", "is_archived", "not_in_channel", "restricted_action", "token_revoked",
    "user_not_visible", "cannot_dm_bot", "messages_tab_disabled", "ekm_access_denied", "org_login_required",
}  # fmt: skip

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _State:
    """What the database says is to be shown for a question."""

    question: Question
    answer: GivenAnswer | None
    shown: Shown | None

    @property
    def wanted(self) -> tuple[bool, str | None]:
        """What is to be shown: nothing any more, or which answer."""
        return self.question.withdrawn, self.answer.id if self.answer is not None else None


class Delivery:
    """Makes Slack show what the database says, however often it has to try."""

    def __init__(
        self,
        database: Database,
        posting: Posting,
        word: Callable[[GivenAnswer, Venue], Message],
        now: Callable[[], datetime],
    ) -> None:
        """Take what it works with.

        Args:
            database: Where questions, answers and their messages are kept.
            posting: Slack.
            word: Makes the message that says an answer there.
            now: The time.
        """
        self._database = database
        self._posting = posting
        self._word = word
        self._now = now
        # Two jobs of one question, its answer and its edit say, must not both find that nothing is posted yet.
        self._locks = Locks()

    def show(self, question_id: str, venue: Venue, waiting: Message | None = None) -> None:
        """Show a question's newest answer, or take the message back where the question was withdrawn.

        What is to be shown may change while Slack is told, through an edit or a deletion of the question: so it is
        looked at again until what is shown is what is to be shown. Where there is no answer yet, ``waiting`` is
        shown.

        Raises:
            SlackAway: Slack can't be told now; call again later.
            SlackRefused: Slack does not let the bot write there.
        """
        with self._locks.of(question_id):
            done: tuple[bool, str | None] | None = None
            while (wanted := (state := self._state(question_id)).wanted) != done:
                self._make(state, venue, waiting)
                done = wanted

    def _make(self, state: _State, venue: Venue, waiting: Message | None) -> None:
        if state.question.withdrawn:
            self._take_back(state)
            return
        if state.shown is not None:
            venue = Venue(state.shown.channel, state.shown.root)
        message = self._word(state.answer, venue) if state.answer is not None else waiting
        if message is not None:
            self._put(state, venue, message)

    def _state(self, question_id: str) -> _State:
        with self._database.reading() as session:
            return _State(
                queries.question(session, question_id),
                queries.newest_answer(session, question_id),
                queries.shown(session, question_id),
            )

    def _put(self, state: _State, venue: Venue, message: Message) -> None:
        if state.shown is not None and state.shown.message is not None:
            self._posting.update(state.shown.channel, state.shown.message, message)
            log.info("shown anew", extra={"question": state.question.id, "channel": state.shown.channel})
            return
        with self._database.transaction() as session:
            tried = service.attempt(session, state.question.id, venue.channel, venue.root, now=self._now())
        since = state.shown.attempted_at if state.shown is not None else self._now()
        found = self._posting.find(venue, _mark(state.question), since) if tried else None
        posted = found or self._posting.post(venue, _mark(state.question), message, since)
        if posted is None:
            self._withdraw(state.question)
            return
        with self._database.transaction() as session:
            service.stands(session, state.question.id, posted)
        about = {"question": state.question.id, "channel": venue.channel}
        log.info("shown" if state.answer is not None else "place in line shown", extra=about)
        if found is not None:
            self._posting.update(venue.channel, found, message)

    def _take_back(self, state: _State) -> None:
        if state.shown is None:
            return
        venue = Venue(state.shown.channel, state.shown.root)
        moment = state.shown.message or self._posting.find(venue, _mark(state.question), state.shown.attempted_at)
        if moment is not None:
            self._posting.delete(venue.channel, moment)
            log.info("withdrawn", extra={"question": state.question.id, "channel": venue.channel})

    def _withdraw(self, question: Question) -> None:
        with self._database.transaction() as session:
            service.give_up(session, question.id, now=self._now())


def _mark(question: Question) -> Mark:
    return Mark(EVENT_TYPE, {"question": question.id})
