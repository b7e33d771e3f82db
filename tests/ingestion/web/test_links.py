import pytest

from ingestion.web.asking import Limits
from ingestion.web.links import LinkState, check_link
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
