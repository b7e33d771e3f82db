"""Files from people to the app and back."""

import urllib.request

import pytest
from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground.people import BEN, MENTORS, OLIVIA, PARTNER_NETWORK, PROGRAMME_TEAM
from bot.playground.registration import SCOPES, Registration
from bot.playground.server import Playground
from tests.bot.playground.conftest import Connect, client_of


def fetched(url: str, token: str) -> tuple[str, bytes]:
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {token}"})
    with urllib.request.urlopen(request) as response:
        return response.headers["content-type"], response.read()


def test_an_uploaded_file_is_shared_told_and_fetched_with_the_token(
    slack: Playground, app: App, connect: Connect
) -> None:
    heard = []
    for name in ("message", "file_shared"):
        app.event(name)(lambda event: heard.append(event))
    connect(app)
    ts = slack.acts.upload(BEN.id, MENTORS, [("Guide über calls.pdf", b"%PDF-1.7 content")], "our guide")
    slack.until(lambda: len(heard) == 2)
    message = next(event for event in heard if event["type"] == "message")
    shared = next(event for event in heard if event["type"] == "file_shared")
    assert (message["subtype"], message["text"], message["ts"]) == ("file_share", "our guide", ts)
    file = app.client.files_info(file=shared["file_id"])["file"]
    assert file == {**message["files"][0], "channels": [MENTORS]}
    assert (file["mimetype"], file["filetype"], file["size"]) == ("application/pdf", "pdf", 16)
    kind, content = fetched(file["url_private_download"].replace(" ", "%20").replace("ü", "%C3%BC"), slack.bot_token)
    assert (kind, content) == ("application/pdf", b"%PDF-1.7 content")


def test_without_the_scope_or_the_token_slack_gives_a_login_page() -> None:
    with Playground(registration=Registration(scopes=SCOPES - {"files:read"})) as slack:
        ts = slack.acts.upload(BEN.id, MENTORS, [("guide.pdf", b"%PDF-1.7")])
        message = slack.workspace.message(MENTORS, ts)
        assert message is not None
        for token in (slack.bot_token, "xoxb-wrong"):
            kind, content = fetched(message["files"][0]["url_private_download"], token)
            assert kind.startswith("text/html")
            assert b"Sign in" in content


def test_in_a_shared_channel_events_tell_only_that_the_file_must_be_asked_for(
    slack: Playground, app: App, connect: Connect
) -> None:
    heard = []
    app.event("message")(lambda event: heard.append(event))
    connect(app)
    slack.acts.upload(OLIVIA.id, PARTNER_NETWORK, [("theirs.txt", b"text")])
    (event,) = slack.until(lambda: heard)
    assert event["files"][0]["file_access"] == "check_file_info"
    assert "url_private" not in event["files"][0]
    assert app.client.files_info(file=event["files"][0]["id"])["file"]["name"] == "theirs.txt"


def test_the_app_sends_a_file_in_slacks_three_steps(slack: Playground, client: WebClient) -> None:
    client.files_upload_v2(channel=MENTORS, filename="report.csv", content="a,b\n", initial_comment="The report")
    (message,) = slack.workspace.messages(MENTORS)
    assert (message["text"], message["files"][0]["name"]) == ("The report", "report.csv")
    assert message["bot_id"] == slack.workspace.bot_id


def test_a_file_that_never_came_cant_be_completed(client: WebClient) -> None:
    expected = client.files_getUploadURLExternal(filename="x.txt", length=3)
    with pytest.raises(SlackApiError, match="file_not_found"):
        client.files_completeUploadExternal(files=[{"id": expected["file_id"], "title": None}])


def test_a_file_of_a_channel_that_the_bot_is_not_in_is_not_found(slack: Playground) -> None:
    client = client_of(slack)
    slack.acts.remove(BEN.id, PROGRAMME_TEAM)
    ts = slack.acts.upload(BEN.id, PROGRAMME_TEAM, [("secret.txt", b"secret")])
    message = slack.workspace.message(PROGRAMME_TEAM, ts)
    assert message is not None
    with pytest.raises(SlackApiError, match="file_not_found"):
        client.files_info(file=message["files"][0]["id"])
