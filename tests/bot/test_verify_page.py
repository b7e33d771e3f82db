"""How the page of a certificate leads to its credential."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.verify_page import NoCredential, credential_address, is_page

PAGE = "https://badges.example.org/c/0f"
LINK = '<link rel="alternate" type="application/vc+jwt" href="0f.jwt">'


def leads_to(html: str) -> str:
    return credential_address(html.encode(), PAGE)


@pytest.mark.parametrize(
    "html",
    [
        f"<!doctype html><head>{LINK}</head>",
        f"<html>{LINK}{LINK}",
        "<LINK TYPE='Application/VC+JWT' REL='nofollow Alternate' HREF=' 0f.jwt '/>",
        '<link rel=alternate type=application/vc+jwt href="https://badges.example.org/c/0f.jwt">',
    ],
)
def test_a_page_names_its_credential_in_a_link(html: str) -> None:
    assert leads_to(html) == f"{PAGE}.jwt"


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<html><p>Nothing.",
        '<a rel="alternate" type="application/vc+jwt" href="0f.jwt">',
        '<link rel="stylesheet" type="application/vc+jwt" href="0f.jwt">',
        '<link rel="alternate" type="application/json" href="0f.jwt">',
        f"<!-- {LINK} -->",
        f"<script>{LINK}</script>",
        f'{LINK}<link rel="alternate" type="application/vc+jwt" href="other.jwt">',
        '<link rel="alternate" type="application/vc+jwt" href="https://[::1/">',
    ],
)
def test_a_page_that_names_none_or_several_leads_nowhere(html: str) -> None:
    with pytest.raises(NoCredential):
        leads_to(html)


@given(st.text())
def test_whatever_a_page_holds_it_leads_to_an_address_or_nowhere(html: str) -> None:
    with pytest.raises(NoCredential):
        leads_to(html)
    assert leads_to(LINK + html.replace("<", "")) == f"{PAGE}.jwt"


@pytest.mark.parametrize(
    ("data", "content_type", "expected"),
    [
        (b"\xef\xbb\xbf \n<!DOCTYPE html>", "", True),
        (b"<html lang=en>", "text/plain", True),
        (b"<!-- made by hand --><p>", "text/html", True),
        (b"<!-- made by hand --><p>", "image/svg+xml", False),
        (b"<svg>", "text/html", False),
        (b"<?xml version='1.0'?>", "application/xhtml+xml", False),
        (b"\x89PNG\r\n\x1a\n", "text/html", False),
        (b"eyJ.eyJ.sig", "text/html", False),
        (b"", "text/html", False),
    ],
)
def test_a_page_is_told_from_a_file_by_its_bytes(data: bytes, content_type: str, expected: bool) -> None:
    assert is_page(data, content_type) is expected
