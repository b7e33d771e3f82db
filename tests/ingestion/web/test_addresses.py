import re
import socket
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingestion.web.addresses import MAX_CHARACTERS, WEB_PORTS, is_public, presentable, redirected, target_of
from ingestion.web.connecting import Resolve, resolved
from ingestion.web.errors import AddressNotPublic, AddressUnusable, WebError
from ingestion.web.fetching import fetch
from tests.ingestion.web.site import LOOPBACK, Site

PRIVATE_V4 = (
    "0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.100.100.200 127.0.0.1 127.255.255.254 168.63.129.16 169.254.169.254 "
    "172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.192 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.1 "
    "203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255"
)
PRIVATE_V6 = (
    ":: ::1 fe80::1 fe80::1%eth0 febf::1 fec0::1 fc00::1 fd00:ec2::254 ff02::1 100::1 2001:db8::1 3fff::1 2001:2::1 "
    "2001:10::1 2001:20::1 5f00::1 64:ff9b:1::808:808 4000::1 ::808:808 ::ffff:808:808 "
    "::ffff:0:808:808 2606:4700::1%eth0"
)
PUBLIC = (
    "1.1.1.1 8.8.8.8 93.184.215.14 100.63.255.255 100.128.0.1 172.32.0.1 192.0.1.1 198.20.0.1 223.255.255.255 "
    "2606:4700:4700::1111 2001:4860:4860::8888 2620:fe::fe 64:ff9b::808:808"
)


def forms(address: IPv4Address) -> Iterator[str]:
    """The hosts under which one resolver or another finds an IPv4 address."""
    number, (a, b, c, d) = int(address), address.packed
    yield from (f"{address}", f"{address}.", f"{number}", f"0x{number:x}", f"0X{number:X}", f"0{number:o}")
    yield from (f"{a}.{number & 0xFFFFFF}", f"{a}.{b}.{number & 0xFFFF}", f"0x{a:x}.0x{b:x}.0x{c:x}.0x{d:x}")
    yield from (f"0{a:o}.0{b:o}.0{c:o}.0{d:o}", f"0{a:o}.{b}.0x{c:x}.{d}", f"000{a:o}.{b}.{c}.{d}")
    yield from (f"{a}。{b}。{c}。{d}", f"{a}.{b}.{c}%2e{d}", f"%3{str(a)[0]}{str(a)[1:]}.{b}.{c}.{d}")
    yield "".join(chr(ord(sign) + 0xFEE0) for sign in str(address))
    yield from (f"reader@{address}", f"example.org:80@{address}", f"example.org\\@{address}", f"{address}%00.org")
    yield from (f"[::ffff:{address}]", f"[::ffff:0:{address}]", f"[::{address}]", f"[64:ff9b::{address}]")
    yield from (f"[64:ff9b:1::{address}]", f"[2002:{a:02x}{b:02x}:{c:02x}{d:02x}::1]")
    yield f"[2001:0:4136:e378:8000:63bf:{a ^ 255:02x}{b ^ 255:02x}:{c ^ 255:02x}{d ^ 255:02x}]"


def always(answers: list[str]) -> Resolve:
    return lambda host, port: answers


def every_form() -> list[str]:
    hosts = [form for address in PRIVATE_V4.split() for form in forms(IPv4Address(address))]
    hosts += [f"[{address}]" for address in PRIVATE_V6.split()]
    return [*hosts, "localhost", "LOCALHOST", "localhost.", "intranet", "[::1", "::1", "[v1.a]", ""]


def test_there_are_far_more_than_200_forms_of_a_private_address() -> None:
    assert len(set(every_form())) > 500


def test_no_form_of_a_private_address_is_fetched(site: Site) -> None:
    ports = {site.port, 80, 443}
    for host in every_form():
        with pytest.raises((AddressNotPublic, AddressUnusable)):
            fetch(f"http://{host}:{site.port}/guide", resolve=resolved, ports=ports)
    assert site.requests == []


@pytest.mark.parametrize("address", (PRIVATE_V4 + " " + PRIVATE_V6).split())
def test_no_name_that_leads_to_a_private_address_is_fetched(address: str) -> None:
    for answers in ([address], [address, "8.8.8.8"], ["8.8.8.8", "2606:4700:4700::1111", address]):
        with pytest.raises(AddressNotPublic):
            fetch("https://guides.example/", resolve=always(answers))


def test_a_host_that_the_system_would_take_for_an_address_is_never_passed_on_as_a_name() -> None:
    """What is refused as an odd spelling is one that the system's own resolver understands."""
    for host in ("2130706433", "0x7f.1", "0177.0.0.1", "127.1", "0x7f000001"):
        found = socket.getaddrinfo(host, 80, flags=socket.AI_NUMERICHOST, type=socket.SOCK_STREAM)
        assert {entry[4][0] for entry in found} == {LOOPBACK}
        with pytest.raises(AddressUnusable):
            target_of(f"http://{host}/")


@pytest.mark.parametrize("address", PUBLIC.split())
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(ip_address(address))


