"""Files of Slack: fetched whole or not at all, and the token goes nowhere else."""

from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.calls import Calls, SlackAway
from bot.library.slack_files import SlackFile, SlackFiles, is_login_page, may_have_token, slack_file
from bot.library.upload_problems import (
    FileCutOff,
    FileElsewhere,
    FileForeign,
    FileGone,
    FileHidden,
    FileNotGiven,
    FileTookTooLong,
    HandInError,
    ScopeMissing,
)
from bot.playground.files import LOGIN_PAGE
from bot.playground.mishaps import Kind
from bot.playground.people import AMARA, BEN, MENTORS
from bot.playground.registration import SCOPES, Registration
from bot.playground.server import Playground
from ingestion.errors import TooLarge

PDF = b"%PDF-1.7 a guide that is long enough"
API = "https://slack.com/api/"
MOST = 1_000_000


@pytest.fixture
def slack() -> Iterator[Playground]:
    with Playground() as slack:
        yield slack


def files_of(slack: Playground, most: int = MOST, seconds: float = 30, token: str | None = None) -> SlackFiles:
    client = WebClient(token or slack.bot_token, base_url=slack.api_url)
    return SlackFiles(Calls(client, wait=lambda _: None), most_bytes=most, seconds=seconds)


def sent(slack: Playground, name: str = "guide.pdf", content: bytes = PDF) -> str:
    """The id of a file that Ben has sent to the channel."""
    message = slack.workspace.message(MENTORS, slack.acts.upload(BEN.id, MENTORS, [(name, content)]))
    assert message is not None
    return str(message["files"][0]["id"])


def fetched(files: SlackFiles, file_id: str) -> tuple[str, bytes]:
    file = files.about(file_id, "as told")
    return file.name, files.content(file)


@pytest.mark.parametrize("name", ["guide.pdf", "Guía über # calls? 100%.pdf"])
def test_a_file_is_fetched_whole_whatever_its_name(slack: Playground, name: str) -> None:
    assert fetched(files_of(slack), sent(slack, name)) == (name, PDF)


def test_a_page_of_html_is_a_guide_like_any_other(slack: Playground) -> None:
    page = b"<!DOCTYPE html><html><body><p>Call each mentor.</p></body></html>"
    assert fetched(files_of(slack), sent(slack, "guide.html", page)) == ("guide.html", page)


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("foreign_host", FileForeign),
        ("external", FileElsewhere),
        ("longer", FileCutOff),
        ("shorter", FileCutOff),
        ("endless", TooLarge),
        ("login_page", ScopeMissing),
        ("server_error", FileNotGiven),
    ],
)
def test_what_goes_wrong_with_a_file_has_an_error_of_its_own(
    slack: Playground, kind: Kind, error: type[Exception]
) -> None:
    slack.mishaps.add("guide.pdf", kind)
    with pytest.raises(error):
        fetched(files_of(slack), sent(slack))


def test_a_login_page_in_place_of_a_page_of_html_is_known_too(slack: Playground) -> None:
    slack.mishaps.add("guide.html", "login_page")
    with pytest.raises(ScopeMissing):
        fetched(files_of(slack), sent(slack, "guide.html", b"<html><p>Call each mentor every month.</p></html>"))


def test_what_claims_another_type_is_fetched_for_its_content_to_be_looked_at(slack: Playground) -> None:
    slack.mishaps.add("guide.pdf", "wrong_mimetype")
    assert fetched(files_of(slack), sent(slack))[1] == PDF


@pytest.mark.parametrize(("kind", "times"), [("server_error", 3), ("longer", 2), ("shorter", 1)])
def test_what_passes_by_itself_is_tried_again(slack: Playground, kind: Kind, times: int) -> None:
    slack.mishaps.add("guide.pdf", kind, times=times)
    assert fetched(files_of(slack), sent(slack))[1] == PDF


def test_a_redirect_is_followed_to_slack_only_and_not_for_ever(slack: Playground) -> None:
    with Playground() as elsewhere:
        slack.mishaps.add("guide.pdf", "redirect", url=f"{elsewhere.url}/files-pri/T0-F0/guide.pdf", times=1)
        with pytest.raises(FileForeign):
            fetched(files_of(slack), sent(slack))
        assert elsewhere.downloads == []
    slack.mishaps.add("guide.pdf", "redirect", times=1)
    assert fetched(files_of(slack), sent(slack))[1] == PDF
    slack.mishaps.add("guide.pdf", "redirect")
    with pytest.raises(FileNotGiven):
        fetched(files_of(slack), sent(slack))


def test_a_file_that_slack_says_is_too_large_is_not_even_asked_for(slack: Playground) -> None:
    with pytest.raises(TooLarge):
        fetched(files_of(slack, most=10), sent(slack))
    assert slack.downloads == []


