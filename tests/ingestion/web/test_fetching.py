import gzip
import socket
import ssl
import time
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from ingestion.web.asking import Limits
from ingestion.web.errors import (
    AddressNotPublic,
    AddressUnusable,
    NotReachable,
    Obstacle,
    PageRefused,
    PageTookTooLong,
    PageTooLarge,
    PageTypeUnsupported,
    TooManyRedirects,
)
from ingestion.web.fetching import Fetched, fetch
from tests.ingestion.web.site import (
    CERTIFICATE,
    HOST,
    LOOPBACK,
    Names,
    Request,
    Site,
    page,
    public_or_loopback,
    sent,
    silence,
    status,
)

QUICK = Limits(size=100_000, seconds=5.0, connect_seconds=0.5, read_seconds=0.5)
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def fetched(site: Site, path: str, names: Names, limits: Limits = QUICK, host: str = HOST) -> Fetched:
    return fetch(site.url(path, host), limits, resolve=names, allowed=public_or_loopback, ports={site.port})


def test_a_page_is_fetched_with_its_name_and_type(site: Site, names: Names) -> None:
    site.answers["/guides/First%20calls?v=2"] = page(b"<html>x</html>", "Text/HTML; charset=utf-8")
    assert fetched(site, "/guides/First calls?v=2#top", names) == Fetched(
        url=site.url("/guides/First%20calls?v=2"),
        name="First calls.html",
        content_type="text/html",
        data=b"<html>x</html>",
    )


def test_nothing_goes_along_with_a_request_but_our_name(
    site: Site, names: Names, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for variable in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(variable, "http://127.0.0.1:9")
    netrc = tmp_path / "netrc"
    netrc.write_text(f"machine {HOST} login amal password secret")
    monkeypatch.setenv("NETRC", str(netrc))
    site.answers["/"] = status(302, Location="/next", Set_Cookie="session=1; Path=/")
    site.answers["/next"] = page()
    fetched(site, "/", names)
    for request in site.requests:
        sent_along = {name.lower(): value for name, value in request.headers.items()}
        assert set(sent_along) == {"host", "user-agent", "accept", "accept-encoding", "connection"}
        assert sent_along["host"] == f"{HOST}:{site.port}"
        assert sent_along["user-agent"] == "Fieldwise"
        assert sent_along["accept-encoding"] == "identity"


def test_a_name_is_resolved_once_so_that_it_cannot_lead_elsewhere_afterwards(site: Site, names: Names) -> None:
    names.answers[HOST] = [[LOOPBACK], ["10.0.0.9"]]
    site.answers["/"] = page()
    assert fetched(site, "/", names).data
    assert names.asked == [HOST]


def test_a_name_that_leads_elsewhere_at_a_redirect_is_refused(site: Site, names: Names) -> None:
    names.answers[HOST] = [[LOOPBACK], ["127.0.0.2"]]
    site.answers["/"] = status(302, Location="/secret")
    site.answers["/secret"] = page()
    with pytest.raises(AddressNotPublic):
        fetched(site, "/", names)
    assert site.paths == ["/"]


def test_one_private_address_among_public_ones_is_enough_to_refuse(site: Site, names: Names) -> None:
    names.answers[HOST] = [[LOOPBACK, "10.0.0.9"]]
    with pytest.raises(AddressNotPublic) as refused:
        fetched(site, "/", names)
    assert "10.0.0.9" not in repr(refused.value)
    assert site.requests == []


def test_the_next_address_is_tried_when_one_does_not_answer(site: Site, names: Names) -> None:
    names.answers[HOST] = [["::1", LOOPBACK]]
    site.answers["/"] = page()
    reached = fetch(site.url("/"), QUICK, resolve=names, allowed=lambda address: address.is_loopback, ports={site.port})
    assert reached.data


@pytest.mark.parametrize(
    "location",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.2/",
        "http://[::ffff:10.0.0.1]/",
        "http://2130706433/",
        "http://localhost/",
        "http://inside.example/",
        "//amal:secret@guides.example/",
        "file:///etc/passwd",
        "http://guides.example:22/",
    ],
)
def test_every_hop_is_checked_like_the_first(site: Site, names: Names, location: str) -> None:
    names.answers["inside.example"] = [["192.168.0.1"]]
    site.answers["/start"] = status(301, Location="/hop")
    site.answers["/hop"] = status(307, Location=location)
    with pytest.raises((AddressNotPublic, AddressUnusable)) as refused:
        fetch(site.url("/start"), QUICK, resolve=names, allowed=public_or_loopback, ports={site.port, 80})
    assert site.paths == ["/start", "/hop"]
    assert refused.value.address == site.url("/start"), "what it led to is not told"
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__


def test_five_redirects_are_followed_and_no_sixth(site: Site, names: Names) -> None:
    for hop in range(6):
        site.answers[f"/{hop}"] = status(302, Location=f"/{hop + 1}")
    site.answers["/6"] = page()
    assert fetched(site, "/1", names).data
    assert site.paths[-1] == "/6"
    with pytest.raises(TooManyRedirects):
        fetched(site, "/0", names)


