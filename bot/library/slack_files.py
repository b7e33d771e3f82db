"""Files of Slack, asked about and fetched. The bot's token goes to Slack's own hosts and nowhere else."""

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx

from bot.calls import ATTEMPTS, Calls, SlackAway, SlackRefused
from bot.library.trusted import trusted
from bot.library.upload_problems import (
    FileCutOff,
    FileElsewhere,
    FileForeign,
    FileGone,
    FileHidden,
    FileNotGiven,
    FileTookTooLong,
    ScopeMissing,
)
from ingestion.errors import TooLarge

CONNECT_SECONDS, READ_SECONDS, SECONDS = 5.0, 10.0, 120.0
MOST_REDIRECTS = 5
_HOSTS = ("slack.com", "slack-gov.com", "slack-files.com")
_REDIRECTS = {301, 302, 303, 307, 308}
_HTML = ("text/html", "application/xhtml+xml")
_GONE = {"file_deleted"}
_UNSCOPED = {"missing_scope", "no_permission", "not_allowed_token_type"}

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class SlackFile:
    """A file as ``files.info`` tells of it.

    Attributes:
        size: In bytes.
        mimetype: As Slack believes.
        url: Where it is fetched from.
    """

    id: str
    name: str
    size: int
    mimetype: str
    url: str


class SlackFiles:
    """Asks and fetches. Safe to share between threads."""

    def __init__(self, calls: Calls, *, most_bytes: int, seconds: float = SECONDS, attempts: int = ATTEMPTS) -> None:
        """Take Slack.

        Args:
            calls: Its Web API, with the token.
            most_bytes: The largest file that is taken.
            seconds: How long the whole of a file may take to come.
            attempts: So often it is tried, as long as it fails for what passes by itself.
        """
        self._calls = calls
        self._most_bytes = most_bytes
        self._seconds = seconds
        self._attempts = attempts

    def about(self, file_id: str, name: str) -> SlackFile:
        """What Slack knows of a file: events may hold a stub of it, or one that was true a while ago.

        Args:
            file_id: The file.
            name: How it is called as far as is known, to name it where Slack tells nothing.

        Raises:
            HandInError: The subclass says why there is nothing to fetch.
            TooLarge: It is.
            SlackAway: Slack can't be asked now.
        """
        try:
            facts = self._calls.repeatable(self._calls.client.files_info, file=file_id)["file"]
        except SlackRefused as error:
            log.info("file not told of", extra={"file": file_id, "error": error.error})
            if error.error in _GONE:
                raise FileGone(name) from error
            raise (ScopeMissing if error.error in _UNSCOPED else FileHidden)(name) from error
        file = slack_file(facts, name)
        if file.size > self._most_bytes:
            raise TooLarge(file.name, file.size, self._most_bytes)
        return file

    def content(self, file: SlackFile) -> bytes:
        """The bytes of a file, whole.

        Raises:
            HandInError: The subclass says why they did not come.
            TooLarge: There are more than are taken, whatever Slack says of it.
            SlackAway: Slack's file server can't be reached now.
        """
        why: Exception = FileNotGiven(file.name)
        for attempt in range(self._attempts):
            try:
                return self._fetched(file)
            except _Unsteady as error:
                why = error.why
                log.info("file not fetched", extra={"file": file.id, "why": type(why).__name__})
                if attempt + 1 < self._attempts:
                    self._calls.pause(attempt)
        raise why

    def _fetched(self, file: SlackFile) -> bytes:
        until = time.monotonic() + self._seconds
        timeout = httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS)
        url = file.url
        try:
            with httpx.Client(timeout=timeout, follow_redirects=False, verify=trusted()) as client:
                for _ in range(MOST_REDIRECTS + 1):
                    if not may_have_token(url, self._calls.client.base_url):
                        raise FileForeign(file.name)
                    bearer = {"Authorization": f"Bearer {self._calls.client.token}"}
                    with client.stream("GET", url, headers=bearer) as response:
                        location = response.headers.get("location")
                        if response.status_code not in _REDIRECTS or location is None:
                            return self._read(file, response, until)
                    url = urljoin(url, location)
        except (httpx.RemoteProtocolError, httpx.ReadError, httpx.DecodingError) as error:
            raise _Unsteady(FileCutOff(file.name)) from error
        except httpx.TransportError as error:
            raise _Unsteady(SlackAway()) from error
        except httpx.InvalidURL as error:
            raise FileForeign(file.name) from error
        raise FileNotGiven(file.name)

    def _read(self, file: SlackFile, response: httpx.Response, until: float) -> bytes:
        if response.status_code >= 500 or response.status_code == 429:
            raise _Unsteady(FileNotGiven(file.name))
        if response.status_code == 404:
            raise FileGone(file.name)
        if response.status_code != 200:
            raise FileNotGiven(file.name)
        data = bytearray()
        for chunk in response.iter_bytes():
            data += chunk
            if len(data) > self._most_bytes:
                raise TooLarge(file.name, len(data), self._most_bytes)
            if time.monotonic() > until:
                raise FileTookTooLong(file.name)
        if is_login_page(file, response.headers.get("content-type", ""), data):
            raise ScopeMissing(file.name)
        if file.size and len(data) != file.size:
            raise _Unsteady(FileCutOff(file.name))
        return bytes(data)


class _Unsteady(Exception):
    """It did not come this time; ``why`` is what is told if it never does."""

    def __init__(self, why: Exception) -> None:
        super().__init__(why)
        self.why = why


def slack_file(facts: Mapping[str, Any], name: str) -> SlackFile:
    """A file object of ``files.info`` as far as it is needed. Pure.

    Raises:
        FileGone: It was deleted.
        FileHidden: It is hidden by a limit of the workspace's plan, or of its owner.
        FileElsewhere: It is kept elsewhere.
    """
    name = facts.get("name") or facts.get("title") or name
    mode = facts.get("mode")
    if mode == "tombstone":
        raise FileGone(name)
    if mode in {"hidden_by_limit", "file_access"} or facts.get("file_access") in {"access_denied", "file_not_found"}:
        raise FileHidden(name)
    url = facts.get("url_private_download") or facts.get("url_private")
    if facts.get("is_external") or mode in {"external", "remote"} or not url:
        raise FileElsewhere(name)
    return SlackFile(str(facts["id"]), name, int(facts.get("size") or 0), str(facts.get("mimetype") or ""), str(url))


def may_have_token(url: str, api: str) -> bool:
    """Whether the bot's token may go to an address: one of Slack's by https, or where the Web API itself is. Pure."""
    try:
        asked, home = urlsplit(url), urlsplit(api)
        ports = asked.port, home.port
    except ValueError:
        return False
    if asked.username is not None or asked.password is not None:
        return False
    host = asked.hostname or ""
    if (asked.scheme, host, ports[0]) == (home.scheme, home.hostname, ports[1]):
        return True
    slack = any(host == known or host.endswith(f".{known}") for known in _HOSTS)
    return asked.scheme == "https" and slack and ports[0] in {None, 443}


def is_login_page(file: SlackFile, content_type: str, data: bytes | bytearray) -> bool:
    """Whether Slack gave a page to sign in, as it does with status 200 to whoever may not read a file. Pure."""
    plain = content_type.partition(";")[0].strip().lower()
    begins = bytes(data[:512]).lstrip().lower()
    page = plain in _HTML and begins.startswith((b"<!doctype html", b"<html"))
    # A guide may be a page itself; then it is as long as Slack says.
    return page and (file.mimetype not in _HTML or len(data) != file.size)
