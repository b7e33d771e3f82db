"""A learner in the playground's page, with the real bot: from "certify me" to the public page of her certificate."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from bot.issuing import certificate_pages
from bot.web.app import pages_app
from tests.journeys.browser_answers import ANSWERS, CHECK, MISSED
from tests.journeys.browser_certificate import asks_nobody_else, is_for_everybody, says_that_it_is_valid
from tests.journeys.browser_desk import Desk
from tests.journeys.exam_hall import PROOF, Hall, exam_hall
from tests.journeys.http_server import serving
from tests.journeys.workplace import DEV, Workplace

TITLE = "All kinds of questions"
ANY_QUESTION = re.compile(f"{TITLE} · question \\d of 7")
TELEPHONE, DESKTOP = ViewportSize(width=390, height=844), ViewportSize(width=1280, height=900)


@pytest.fixture
def hall(data_dir: Path) -> Iterator[Hall]:
    """The certification, and the pages of certificates at the address that is signed into them."""
    pages = pages_app([])
    with serving(pages) as address, exam_hall(data_dir, public_url=address) as hall:
        pages.routes.extend(certificate_pages(hall.office.services).routes())
        hall.make_key()
        yield hall


@pytest.fixture
def local(hall: Hall) -> Workplace:
    return hall.office


class Learner(Desk):
    """What a learner does in her own conversation with the bot."""

    def shown(self, words: str | re.Pattern[str]) -> Locator:
        """The last message with these words."""
        return self.page.get_by_role("article").filter(has_text=words).last

    def question(self) -> Locator:
        """The exam, as it is shown now."""
        return self.shown(ANY_QUESTION)

    def answer(self, asked: Locator, *, rightly: bool = True) -> None:
        """Answer a question of whatever kind."""
        stem = asked.locator("strong").filter(has_text=re.compile("|".join(map(re.escape, ANSWERS)))).inner_text()
        ANSWERS[stem](asked, rightly)

    def agree(self, button: str) -> None:
        """Say yes to what is asked before something is done."""
        self.send(self.page.get_by_role("dialog"), button)


def test_a_learner_is_certified_and_anybody_can_see_that_it_is_valid(page: Page, local: Workplace) -> None:
    learner = Learner(page, local)
    learner.visit(DEV)
    learner.open("Messages")
    learner.say("certify me")
    expect(learner.shown(TITLE)).to_contain_text("7 questions · pass mark 60 % · 30 minutes · 3 attempts left")
    practises(learner)
    begins_with_the_keyboard(learner)
    answers_all(learner)
    reads_what_was_missed(learner)
    address = gets_a_certificate(learner)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name=address).click()
    says_that_it_is_valid(opened.value, address, TITLE, "Dev Patel")
    is_for_everybody(opened.value)
    asks_nobody_else(opened.value, address)


def practises(learner: Learner) -> None:
    """One question for practice: what is right, why, and where it stands."""
    learner.press(f"Practise for {TITLE}")
    exercise = learner.shown(f"{TITLE} · practice")
    learner.answer(exercise)
    check = exercise.get_by_role("button", name=CHECK)
    if check.count():
        check.click()
    expect(exercise).to_contain_text("Right.")
    expect(exercise.locator("blockquote")).to_contain_text(PROOF)


def begins_with_the_keyboard(learner: Learner) -> None:
    """From the line in which she writes to the exam, and to the answers of its first question, without the mouse."""
    page, begin = learner.page, learner.page.get_by_role("button", name=f"Begin the exam of {TITLE}")
    learner.say("certify me")
    expect(begin).to_have_count(2)
    learner.reach(begin.last, "Shift+Tab")
    page.keyboard.press("Enter")
    learner.reach(page.get_by_role("dialog").get_by_role("button", name="Begin the exam"))
    page.keyboard.press("Enter")
    expect(learner.question()).to_contain_text("question 1 of 7")
    page.get_by_role("combobox", name="Ask Fieldwise a question").focus()
    learner.reach(learner.question().get_by_role("button", name="Next"), "Shift+Tab")
    page.keyboard.press("Enter")
    expect(learner.question()).to_contain_text("question 2 of 7")
    learner.reach(learner.question().get_by_role("button", name="Back"), "Shift+Tab")
    page.keyboard.press("Space")
    expect(learner.question()).to_contain_text("question 1 of 7")


def answers_all(learner: Learner) -> None:
    """Answer each question, one of them wrongly and one on a telephone, and hand in."""
    for number in range(1, 8):
        asked = learner.question()
        expect(asked).to_contain_text(f"question {number} of 7")
        learner.answer(asked, rightly=MISSED not in asked.inner_text())
        expect(asked).to_contain_text(f"{number} of 7 answered")
        if number == 3:
            goes_on_by_telephone(learner)
        elif number < 7:
            asked.get_by_role("button", name="Next").click()
    learner.page.set_viewport_size(DESKTOP)
    learner.press("Hand in…")
    learner.sees("All questions are answered. Hand in?")
    learner.press("Hand in now")


def goes_on_by_telephone(learner: Learner) -> None:
    """The page anew, on a small screen: the exam goes on in a new message where it was left."""
    learner.page.set_viewport_size(TELEPHONE)
    learner.page.reload()
    learner.page.wait_for_selector("body[data-live]")
    # On a telephone the thread of what she said last fills the screen.
    learner.press("Back to the channel")
    learner.say("certify me")
    learner.press("Back to the channel")
    learner.press(f"Go on with the exam of {TITLE}")
    learner.sees("question 4 of 7")
    assert learner.page.evaluate("document.documentElement.scrollWidth") == TELEPHONE["width"]


def reads_what_was_missed(learner: Learner) -> None:
    """The result, and in its thread what is right and the passage that proves it."""
    result = learner.shown(f"Passed: {TITLE}")
    expect(result).to_contain_text("6 of 7 points (85.7 %)")
    result.get_by_role("link", name="1 reply").click()
    missed = learner.page.get_by_role("complementary", name="Thread").get_by_role("article").last
    for words in (MISSED, "You answered: None at all", "Right: Four or more a month", PROOF, "Recruiting"):
        expect(missed).to_contain_text(words)
    missed.get_by_text("Show passage", exact=True).click()
    passage = learner.page.get_by_role("dialog")
    expect(passage.locator("blockquote").filter(has_text=PROOF)).to_be_visible()
    learner.page.keyboard.press("Escape")
    expect(passage).to_have_count(0)
    learner.page.get_by_role("button", name="Close the thread").click()


def gets_a_certificate(learner: Learner) -> str:
    """Say how her name is to stand on it, and show it to others; returns its address."""
    form = learner.dialog(f"Choose the name that is to stand on the certificate {TITLE}")
    expect(form.get_by_label("The name on the certificate")).to_have_value("Dev Patel")
    learner.send(form, "Issue it")
    learner.sees("is issued.")
    card = learner.shown("Issued to Dev Patel: current")
    expect(card).to_contain_text("Only you see it, and those who keep the library see that you hold it.")
    expect(card.get_by_role("link")).to_have_count(0)
    learner.press("Show it to others")
    learner.agree("Show it to others")
    return card.get_by_role("link").inner_text()
