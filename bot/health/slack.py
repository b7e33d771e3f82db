"""Whether Slack knows the tokens, and lets the bot do what it has to."""

from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.health import Finding
from bot.manifest import Manifest
from bot.settings import Settings

TIMEOUT_SECONDS = 10
TOKEN, SCOPES, SOCKET = "Slack token", "Slack scopes", "Socket Mode"
_TOKEN_REMEDIES = {
    "invalid_auth": "Copy SLACK_BOT_TOKEN again from OAuth & Permissions of your app.",
    "not_authed": "Copy SLACK_BOT_TOKEN again from OAuth & Permissions of your app.",
    "token_revoked": "The app was removed from the workspace: install it again, and copy SLACK_BOT_TOKEN again.",
    "account_inactive": "The app was removed from the workspace: install it again, and copy SLACK_BOT_TOKEN again.",
    "token_expired": "Switch token rotation off for your app, install it again, and copy SLACK_BOT_TOKEN again.",
}
_SOCKET_REMEDIES = {
    "invalid_auth": "Copy SLACK_APP_TOKEN again from Basic Information of your app.",
    "not_allowed_token_type": "SLACK_APP_TOKEN has to be an app-level token (xapp-...).",
    "missing_scope": "Make an app-level token with the scope connections:write, and set SLACK_APP_TOKEN to it.",
    "socket_mode_not_enabled": "Switch Socket Mode on in the app's settings, or set FIELDWISE_TRANSPORT=http.",
}
_AWAY = "Check that this machine reaches slack.com, then try again."


def slack_client(settings: Settings) -> WebClient:
    """The Web API with the bot's token."""
    token = settings.slack_bot_token.get_secret_value() if settings.slack_bot_token is not None else None
    return WebClient(token, base_url=settings.slack_api_url, timeout=TIMEOUT_SECONDS)


def token_finding(client: WebClient) -> Finding:
    """Whether Slack takes the bot token."""
    return slack_findings(client, None)[0]


def slack_findings(client: WebClient, manifest: Manifest | None) -> list[Finding]:
    """Whether Slack takes the bot token, and whether it carries the manifest's scopes; one call for both."""
    try:
        answer = client.auth_test()
    except SlackApiError as error:
        return [_refused(TOKEN, error, _TOKEN_REMEDIES)]
    except (OSError, HTTPException):
        return [Finding(TOKEN, good=False, says="Slack can't be reached.", remedy=_AWAY)]
    token = Finding(TOKEN, good=True, says=f"Slack knows the bot in the workspace {answer.get('team')}.")
    if manifest is None:
        return [token]
    headers = {name.lower(): value for name, value in answer.headers.items()}
    return [token, _scopes(manifest, headers.get("x-oauth-scopes"))]


def socket_finding(client: WebClient, app_token: str) -> Finding:
    """Whether Slack opens a Socket Mode connection for the app-level token; none is opened."""
    try:
        client.apps_connections_open(app_token=app_token)
    except SlackApiError as error:
        return _refused(SOCKET, error, _SOCKET_REMEDIES)
    except (OSError, HTTPException):
        return Finding(SOCKET, good=False, says="Slack can't be reached.", remedy=_AWAY)
    return Finding(SOCKET, good=True, says="Slack opens connections.")


def _scopes(manifest: Manifest, granted: str | None) -> Finding:
    if granted is None:
        return Finding(SCOPES, good=True, says="Slack did not say which the bot has.")
    missing = manifest.missing(scope.strip() for scope in granted.split(","))
    if not missing:
        return Finding(SCOPES, good=True, says=f"The bot has all {len(manifest.scopes)} that it needs.")
    return Finding(
        SCOPES,
        good=False,
        says=f"The bot lacks {', '.join(missing)}.",
        remedy="Paste bot/manifest.yaml into App Manifest of your app at api.slack.com/apps, then install it again.",
    )


def _refused(check: str, error: SlackApiError, remedies: dict[str, str]) -> Finding:
    word = str(error.response.get("error") or f"HTTP {error.response.status_code}")
    return Finding(check, good=False, says=f"Slack says {word}.", remedy=remedies.get(word, _AWAY))
