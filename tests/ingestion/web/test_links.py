from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingestion.web.asking import Limits
from ingestion.web.links import BETWEEN_FAILURES, LinkState, check_link, links_in, still_dead
from tests.ingestion.web.site import (
    HOST,
    LOOPBACK,
    Answer,
    Names,
    Request,
    Site,
    page,
    public_or_loopback,
    sent,
    silence,
    status,
)

QUICK = Limits(size=0, seconds=2.0, connect_seconds=0.5, read_seconds=0.3)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("See https://a.example/x.", ["https://a.example/x"]),
        ("(https://a.example/x), then http://b.example!", ["https://a.example/x", "http://b.example"]),
        ("(see https://a.example/wiki/Call_(phone))", ["https://a.example/wiki/Call_(phone)"]),
        ("[here](https://a.example/x) and <https://b.example>", ["https://a.example/x", "https://b.example"]),
        ("[https://a.example](https://b.example)", ["https://a.example", "https://b.example"]),
        ("«https://a.example/x» “https://b.example/y”.", ["https://a.example/x", "https://b.example/y"]),
        ("请看https://a.example/x。好", ["https://a.example/x"]),
        ("https://a.example/x#one https://a.example/x#two", ["https://a.example/x#one"]),
        ("HTTPS://A.example/?q=a,b&c=d;e", ["HTTPS://A.example/?q=a,b&c=d;e"]),
        ("https://archive.example/web/https://a.example/", ["https://archive.example/web/https://a.example/"]),
        ("http://[2606:4700::1]/x]", ["http://[2606:4700::1]/x"]),
        ("https://a.example/x…", ["https://a.example/x"]),
        ("http:// and https://... and http://) ftp://a.example mailto:a@b.example www.a.example", []),
        ("", []),
    ],
)
def test_links_are_found_without_what_stands_around_them(text: str, links: list[str]) -> None:
    assert list(links_in(text)) == links


def test_no_more_links_than_asked_for_are_found() -> None:
    text = " ".join(f"https://a.example/{number}" for number in range(10))
    assert links_in(text, at_most=3) == ("https://a.example/0", "https://a.example/1", "https://a.example/2")
    assert len(links_in(" ".join(f"https://a.example/{number}" for number in range(500)))) == 200


@given(st.text(st.sampled_from("htps:/.a()[]<> \n,…“")).map(lambda text: text.replace("p", "http://")))
def test_every_link_is_a_piece_of_the_text_and_found_once(text: str) -> None:
    links = links_in(text)
    assert all(link in text for link in links)
    assert len(set(links)) == len(links)


def checked(site: Site, path: str, names: Names) -> LinkState:
    return check_link(site.url(path), QUICK, resolve=names, allowed=public_or_loopback, ports={site.port})


def test_a_page_that_is_there_is_alive_after_one_look_at_its_head(site: Site, names: Names) -> None:
    site.answers["/"] = page(b"x" * 1000, "video/mp4")
    assert checked(site, "/", names) == LinkState(site.url("/"), True, "")
    assert [request.command for request in site.requests] == ["HEAD"]


@pytest.mark.parametrize("refused", [status(405), status(403), status(404), status(501), sent(b"")])
def test_a_site_that_refuses_the_head_is_asked_for_the_page(site: Site, names: Names, refused: Answer) -> None:
    def endless(request: Request) -> None:
        if request.command == "HEAD":
            refused(request)
        else:
            request.raw(b"HTTP/1.1 200 OK\r\n\r\n")
            request.trickle(b"x")

    site.answers["/"] = endless
    assert checked(site, "/", names).alive
    assert [request.command for request in site.requests] == ["HEAD", "GET"]


@pytest.mark.parametrize("code", [404, 410])
def test_a_page_that_is_gone_is_dead(site: Site, names: Names, code: int) -> None:
    site.answers["/"] = status(code)
    assert checked(site, "/", names) == LinkState(site.url("/"), False, f"status_{code}")


@pytest.mark.parametrize("code", [400, 401, 403, 405, 429, 500, 503])
def test_a_page_that_is_not_given_may_still_be_alive(site: Site, names: Names, code: int) -> None:
    site.answers["/"] = status(code)
    assert checked(site, "/", names) == LinkState(site.url("/"), None, f"status_{code}")


def test_a_site_that_is_busy_is_not_asked_twice(site: Site, names: Names) -> None:
    site.answers["/"] = status(429)
    checked(site, "/", names)
    assert len(site.requests) == 1


def test_a_name_that_is_gone_is_dead(site: Site) -> None:
    assert checked(site, "/", Names({})) == LinkState(site.url("/"), False, "name_unknown")


def test_a_site_that_says_nothing_is_not_dead(site: Site, names: Names) -> None:
    site.answers["/"] = silence
    assert checked(site, "/", names) == LinkState(site.url("/"), None, "took_too_long")


def test_a_link_that_may_not_be_followed_is_not_dead(site: Site, names: Names) -> None:
    names.answers["inside.example"] = [["10.0.0.1"]]
    site.answers["/out"] = status(302, Location=site.url("/", "inside.example"))
    site.answers["/loop"] = status(302, Location="/loop")
    assert checked(site, "/out", names) == LinkState(site.url("/out"), None, "not_public")
    assert checked(site, "/loop", names) == LinkState(site.url("/loop"), None, "too_many_redirects")
    assert check_link(f"http://{HOST}:22/", QUICK, resolve=names) == LinkState(f"http://{HOST}:22/", None, "unusable")
    assert check_link(site.url("/", LOOPBACK), QUICK, ports={site.port}).problem == "not_public"
    assert site.paths == ["/out", *["/loop"] * 6]


@pytest.mark.parametrize(
    ("checks", "dead"),
    [
        ([], False),
        ([(0, False)], False),
        ([(0, False), (0.9, False)], False),
        ([(0, False), (1, False)], True),
        ([(0, False), (0.5, True), (1, False)], False),
        ([(0, True), (1, False), (2, False)], True),
        ([(0, False), (1, False), (2, True)], False),
        ([(0, False), (1, None)], False),
        ([(0, None), (1, None), (2, None)], False),
        ([(0, False), (0.5, None), (1, False), (2, None)], True),
        ([(1, False), (0, False)], True),
    ],
)
def test_a_link_is_dead_after_two_failures_a_day_apart(checks: list[tuple[float, bool | None]], dead: bool) -> None:
    assert still_dead([(NOON + days * DAY, alive) for days, alive in checks]) is dead
    assert BETWEEN_FAILURES == DAY
