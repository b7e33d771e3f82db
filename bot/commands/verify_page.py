"""The page of a certificate: how it is told from a file, and where it says that its signed credential is. Pure."""

from html.parser import HTMLParser
from urllib.parse import urljoin

TOKEN_TYPE = "application/vc+jwt"
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_LOOKED_AT = 1024


class NoCredential(Exception):
    """A page names no signed credential, or more than one."""


def is_page(data: bytes, content_type: str) -> bool:
    """Whether this is a page, by its first bytes; what is sent as a page may be a picture all the same.

    Args:
        data: What was fetched.
        content_type: As the site says.
    """
    begins = data[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if begins.startswith((b"<!doctype html", b"<html")):
        return True
    return content_type in _PAGES and begins.startswith(b"<") and not begins.startswith((b"<?xml", b"<svg"))


def credential_address(data: bytes, page: str) -> str:
    """Where a page says that its credential is: ``<link rel="alternate" type="application/vc+jwt" href="...">``.

    Args:
        data: The page.
        page: Its own address.

    Raises:
        NoCredential: It names none, or more than one.
    """
    links = _Links()
    links.feed(data.decode("utf-8", "replace"))
    try:
        found = {urljoin(page, link) for link in links.found}
    except ValueError as error:
        raise NoCredential from error
    if len(found) != 1:
        raise NoCredential
    return found.pop()


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: (value or "").strip() for name, value in attrs}
        relations = said.get("rel", "").lower().split()
        if tag == "link" and "alternate" in relations and said.get("type", "").lower() == TOKEN_TYPE:
            self.found.append(said.get("href", ""))
