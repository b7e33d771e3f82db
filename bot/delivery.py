"""Answers out: one message for each question, posted once, then updated, and taken back when the question is."""

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.blocks.message import Message
from bot.calls import ATTEMPTS, Calls, SlackAway, SlackRefused, SlackUnsure
from knowledge.conversations import queries, service
from knowledge.conversations.values import GivenAnswer, Question, Shown
from storage.database import Database

EVENT_TYPE = "fieldwise_answer"
# Messages that are looked through for one that a crash made us forget.
LOOKED_THROUGH = 200
# Seconds by which Slack's clock may differ from this machine's.
CLOCKS_APART = 60
# Why Slack does not let the bot write somewhere, or not any more: nothing that it could say better would help.
CLOSED = {
    "account_inactive", "channel_not_found", "is_archived", "not_in_channel", "restricted_action", "token_revoked",
    "user_not_visible", "cannot_dm_bot", "messages_tab_disabled", "ekm_access_denied", "org_login_required",
}  # fmt: skip
# Why a message that stands can't be changed: it is as it is.
_SET = {"message_not_found", "edit_window_closed", "cant_update_message"}
LOCKS = 256
# After a post that had to be tried again, so much is waited as after this attempt, before one looks for another.
SLOW_ATTEMPT = 4

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Venue:
    """Where an answer is to be shown: a channel, and the thread's root in it."""

    channel: str
    root: str | None


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
        calls: Calls,
        word: Callable[[GivenAnswer, Venue], Message],
        now: Callable[[], datetime],
    ) -> None:
        """Take what it works with.

        Args:
            database: Where questions, answers and their messages are kept.
            calls: Slack.
            word: Makes the message that says an answer there.
            now: The time.
        """
        self._database = database
        self._calls = calls
        self._client = calls.client
        self._word = word
        self._now = now
        # Two jobs of one question, its answer and its edit say, must not both find that nothing is posted yet.
        self._locks = [threading.Lock() for _ in range(LOCKS)]

    def show(self, question_id: str, venue: Venue, waiting: Message | None = None) -> None:
        """Show a question's newest answer, or take the message back where the question was withdrawn.

        What is to be shown may change while Slack is told, through an edit or a deletion of the question: so it is
        looked at again until what is shown is what is to be shown. Where there is no answer yet, ``waiting`` is
        shown.

        Raises:
            SlackAway: Slack can't be told now; call again later.
            SlackRefused: Slack does not let the bot write there.
        """
        with self._locks[hash(question_id) % LOCKS]:
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
            self._update(state.shown.channel, state.shown.message, message)
            log.info("shown anew", extra={"question": state.question.id, "channel": state.shown.channel})
            return
        with self._database.transaction() as session:
            tried = service.attempt(session, state.question.id, venue.channel, venue.root, now=self._now())
        since = state.shown.attempted_at if state.shown is not None else self._now()
        found = self._find(venue, state.question, since) if tried else None
        posted = found or self._post(venue, state.question, message, since)
        if posted is None:
            self._withdraw(state.question)
            return
        with self._database.transaction() as session:
            service.stands(session, state.question.id, posted)
        about = {"question": state.question.id, "channel": venue.channel}
        log.info("shown" if state.answer is not None else "place in line shown", extra=about)
        if found is not None:
            self._update(venue.channel, found, message)

    def _post(self, venue: Venue, question: Question, message: Message, since: datetime) -> str | None:
        """Post once; the message's ``ts``, or None where its thread is gone."""
        for attempt in range(ATTEMPTS):
            try:
                answer = self._calls.once(self._client.chat_postMessage, **_posting(venue, question, message))
            except SlackUnsure:
                self._calls.pause(attempt)
                found = self._find(venue, question, since)
                if found is not None:
                    return found
                continue
            except SlackRefused as error:
                if error.error in {"thread_not_found", "message_not_found"}:
                    return None
                raise
            if attempt:
                return self._only_one(venue, question, since) or answer["ts"]
            return self._kept_in_its_thread(venue, answer)
        raise SlackAway

    def _only_one(self, venue: Venue, question: Question, since: datetime) -> str | None:
        """Delete all but the first of our messages: a call that was given up may have been slow, and done after all."""
        self._calls.pause(SLOW_ATTEMPT)
        ours = self._ours(venue, question, since)
        for moment in ours[1:]:
            self._delete(venue.channel, moment)
        return next(iter(ours), None)

    def _kept_in_its_thread(self, venue: Venue, answer: dict[str, Any]) -> str | None:
        # An answer to a thread whose root is deleted lands in the channel, where nobody knows what it answers.
        moment: str = answer["ts"]
        if venue.root is None or answer.get("message", {}).get("thread_ts") == venue.root:
            return moment
        log.info("the thread is gone", extra={"channel": venue.channel})
        self._delete(venue.channel, moment)
        return None

    def _update(self, channel: str, moment: str, message: Message) -> None:
        try:
            self._calls.repeatable(
                self._client.chat_update, channel=channel, ts=moment, text=message.text, blocks=list(message.blocks)
            )
        except SlackRefused as error:
            if error.error not in _SET:
                raise
            log.info("the answer can't be changed any more", extra={"channel": channel, "error": error.error})

    def _take_back(self, state: _State) -> None:
        if state.shown is None:
            return
        venue = Venue(state.shown.channel, state.shown.root)
        moment = state.shown.message or self._find(venue, state.question, state.shown.attempted_at)
        if moment is not None:
            self._delete(venue.channel, moment)
            log.info("withdrawn", extra={"question": state.question.id, "channel": venue.channel})

    def _delete(self, channel: str, moment: str) -> None:
        try:
            self._calls.repeatable(self._client.chat_delete, channel=channel, ts=moment)
        except SlackRefused as error:
            if error.error != "message_not_found":
                raise

    def _withdraw(self, question: Question) -> None:
        with self._database.transaction() as session:
            service.give_up(session, question.id, now=self._now())

    def _find(self, venue: Venue, question: Question, since: datetime) -> str | None:
        return next(iter(self._ours(venue, question, since)), None)

    def _ours(self, venue: Venue, question: Question, since: datetime) -> list[str]:
        """Our messages for this question, by their metadata, the first one first; none from before ``since``."""
        where: dict[str, Any] = {
            "channel": venue.channel,
            "include_all_metadata": True,
            "limit": LOOKED_THROUGH,
            "oldest": str(since.timestamp() - CLOCKS_APART),
        }
        try:
            if venue.root is None:
                found = self._calls.repeatable(self._client.conversations_history, **where)
            else:
                found = self._calls.repeatable(self._client.conversations_replies, ts=venue.root, **where)
        except SlackRefused:
            return []
        return sorted(str(m["ts"]) for m in found.get("messages", ()) if _answers(m, question))


def _answers(message: Mapping[str, Any], question: Question) -> bool:
    metadata = message.get("metadata") or {}
    payload = metadata.get("event_payload") or {}
    return metadata.get("event_type") == EVENT_TYPE and payload.get("question") == question.id


def _posting(venue: Venue, question: Question, message: Message) -> dict[str, Any]:
    return {
        "channel": venue.channel,
        "thread_ts": venue.root,
        "text": message.text,
        "blocks": list(message.blocks),
        "metadata": {"event_type": EVENT_TYPE, "event_payload": {"question": question.id}},
        "unfurl_links": False,
        "unfurl_media": False,
    }
