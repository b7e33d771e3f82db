"""The page in a real browser, over the real server: what a person sees and does, with the mouse and without."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, FloatRect, Locator, Page, expect, sync_playwright
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.playground.people import BOT_USER, MENTORS, direct
from bot.playground.server import Playground
from tests.bot.playground.conftest import Connect

AMARA, BEN, CARMEN, DEV = "U0AMARA", "U0BEN", "U0CARMEN", "U0DEV"
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; of this module only, since Playwright keeps an event loop running until it is stopped."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("Chromium is not installed, so the page can't be looked at.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, slack: Playground) -> Iterator[Open]:
    """Opens the workspace as somebody; whatever the browser complains about fails the test."""
    complaints: list[str] = []
    contexts = []

    def open_page(person: str = CARMEN, at: str = f"channel={MENTORS}", **how: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce", **how})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: complaints.extend([message.text] if message.type == "error" else []))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{slack.url}/?as={person}#{at}")
        page.wait_for_selector("body[data-live]")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def text(words: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": words}


def message(page: Page, words: str) -> Locator:
    return page.get_by_role("article").filter(has_text=words).last


def composer(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Message #mentors")


def last(slack: Playground, channel: str = MENTORS) -> dict[str, Any]:
    return slack.until(lambda: slack.workspace.messages(channel))[-1]


def box(locator: Locator) -> FloatRect:
    found = locator.bounding_box()
    assert found is not None
    return found


def test_what_somebody_else_writes_appears_while_one_looks(slack: Playground, open_page: Open) -> None:
    page = open_page(CARMEN)
    expect(page.get_by_role("heading", name="This is the start of #mentors")).to_be_visible()
    slack.acts.post(DEV, MENTORS, "Has anyone a *closing* form?")
    expect(message(page, "Has anyone a closing form?").locator("strong", has_text="Dev Patel")).to_be_visible()
    expect(page.locator(".content strong", has_text="closing")).to_be_visible()
    expect(page.get_by_role("log")).to_have_attribute("aria-live", "polite")


def test_a_mention_is_completed_and_posted(slack: Playground, open_page: Open) -> None:
    page = open_page()
    composer(page).press_sequentially("@fie")
    expect(page.get_by_role("option", name="Fieldwise")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.keyboard.type("how often do we call?")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("Thank you")
    page.keyboard.press("Enter")
    expect(composer(page)).to_have_value("")
    assert last(slack)["text"] == f"<@{BOT_USER}> how often do we call?\nThank you"
    expect(message(page, "@Fieldwise how often do we call?")).to_be_visible()


def test_a_message_is_edited_in_its_place_and_deleted_after_a_question(slack: Playground, open_page: Open) -> None:
    slack.acts.post(CARMEN, MENTORS, "Wensday at four")
    page = open_page()
    message(page, "Wensday").hover()
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Edit message").click()
    page.get_by_role("textbox", name="Edit message").fill("Wednesday at four")
    page.keyboard.press("Enter")
    expect(message(page, "Wednesday at four")).to_contain_text("(edited)")
    message(page, "Wednesday").hover()
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Delete message").click()
    page.get_by_role("dialog", name="Delete message").get_by_role("button", name="Delete").click()
    expect(page.get_by_role("article")).to_have_count(0)
    assert slack.workspace.messages(MENTORS) == []


def test_what_others_wrote_can_not_be_edited(slack: Playground, open_page: Open) -> None:
    slack.acts.post(DEV, MENTORS, "Mine")
    page = open_page(CARMEN)
    message(page, "Mine").hover()
    page.get_by_role("button", name="More actions").click()
    expect(page.get_by_role("menuitem")).to_have_count(1)


def test_a_thread_opens_beside_the_channel_and_takes_a_reply(slack: Playground, open_page: Open) -> None:
    root = slack.acts.post(DEV, MENTORS, "Who drives on Friday?")
    slack.acts.post(BEN, MENTORS, "I do", thread_ts=root)
    page = open_page()
    page.get_by_role("link", name="1 reply").click()
    thread = page.get_by_role("complementary", name="Thread")
    expect(thread.get_by_role("article")).to_have_count(2)
    thread.get_by_role("combobox", name="Reply in this thread").fill("I can too")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="2 replies")).to_be_visible()
    assert last(slack)["thread_ts"] == root
    thread.get_by_role("button", name="Close the thread").click()
    expect(thread).to_be_hidden()


def test_one_acts_as_another_person_and_sees_what_they_see(slack: Playground, open_page: Open) -> None:
    slack.acts.post(CARMEN, MENTORS, "Only for us")
    page = open_page(CARMEN)
    page.get_by_role("button", name="You are: Carmen Ruiz, Mentor").click()
    page.get_by_role("menuitemradio", name="Ben Lindqvist").click()
    expect(page.get_by_role("button", name="You are: Ben Lindqvist")).to_be_visible()
    expect(page.get_by_role("link", name="programme-team (private)")).to_be_visible()
    page.get_by_role("button", name="You are: Ben Lindqvist").click()
    page.get_by_role("menuitemradio", name="Olivia Brandt").click()
    expect(page.get_by_role("navigation").get_by_role("link")).to_have_count(1)
    expect(page.get_by_text("Shared channel")).to_be_visible()
    expect(page.get_by_text("Only for us")).to_have_count(0)


def test_unread_messages_are_counted_until_they_are_seen(slack: Playground, open_page: Open) -> None:
    page = open_page(AMARA, at=f"channel={MENTORS}")
    slack.acts.post(BEN, "C0PROGRAMMETEAM", "One")
    slack.acts.post(BEN, "C0PROGRAMMETEAM", "Two")
    page.get_by_role("link", name="2 unread").click()
    expect(message(page, "Two")).to_be_visible()
    expect(page.get_by_role("link", name="unread")).to_have_count(0)


def test_markup_in_a_message_stays_text(client: WebClient, open_page: Open) -> None:
    hostile = "<img src=x onerror=alert(1)> <javascript:alert(1)|click>"
    blocks: list[dict[str, Any]] = [
        {"type": "section", "text": {"type": "mrkdwn", "text": hostile}},
        {"type": "markdown", "text": f"{hostile} [click](javascript:alert(1))"},
        {"type": "header", "text": text("<b>bold</b>")},
    ]
    client.chat_postMessage(channel=MENTORS, text="x", blocks=blocks)
    page = open_page()
    expect(page.locator(".content")).to_contain_text("<b>bold</b>")
    expect(page.locator(".content img, .content b, .content a")).to_have_count(0)


def test_files_are_chosen_or_dropped_and_sent_with_a_word(slack: Playground, open_page: Open, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("Call twice.")
    page = open_page()
    page.locator("input[type=file]").set_input_files(notes)
    expect(page.get_by_role("list", name="Files to send")).to_contain_text("notes.txt")
    dropped = page.evaluate_handle(
        "() => { const all = new DataTransfer(); all.items.add(new File(['x'], 'dropped.md')); return all; }"
    )
    page.dispatch_event(".messages", "drop", {"dataTransfer": dropped})
    composer(page).fill("The notes")
    page.get_by_role("button", name="Send").click()
    tiles = message(page, "The notes").get_by_role("list", name="Files")
    expect(tiles).to_contain_text("dropped.md")
    with page.expect_download() as download:
        tiles.get_by_role("link", name="dropped.md").click()
    assert download.value.suggested_filename == "dropped.md"
    assert [file["size"] for file in last(slack)["files"]] == [11, 1]
    expect(page.get_by_role("list", name="Files to send")).to_be_hidden()


def test_a_command_is_offered_and_its_answer_is_for_one_alone(app: App, connect: Connect, open_page: Open) -> None:
    @app.command("/fieldwise")
    def answer(ack: Ack, command: dict[str, Any]) -> None:
        ack(f"You asked: {command['text']}")

    connect(app)
    page = open_page()
    composer(page).press_sequentially("/fi")
    expect(page.get_by_role("option", name="/fieldwise")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.type("how often?")
    page.keyboard.press("Enter")
    answered = message(page, "You asked: how often?")
    expect(answered).to_contain_text("Only visible to you")
    expect(open_page(DEV).get_by_role("article")).to_have_count(0)
    answered.hover()
    answered.get_by_role("button", name="Dismiss this message").click()
    expect(page.get_by_role("article")).to_have_count(0)


def test_an_unknown_command_is_answered_with_a_sentence(slack: Playground, open_page: Open) -> None:
    page = open_page()
    composer(page).fill("/nothing")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("/nothing is not a command here. There is /fieldwise.")
    assert slack.workspace.messages(MENTORS) == []
    expect(composer(page)).to_have_value("/nothing")


def test_the_home_of_the_app_is_shown_and_each_of_its_buttons_is_its_own(
    app: App, client: WebClient, connect: Connect, slack: Playground, open_page: Open
) -> None:
    asked: list[str] = []

    @app.action("ask")
    def ask(ack: Ack, body: dict[str, Any]) -> None:
        ack()
        asked.append(body["actions"][0]["value"])

    connect(app)

    def row(words: str) -> dict[str, Any]:
        button = {"type": "button", "action_id": "ask", "text": text("Ask"), "value": words}
        return {"type": "section", "text": text(words), "accessory": button}

    client.views_publish(user_id=CARMEN, view={"type": "home", "blocks": [row("First?"), row("Second?")]})
    page = open_page(CARMEN, at=f"channel={direct(CARMEN)}")
    page.get_by_role("tab", name="Home").click()
    page.locator(".block-section", has_text="Second?").get_by_role("button", name="Ask").click()
    assert slack.until(lambda: asked) == ["Second?"]


def test_a_suggested_prompt_is_sent_by_pressing_it_and_opens_its_thread(
    client: WebClient, slack: Playground, open_page: Open
) -> None:
    prompts = [{"title": "Saying goodbye", "message": "How does a match end well?"}]
    client.assistant_threads_setSuggestedPrompts(channel_id=direct(CARMEN), thread_ts="", prompts=prompts)
    page = open_page(CARMEN, at=f"channel={direct(CARMEN)}")
    page.get_by_role("button", name="Saying goodbye").click()
    thread = page.get_by_role("complementary", name="Thread")
    expect(thread.get_by_role("article")).to_contain_text("How does a match end well?")
    root = last(slack, direct(CARMEN))["ts"]
    client.chat_postMessage(channel=direct(CARMEN), thread_ts=root, text="With a goodbye in person.")
    expect(thread.get_by_role("article").last).to_contain_text("With a goodbye in person.")


def test_one_sees_what_the_app_is_doing_until_it_has_answered(
    client: WebClient, slack: Playground, open_page: Open
) -> None:
    root = slack.acts.post(CARMEN, MENTORS, "How often?")
    client.assistant_threads_setStatus(channel_id=MENTORS, thread_ts=root, status="is searching the guides")
    page = open_page()
    expect(page.get_by_role("status").filter(has_text="Fieldwise is searching the guides…")).to_be_visible()
    client.chat_postMessage(channel=MENTORS, thread_ts=root, text="Twice.")
    expect(page.get_by_text("Fieldwise is searching")).to_have_count(0)


def test_everything_can_be_done_with_the_keyboard(slack: Playground, open_page: Open) -> None:
    slack.acts.post(DEV, MENTORS, "An older message")
    slack.acts.post(BEN, MENTORS, "Shall we meet?")
    page = open_page()
    expect(composer(page)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(message(page, "Shall we meet?")).to_be_focused()
    page.keyboard.press("Tab")
    expect(message(page, "Shall we meet?").get_by_role("button", name="Reply in thread")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowUp")
    expect(message(page, "An older message")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    reply = page.get_by_role("combobox", name="Reply in this thread")
    expect(reply).to_be_focused()
    page.keyboard.type("Yes")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="1 reply")).to_be_visible()
    page.keyboard.press("Escape")
    expect(reply).to_have_count(0)
    expect(message(page, "Shall we meet?")).to_be_focused()
    page.get_by_role("button", name="You are:").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitemradio", name="Carmen Ruiz")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("menuitemradio", name="Dev Patel")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="You are:")).to_be_focused()


def test_on_a_telephone_the_channels_are_a_drawer_and_a_thread_fills_the_screen(
    slack: Playground, open_page: Open
) -> None:
    root = slack.acts.post(DEV, MENTORS, "A" * 300)
    slack.acts.post(BEN, MENTORS, "b" * 300, thread_ts=root)
    page = open_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    expect(page.get_by_role("navigation")).to_be_hidden()
    page.get_by_role("button", name="Open the list of channels").click()
    expect(page.get_by_role("link", name="mentors")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Open the list of channels")).to_be_focused()
    page.get_by_role("link", name="1 reply").click()
    assert box(page.get_by_role("complementary", name="Thread"))["width"] == 390
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.get_by_role("button", name="Back to the channel").click()
    expect(composer(page)).to_be_visible()
