"""The playground's page under people's hands: every step is a click or a key, as a person's is."""

import re
from concurrent.futures import ThreadPoolExecutor

from playwright.sync_api import Locator, Page, expect

from tests.journeys.workplace import MENTORS, Workplace


class Desk:
    """What people do in the page, one after the other."""

    def __init__(self, page: Page, office: Workplace) -> None:
        self.page = page
        self.office = office

    def visit(self, person: str, channel: str = MENTORS) -> None:
        """Open the page as somebody, before a channel."""
        self.page.goto(f"{self.office.slack.url}/?as={person}#channel={channel}")
        self.page.wait_for_selector("body[data-live]")

    def become(self, name: str, tab: str) -> None:
        """Act as somebody, before a tab of the bot."""
        self.page.get_by_role("button", name="You are").click()
        self.page.get_by_role("menuitemradio", name=name).click()
        expect(self.page.get_by_role("button", name=f"You are: {name}")).to_be_visible()
        self.open(tab)

    def open(self, tab: str) -> None:
        """Go to a tab of the bot. Home is drawn anew when it is opened: a press that comes before that may be lost."""
        self.page.get_by_role("link", name=re.compile("^Fieldwise")).click()
        self.page.get_by_role("tab", name=tab).click()
        # Playwright keeps an event loop running in this thread, beside which DBOS is not asked.
        with ThreadPoolExecutor(1) as pool:
            pool.submit(self.office.settle).result()

    def say(self, words: str) -> None:
        """Write to the bot."""
        composer = self.page.get_by_role("combobox", name="Ask Fieldwise a question")
        composer.fill(words)
        composer.press("Enter")

    def press(self, name: str) -> None:
        """Press the button that was shown last."""
        self.page.get_by_role("button", name=name, exact=True).last.click()

    def dialog(self, opener: str) -> Locator:
        """What opens when a button is pressed."""
        self.press(opener)
        return self.page.get_by_role("dialog")

    def passage(self, shown_as: str) -> Locator:
        """Open the first passage of an answer; what is read on its button is not all of its name."""
        self.page.get_by_text(shown_as, exact=True).first.click()
        return self.page.get_by_role("dialog")

    def sees(self, words: str) -> None:
        """Wait until these words are there."""
        expect(self.page.get_by_text(words).last).to_be_visible()

    def send(self, form: Locator, button: str) -> None:
        """Send a form, or answer a question, that closes then."""
        form.get_by_role("button", name=button, exact=True).click()
        expect(form).to_have_count(0)

    def reach(self, wanted: Locator, key: str = "Tab") -> None:
        """Go to something with the keyboard alone; fails where that does not lead there."""
        for _ in range(60):
            if wanted.evaluate("one => one === document.activeElement"):
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"{key} does not lead to {wanted}")
