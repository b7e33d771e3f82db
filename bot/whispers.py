"""Answers for one person alone, through the address that Slack sends along with a command or a shortcut."""

from http.client import HTTPException
from urllib.parse import urlsplit

from slack_sdk.webhook import WebhookClient, WebhookResponse

from bot.blocks.message import Message
from bot.calls import ATTEMPTS, Calls, SlackAway, SlackRefused, retry_after

TIMEOUT_SECONDS = 10


def whisper(calls: Calls, address: str, message: Message, *, replace: bool) -> None:
    """Say something that one person alone sees.

    It may be said twice: what such an address took can't be looked up, so a call that did not come back is made again.

    Args:
        calls: Slack.
        address: Where Slack takes it.
        message: What is said.
        replace: Whether it takes the place of the message whose button was pressed; where there is none, Slack would
            not replace anything.

    Raises:
        SlackRefused: The address has expired, or is not one of Slack's.
        SlackAway: It did not work in several attempts.
    """
    if not _is_slack(address, calls.client.base_url):
        raise SlackRefused("response_url", "not_slack")
    hook = WebhookClient(address, timeout=TIMEOUT_SECONDS, retry_handlers=[])
    for attempt in range(ATTEMPTS):
        answer = _send(hook, message, replace)
        if answer is None or answer.status_code >= 500:
            calls.pause(attempt)
        elif answer.status_code == 429:
            calls.wait(retry_after(answer.headers))
        elif answer.status_code == 200:
            return
        else:
            raise SlackRefused("response_url", str(answer.status_code))
    raise SlackAway


def _send(hook: WebhookClient, message: Message, replace: bool) -> WebhookResponse | None:
    try:
        return hook.send(
            text=message.text,
            blocks=list(message.blocks),
            response_type="ephemeral",
            replace_original=replace,
            unfurl_links=False,
            unfurl_media=False,
        )
    except (OSError, HTTPException, UnicodeError):
        return None


def _is_slack(address: str, api: str) -> bool:
    """Whether an address is Slack's: where the Web API is somewhere else, its host is."""
    host, home = urlsplit(address).hostname or "", urlsplit(api).hostname or ""
    return host == home or (home.endswith("slack.com") and host.endswith(".slack.com"))
