"""Socket Mode: Slack's events over a connection that the bot opens; nothing has to be reachable from outside."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.socket_mode import SocketModeClient

# The client calls itself for each piece of a message that it reads: in its own pieces of 1,024 bytes, a message as long
# as Slack allows is more than Python lets it, and cuts the connection each time that it comes.
RECEIVED_AT_ONCE = 1 << 16
LOOK_SECONDS = 0.05

log = logging.getLogger(__name__)


@contextmanager
def connected(app: App, app_token: str) -> Iterator[None]:
    """Take events while inside, and connect again when cut off; on leaving, those being handled are finished.

    Raises:
        SlackApiError: Slack does not open a connection for this token.
        OSError: Slack can't be reached.
    """
    handler = SocketModeHandler(app, app_token, receive_buffer_size=RECEIVED_AT_ONCE)
    handler.client.on_error_listeners.append(_tell_error)
    # After an error the client would read on in the middle of a message, deaf for good; cut off, it connects anew, and
    # Slack sends again what was not acknowledged.
    handler.client.on_error_listeners.append(lambda _: handler.client.disconnect())
    handler.client.on_close_listeners.append(_tell_close)
    try:
        handler.client.connect()
        log.info("connected")
        yield
    finally:
        close(handler.client)


def close(client: SocketModeClient) -> None:
    """Close a client, and wait until it has ended.

    Its own closing waits for good where it comes just as a session begins: the thread that runs the session then
    takes back the word that it is to end. So that word is given until the thread has heard it.
    """
    client.auto_reconnect_enabled = False
    client.disconnect()
    runner = client.current_session_runner
    runner.event.set()
    while runner.is_alive():
        client.current_session_state.terminated = True
        runner.thread.join(LOOK_SECONDS)
    # Who hands on what comes looks up once a second, or when something comes.
    client.closed = True
    client.enqueue_message("{}")
    client.close()


def _tell_error(error: Exception) -> None:
    log.warning("connection failed", extra={"error": type(error).__name__})


def _tell_close(code: int, _reason: str | None = None) -> None:
    log.info("connection closed", extra={"code": code})
