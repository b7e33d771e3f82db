"""What the page is told and what it may do."""

import json
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import urlsplit

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection
from websockets.sync.client import connect as open_socket

from bot.playground.people import BEN, CARMEN, DEV, GROUP_DM, MENTORS, OLIVIA, PARTNER_NETWORK, PROGRAMME_TEAM, direct
from bot.playground.server import Playground
from tests.bot.playground.conftest import Connect


def get(slack: Playground, path: str, **headers: str) -> Any:
    with urllib.request.urlopen(urllib.request.Request(slack.url + path, headers=headers)) as response:
        return json.load(response)


def act(slack: Playground, name: str, person: str, headers: dict[str, str] | None = None, **arguments: Any) -> Any:
    body = json.dumps({"as": person, "act": name, **arguments}).encode()
    sent = {"Content-Type": "application/json", **(headers or {"Origin": slack.url})}
    request = urllib.request.Request(f"{slack.url}/play/act", body, sent)
    with urllib.request.urlopen(request) as response:
        return json.load(response)


def live(slack: Playground, person: str, origin: str | None = None) -> ClientConnection:
    headers = {"Origin": origin} if origin else {}
    return open_socket(f"ws://{urlsplit(slack.url).netloc}/play/live?as={person}", additional_headers=headers)


def test_a_person_sees_their_channels_and_nothing_else(slack: Playground, client: WebClient) -> None:
    client.chat_postEphemeral(channel=MENTORS, user=BEN.id, text="only Ben")
    ben = get(slack, f"/play/state?as={BEN.id}")
    carmen = get(slack, f"/play/state?as={CARMEN.id}")
    assert [one["id"] for one in ben["channels"]] == [
        MENTORS,
        PROGRAMME_TEAM,
        PARTNER_NETWORK,
        GROUP_DM,
        direct(BEN.id),
    ]
    assert {one["id"]: one["name"] for one in ben["channels"]}[GROUP_DM] == "Dev Patel, Fieldwise"
    assert ben["channels"][-1]["kind"] == "app"
    assert [one["text"] for one in ben["ephemerals"][MENTORS]] == ["only Ben"]
    assert carmen["ephemerals"][MENTORS] == []
    assert PROGRAMME_TEAM not in carmen["messages"]
    assert [one["id"] for one in get(slack, f"/play/state?as={OLIVIA.id}")["channels"]] == [PARTNER_NETWORK]
    assert carmen["me"]["id"] == CARMEN.id
    assert carmen["commands"][0]["name"] == "/fieldwise"


def test_without_a_name_the_first_person_looks(slack: Playground) -> None:
    assert get(slack, "/play/state")["me"]["id"] == next(iter(slack.workspace.people))


def test_changes_are_pushed_to_those_who_can_see_them(slack: Playground, client: WebClient) -> None:
    with live(slack, DEV.id) as dev, live(slack, BEN.id) as ben:
        slack.until(lambda: len(slack.workspace.watchers) == 2)
        slack.acts.post(BEN.id, PROGRAMME_TEAM, "not for Dev")
        ts = slack.acts.post(BEN.id, GROUP_DM, "for Dev")
        assert json.loads(ben.recv(timeout=5))["id"] == PROGRAMME_TEAM
        pushed = json.loads(dev.recv(timeout=5))
        assert (pushed["type"], pushed["id"], pushed["messages"][0]["ts"]) == ("channel", GROUP_DM, ts)
        client.assistant_threads_setStatus(channel_id=GROUP_DM, thread_ts=ts, status="is searching")
        pushed = json.loads(dev.recv(timeout=5))
        assert pushed["status"][f"{GROUP_DM}:{ts}"]["status"] == "is searching"
        client.views_publish(user_id=DEV.id, view={"type": "home", "blocks": []})
        assert json.loads(dev.recv(timeout=5))["home"]["type"] == "home"
        client.chat_postEphemeral(channel=GROUP_DM, user=DEV.id, text="only Dev")
        assert json.loads(dev.recv(timeout=5))["messages"][0]["text"] == "only Dev"
    slack.until(lambda: not slack.workspace.watchers)


def test_the_page_acts_and_gets_a_result_or_a_sentence(slack: Playground, app: App, connect: Connect) -> None:
    @app.command("/fieldwise")
    def answer(ack: Ack) -> None:
        ack("An answer")

    connect(app)
    ts = act(slack, "post", BEN.id, channel=MENTORS, text="hello")["ts"]
    message = slack.workspace.message(MENTORS, ts)
    assert message is not None
    assert message["text"] == "hello"
    assert act(slack, "edit", BEN.id, channel=MENTORS, ts=ts, text="hello you") == {"ok": True}
    answered = act(slack, "command", BEN.id, channel=MENTORS, command="/fieldwise", text="how?")
    assert answered == {"ok": True, "answer": {"text": "An answer"}}
    assert act(slack, "open_channel", BEN.id, channel=MENTORS) == {"ok": True}
    assert act(slack, "delete", CARMEN.id, channel=MENTORS, ts=ts) == {
        "ok": False,
        "error": "There is no message of yours here.",
    }
    for bad in ({"name": "shout"}, {"name": "post", "loud": True}, {"name": "keep"}):
        with pytest.raises(urllib.error.HTTPError) as refused:
            act(slack, bad.pop("name"), BEN.id, **bad)  # type: ignore[arg-type]
        refused.value.close()
        assert refused.value.code == 400


