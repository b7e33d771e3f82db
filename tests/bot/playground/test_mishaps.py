"""What goes wrong with files when somebody asked for it."""

import urllib.request
from contextlib import closing
from http.client import HTTPConnection, HTTPMessage, IncompleteRead
from typing import Any
from urllib.parse import urlsplit

import pytest
from slack_sdk import WebClient

from bot.playground.people import BEN, MENTORS
from bot.playground.server import Playground

PDF = b"%PDF-1.7 a guide"


def uploaded(slack: Playground, name: str = "guide.pdf", content: bytes = PDF) -> dict[str, Any]:
    """A file that Ben has sent, as the message has it."""
    ts = slack.acts.upload(BEN.id, MENTORS, [(name, content)])
    message = slack.workspace.message(MENTORS, ts)
    assert message is not None
    file: dict[str, Any] = message["files"][0]
    return file


def fetched(slack: Playground, file: dict[str, Any], most: int = 1_000_000) -> tuple[int, HTTPMessage, bytes]:
    """Status, headers and content of a download with the bot's token; redirects are not followed."""
    address = urlsplit(file["url_private_download"])
    with closing(HTTPConnection(address.netloc, timeout=5)) as connection:
        connection.request("GET", address.path, headers={"Authorization": f"Bearer {slack.bot_token}"})
        with connection.getresponse() as response:
            content = response.read() if response.length is not None else response.read(most)
            return response.status, response.headers, content


def test_a_file_can_claim_to_be_on_another_host(slack: Playground, client: WebClient) -> None:
    slack.mishaps.add("*.pdf", "foreign_host", times=1)
    foreign, own = uploaded(slack), uploaded(slack)
    assert foreign["url_private_download"] == "https://files.elsewhere.example/guide/guide.pdf"
    assert client.files_info(file=foreign["id"])["file"]["url_private"] == foreign["url_private_download"]
    assert own["url_private_download"].startswith(slack.url)


def test_a_file_can_be_kept_elsewhere(slack: Playground, client: WebClient) -> None:
    slack.mishaps.add("guide.pdf", "external", url="https://drive.example/guide")
    file = client.files_info(file=uploaded(slack)["id"])["file"]
    assert (file["mode"], file["is_external"], file["url_private"]) == ("external", True, "https://drive.example/guide")
    assert "url_private_download" not in file


def test_a_file_can_claim_another_type(slack: Playground) -> None:
    slack.mishaps.add("guide.pdf", "wrong_mimetype", mimetype="text/plain")
    file = uploaded(slack)
    _, headers, content = fetched(slack, file)
    assert (file["mimetype"], headers.get_content_type(), content) == ("text/plain", "text/plain", PDF)


@pytest.mark.parametrize("elsewhere", ["", "https://files.elsewhere.example/x"])
def test_a_download_can_send_elsewhere_or_to_itself(slack: Playground, elsewhere: str) -> None:
    slack.mishaps.add("guide.pdf", "redirect", url=elsewhere)
    file = uploaded(slack)
    status, headers, _ = fetched(slack, file)
    assert (status, headers["location"]) == (302, elsewhere or file["url_private_download"])


def test_a_download_can_claim_more_or_less_than_there_is(slack: Playground) -> None:
    slack.mishaps.add("guide.pdf", "longer", times=1)
    slack.mishaps.add("guide.pdf", "shorter", times=1)
    file = uploaded(slack)
    with pytest.raises(IncompleteRead):
        fetched(slack, file)
    assert fetched(slack, file)[2] == PDF[:8]
    assert fetched(slack, file)[2] == PDF


def test_a_download_can_go_on_for_ever(slack: Playground) -> None:
    slack.mishaps.add("guide.pdf", "endless")
    _, headers, content = fetched(slack, uploaded(slack), most=5_000_000)
    assert (headers["content-length"], len(content)) == (None, 5_000_000)


def test_a_download_can_fail_a_few_times_or_give_a_login_page(slack: Playground) -> None:
    slack.mishaps.add("guide.pdf", "server_error", times=2)
    slack.mishaps.add("guide.pdf", "login_page", times=1)
    file = uploaded(slack)
    assert [fetched(slack, file)[0] for _ in range(2)] == [500, 500]
    status, headers, _ = fetched(slack, file)
    assert (status, headers.get_content_type()) == (200, "text/html")
    assert fetched(slack, file)[2] == PDF


def test_other_files_and_better_days_are_not_touched(slack: Playground) -> None:
    slack.mishaps.add("guide.pdf", "server_error")
    assert fetched(slack, uploaded(slack, "other.pdf"))[2] == PDF
    slack.mishaps.clear()
    assert fetched(slack, uploaded(slack))[2] == PDF


def test_every_download_is_recorded(slack: Playground) -> None:
    slack.mishaps.add("guide.pdf", "server_error", times=1)
    file = uploaded(slack)
    for _ in range(2):
        fetched(slack, file)
    with urllib.request.urlopen(file["url_private_download"]) as page:
        page.read()
    assert [(one.allowed, one.status) for one in slack.downloads] == [(True, 500), (True, 200), (False, 200)]
    assert {one.file_id for one in slack.downloads} == {file["id"]}
