"""An address that a person typed is asked wherever it is; where it leads to another site, only a public one is."""

import ssl
from ipaddress import ip_address

import pytest

from ingestion.web.addresses import any_target_of, is_public
from ingestion.web.asking import Limits
from ingestion.web.errors import (
    AddressNotPublic,
    AddressUnusable,
    NotReachable,
    Obstacle,
    PageRefused,
    PageTooLarge,
    TooManyRedirects,
)
from ingestion.web.typed import Found, TypedGate, fetch_typed, sites_of
from tests.ingestion.web.site import CERTIFICATE, HOST, LOOPBACK, Names, Site, page, status

QUICK = Limits(size=100_000, seconds=5.0, connect_seconds=0.5, read_seconds=0.5)
TOKEN = b"eyJ.eyJ.sig"


def typed(address: str, names: Names | None = None, *more: str) -> Found:
    gate = TypedGate(sites_of([address, *more]), names or Names(), ssl.create_default_context(cafile=CERTIFICATE))
    return fetch_typed(address, gate, QUICK)


@pytest.mark.parametrize("host", [LOOPBACK, "localhost", "LOCALHOST."])
def test_this_machine_is_asked_without_encryption_at_any_port(site: Site, host: str) -> None:
    site.answers["/c/1.jwt"] = page(TOKEN, "application/vc+jwt; charset=utf-8")
    found = typed(site.url("/c/1.jwt", host), Names({"localhost": [[LOOPBACK]]}))
    assert (found.content_type, found.data) == ("application/vc+jwt", TOKEN)
    assert found.url.endswith("/c/1.jwt")


def test_a_site_of_a_private_network_is_asked_by_https(secure_site: Site) -> None:
    secure_site.answers["/c/1"] = status(302, Location="/c/1.jwt")
    secure_site.answers["/c/1.jwt"] = page(TOKEN, "application/vc+jwt")
    found = typed(secure_site.url("/c/1", scheme="https"))
    assert (found.url, found.data) == (secure_site.url("/c/1.jwt", scheme="https"), TOKEN)


@pytest.mark.parametrize("host", [HOST, "intranet", "10.0.0.9", "192.168.1.1", "8.8.8.8", "[fd00::1]"])
def test_no_other_machine_is_asked_without_encryption(site: Site, host: str) -> None:
    with pytest.raises(AddressUnusable):
        typed(site.url("/", host), Names({HOST: [[LOOPBACK]], "intranet": [[LOOPBACK]]}))
    assert site.requests == []


def test_a_name_that_another_has_made_point_here_does_not_reach_what_is_here(site: Site, secure_site: Site) -> None:
    names = Names({"evil.example": [[LOOPBACK]], "localhost": [["10.0.0.9"]]})
    with pytest.raises(NotReachable) as refused:
        typed(secure_site.url("/", "evil.example", "https"), names)
    assert refused.value.obstacle is Obstacle.NOT_TRUSTED
    with pytest.raises(AddressNotPublic):
        typed(site.url("/", "localhost"), names)
    assert site.requests == secure_site.requests == []


@pytest.mark.parametrize(
    "location",
    [
        "https://10.0.0.9/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://intranet/",
        "https://localhost/",
        "https://inside.example/",
        "https://outside.example:8443/",
        "http://outside.example/",
        "http://outside.example:443/",
        "//amal:secret@guides.example/",
        "https://[::1",
        "file:///etc/passwd",
    ],
)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_another_site_is_asked_only_where_it_is_public_and_by_https(
    site: Site, secure_site: Site, location: str, scheme: str
) -> None:
    first = site if scheme == "http" else secure_site
    first.answers["/"] = status(302, Location=location)
    address = first.url("/", LOOPBACK if scheme == "http" else HOST, scheme)
    names = Names({HOST: [[LOOPBACK]], "inside.example": [["10.0.0.9"]], "outside.example": [["93.184.215.14"]]})
    with pytest.raises(AddressNotPublic) as refused:
        typed(address, names)
    assert refused.value.address == address
    assert len(first.requests) == 1


def test_the_same_machine_at_another_port_is_another_site(site: Site, secure_site: Site) -> None:
    site.answers["/"] = status(302, Location=f"http://{LOOPBACK}:{secure_site.port}/")
    with pytest.raises(AddressNotPublic):
        typed(site.url("/", LOOPBACK))
    assert secure_site.requests == []


def test_to_a_public_site_one_may_be_led(site: Site) -> None:
    gate = TypedGate(sites_of([site.url("/", LOOPBACK)]))
    led = gate.redirected(any_target_of(site.url("/", LOOPBACK), range(65536)), "https://badges.example.org/c/1")
    assert led.url == "https://badges.example.org/c/1"
    assert gate.allowed_at(led) is is_public
    assert not gate.allowed_at(led)(ip_address("10.0.0.9"))


def test_each_site_that_was_typed_is_asked(site: Site) -> None:
    address, other = site.url("/list", LOOPBACK), "https://badges.internal/issuer"
    site.answers["/list"] = page(TOKEN)
    assert typed(address, Names(), other).data == TOKEN
    with pytest.raises(AddressNotPublic):
        fetch_typed(address, TypedGate(sites_of([other])), QUICK)


def test_limits_and_refusals_are_those_of_every_page(site: Site) -> None:
    site.answers["/big"] = page(b"x" * 100_001)
    site.answers["/round"] = status(302, Location="/round")
    for path, error in {"/big": PageTooLarge, "/none": PageRefused, "/round": TooManyRedirects}.items():
        with pytest.raises(error):
            typed(site.url(path, LOOPBACK))


@pytest.mark.parametrize("address", ["https://", "https://a b/", "https://amal:secret@a.example/", "ftp://a.example/"])
def test_what_is_no_address_is_no_site(address: str) -> None:
    with pytest.raises(AddressUnusable):
        sites_of([address])
