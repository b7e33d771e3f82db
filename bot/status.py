"""Signs of life, and words for one pair of eyes. They may be lost, and are no answer."""

import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from bot.blocks.message import Block, Message
from bot.blocks.working import waiting_message
from bot.calls import Calls, SlackAway, SlackRefused, SlackUnsure
from bot.identity import Identity
from bot.reading import Heard
from bot.texts import Texts, texts_for
from bot.wording import is_direct
from knowledge.answering.inquiry import Stage

log = logging.getLogger(__name__)


class Status:
    """Tells that work is under way."""

    def __init__(self, calls: Calls, identity: Identity, common: Texts) -> None:
        """Take what it works with; ``common`` are the texts where many read."""
        self._calls = calls
        self._identity = identity
        self._common = common

    def texts(self, person: str) -> Texts:
        """The texts in a person's language."""
        return texts_for(self._identity.locale(person, now=datetime.now(UTC)))

    def working(self, message: Heard) -> None:
        """Show under the question that it was heard; Slack ends this when an answer is posted there."""
        texts = self._texts_where(message)
        self._try(
            self._calls.client.assistant_threads_setStatus,
            channel_id=message.channel,
            thread_ts=message.root,
            status=texts.searching_status,
            loading_messages=[texts.searching],
        )

    def stage(self, message: Heard, stage: Stage) -> None:
        """Show under the question what is being done; that guides are searched is shown from the start."""
        if stage is Stage.SEARCHING:
            return
        texts = self._texts_where(message).worded
        self._try(
            self._calls.client.assistant_threads_setStatus,
            channel_id=message.channel,
            thread_ts=message.root,
            status=texts.statuses[stage],
            loading_messages=[texts.stages[stage]],
        )

    def done(self, message: Heard) -> None:
        """Show no longer that it was heard: for an answer that was changed, at which Slack ends nothing."""
        self._try(
            self._calls.client.assistant_threads_setStatus,
            channel_id=message.channel,
            thread_ts=message.root,
            status="",
        )

    def in_line(self, message: Heard, ahead: int) -> Message:
        """The message that holds the answer's place while others are before it."""
        return waiting_message(message.text, ahead, self._texts_where(message))

    def to_one(
        self,
        channel: str | None,
        person: str,
        text: str,
        root: str | None = None,
        *,
        blocks: Sequence[Block] = (),
    ) -> None:
        """Say something that one person alone sees; without a channel, in the person's conversation with the bot."""
        client = self._calls.client
        if channel is None:
            opened = self._try(client.conversations_open, users=person)
            channel = opened.get("channel", {}).get("id")
        if channel is not None:
            shown = {"blocks": list(blocks)} if blocks else {}
            self._try(client.chat_postEphemeral, channel=channel, user=person, text=text, thread_ts=root, **shown)

    def _texts_where(self, message: Heard) -> Texts:
        """The texts in the language in which a message is answered there."""
        return self.texts(message.writer) if is_direct(message.channel) else self._common

    def _try(self, method: Callable[..., Any], **arguments: Any) -> dict[str, Any]:
        """What Slack answers; nothing where it does not."""
        try:
            return self._calls.at_once(method, **arguments)
        except (SlackRefused, SlackUnsure, SlackAway) as error:
            log.info("not told", extra={"method": method.__name__, "why": type(error).__name__})
            return {}
