"""Files from people to the app and back."""

import urllib.request
from typing import Any
from urllib.error import HTTPError

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground.forms import NotPossible
from bot.playground.people import AMARA, BEN, CARMEN, MENTORS, OLIVIA, PARTNER_NETWORK, PROGRAMME_TEAM, direct
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
    file = sent(slack, PROGRAMME_TEAM)
    with pytest.raises(SlackApiError, match="file_not_found"):
        client.files_info(file=file["id"])
    assert b"Sign in" in fetched(file["url_private_download"], slack.bot_token)[1]


def sent(slack: Playground, channel: str = MENTORS, thread_ts: str | None = None) -> dict[str, Any]:
    """A file that Ben has sent, as the message has it."""
    ts = slack.acts.upload(BEN.id, channel, [("guide.pdf", b"%PDF-1.7")], thread_ts=thread_ts)
    message = slack.workspace.message(channel, ts)
    assert message is not None
    file: dict[str, Any] = message["files"][0]
    return file


def test_a_file_says_where_it_was_shared(slack: Playground, client: WebClient) -> None:
    for channel, places in [(MENTORS, "channels"), (PROGRAMME_TEAM, "groups"), (direct(BEN.id), "ims")]:
        file = client.files_info(file=sent(slack, channel)["id"])["file"]
        assert {name: file[name] for name in ("channels", "groups", "ims") if file[name]} == {places: [channel]}


def test_a_file_that_nobody_has_sent_or_given_is_not_seen_by_the_app(slack: Playground, client: WebClient) -> None:
    (kept,) = slack.acts.keep(BEN.id, [("draft.pdf", b"%PDF-1.7")])
    with pytest.raises(SlackApiError, match="file_not_found"):
        client.files_info(file=kept)


def test_files_in_a_thread_stand_in_its_messages(slack: Playground, client: WebClient) -> None:
    root = slack.acts.post(BEN.id, MENTORS, "a question")
    file = sent(slack, thread_ts=root)
    reply = client.conversations_replies(channel=MENTORS, ts=root)["messages"][1]
    assert (reply["thread_ts"], reply["files"][0]["id"]) == (root, file["id"])


def test_a_shortcut_on_a_message_brings_its_files(slack: Playground, app: App, connect: Connect) -> None:
    told: list[dict[str, Any]] = []

    @app.shortcut("answer_this")
    def keep(ack: Ack, body: dict[str, Any]) -> None:
        ack()
        told.append(body)

    connect(app)
    files = [("one.pdf", b"%PDF-1.7"), ("two.pdf", b"%PDF-1.7")]
    slack.acts.shortcut(BEN.id, "answer_this", MENTORS, slack.acts.upload(BEN.id, MENTORS, files))
    theirs = slack.acts.upload(OLIVIA.id, PARTNER_NETWORK, [("theirs.pdf", b"%PDF-1.7")])
    slack.acts.shortcut(BEN.id, "answer_this", PARTNER_NETWORK, theirs)
    ours, foreign = slack.until(lambda: told if len(told) == 2 else None) or []
    assert [file["name"] for file in ours["message"]["files"]] == ["one.pdf", "two.pdf"]
    assert all(file["url_private_download"] for file in ours["message"]["files"])
    assert [file["file_access"] for file in foreign["message"]["files"]] == ["check_file_info"]


def test_a_deleted_file_is_told_and_gone(slack: Playground, app: App, connect: Connect) -> None:
    heard: list[dict[str, Any]] = []
    for name in ("file_deleted", "message"):
        app.event(name)(lambda event: heard.append(event))
    connect(app)
    file = sent(slack)
    slack.until(lambda: heard)
    slack.acts.delete_file(BEN.id, file["id"])
    slack.until(lambda: len(heard) == 3)
    deleted = next(one for one in heard if one["type"] == "file_deleted")
    changed = next(one for one in heard if one.get("subtype") == "message_changed")
    assert (deleted["file_id"], deleted["channel_ids"]) == (file["id"], [MENTORS])
    assert changed["message"]["files"] == [{"id": file["id"], "mode": "tombstone"}]
    with pytest.raises(SlackApiError, match="file_deleted"):
        app.client.files_info(file=file["id"])
    with pytest.raises(HTTPError) as gone:
        fetched(file["url_private_download"], slack.bot_token)
    gone.value.close()
    assert gone.value.code == 404
    with pytest.raises(SlackApiError, match="file_not_found"):
        app.client.files_info(file="F0NEVER")


def test_only_its_owner_or_an_admin_deletes_a_file(slack: Playground) -> None:
    first, second = sent(slack), sent(slack)
    with pytest.raises(NotPossible):
        slack.acts.delete_file(CARMEN.id, first["id"])
    slack.acts.delete_file(AMARA.id, first["id"])
    slack.acts.delete_file(BEN.id, second["id"])
    with pytest.raises(NotPossible):
        slack.acts.delete_file(BEN.id, second["id"])
