"""The life of a guide in the playground's page, with the real bot: every step is a click or a key, as a person's is."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from reportlab.platypus import PageBreak, Paragraph  # type: ignore[import-untyped]

from bot.commands.scene import appoint
from bot.settings import Transport
from tests.ingestion.loaders.pdf.files import BODY, STYLES, flowables
from tests.journeys.browser_desk import Desk
from tests.journeys.workplace import AMARA, Workplace, workplace

OLD = "A bicycle is lent for nine days and comes back clean, with both lamps working."
NEW = OLD.replace("nine", "five")
REASON = "The last bicycle was sold in May."


@pytest.fixture
def local(data_dir: Path) -> Iterator[Workplace]:
    """The bot among the people of the playground: Amara is the owner of its library, Ben a reviewer."""
    with workplace(data_dir, transport=Transport.SOCKET) as local:
        appoint(local.services)
        yield local


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """A guide of two pages."""
    return guide(tmp_path / "bicycles.pdf", OLD)


def guide(path: Path, lent: str) -> Path:
    who = [
        Paragraph("Lending bicycles", STYLES[9]),
        Paragraph("Who may borrow", STYLES[1]),
        Paragraph("Every mentor whose match has lasted three months may borrow a bicycle for outings.", BODY),
    ]
    how_long = [Paragraph("How long it is lent", STYLES[1]), Paragraph(lent, BODY)]
    return flowables(path, [*who, PageBreak(), *how_long])


class LibraryDesk(Desk):
    """What people do with guides."""

    def asks(self, question: str) -> Locator:
        """Ask the bot, and look at the thread with its answer."""
        self.say(question)
        self.page.get_by_role("article").filter(has_text=question).get_by_text("1 reply").click()
        return self.page.get_by_role("complementary", name="Thread")

    def menu(self, choice: str) -> Locator:
        """Choose something in the menu of the bicycles' guide in Home; returns the form that opens."""
        self.open("Home")
        # The button of the panel that is shown is ticked; pressed again, it shows all guides.
        self.page.get_by_role("button", name=re.compile("Guides$")).click()
        expect(self.page.get_by_text("1 guide found")).to_have_count(0)
        self.page.get_by_label("Find a guide").fill("bicycles")
        self.page.keyboard.press("Enter")
        self.sees("1 guide found")
        self.page.get_by_role("button", name="More options").click()
        self.page.get_by_role("menuitem", name=choice).click()
        return self.page.get_by_role("dialog")

    def reviewed(self) -> None:
        """Amara sends what is ready to review, and Ben publishes it."""
        self.sees("Ready: search finds its passages")
        self.press("Send to review")
        self.sees("I told 1 person who can review it.")
        self.become("Ben Lindqvist", "Messages")
        self.press("Publish")
        expect(self.page.get_by_role("button", name="Publish", exact=True)).to_have_count(0)
        self.sees("Published: readers have seen it")


@pytest.fixture
def desk(page: Page, local: Workplace) -> LibraryDesk:
    """Amara, before a channel."""
    desk = LibraryDesk(page, local)
    desk.visit(AMARA)
    return desk


def hand_in(desk: LibraryDesk, pdf: Path) -> None:
    """Amara drops a file on the bot, says what it is, and looks at what was read of it."""
    desk.open("Messages")
    desk.page.set_input_files("input[type=file]", pdf)
    desk.press("Send")
    desk.page.get_by_text("1 reply").click()
    form = desk.dialog("Add as a guide…")
    form.get_by_label("Title").fill("Lending bicycles")
    form.get_by_label("Who may read it").select_option(label="Everybody")
    form.get_by_label("Evidence").select_option(label="Promising")
    form.get_by_label("Next review").fill("2031-05-03")
    desk.send(form, "Add")
    desk.sees("Ready: search finds its passages")
    preview = desk.dialog("Preview")
    expect(preview.get_by_text(OLD)).to_be_visible()
    expect(preview.get_by_text(re.compile("How long it is lent . page 2"))).to_be_visible()
    desk.page.keyboard.press("Escape")