def test_a_page_is_known_by_the_address_that_was_given_not_by_the_signed_one_it_leads_to(
    site: Site, names: Names
) -> None:
    found = []
    for signature in ("first", "second"):
        site.answers["/guide?v=2"] = status(302, Location=f"/files/calls.html?X-Amz-Signature={signature}")
        site.answers[f"/files/calls.html?X-Amz-Signature={signature}"] = page(b"<html>x</html>")
        found.append(fetched(site, "/guide?v=2#top", names))
    assert found[0] == found[1]
    assert (found[0].url, found[0].name) == (site.url("/guide?v=2"), "calls.html")


def test_a_page_that_leads_to_itself_ends(site: Site, names: Names) -> None:
    site.answers["/"] = status(302, Location="")
    with pytest.raises(TooManyRedirects):
        fetched(site, "/", names)
    assert len(site.requests) == QUICK.redirects + 1


def test_the_content_of_a_redirect_is_not_read(site: Site, names: Names) -> None:
    def endless(request: Request) -> None:
        request.raw(b"HTTP/1.1 302 Found\r\nLocation: /page\r\n\r\n")
        request.trickle(b"x" * 1000)

    site.answers["/"] = endless
    site.answers["/page"] = page()
    assert fetched(site, "/", names).data
    assert site.paths == ["/", "/page"]


def test_a_page_of_exactly_the_limit_is_taken_and_one_byte_more_is_not(site: Site, names: Names) -> None:
    site.answers["/fits"] = page(b"x" * QUICK.size)
    site.answers["/not"] = sent(HEAD + b"\r\n" + b"x" * (QUICK.size + 1))
    assert len(fetched(site, "/fits", names).data) == QUICK.size
    with pytest.raises(PageTooLarge) as refused:
        fetched(site, "/not", names)
    assert refused.value.limit == QUICK.size


def test_an_endless_page_is_read_to_the_limit_only(site: Site, names: Names) -> None:
    written = []

    def endless(request: Request) -> None:
        request.raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
        while True:
            request.raw(b"2710\r\n" + b"x" * 10_000 + b"\r\n")
            written.append(10_000)

    site.answers["/"] = endless
    with pytest.raises(PageTooLarge):
        fetched(site, "/", names)
    # What the two ends of the connection hold back counts too.
    assert sum(written) < QUICK.size + 16 * 1024 * 1024


def test_two_gigabytes_that_are_only_declared_are_not_waited_for(site: Site, names: Names) -> None:
    site.answers["/"] = sent(HEAD + b"Content-Length: 2147483648\r\n\r\nx")
    with pytest.raises(PageTooLarge):
        fetched(site, "/", names)


@pytest.mark.parametrize(
    "answer",
    [
        HEAD + b"Content-Length: 500\r\n\r\nonly this",
        HEAD + b"Content-Length: -1\r\n\r\nx",
        HEAD + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\nx",
        HEAD + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nxy",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nonl",
        HEAD + b"X: " + b"y" * 200_000 + b"\r\n\r\n",
        HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"x" * 5000, mtime=0)[:-9],
        HEAD + b"Content-Encoding: gzip\r\n\r\nno gzip at all",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"",
    ],
)
def test_a_broken_answer_is_never_half_a_page(site: Site, names: Names, answer: bytes) -> None:
    site.answers["/"] = sent(answer)
    with pytest.raises(NotReachable) as failed:
        fetched(site, "/", names)
    assert failed.value.obstacle is Obstacle.CUT_OFF


