"""The connection to Slack ends when it is told to, whenever that is."""

import threading
from typing import Any

from slack_sdk import WebClient
from slack_sdk.socket_mode import SocketModeClient

from bot.socket_mode import close
from tests.journeys.workplace import playground

LONG = 30.0


class JustBeginning(SocketModeClient):
    """Stands just where a session begins until it is told to end."""

    def __init__(self, **given: Any) -> None:
        self.begins, self.goes_on = threading.Event(), threading.Event()
        super().__init__(**given)

    def session_id(self) -> str | None:
        if threading.current_thread() is self.current_session_runner.thread:
            self.begins.set()
            assert self.goes_on.wait(LONG)
        return super().session_id()

    def disconnect(self) -> None:
        super().disconnect()
        self.goes_on.set()


def test_a_connection_ends_although_its_session_is_just_beginning() -> None:
    with playground() as slack:
        web = WebClient(slack.bot_token, base_url=slack.api_url)
        client = JustBeginning(app_token=slack.app_token, web_client=web)
        client.connect()
        assert client.begins.wait(LONG)
        ending = threading.Thread(target=close, args=[client], daemon=True)
        ending.start()
        ending.join(LONG)
        assert not ending.is_alive()
        assert client.closed
