"""Files of ours sent to people, in steps that a crash can't double: first given to Slack, then shown."""

import logging
from dataclasses import dataclass

import httpx

from bot.blocks.mrkdwn import escape
from bot.calls import Calls, SlackAway, SlackRefused, SlackUnsure
from bot.library.desk import Desk
from bot.library.trusted import trusted

UPLOAD_SECONDS = 30.0

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class OurFile:
    """A file that was made here.

    Attributes:
        alt: What a picture shows, in words, for whoever does not see it.
    """

    name: str
    data: bytes
    alt: str | None = None


def given_to_slack(calls: Calls, file: OurFile) -> str | None:
    """Send a file to where Slack says; nobody sees it yet.

    Returns:
        Its id; None where Slack does not take it.

    Raises:
        SlackAway: Slack, or where it keeps files, can't be reached now.
    """
    more = {"alt_txt": file.alt} if file.alt is not None else {}
    ask = calls.client.files_getUploadURLExternal
    try:
        place = calls.repeatable(ask, filename=file.name, length=len(file.data), **more)
        _put(str(place["upload_url"]), file.data)
    except SlackRefused as error:
        log.error("file not sent", extra={"method": error.method, "error": error.error})
        return None
    return str(place["file_id"])


def show_file(desk: Desk, person: str, file_ids: dict[str, str], comment: str) -> bool:
    """Show files in a person's conversation with the bot; as ``show_file_in``."""
    try:
        channel = desk.identity.direct_channel(person)
    except SlackRefused as error:
        log.error("file not sent", extra={"method": error.method, "error": error.error})
        return False
    return show_file_in(desk, channel, file_ids, comment)


def show_file_in(desk: Desk, channel: str, file_ids: dict[str, str], comment: str) -> bool:
    """Show files in a channel.

    Args:
        desk: Slack.
        channel: Which.
        file_ids: The titles of the files, by their ids.
        comment: What stands above them: plain text.

    Returns:
        Whether Slack does that, or may have done it.

    Raises:
        SlackAway: Slack can't be told now.
    """
    calls = desk.calls
    try:
        calls.once(
            calls.client.files_completeUploadExternal,
            files=[{"id": file_id, "title": title} for file_id, title in file_ids.items()],
            channel_id=channel,
            initial_comment=escape(comment),
        )
    except SlackUnsure:
        log.info("file sent, or not", extra={"files": sorted(file_ids)})
    except SlackRefused as error:
        log.error("file not sent", extra={"method": error.method, "error": error.error})
        return False
    return True


def _put(url: str, data: bytes) -> None:
    try:
        answer = httpx.post(url, content=data, timeout=UPLOAD_SECONDS, verify=trusted())
    except httpx.HTTPError as error:
        raise SlackAway from error
    if answer.is_client_error and answer.status_code != httpx.codes.TOO_MANY_REQUESTS:
        raise SlackRefused("upload", str(answer.status_code))
    if not answer.is_success:
        raise SlackAway