@pytest.mark.parametrize(("packing", "packed"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_a_packed_page_is_unpacked_and_no_bomb_goes_off(
    site: Site, names: Names, packing: str, packed: Callable[[bytes], bytes]
) -> None:
    site.answers["/page"] = page(packed(b"x" * QUICK.size), Content_Encoding=packing)
    site.answers["/bomb"] = page(packed(b"x" * 50_000_000), Content_Encoding=packing)
    tracemalloc.start()
    assert fetched(site, "/page", names).data == b"x" * QUICK.size
    with pytest.raises(PageTooLarge):
        fetched(site, "/bomb", names)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


def test_a_packing_that_nobody_asked_for_is_refused(site: Site, names: Names) -> None:
    site.answers["/"] = page(Content_Encoding="br")
    with pytest.raises(PageTypeUnsupported):
        fetched(site, "/", names)


@pytest.mark.parametrize("start", [b"", HEAD, HEAD + b"\r\n"], ids=["status", "headers", "content"])
def test_a_trickle_ends_at_the_deadline(site: Site, names: Names, start: bytes) -> None:
    def trickle(request: Request) -> None:
        request.raw(start)
        request.trickle(b"a")

    site.answers["/"] = trickle
    began = time.monotonic()
    with pytest.raises(PageTookTooLong) as failed:
        fetched(site, "/", names, Limits(seconds=0.2, read_seconds=5.0))
    assert time.monotonic() - began < 1.5
    assert failed.value.seconds == 0.2


def test_a_silent_site_is_left_before_the_deadline(site: Site, names: Names) -> None:
    site.answers["/"] = silence
    began = time.monotonic()
    with pytest.raises(PageTookTooLong):
        fetched(site, "/", names, Limits(seconds=30.0, read_seconds=0.1))
    assert time.monotonic() - began < 1.5


def test_a_resolver_that_hangs_is_left_alone(site: Site) -> None:
    answered = Event()

    def hanging(host: str, port: int) -> list[str]:
        answered.wait(5)
        return [LOOPBACK]

    try:
        with pytest.raises(NotReachable) as failed:
            fetch(site.url("/"), Limits(connect_seconds=0.05), resolve=hanging, ports={site.port})
        with pytest.raises(PageTookTooLong):
            fetch(site.url("/"), Limits(seconds=0.05), resolve=hanging, ports={site.port})
    finally:
        answered.set()
    assert failed.value.obstacle is Obstacle.NO_CONNECTION


@pytest.mark.parametrize(
    ("code", "obstacle"),
    [(socket.EAI_NONAME, Obstacle.NAME_UNKNOWN), (socket.EAI_AGAIN, Obstacle.NO_CONNECTION)],
)
def test_a_name_that_does_not_exist_is_told_from_a_resolver_that_is_away(code: int, obstacle: Obstacle) -> None:
    def failing(host: str, port: int) -> list[str]:
        raise socket.gaierror(code, "no")

    with pytest.raises(NotReachable) as failed:
        fetch("https://guides.example/", QUICK, resolve=failing)
    assert failed.value.obstacle is obstacle


def test_a_name_without_addresses_is_unknown() -> None:
    with pytest.raises(NotReachable) as failed:
        fetch("https://guides.example/", QUICK, resolve=lambda host, port: [])
    assert failed.value.obstacle is Obstacle.NAME_UNKNOWN


def test_a_port_where_nobody_listens_is_not_reachable(names: Names) -> None:
    with socket.socket() as free:
        free.bind((LOOPBACK, 0))
        port = free.getsockname()[1]
        with pytest.raises(NotReachable) as failed:
            fetch(f"http://{HOST}:{port}/", QUICK, resolve=names, allowed=public_or_loopback, ports={port})
    assert failed.value.obstacle is Obstacle.NO_CONNECTION


def test_a_connection_that_is_dropped_is_not_half_a_page(site: Site, names: Names) -> None:
    def dropping(request: Request) -> None:
        request.raw(HEAD + b"Content-Length: 50\r\n\r\nx")
        request.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")

    site.answers["/"] = dropping
    with pytest.raises(NotReachable):
        fetched(site, "/", names)


@pytest.mark.parametrize("code", [201, 204, 206, 300, 304, 401, 403, 404, 410, 429, 500, 503])
def test_an_answer_that_is_not_the_page_is_refused_with_its_status(site: Site, names: Names, code: int) -> None:
    site.answers["/"] = status(code)
    with pytest.raises(PageRefused) as refused:
        fetched(site, "/", names)
    assert refused.value.status == code


@pytest.mark.parametrize(
    "content_type", ["image/png", "application/octet-stream", "video/mp4", "text", "a/" + "b" * 200]
)
def test_a_type_that_is_not_read_here_is_refused_before_its_content(
    site: Site, names: Names, content_type: str
) -> None:
    site.answers["/"] = page(b"\x89PNG", content_type)
    with pytest.raises(PageTypeUnsupported) as refused:
        fetched(site, "/", names)
    assert refused.value.content_type == (content_type if len(content_type) in range(5, 100) else "")


def test_the_certificate_is_checked_for_the_name_although_an_address_is_connected_to(secure_site: Site) -> None:
    secure_site.answers["/"] = page()
    names = Names({HOST: [[LOOPBACK]], "other.example": [[LOOPBACK]]})
    ours = ssl.create_default_context(cafile=CERTIFICATE)

    def get(host: str, tls: ssl.SSLContext | None) -> Fetched:
        url = secure_site.url("/", host, "https")
        return fetch(url, QUICK, resolve=names, allowed=public_or_loopback, ports={secure_site.port}, tls=tls)

    assert get(HOST, ours).data
    assert secure_site.server_names == [HOST]
    for host, tls in (("other.example", ours), (HOST, None), (LOOPBACK, ours)):
        with pytest.raises(NotReachable) as failed:
            get(host, tls)
        assert failed.value.obstacle is Obstacle.NOT_TRUSTED
    assert len(secure_site.requests) == 1


def test_a_site_that_speaks_no_tls_is_not_reachable(site: Site, names: Names) -> None:
    with pytest.raises(NotReachable):
        fetch(site.url("/", scheme="https"), QUICK, resolve=names, allowed=public_or_loopback, ports={site.port})
