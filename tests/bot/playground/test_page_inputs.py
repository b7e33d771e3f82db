"""Every kind of field on the page: in modals, in the App Home and in messages."""

from typing import Any

from playwright.sync_api import FilePayload, Locator, Page, expect
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.playground.people import BEN, CARMEN, DEV, MENTORS, PROGRAMME_TEAM, direct
from bot.playground.server import Playground
from tests.bot.playground.conftest import Connect
from tests.bot.playground.test_page import AMARA, Open, browser, message, open_page, text
from tests.bot.playground.test_page_forms import button

__all__ = ["browser", "open_page"]

HOME = f"channel={direct(AMARA)}&tab=home"


def option(words: str, value: str) -> dict[str, Any]:
    return {"text": text(words), "value": value}


def field(name: str, element: dict[str, Any], **more: Any) -> dict[str, Any]:
    key = name.lower().replace(" ", "_")
    return {
        "type": "input",
        "block_id": f"{key}_block",
        "label": text(name),
        "element": {"action_id": key, **element},
        **more,
    }


TIERS = [option("Strong", "1"), option("Moderate", "2"), option("Promising", "3")]
GUIDE_FORM: dict[str, Any] = {
    "type": "modal",
    "callback_id": "guide",
    "title": text("Add a guide"),
    "submit": text("Upload"),
    "blocks": [
        field("Files", {"type": "file_input", "filetypes": ["pdf", "txt"], "max_files": 3}),
        field("Title", {"type": "plain_text_input", "initial_value": "Closing well"}),
        field("Owner", {"type": "users_select", "initial_user": BEN.id}),
        field("Reviewers", {"type": "multi_users_select", "max_selected_items": 2}),
        field("Audience", {"type": "multi_conversations_select", "filter": {"include": ["public", "private"]}}),
        field("Told in", {"type": "channels_select"}, optional=True),
        field("Replaces", {"type": "external_select", "min_query_length": 1}, optional=True),
        field("Topics", {"type": "multi_static_select", "options": [option("Safety", "s"), option("Closing", "c")]}),
        field("Tier", {"type": "radio_buttons", "options": TIERS}),
        field("For", {"type": "checkboxes", "options": [option("Mentors", "m"), option("Staff", "f")]}, optional=True),
        field("Studies", {"type": "number_input", "is_decimal_allowed": False, "min_value": "1"}),
        field("Review date", {"type": "datepicker", "initial_date": "2027-03-01"}),
        field("Notes", {"type": "plain_text_input", "multiline": True}, optional=True),
    ],
}


