"""The parts of the workspace that a Web API method or a person's act works on."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.playground.deliveries import Deliveries
from bot.playground.files import Files
from bot.playground.interactivity import ResponseUrls, Triggers
from bot.playground.registration import Registration
from bot.playground.streams import Stream
from bot.playground.workspace import Clock, Workspace


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
    installed: bool = True
    bot_token: str = field(default_factory=lambda: f"xoxb-{secrets.randbelow(10**12)}-{secrets.token_hex(12)}")
    app_token: str = field(default_factory=lambda: f"xapp-1-{secrets.token_hex(5).upper()}-{secrets.token_hex(32)}")
    signing_secret: str = field(default_factory=lambda: secrets.token_hex(16))
    verification_token: str = field(default_factory=lambda: secrets.token_hex(12))
