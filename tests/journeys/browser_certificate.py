"""The public page of a certificate in a browser: what it says, and that everybody can use it."""

import re

from playwright.sync_api import Page, ViewportSize, expect

from tests.bot.web.test_certificates import contrast

NARROW = ViewportSize(width=320, height=640)
# The colours of each piece of text and of what is behind it.
COLOURS = """() => {
    const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const hex = (colour) => "#" + numbers(colour).slice(0, 3).map((one) => one.toString(16).padStart(2, "0")).join("");
    const behind = (one) => {
        const colour = getComputedStyle(one).backgroundColor;
        return numbers(colour)[3] === 0 ? behind(one.parentElement) : colour;
    };
    const written = [...document.body.querySelectorAll("*")].filter((one) =>
        [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim()));
    return written.map((one) => [hex(behind(one)), hex(getComputedStyle(one).color)]);
}"""
FOCUSED = """() => {
    const style = getComputedStyle(document.activeElement);
    return [document.activeElement.href, style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2];
}"""


def says_that_it_is_valid(page: Page, address: str, title: str, holder: str) -> None:
    """The page of the certificate."""
    assert page.url == address
    expect(page.get_by_text("Valid. The signature was checked just now")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    for words in (holder, "Whatever is asked", "Recruiting"):
        expect(page.get_by_role("main")).to_contain_text(words)


def is_for_everybody(page: Page) -> None:
    """It can be read aloud, seen by weak eyes, used without a mouse, and on a narrow screen."""
    expect(page.locator("html")).to_have_attribute("lang", "en")
    headings = page.locator("h1, h2, h3, h4, h5, h6").evaluate_all("all => all.map((one) => one.tagName)")
    assert headings == ["H1", *["H2"] * (len(headings) - 1)]
    expect(page.get_by_role("main")).to_have_count(1)
    assert page.evaluate("document.body.innerText.trim() === document.querySelector('main').innerText.trim()")
    expect(page.get_by_role("img", name=re.compile("Certificate: .+ Held by .+"))).to_be_visible()
    shows_each_picture(page)
    assert min(contrast(*pair) for pair in page.evaluate(COLOURS)) >= 4.5
    reaches_each_link(page)
    page.set_viewport_size(NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def asks_nobody_else(page: Page, address: str) -> None:
    """It runs no script, and takes nothing from elsewhere."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    assert address in asked
    assert {url.partition("/c/")[0] for url in asked} == {address.partition("/c/")[0]}
    expect(page.locator("script, iframe, form, object, embed, link[rel=stylesheet]")).to_have_count(0)


def shows_each_picture(page: Page) -> None:
    """A picture that is still on its way is waited for: a page is "there" before its pictures are."""
    for picture in page.locator("img").all():
        expect(picture).to_have_attribute("alt", re.compile("."))
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("(one) => one.naturalWidth > 0")


def reaches_each_link(page: Page) -> None:
    links = page.get_by_role("link").evaluate_all("all => all.map((one) => one.href)")
    assert len(links) == 6
    for link in links:
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUSED) == [link, True]