class Form:
    """An app that opens a form from a message, suggests guides, and keeps what it is told."""

    def __init__(self, app: App, client: WebClient, connect: Connect, view: dict[str, Any] = GUIDE_FORM) -> None:
        self.told: list[dict[str, Any]] = []
        self.asked: list[str] = []

        @app.action("open")
        def open_form(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
            ack()
            client.views_open(trigger_id=body["trigger_id"], view=view)

        @app.options("replaces")
        def suggest(ack: Ack, payload: dict[str, Any]) -> None:
            self.asked.append(payload["value"])
            old = {"label": text("Published"), "options": [option("Closing a match", "g1"), option("Closing up", "g2")]}
            ack(option_groups=[old])

        @app.view("guide")
        def take(ack: Ack, view: dict[str, Any]) -> None:
            self.told.append(view["state"]["values"])
            ack()

        connect(app)
        client.chat_postMessage(channel=MENTORS, text="x", blocks=[button("open")])

    def opened(self, page: Page) -> Locator:
        page.get_by_role("button", name="open", exact=True).click()
        return page.get_by_role("dialog", name="Add a guide")


def file(name: str) -> FilePayload:
    """A file to choose."""
    return {"name": name, "mimeType": "application/octet-stream", "buffer": b"%PDF-1.7"}


def pick(form: Locator, name: str, typed: str, offer: str) -> None:
    """Type into a select and choose what it offers."""
    form.get_by_role("combobox", name=name).fill(typed)
    form.get_by_role("option", name=offer).click()


def chosen(form: Locator, name: str) -> Locator:
    """What stands in a field: chips or files."""
    return form.locator(".field").filter(has_text=name).first.get_by_role("list", name="Chosen").get_by_role("listitem")


def test_a_form_with_every_kind_of_field_is_filled_in_and_sent(
    app: App, client: WebClient, connect: Connect, open_page: Open
) -> None:
    app_form = Form(app, client, connect)
    page = open_page(AMARA)
    form = app_form.opened(page)
    form.get_by_label("Files").set_input_files(file("closing.pdf"))
    form.get_by_label("Files").set_input_files(file("notes.txt"))
    expect(chosen(form, "Files")).to_have_count(2)
    expect(form.get_by_text("closing.pdf")).to_be_visible()
    expect(chosen(form, "Owner")).to_contain_text(["Ben Lindqvist"])
    pick(form, "Owner", "carm", "Carmen Ruiz")
    pick(form, "Reviewers", "dev", "Dev Patel")
    pick(form, "Reviewers", "ben", "Ben Lindqvist")
    pick(form, "Audience", "programme", "#programme-team")
    pick(form, "Told in", "ment", "#mentors")
    pick(form, "Replaces", "clos", "Closing up")
    pick(form, "Topics", "saf", "Safety")
    page.keyboard.press("Tab")
    form.get_by_label("Strong").check()
    form.get_by_label("Staff").check()
    form.get_by_label("Studies").fill("12")
    form.get_by_role("button", name="Upload").click()
    expect(form).to_have_count(0)
    (state,) = app_form.told
    values = {action: holds for block in state.values() for action, holds in block.items()}
    assert [one["name"] for one in values["files"]["files"]] == ["closing.pdf", "notes.txt"]
    assert values["title"]["value"] == "Closing well"
    assert values["owner"]["selected_user"] == CARMEN.id
    assert values["reviewers"]["selected_users"] == [DEV.id, BEN.id]
    assert values["audience"]["selected_conversations"] == [PROGRAMME_TEAM]
    assert values["told_in"]["selected_channel"] == MENTORS
    assert values["replaces"]["selected_option"] == option("Closing up", "g2")
    assert values["topics"]["selected_options"] == [option("Safety", "s")]
    assert values["tier"]["selected_option"] == TIERS[0]
    assert values["for"]["selected_options"] == [option("Staff", "f")]
    assert (values["studies"]["value"], values["notes"]["value"]) == ("12", None)
    assert values["review_date"]["selected_date"] == "2027-03-01"
    assert app_form.asked[-1] == "clos"


def test_what_is_missing_is_shown_where_it_is_missing_in_a_form_that_scrolls(
    app: App, client: WebClient, connect: Connect, open_page: Open
) -> None:
    page = open_page(AMARA, viewport={"width": 900, "height": 560})
    form = Form(app, client, connect).opened(page)
    form.get_by_role("button", name="Upload").click()
    expect(form.get_by_text("Please fill this in.")).to_have_count(6)
    expect(form.get_by_label("Files")).to_be_focused()
    body = form.locator(".modal-body")
    assert body.evaluate("(node) => node.scrollHeight > node.clientHeight && node.scrollWidth === node.clientWidth")
    expect(form.get_by_role("button", name="Upload")).to_be_in_viewport()
    form.get_by_label("Notes").scroll_into_view_if_needed()
    expect(form.get_by_label("Notes")).to_be_in_viewport()


def test_a_form_fits_a_narrow_screen(app: App, client: WebClient, connect: Connect, open_page: Open) -> None:
    page = open_page(AMARA, viewport={"width": 390, "height": 700})
    form = Form(app, client, connect).opened(page)
    pick(form, "Reviewers", "dev", "Dev Patel")
    pick(form, "Audience", "programme", "#programme-team")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert form.locator(".modal-body").evaluate("(node) => node.scrollWidth - node.clientWidth") == 0


def test_a_select_is_used_with_the_keyboard_alone(
    app: App, client: WebClient, connect: Connect, open_page: Open
) -> None:
    page = open_page(AMARA)
    form = Form(app, client, connect).opened(page)
    reviewers = form.get_by_role("combobox", name="Reviewers")
    reviewers.focus()
    page.keyboard.press("ArrowDown")
    expect(form.get_by_role("option", name="Amara Okafor")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(chosen(form, "Reviewers")).to_contain_text(["Ben Lindqvist"])
    reviewers.press_sequentially("dev")
    expect(form.get_by_role("option", name="Dev Patel")).to_be_visible()
    page.keyboard.press("Enter")
    expect(form.get_by_text("2 at most. Take one away to choose another.")).to_be_visible()
    page.keyboard.press("Backspace")
    expect(form.get_by_role("button", name="Take away Dev Patel")).to_have_count(0)
    page.keyboard.press("ArrowDown")
    expect(reviewers).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(reviewers).to_have_attribute("aria-expanded", "false")
    expect(form).to_be_visible()


def test_a_chosen_file_can_be_left_out_again(app: App, client: WebClient, connect: Connect, open_page: Open) -> None:
    page = open_page(AMARA)
    form = Form(app, client, connect).opened(page)
    form.get_by_label("Files").set_input_files([file(f"{name}.pdf") for name in "abcd"])
    form.get_by_role("button", name="Leave out b.pdf").click()
    expect(chosen(form, "Files")).to_have_count(3)


def test_everything_that_was_filled_in_stays_when_the_app_changes_the_form(
    app: App, client: WebClient, connect: Connect, open_page: Open
) -> None:
    told: list[dict[str, Any]] = []
    blocks = [
        {**one, "dispatch_action": True} if one["block_id"] == "tier_block" else one for one in GUIDE_FORM["blocks"]
    ]

    @app.action("tier")
    def explain(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        told.append(body["view"]["state"]["values"])
        more = {"type": "section", "block_id": "more", "text": text("What this tier means")}
        client.views_update(view_id=body["view"]["id"], view={**GUIDE_FORM, "blocks": [more, *blocks]})

    page = open_page(AMARA)
    form = Form(app, client, connect, {**GUIDE_FORM, "blocks": blocks}).opened(page)
    form.get_by_label("Files").set_input_files(file("closing.pdf"))
    form.get_by_label("Title").fill("")
    pick(form, "Owner", "carm", "Carmen Ruiz")
    pick(form, "Replaces", "clos", "Closing up")
    form.get_by_label("Strong").check()
    expect(form.get_by_text("What this tier means")).to_be_visible()
    expect(chosen(form, "Files")).to_contain_text(["closing.pdf"])
    expect(form.get_by_label("Title")).to_have_value("")
    expect(chosen(form, "Owner")).to_contain_text(["Carmen Ruiz"])
    expect(chosen(form, "Replaces")).to_have_text(["Closing up"])
    expect(form.get_by_label("Strong")).to_be_focused()
    assert [one["name"] for one in told[0]["files_block"]["files"]["files"]] == ["closing.pdf"]
    assert told[0]["owner_block"]["owner"]["selected_user"] == CARMEN.id


FIND = {
    **field("Find", {"type": "plain_text_input", "action_id": "find"}, dispatch_action=True),
    "block_id": "finding",
}
STATES = {
    "type": "static_select",
    "action_id": "states",
    "placeholder": text("All states"),
    "options": [option("Draft", "draft"), option("Published", "published")],
}


def home(found: str) -> dict[str, Any]:
    blocks = [
        FIND,
        {"type": "actions", "block_id": "filtering", "elements": [STATES]},
        {"type": "section", "block_id": f"found-{found}", "text": text(f"Guides about {found or 'everything'}")},
    ]
    return {"type": "home", "callback_id": "library", "private_metadata": "page 1", "blocks": blocks}


def test_a_library_in_the_home_is_searched_and_filtered(
    slack: Playground, app: App, client: WebClient, connect: Connect, open_page: Open
) -> None:
    told: list[dict[str, Any]] = []

    def find(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        told.append(body)
        typed = body["view"]["state"]["values"]["finding"]["find"]["value"] or ""
        client.views_publish(user_id=body["user"]["id"], view=home(typed), hash=body["view"]["hash"])

    app.action("find")(find)
    app.action("states")(find)
    connect(app)
    client.views_publish(user_id=AMARA, view=home(""))
    page = open_page(AMARA, HOME)
    page.get_by_label("Find").fill("closing")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Guides about closing")).to_be_visible()
    expect(page.get_by_label("Find")).to_have_value("closing")
    expect(page.get_by_label("Find")).to_be_focused()
    page.get_by_role("combobox", name="All states").select_option("draft")
    body = slack.until(lambda: told[1:])[0]
    assert told[0]["actions"][0]["value"] == "closing"
    assert body["actions"][0]["selected_option"] == option("Draft", "draft")
    values = body["view"]["state"]["values"]
    assert values["finding"]["find"]["value"] == "closing"
    assert values["filtering"]["states"]["selected_option"] == option("Draft", "draft")
    expect(page.get_by_role("combobox", name="All states")).to_have_value("draft")


def test_a_select_in_a_message_offers_people_and_tells_the_app(
    slack: Playground, app: App, client: WebClient, connect: Connect, open_page: Open
) -> None:
    told: list[dict[str, Any]] = []

    @app.action("owner")
    def take(ack: Ack, body: dict[str, Any]) -> None:
        ack()
        told.append(body)

    connect(app)
    accessory = {"type": "users_select", "action_id": "owner", "placeholder": text("Choose an owner")}
    section = {"type": "section", "block_id": "who", "text": text("Who owns it?"), "accessory": accessory}
    client.chat_postMessage(channel=MENTORS, text="x", blocks=[section])
    page = open_page(AMARA)
    message(page, "Who owns it?").get_by_role("combobox", name="Choose an owner").fill("dev")
    page.get_by_role("option", name="Dev Patel").click()
    (body,) = slack.until(lambda: told)
    assert body["actions"][0]["selected_user"] == DEV.id
    assert body["state"]["values"]["who"]["owner"]["selected_user"] == DEV.id


def test_a_deleted_file_and_one_kept_elsewhere_say_so(slack: Playground, open_page: Open) -> None:
    slack.mishaps.add("linked.pdf", "external")
    slack.acts.upload(BEN.id, MENTORS, [("linked.pdf", b""), ("gone.pdf", b"%PDF-1.7")], "two files")
    page = open_page()
    expect(message(page, "two files").get_by_text("Kept outside of Slack")).to_be_visible()
    files = slack.workspace.messages(MENTORS)[0]["files"]
    slack.acts.delete_file(BEN.id, files[1]["id"])
    expect(message(page, "two files").get_by_text("This file was deleted.")).to_be_visible()
