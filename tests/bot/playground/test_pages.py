"""What the page is made of, and that nothing of it comes from elsewhere."""

import re
import urllib.error
import urllib.request
from email.message import Message

import pytest

from bot.playground.pages import ASSETS, FOLDER
from bot.playground.server import Playground

NAMESPACE = "http://www.w3.org/2000/svg"


def fetched(url: str) -> tuple[Message, str]:
    with urllib.request.urlopen(url, timeout=5) as response:
        return response.headers, response.read().decode()


def test_the_page_may_load_and_reach_nothing_but_its_own_server(slack: Playground) -> None:
    headers, _ = fetched(slack.url)
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert {policy[f"{kind}-src"] for kind in ("script", "style", "img", "connect")} == {"'self'"}
    assert policy["frame-ancestors"] == "'none'"


def test_everything_that_the_page_names_is_served(slack: Playground) -> None:
    _, page = fetched(slack.url)
    named = set(re.findall(r'(?:href|src)="(/page/[^"]+)"', page))
    assert {"/page/main.js", "/page/ground.css", "/page/favicon.svg"} <= named
    for path in named:
        headers, content = fetched(slack.url + path)
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert content


def test_every_module_that_is_imported_is_there() -> None:
    for name, path in ASSETS.items():
        imported = set(re.findall(r'from "\./([^"]+)"', path.read_text()))
        assert imported <= set(ASSETS), name


def test_no_file_of_the_page_names_another_address_or_writes_html() -> None:
    for path in FOLDER.iterdir():
        text = path.read_text().replace(NAMESPACE, "")
        assert not re.findall(r"https?://[\w.]", text), path.name
        assert not re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text), path.name


def test_who_acts_is_escaped(slack: Playground) -> None:
    _, page = fetched(f'{slack.url}/?as="><script>alert(1)</script>')
    assert "<script>alert" not in page


@pytest.mark.parametrize("name", ["index.html", "../pages.py", "nothing.js"])
def test_nothing_else_is_served(slack: Playground, name: str) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404"):
        fetched(f"{slack.url}/page/{name}")
