"""A newcomer in the playground's page, with the real bot: asks, opens the passage, says what it was worth."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from bot.settings import Transport
from knowledge.conversations.models import OpinionRow
from tests.journeys.browser_desk import Desk
from tests.journeys.workplace import CARMEN, DEV, Workplace, workplace


@pytest.fixture
def local(data_dir: Path) -> Iterator[Workplace]:
    with workplace(data_dir, transport=Transport.SOCKET) as local:
        yield local


def opinions(local: Workplace) -> list[tuple[bool, str | None]]:
    with local.services.database.reading() as session:
        return [(row.helpful, row.reason) for row in session.scalars(select(OpinionRow))]


def test_a_newcomer_goes_from_a_question_to_its_passage_and_says_what_it_was_worth(
    page: Page, local: Workplace
) -> None:
    Desk(page, local).visit(DEV)
    composer = page.get_by_role("combobox", name="Message #mentors")
    composer.fill("@Fieldwise how often should we check in with a new match?")
    composer.press("Enter")
    # While the answer is on its way the message is drawn anew: between a press and its release it may be another one.
    page.get_by_text("1 reply").dispatch_event("click")
    thread = page.get_by_role("complementary", name="Thread")
    expect(thread.get_by_text("at least twice in the first month")).to_be_visible()

    thread.get_by_text("Show passage", exact=True).first.click()
    passage = page.get_by_role("dialog")
    expect(passage.get_by_text("Monitoring and supporting matches, edition 1")).to_be_visible()
    expect(passage.locator("blockquote")).to_contain_text("at least twice in the first month")
    page.keyboard.press("Escape")

    thread.get_by_role("button", name="This answer was not helpful").click()
    reason = page.get_by_role("dialog")
    reason.get_by_role("radio").first.check()
    reason.get_by_role("button", name="Send").click()
    expect(reason).to_have_count(0)
    local.slack.until(lambda: opinions(local) == [(False, "wrong")])

    page.get_by_role("button", name="You are").click()
    page.get_by_role("menuitemradio", name="Carmen Ruiz").click()
    page.wait_for_url(f"**as={CARMEN}**")
    page.wait_for_selector("body[data-live]")
    page.set_input_files("input[type=file]", {"name": "plan.txt", "mimeType": "text/plain", "buffer": b"Call."})
    page.get_by_role("combobox", name="Message #mentors").fill("Our plan for the week")
    page.keyboard.press("Enter")
    expect(page.get_by_role("article").filter(has_text="Our plan for the week")).to_contain_text("plan.txt")