def upload(slack: Playground, fields: dict[str, str]) -> Any:
    parts = [
        f'--border\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    parts.append(
        '--border\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\ncontent\r\n--border--'
    )
    headers = {"Content-Type": "multipart/form-data; boundary=border", "Origin": slack.url}
    request = urllib.request.Request(f"{slack.url}/play/upload", "".join(parts).encode(), headers)
    with urllib.request.urlopen(request) as response:
        return json.load(response)


def test_the_page_uploads_to_a_channel_or_keeps_a_file_for_a_form(slack: Playground) -> None:
    ts = upload(slack, {"as": BEN.id, "channel": MENTORS, "text": "our guide"})["ts"]
    message = slack.workspace.message(MENTORS, ts)
    assert message is not None
    assert (message["text"], message["files"][0]["name"]) == ("our guide", "a.txt")
    kept = upload(slack, {"as": BEN.id})["files"]
    assert [one["size"] for one in kept] == [7]
    assert upload(slack, {"as": OLIVIA.id, "channel": MENTORS})["ok"] is False


def opened(slack: Playground, file: str, person: str) -> tuple[str, str | None, bytes]:
    with urllib.request.urlopen(f"{slack.url}/play/file/{file}?as={person}") as response:
        told = response.headers
        assert (told["x-content-type-options"], "sandbox" in told["content-security-policy"]) == ("nosniff", True)
        return told["content-type"], told["content-disposition"], response.read()


def sent(slack: Playground, channel: str, name: str, content: bytes) -> str:
    ts = slack.acts.upload(BEN.id, channel, [(name, content)])
    message = slack.workspace.message(channel, ts)
    assert message is not None
    return str(message["files"][0]["id"])


def test_a_file_opens_for_who_sees_its_conversation(slack: Playground, client: WebClient) -> None:
    picture = sent(slack, MENTORS, "chart.png", b"\x89PNG")
    assert opened(slack, picture, CARMEN.id) == ("image/png", None, b"\x89PNG")
    client.files_upload_v2(channel=direct(CARMEN.id), filename="über.csv", content="a,b\n")
    table = slack.workspace.messages(direct(CARMEN.id))[-1]["files"][0]["id"]
    kept = "attachment; filename*=UTF-8''%C3%BCber.csv"
    assert opened(slack, table, CARMEN.id) == ("text/csv; charset=utf-8", kept, b"a,b\n")
    assert slack.downloads == []


@pytest.mark.parametrize("name", ["drawing.svg", "page.html", "guide.pdf", "unknown"])
def test_a_file_that_could_hold_a_script_is_kept_and_not_shown(slack: Playground, name: str) -> None:
    disposition = opened(slack, sent(slack, MENTORS, name, b"<script>"), CARMEN.id)[1]
    assert disposition == f"attachment; filename*=UTF-8''{name}"


def test_a_file_does_not_open_for_anybody_else(slack: Playground) -> None:
    own = sent(slack, direct(BEN.id), "certificate.pdf", b"%PDF")
    (unsent,) = slack.acts.keep(BEN.id, [("draft.pdf", b"%PDF")])
    deleted = sent(slack, MENTORS, "gone.pdf", b"%PDF")
    slack.acts.delete_file(BEN.id, deleted)
    elsewhere = {"Origin": "https://evil.example"}
    refused = [
        (own, CARMEN.id, {}, 404), (unsent, CARMEN.id, {}, 404), (deleted, BEN.id, {}, 404),
        ("F0NEVER", BEN.id, {}, 404), (own, "U0NOBODY", {}, 403),
        (own, BEN.id, elsewhere, 403), (own, BEN.id, {"Host": "evil.example"}, 403),
    ]  # fmt: skip
    for file, person, headers, status in refused:
        with pytest.raises(urllib.error.HTTPError) as error:
            get(slack, f"/play/file/{file}?as={person}", **headers)
        error.value.close()
        assert error.value.code == status
    assert opened(slack, unsent, BEN.id)[2] == b"%PDF"


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Host": "evil.example"}])
def test_a_page_from_elsewhere_neither_acts_nor_looks(slack: Playground, headers: dict[str, str]) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        act(slack, "post", BEN.id, headers, channel=MENTORS, text="hello")
    refused.value.close()
    with pytest.raises(urllib.error.HTTPError) as hidden:
        get(slack, f"/play/state?as={BEN.id}", **headers)
    hidden.value.close()
    assert (refused.value.code, hidden.value.code) == (403, 403)
    assert slack.workspace.messages(MENTORS) == []


def test_a_page_from_elsewhere_does_not_listen(slack: Playground) -> None:
    with pytest.raises(InvalidStatus), live(slack, BEN.id, origin="https://evil.example"):
        pass


def test_socket_mode_needs_a_ticket(slack: Playground) -> None:
    with pytest.raises(InvalidStatus), open_socket(f"ws://{urlsplit(slack.url).netloc}/link?ticket=invented"):
        pass
