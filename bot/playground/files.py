"""Files: what was uploaded, by people and by the app, and how it is fetched."""

import mimetypes
import secrets
from collections.abc import Container
from dataclasses import dataclass
from threading import Lock
from typing import Any
from urllib.parse import quote

from bot.playground.mishaps import Mishaps
from bot.playground.people import BOT_USER, TEAM, Channel
from bot.playground.workspace import Clock

PLACES = {"channel": "channels", "private": "groups", "mpim": "groups", "im": "ims"}
"""The field of a file object that lists where it was shared, for each kind of channel."""
_SHOWN = ("image/png", "image/jpeg", "image/gif", "image/webp")
_SAFELY = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
}
LOGIN_PAGE = "<!DOCTYPE html><html><head><title>Sign in to your workspace</title></head><body>Sign in</body></html>"


@dataclass
class StoredFile:
    """A file's content and what is known of it.

    Attributes:
        complete: Whether it was uploaded to its end.
        given: Whether a person gave it to the app in a form.
        deleted: Whether it was deleted; its content is gone.
    """

    facts: dict[str, Any]
    content: bytes | None
    complete: bool
    given: bool = False
    deleted: bool = False


class Files:
    """All files of the workspace. Thread-safe."""

    def __init__(self, url: str, clock: Clock, mishaps: Mishaps) -> None:
        self._url = url
        self._mishaps = mishaps
        self._clock = clock
        self._files: dict[str, StoredFile] = {}
        self._lock = Lock()

    def add(self, user: str, name: str, content: bytes) -> dict[str, Any]:
        """Keep a file that a person chose; returns the file object."""
        facts = self._mishaps.of_facts(self._facts(user, name, len(content)))
        with self._lock:
            self._files[facts["id"]] = StoredFile(facts, content, complete=True)
        return dict(facts)

    def expect(self, name: str, length: int) -> tuple[str, str]:
        """Prepare an upload of the app's; returns the id and where to post the content."""
        facts = self._facts(BOT_USER, name, length)
        with self._lock:
            self._files[facts["id"]] = StoredFile(facts, None, complete=False)
        return facts["id"], f"{self._url}/upload/v1/{facts['id']}"

    def receive(self, file_id: str, content: bytes) -> bool:
        """Take the content of an expected upload; whether it was expected with this length."""
        with self._lock:
            stored = self._files.get(file_id)
            if stored is None or stored.complete or stored.facts["size"] != len(content):
                return False
            stored.content = content
            return True

    def complete(self, file_id: str, title: str | None) -> dict[str, Any] | None:
        """Finish an upload; the file object, or None if nothing was uploaded under this id."""
        with self._lock:
            stored = self._files.get(file_id)
            if stored is None or stored.content is None:
                return None
            stored.complete = True
            stored.facts["title"] = title or stored.facts["name"]
            return dict(stored.facts)

    def share(self, file_id: str, channel: Channel) -> None:
        """Remember that a file is visible in a channel."""
        with self._lock:
            places = self._files[file_id].facts[PLACES[channel.kind]]
            if channel.id not in places:
                places.append(channel.id)

    def give(self, file_id: str) -> None:
        """Remember that a person gave a file to the app in a form."""
        with self._lock:
            self._files[file_id].given = True

    def delete(self, file_id: str) -> None:
        """Delete a file for good; what remains is that there was one."""
        with self._lock:
            stored = self._files[file_id]
            stored.deleted, stored.content = True, None

    def is_deleted(self, file_id: str) -> bool:
        """Whether there was such a file."""
        with self._lock:
            return file_id in self._files and self._files[file_id].deleted

    def is_seen_by_app(self, file_id: str, channels: Container[str]) -> bool:
        """Whether the app may see a file: its own, one given to it in a form, or one in a channel that it is in.

        Args:
            file_id: The file.
            channels: Those that the app is in.
        """
        with self._lock:
            stored = self._files.get(file_id)
            if stored is None:
                return False
            shared = [channel for place in PLACES.values() for channel in stored.facts[place]]
            return stored.given or stored.facts["user"] == BOT_USER or any(one in channels for one in shared)

    def facts(self, file_id: str) -> dict[str, Any] | None:
        """The file object as ``files.info`` gives it, or None."""
        with self._lock:
            stored = self._files.get(file_id)
            known = stored is not None and stored.complete and not stored.deleted
            return dict(stored.facts) if stored is not None and known else None

    def content(self, file_id: str) -> bytes | None:
        """The bytes of a file, or None."""
        with self._lock:
            stored = self._files.get(file_id)
            return stored.content if stored is not None and stored.complete else None

    def _facts(self, user: str, name: str, size: int) -> dict[str, Any]:
        file_id = f"F{secrets.token_hex(5).upper()}"
        private = f"{self._url}/files-pri/{TEAM}-{file_id}"
        now = int(self._clock())
        extension = name.rsplit(".", 1)[-1].lower() if "." in name else "binary"
        return {
            "id": file_id,
            "created": now,
            "timestamp": now,
            "name": name,
            "title": name,
            "mimetype": mimetypes.guess_type(name)[0] or "application/octet-stream",
            "filetype": extension,
            "pretty_type": extension.upper(),
            "user": user,
            "user_team": TEAM,
            "mode": "hosted",
            "editable": False,
            "is_external": False,
            "is_public": False,
            "size": size,
            "file_access": "visible",
            "url_private": f"{private}/{name}",
            "url_private_download": f"{private}/download/{name}",
            "permalink": f"{self._url}/files/{file_id}",
            "channels": [],
            "groups": [],
            "ims": [],
        }


def attached(facts: dict[str, Any]) -> dict[str, str]:
    """The headers of a file that is to be kept, not shown."""
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(facts['name'])}"}


def safe_headers(facts: dict[str, Any]) -> dict[str, str]:
    """The headers of a file that goes to a person's browser, where nothing in it may run."""
    return {**_SAFELY, **({} if facts["mimetype"] in _SHOWN else attached(facts))}


def tombstone(file: dict[str, Any]) -> dict[str, Any]:
    """What a message keeps of a file that was deleted."""
    return {"id": file["id"], "mode": "tombstone"}


def stub(file: dict[str, Any]) -> dict[str, Any]:
    """What events in a shared channel tell of a file: that it must be asked for."""
    return {"id": file["id"], "mode": "file_access", "file_access": "check_file_info", "created": 0, "timestamp": 0}