@given(st.ip_addresses(v=4))
def test_an_address_of_version_4_inside_another_is_judged_like_it(address: IPv4Address) -> None:
    number = int(address)
    assert is_public(IPv6Address(int(IPv6Address("64:ff9b::")) + number)) == is_public(address)
    assert not is_public(IPv6Address(int(IPv6Address("::ffff:0:0")) + number))
    assert not is_public(IPv6Address(int(IPv6Address("2002::")) + (number << 80)))


@given(st.ip_addresses())
def test_what_is_public_is_of_no_special_kind(address: IPv4Address | IPv6Address) -> None:
    special = (
        address.is_private
        or address.is_loopback
        or address.is_link_local
        or address.is_multicast
        or address.is_unspecified
        or (address.is_reserved and address not in ip_network("64:ff9b::/96"))
    )
    assert not (special and is_public(address))


@pytest.mark.parametrize(
    "address",
    [
        "",
        "guides.example/first-calls",
        "ftp://guides.example/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "gopher://guides.example:80/",
        "http:///guide",
        "http://guides.example:22/",
        "http://guides.example:8080/",
        "http://guides.example:x/",
        "http://guides.example:99999/",
        "http://amal:secret@guides.example/",
        "http://@guides.example/",
        "http://guides.example\n.evil.example/",
        "http://guides.example/a\r\nHost: evil.example",
        "http://guides.example/\x00",
        "http://guides.example/\u2028a",
        "http://guides.example/\ud800",
        "http://guides example/",
        "http://guides..example/",
        "http://-guides.example/",
        f"http://{'a' * 64}.example/",
        f"http://{'a.' * 130}example/",
        f"http://guides.example/{'a' * MAX_CHARACTERS}",
        "http://\u00ad/",
        "http://gu\u0000ides.example/",
    ],
)
def test_what_is_no_address_of_a_page_is_refused(address: str) -> None:
    with pytest.raises(AddressUnusable):
        target_of(address)


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("http://guides.example", "http://guides.example/"),
        ("  HTTPS://Guides.Example:443/A?b=c#d ", "https://guides.example/A?b=c"),
        ("https://guides.example:80/", "https://guides.example:80/"),
        ("https://guides.example./a", "https://guides.example/a"),
        ("https://bücher.example/straße?ä=ö", "https://xn--bcher-kva.example/stra%C3%9Fe?%C3%A4=%C3%B6"),
        ("https://STRAẞE.example/", "https://xn--strae-oqa.example/"),
        ("https://my_site.guides.example/a b%20c", "https://my_site.guides.example/a%20b%20c"),
        ("http://8.8.8.8/x", "http://8.8.8.8/x"),
        ("http://[2606:4700:4700:0::1111]/x", "http://[2606:4700:4700::1111]/x"),
        ("https://guides.example//a/@b;c?d=[e]&f=%zz", "https://guides.example//a/@b;c?d=%5Be%5D&f=%zz"),
    ],
)
def test_an_address_has_one_spelling(address: str, url: str) -> None:
    assert target_of(address).url == url


@given(
    st.one_of(
        st.text(),
        st.from_regex(r"https?://[^/]{1,30}(:[0-9]{1,4})?/.{0,20}", fullmatch=True),
        st.from_regex(r"https?://[0-9a-fx.\[\]:@%]{1,30}/", fullmatch=True),
    )
)
def test_a_target_asks_for_exactly_what_its_url_says(address: str) -> None:
    try:
        target = target_of(address)
    except WebError:
        return
    assert target_of(target.url) == target
    assert target.port in WEB_PORTS
    assert target.url.isascii()
    assert not re.search(r"[\s@\\]", target.authority)
    assert not re.search(r"\s", target.path)


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("/new", "https://guides.example/new"),
        ("new?a=b#c", "https://guides.example/old/new?a=b"),
        ("//other.example/x", "https://other.example/x"),
        ("http://other.example", "http://other.example/"),
        ("", "https://guides.example/old/page"),
    ],
)
def test_a_redirect_is_read_as_seen_from_its_page(location: str, url: str) -> None:
    assert redirected(target_of("https://guides.example/old/page"), location).url == url


@pytest.mark.parametrize(
    "location", ["ftp://other.example/", "http://[::1", "//a@b.example/", "http://10.1/", "data:,x"]
)
def test_a_redirect_is_checked_like_the_address_of_a_person(location: str) -> None:
    with pytest.raises(AddressUnusable):
        redirected(target_of("https://guides.example/"), location)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://amal:secret@guides.example/a?token=1#b", "https://guides.example/a"),
        ("https://guides.example/@amal/a", "https://guides.example/@amal/a"),
        ("amal:secret@guides.example", "guides.example"),
        ("https://guides.example/\n\u202ea", "https://guides.example/ a"),
        (f"https://guides.example/{'a' * 300}", f"https://guides.example/{'a' * 176}…"),
    ],
)
def test_an_address_is_shown_without_what_may_be_secret(address: str, shown: str) -> None:
    assert presentable(address) == shown
