from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks.sources import web_address
from tests.bot.blocks.answers import wild


@pytest.mark.parametrize(
    ("source", "address", "host"),
    [
        ("https://guides.example.org/a.html", "https://guides.example.org/a.html", "guides.example.org"),
        (" http://Example.org:8080?q=1#top ", "http://Example.org:8080?q=1#top", "example.org"),
        ("https://example.org/guía (1).pdf", None, None),
        ("https://example.org/guía%20(1).pdf", "https://example.org/gu%C3%ADa%20(1).pdf", "example.org"),
        ("https://xn--80ak6aa92e.com/", "https://xn--80ak6aa92e.com/", "xn--80ak6aa92e.com"),
    ],
)
def test_an_address_on_the_web_is_linked_with_its_host(source: str, address: str | None, host: str | None) -> None:
    assert web_address(source) == (None if address is None else (address, host))


@pytest.mark.parametrize(
    "source",
    [
        None, "", "guides/monitoring.pdf", "javascript:alert(1)", "file:///etc/passwd", "ftp://example.org/a",
        "https://good.example@evil.example/", "https://good.example\\@evil.example/", "https:///evil.example",
        "https:evil.example", "https://аррӏе.com/", "https://good.example\u200b.evil.example/", "https://a b.example/",
        "https://good.example/>|good.example", "https://good.example/\u202egpj.exe", "https://good.example/\nx",
        "https://example.org/" + "a" * 3_000, "https://.example/", "https://good.example。evil.example/",
    ],
)  # fmt: skip
def test_what_is_no_address_or_not_what_it_seems_is_not_linked(source: str | None) -> None:
    assert web_address(source) is None


@given(st.builds("https://{}{}{}".format, wild, st.sampled_from(["good.example", "", "@"]), wild))
def test_the_host_shown_is_the_host_that_is_opened(source: str) -> None:
    found = web_address(source)
    if found is not None:
        parts = urlsplit(found[0])
        assert (parts.hostname, parts.username, parts.password) == (found[1], None, None)
        assert found[0].isascii()