def renew(desk: LibraryDesk, pdf: Path) -> None:
    """Amara hands in a new edition, and sees what it changes and whom that touches."""
    desk.become("Amara Okafor", "Home")
    form = desk.menu("New edition…")
    form.get_by_label("Files").set_input_files(guide(pdf, NEW))
    desk.send(form, "Add")
    desk.open("Messages")
    desk.sees("takes the place of edition 1")
    changes = desk.dialog("What changes")
    expect(changes.locator("s", has_text="nine")).to_be_visible()
    expect(changes.locator("strong", has_text="five")).to_be_visible()
    expect(changes.get_by_text("1 past answer quotes what changes.")).to_be_visible()
    desk.page.keyboard.press("Escape")


def narrow(desk: LibraryDesk, pdf: Path) -> None:
    """Amara hands in the same file, for one channel only."""
    desk.become("Amara Okafor", "Home")
    form = desk.menu("New edition…")
    form.get_by_label("Files").set_input_files(pdf)
    form.get_by_label("Who may read it").select_option(label="Only in certain channels")
    form.get_by_role("combobox", name="The channels").fill("programme")
    form.get_by_role("option", name="#programme-team").click()
    desk.page.keyboard.press("Tab")
    desk.send(form, "Add")
    desk.open("Messages")
    desk.sees("only for #programme-team")


def test_a_guide_is_added_reviewed_cited_renewed_narrowed_and_withdrawn(desk: LibraryDesk, pdf: Path) -> None:
    hand_in(desk, pdf)
    desk.reviewed()
    desk.become("Carmen Ruiz", "Messages")
    answer = desk.asks("For how many days is a bicycle lent?")
    expect(answer.get_by_text(OLD)).to_be_visible()
    expect(answer.get_by_text("Lending bicycles, edición 1")).to_be_visible()
    expect(answer.get_by_text("página 2")).to_be_visible()
    expect(answer.get_by_text("evidencia: Prometedora")).to_be_visible()

    renew(desk, pdf)
    desk.reviewed()
    desk.become("Carmen Ruiz", "Messages")
    desk.page.get_by_text("1 reply").click()
    passage = desk.passage("Ver el pasaje")
    expect(passage.get_by_text("sustituida por una edición más nueva")).to_be_visible()
    expect(passage.locator("blockquote")).to_have_text(OLD)
    desk.page.keyboard.press("Escape")

    narrow(desk, pdf)
    desk.reviewed()
    expect(desk.asks("For how many days is a bicycle lent?").get_by_text(NEW)).to_be_visible()
    desk.become("Carmen Ruiz", "Messages")
    refused = desk.asks("How many days may a mentor keep the bicycle?")
    expect(refused.get_by_text("Lending bicycles")).to_have_count(0)
    expect(refused.get_by_text("five days")).to_have_count(0)

    desk.become("Amara Okafor", "Home")
    form = desk.menu("Withdraw…")
    form.get_by_role("textbox").fill(REASON)
    desk.send(form, "Withdraw")
    desk.sees("From now on no answer draws on it.")
    desk.become("Ben Lindqvist", "Messages")
    desk.page.get_by_role("article").filter(has_text="For how many days").get_by_text("1 reply").click()
    expect(desk.passage("Show passage").get_by_text(REASON)).to_be_visible()


def test_a_role_that_is_given_in_home_opens_the_library_to_one_person_and_to_nobody_else(desk: LibraryDesk) -> None:
    desk.open("Home")
    desk.press("People")
    form = desk.dialog("Give a role…")
    form.get_by_role("combobox", name="Who").fill("dev")
    form.get_by_role("option", name="Dev Patel").click()
    form.get_by_label("The role").select_option(label="editor")
    desk.send(form, "Give it")
    desk.sees("People: 3 with roles")

    desk.become("Dev Patel", "Home")
    desk.sees("Ask your field's guides")
    expect(desk.page.get_by_role("button", name="Add a guide…")).to_be_visible()
    expect(desk.page.get_by_role("button", name="People", exact=True)).to_have_count(0)
    desk.press("Guides")
    desk.sees("The library: 9 guides")

    desk.become("Carmen Ruiz", "Home")
    desk.sees("Pregunta a las guías de tu campo")
    expect(desk.page.get_by_role("button", name="Guías", exact=True)).to_have_count(0)
    expect(desk.page.get_by_role("button", name="Añadir una guía…")).to_have_count(0)
