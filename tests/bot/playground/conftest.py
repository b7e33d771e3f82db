"""A workspace of each test's own, and a small real Bolt app in it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.playground.server import Playground
from bot.socket_mode import close

Connect = Callable[[App], SocketModeHandler]


@pytest.fixture
def slack() -> Iterator[Playground]:
    with Playground() as slack:
        yield slack


@pytest.fixture
def client(slack: Playground) -> WebClient:
    return client_of(slack)


@pytest.fixture
def app(slack: Playground) -> App:
    return App(client=client_of(slack), signing_secret=slack.signing_secret)


@pytest.fixture
def connect(slack: Playground) -> Iterator[Connect]:
    """Connects an app by Socket Mode until the test ends."""
    with ExitStack() as open_until_the_end:
        yield lambda app: open_until_the_end.enter_context(connected(slack, app))


def client_of(slack: Playground) -> WebClient:
    return WebClient(slack.bot_token, base_url=slack.api_url, timeout=5)


@contextmanager
def connected(slack: Playground, app: App) -> Iterator[SocketModeHandler]:
    before = slack.connections
    handler = SocketModeHandler(app, slack.app_token)
    handler.connect()  # type: ignore[no-untyped-call]
    slack.until(lambda: slack.connections > before)
    try:
        yield handler
    finally:
        close(handler.client)
