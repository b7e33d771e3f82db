"""The parts of the workspace that a Web API method or a person's act works on."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.playground.deliveries import Deliveries
from bot.playground.files import Files
from bot.playground.interactivity import ResponseUrls, Triggers
from bot.playground.people import BOT_USER
from bot.playground.registration import Registration
from bot.playground.streams import Stream
from bot.playground.workspace import Clock, Workspace


@dataclass(frozen=True)
class Download:
    """A request for a file's content: whether the right token came with it, and the status that it was answered."""

    file_id: str
    allowed: bool
    status: int


@dataclass
class Platform:
    """Everything behind one app in one workspace."""

    workspace: Workspace
    registration: Registration
    deliveries: Deliveries
    files: Files
    triggers: Triggers
    response_urls: ResponseUrls
    clock: Clock
    url: str
    ticket: Callable[[], str]
    later: Callable[[float, Callable[[], None]], None]
    streams: dict[tuple[str, str], Stream] = field(default_factory=dict)
    suggested: dict[tuple[str, str], dict[str, dict[str, Any]]] = field(default_factory=dict)
    """The options that the app has suggested, by person and action, and then by their value."""
    downloads: list[Download] = field(default_factory=list)
    installed: bool = True
    bot_token: str = field(default_factory=lambda: f"xoxb-{secrets.randbelow(10**12)}-{secrets.token_hex(12)}")
    app_token: str = field(default_factory=lambda: f"xapp-1-{secrets.token_hex(5).upper()}-{secrets.token_hex(32)}")
    signing_secret: str = field(default_factory=lambda: secrets.token_hex(16))
    verification_token: str = field(default_factory=lambda: secrets.token_hex(12))

    def app_sees_file(self, file_id: str) -> bool:
        """Whether the app may see a file."""
        joined = {one.id for one in self.workspace.channels.values() if BOT_USER in one.members}
        return self.files.is_seen_by_app(file_id, joined)
