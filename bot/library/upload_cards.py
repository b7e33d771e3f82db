"""The one message that shows how far an upload has come: posted once, edited at most once a second."""

import logging
import threading
import time
from dataclasses import replace

from bot.blocks.library.upload_card import ProgressCard, progress_message
from bot.blocks.library.upload_filled import WEB
from bot.blocks.message import Message
from bot.calls import SlackAway, SlackRefused, SlackUnsure
from bot.library.desk import Desk
from bot.library.progress import Pace
from bot.library.upload_problems import problem_from
from bot.posting import Mark, Venue
from ingestion.uploads import queries, service
from ingestion.uploads.values import Upload
from ingestion.web.addresses import presentable

EVENT_TYPE = "fieldwise_upload"

log = logging.getLogger(__name__)


class UploadCards:
    """Posts and edits them. The job of an upload is the only one that shows it."""

    def __init__(self, desk: Desk) -> None:
        """Show nothing yet."""
        self._desk = desk
        self._paces: dict[str, Pace] = {}
        self._lock = threading.Lock()

    def open(self, upload_id: str, root: str | None) -> None:
        """Post an upload's card, once, into its person's own conversation with the bot.

        Args:
            upload_id: The upload.
            root: The thread there that it belongs to, if it does to one.

        Raises:
            SlackAway: Slack can't be told now.
        """
        upload = self._upload(upload_id)
        if upload is None or upload.message is not None:
            return
        mark = Mark(EVENT_TYPE, {"upload": upload_id})
        try:
            channel = upload.channel or self._desk.identity.direct_channel(upload.person)
            venue = Venue(channel, root)
            found = self._desk.posting.find(venue, mark, upload.created_at) if upload.channel is not None else None
            self._note(upload_id, channel, None)
            posted = found or self._posted(venue, mark, self._message(_card(upload), upload), upload)
        except SlackRefused as error:
            log.error("no card", extra={"upload": upload_id, "method": error.method, "error": error.error})
            return
        self._note(upload_id, channel, posted)
        self._shown(upload_id)

    def tell(self, card: ProgressCard) -> None:
        """Show how far it is, if nothing was shown within the last second; what is lost is shown by the next."""
        if self._pace(card.upload_id).is_due(time.monotonic()):
            self._show(card)

    def say(self, card: ProgressCard) -> None:
        """Show how far it is, as soon as it may be shown."""
        self._desk.calls.wait(self._pace(card.upload_id).wait(time.monotonic()))
        self._show(card)

    def settle(self, upload_id: str, message: Message | None = None) -> None:
        """Show how it ended, whatever that takes.

        Args:
            upload_id: The upload.
            message: What is shown; its stage, or what went wrong, if it is not given.

        Raises:
            SlackAway: Slack can't be told now.
        """
        upload = self._upload(upload_id)
        if upload is None or upload.message is None or upload.channel is None:
            return
        self._desk.calls.wait(self._pace(upload_id).wait(time.monotonic()))
        try:
            self._desk.posting.update(upload.channel, upload.message, message or self._message(_card(upload), upload))
        except SlackRefused as error:
            log.error("card not changed", extra={"upload": upload_id, "method": error.method, "error": error.error})
        with self._lock:
            self._paces.pop(upload_id, None)

    def _show(self, card: ProgressCard) -> None:
        upload = self._upload(card.upload_id)
        if upload is None or upload.message is None or upload.channel is None:
            return
        message = self._message(replace(card, name=shown_name(upload), passages=upload.passages), upload)
        client = self._desk.calls.client
        self._shown(card.upload_id)
        try:
            self._desk.calls.at_once(
                client.chat_update,
                channel=upload.channel,
                ts=upload.message,
                text=message.text,
                blocks=list(message.blocks),
            )
        except (SlackRefused, SlackUnsure, SlackAway) as error:
            log.info("progress not shown", extra={"upload": card.upload_id, "why": type(error).__name__})

    def _posted(self, venue: Venue, mark: Mark, message: Message, upload: Upload) -> str | None:
        posting = self._desk.posting
        posted = posting.post(venue, mark, message, upload.created_at)
        if posted is None and venue.root is not None:
            # The thread is gone; what becomes of the file is told nevertheless.
            return posting.post(Venue(venue.channel, None), mark, message, upload.created_at)
        return posted

    def _message(self, card: ProgressCard, upload: Upload) -> Message:
        return progress_message(card, self._desk.status.texts(upload.person))

    def _pace(self, upload_id: str) -> Pace:
        with self._lock:
            return self._paces.get(upload_id, Pace())

    def _shown(self, upload_id: str) -> None:
        with self._lock:
            self._paces[upload_id] = Pace(time.monotonic())

    def _upload(self, upload_id: str) -> Upload | None:
        with self._desk.database.reading() as session:
            return queries.upload(session, self._desk.workspace, upload_id)

    def _note(self, upload_id: str, channel: str, message: str | None) -> None:
        with self._desk.database.transaction() as session:
            service.show_in(session, self._desk.workspace, upload_id, service.Place(channel, message))


def _card(upload: Upload) -> ProgressCard:
    problem = problem_from(upload.error, upload.facts) if upload.error is not None else None
    return ProgressCard(upload.id, shown_name(upload), upload.stage, upload.passages, problem=problem)


def shown_name(upload: Upload) -> str:
    """What a person calls it: a page by its address. Pure."""
    is_page = upload.source.startswith(WEB)
    return presentable(upload.source.removeprefix(WEB)) if is_page else upload.name
