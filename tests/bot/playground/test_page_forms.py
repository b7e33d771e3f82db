"""Modals on the page: opened, checked, sent, stacked, changed under the hands of the person."""

from typing import Any

from playwright.sync_api import expect
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.playground.people import MENTORS
from tests.bot.playground.conftest import Connect
from tests.bot.playground.test_page import Open, browser, open_page, text

__all__ = ["browser", "open_page"]

FORM = {
    "type": "modal",
    "callback_id": "reason",
    "title": text("Why?"),
    "submit": text("Send"),
    "blocks": [
        {
            "type": "input",
            "block_id": "kind",
            "label": text("Reason"),
            "element": {
                "type": "radio_buttons",
                "action_id": "kind",
                "options": [{"text": text("Out of date"), "value": "old"}, {"text": text("Wrong"), "value": "wrong"}],
            },
        },
        {
            "type": "input",
            "block_id": "words",
            "optional": True,
            "label": text("In your words"),
            "element": {"type": "plain_text_input", "action_id": "words", "multiline": True},
        },
    ],
}


def test_a_form_opens_by_a_button_is_checked_and_sent(
    app: App, client: WebClient, connect: Connect, open_page: Open
) -> None:
    received: list[Any] = []

    @app.action("why")
    def ask(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=FORM)

    @app.view("reason")
    def take(ack: Ack, view: dict[str, Any]) -> None:
        received.append(view["state"]["values"])
        words = view["state"]["values"]["words"]["words"]["value"]
        ack() if words else ack(response_action="errors", errors={"words": "Please say a little more."})

    connect(app)
    button = {"type": "button", "action_id": "why", "text": text("Not helpful"), "value": "a"}
    client.chat_postMessage(channel=MENTORS, text="x", blocks=[{"type": "actions", "elements": [button]}])
    page = open_page()
    page.get_by_role("button", name="Not helpful").click()
    form = page.get_by_role("dialog", name="Why?")
    form.get_by_role("button", name="Send").click()
    expect(form.get_by_text("Please fill this in.")).to_be_visible()
    form.get_by_label("Out of date").check()
    form.get_by_role("button", name="Send").click()
    expect(form.get_by_text("Please say a little more.")).to_be_visible()
    expect(form.get_by_label("In your words")).to_be_focused()
    form.get_by_label("In your words").fill("The form has changed")
    form.get_by_role("button", name="Send").click()
    expect(form).to_have_count(0)
    assert received[-1]["kind"]["kind"]["selected_option"]["value"] == "old"
    assert received[-1]["words"]["words"]["value"] == "The form has changed"
    expect(page.get_by_role("button", name="Not helpful")).to_be_focused()


PICK = {
    "type": "section",
    "block_id": "pick",
    "text": text("Pick"),
    "accessory": {
        "type": "static_select",
        "action_id": "pick",
        "placeholder": text("Pick one"),
        "options": [{"text": text("One"), "value": "1"}, {"text": text("Two"), "value": "2"}],
    },
}


def button(action: str) -> dict[str, Any]:
    element = {"type": "button", "action_id": action, "text": text(action), "value": action}
    return {"type": "actions", "block_id": f"block-{action}", "elements": [element]}


def test_a_modal_on_top_of_another_goes_first_and_what_was_filled_in_below_stays(
    app: App, client: WebClient, connect: Connect, open_page: Open
) -> None:
    picked: list[str] = []
    first = [*FORM["blocks"], PICK, button("change"), button("more")]

    @app.action("start")
    def start(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view={**FORM, "blocks": first})

    @app.action("change")
    def change(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_update(view_id=body["view"]["id"], view={**FORM, "blocks": [*first, {"type": "divider"}]})

    @app.action("more")
    def more(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        on_top = {"type": "modal", "title": text("On top"), "blocks": [{"type": "divider"}]}
        client.views_push(trigger_id=body["trigger_id"], view=on_top)

    @app.action("pick")
    def pick(ack: Ack, body: dict[str, Any]) -> None:
        ack()
        picked.append(body["actions"][0]["selected_option"]["value"])

    connect(app)
    client.chat_postMessage(channel=MENTORS, text="x", blocks=[button("start")])
    page = open_page()
    page.get_by_role("button", name="start").click()
    below = page.get_by_role("dialog", name="Why?")
    below.get_by_label("In your words").fill("Kept")
    below.get_by_label("Wrong").check()
    with page.expect_response("**/play/act"):
        below.get_by_role("combobox", name="Pick one").select_option("2")
    below.get_by_role("button", name="change").click()
    expect(below.locator(".block-divider")).to_be_visible()
    expect(below.get_by_label("In your words")).to_have_value("Kept")
    expect(below.get_by_label("Wrong")).to_be_checked()
    expect(below.get_by_role("combobox", name="Pick one")).to_have_value("2")
    below.get_by_role("button", name="more").click()
    on_top = page.get_by_role("dialog", name="On top")
    expect(on_top).to_be_visible()
    expect(below).to_be_hidden()
    page.keyboard.press("Escape")
    expect(on_top).to_have_count(0)
    expect(below.get_by_role("button", name="more")).to_be_focused()
    page.keyboard.press("Escape")
    expect(below).to_have_count(0)
    expect(page.get_by_role("button", name="start")).to_be_focused()
    assert picked == ["2"]


def test_three_modals_stand_on_each_other_and_are_left_one_by_one(
    app: App, client: WebClient, connect: Connect, open_page: Open
) -> None:
    def titled(title: str, *blocks: dict[str, Any]) -> dict[str, Any]:
        return {**FORM, "title": text(title), "blocks": [*FORM["blocks"], *blocks]}

    @app.action("start")
    def start(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=titled("First", button("second")))

    @app.action("second")
    def second(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_push(trigger_id=body["trigger_id"], view=titled("Second", button("third")))

    @app.action("third")
    def third(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_push(trigger_id=body["trigger_id"], view=titled("Third"))

    connect(app)
    client.chat_postMessage(channel=MENTORS, text="x", blocks=[button("start")])
    page = open_page()
    dialogs = [page.get_by_role("dialog", name=name) for name in ("First", "Second", "Third")]
    for dialog, action in zip(dialogs, ("start", "second", "third"), strict=True):
        page.get_by_role("button", name=action).click()
        dialog.get_by_label("In your words").fill(action)
    for dialog, action in reversed(list(zip(dialogs, ("start", "second", "third"), strict=True))):
        expect(dialog.get_by_label("In your words")).to_have_value(action)
        dialog.get_by_role("button", name="Close" if action == "start" else "Back").click()
        expect(dialog).to_have_count(0)