def test_no_more_is_read_than_a_file_may_have(slack: Playground) -> None:
    slack.mishaps.add("guide.pdf", "endless")
    with pytest.raises(TooLarge) as large:
        fetched(files_of(slack), sent(slack))
    assert large.value.size <= MOST + 65_536


def test_a_download_ends_when_its_time_is_over(slack: Playground) -> None:
    slack.mishaps.add("guide.pdf", "endless")
    with pytest.raises(FileTookTooLong):
        fetched(files_of(slack, most=10**12, seconds=0.05), sent(slack))


def test_a_deleted_file_is_gone_before_and_after_it_was_asked_about(slack: Playground) -> None:
    files, file_id = files_of(slack), sent(slack)
    about = files.about(file_id, "guide.pdf")
    slack.acts.delete_file(AMARA.id, file_id)
    with pytest.raises(FileGone):
        files.content(about)
    with pytest.raises(FileGone):
        files.about(file_id, "guide.pdf")


def test_a_file_that_the_bot_does_not_see_is_hidden(slack: Playground) -> None:
    (kept,) = slack.acts.keep(BEN.id, [("draft.pdf", PDF)])
    with pytest.raises(FileHidden):
        files_of(slack).about(kept, "draft.pdf")


def test_without_the_scope_slack_says_so_or_gives_a_login_page() -> None:
    with Playground(registration=Registration(scopes=SCOPES - {"files:read"})) as slack:
        files, file_id = files_of(slack), sent(slack)
        with pytest.raises(ScopeMissing):
            files.about(file_id, "guide.pdf")
        known = slack.workspace.messages(MENTORS)[0]["files"][0]
        with pytest.raises(ScopeMissing):
            files.content(slack_file(known, "guide.pdf"))


def test_while_slacks_file_server_is_away_it_is_said_to_be_away(slack: Playground) -> None:
    file = SlackFile("F1", "guide.pdf", len(PDF), "application/pdf", "http://127.0.0.1:9/files-pri/T0-F1/guide.pdf")
    client = WebClient(slack.bot_token, base_url="http://127.0.0.1:9/api/")
    with pytest.raises(SlackAway):
        SlackFiles(Calls(client, wait=lambda _: None), most_bytes=MOST).content(file)


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        ({"mode": "tombstone"}, FileGone),
        ({"mode": "hidden_by_limit", "url_private": "https://files.slack.com/x"}, FileHidden),
        ({"file_access": "access_denied", "url_private": "https://files.slack.com/x"}, FileHidden),
        ({"mode": "remote", "url_private": "https://drive.example/x"}, FileElsewhere),
        ({"is_external": True, "url_private": "https://drive.example/x"}, FileElsewhere),
        ({"mode": "hosted"}, FileElsewhere),
    ],
)
def test_a_file_without_content_here_says_why(facts: dict[str, Any], error: type[HandInError]) -> None:
    with pytest.raises(error):
        slack_file({"id": "F1", "name": "guide.pdf", **facts}, "guide.pdf")


@pytest.mark.parametrize(
    ("url", "may"),
    [
        ("https://files.slack.com/files-pri/T1-F1/download/guide.pdf", True),
        ("https://slack.com/files", True),
        ("https://files.slack-gov.com/files-pri/x", True),
        ("http://files.slack.com/files-pri/x", False),
        ("https://files.slack.com:8443/x", False),
        ("https://slack.com.elsewhere.example/x", False),
        ("https://notslack.com/x", False),
        ("https://slack.com@elsewhere.example/x", False),
        ("https://user@files.slack.com/x", False),
        ("https://elsewhere.example/slack.com", False),
        ("ftp://files.slack.com/x", False),
        ("https://[::1/x", False),
        ("", False),
    ],
)
def test_the_token_goes_to_slack_by_https_only(url: str, may: bool) -> None:
    assert may_have_token(url, API) is may


def test_where_the_web_api_is_elsewhere_the_token_goes_there_and_to_no_other_port() -> None:
    api = "http://127.0.0.1:4000/api/"
    assert may_have_token("http://127.0.0.1:4000/files-pri/x", api)
    assert not may_have_token("http://127.0.0.1:4001/files-pri/x", api)
    assert not may_have_token("https://127.0.0.1:4000/files-pri/x", api)
    assert not may_have_token("http://localhost:4000/files-pri/x", api)


def test_a_login_page_is_told_from_a_guide() -> None:
    page, guide = LOGIN_PAGE.encode(), b"<html><p>Call.</p></html>"
    pdf = SlackFile("F1", "guide.pdf", 10, "application/pdf", "")
    html = SlackFile("F2", "guide.html", len(guide), "text/html", "")
    assert is_login_page(pdf, "text/html; charset=utf-8", page)
    assert is_login_page(html, "text/html", page)
    assert not is_login_page(html, "text/html", guide)
    assert not is_login_page(pdf, "application/pdf", PDF)
