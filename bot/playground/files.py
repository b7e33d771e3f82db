"""Files: what was uploaded, by people and by the app, and how it is fetched."""

import mimetypes
import secrets
from dataclasses import dataclass
from threading import Lock
from typing import Any

from bot.playground.people import BOT_USER, TEAM
from bot.playground.workspace import Clock

LOGIN_PAGE = "<!DOCTYPE html><html><head><title>Sign in to your workspace</title></head><body>Sign in</body></html>"


@dataclass
class StoredFile:
    """A file's content and what is known of it."""

    facts: dict[str, Any]
    content: bytes | None
    complete: bool


class Files:
    """All files of the workspace. Thread-safe."""

    def __init__(self, url: str, clock: Clock) -> None:
        self._url = url
        self._clock = clock
        self._files: dict[str, StoredFile] = {}
        self._lock = Lock()

    def add(self, user: str, name: str, content: bytes) -> dict[str, Any]:
        """Keep a file that a person chose; returns the file object."""
        facts = self._facts(user, name, len(content))
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

    def share(self, file_id: str, channel: str) -> None:
        """Remember that a file is visible in a channel."""
        with self._lock:
            channels = self._files[file_id].facts["channels"]
            if channel not in channels:
                channels.append(channel)

    def facts(self, file_id: str) -> dict[str, Any] | None:
        """The file object as ``files.info`` gives it, or None."""
        with self._lock:
            stored = self._files.get(file_id)
            return dict(stored.facts) if stored is not None and stored.complete else None

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
        }


def stub(file: dict[str, Any]) -> dict[str, Any]:
    """What events in a shared channel tell of a file: that it must be asked for."""
    return {"id": file["id"], "mode": "file_access", "file_access": "check_file_info", "created": 0, "timestamp": 0}
