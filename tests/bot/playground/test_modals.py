"""Modals and the App Home, as a person and an app use them."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground.form_acts import TROUBLE
from bot.playground.forms import NotPossible
from bot.playground.modals import put
from bot.playground.people import BEN, MENTORS, OLIVIA
from bot.playground.server import Playground
from tests.bot.playground.conftest import Connect


def plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def option(value: str) -> dict[str, Any]:
    return {"text": plain(value), "value": value}


def field(name: str, element: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "input", "block_id": f"{name}_block", "label": plain(name), "element": element, **more}


FORM: dict[str, Any] = {
    "type": "modal",
    "callback_id": "reason",
    "private_metadata": "answer 7",
    "title": plain("Why?"),
    "submit": plain("Send"),
    "notify_on_close": True,
    "blocks": [
        field(
            "reason",
            {"type": "radio_buttons", "action_id": "reason", "options": [option("wrong"), option("old")]},
            dispatch_action=True,
        ),
        field("more", {"type": "plain_text_input", "action_id": "more", "max_length": 5}, optional=True),
        field("day", {"type": "datepicker", "action_id": "day", "initial_date": "2026-03-01"}),
        field("file", {"type": "file_input", "action_id": "file"}, optional=True),
    ],
}
Respond = Callable[[Ack, dict[str, Any]], object]


def with_form(
    slack: Playground, app: App, connect: Connect, respond: Respond = lambda ack, view: ack()
) -> list[dict[str, Any]]:
    """An app that opens the form on a shortcut; what it is told of the form."""
    told: list[dict[str, Any]] = []

    @app.shortcut("answer_this")
    def open_form(ack: Ack, shortcut: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=shortcut["trigger_id"], view=FORM)

    @app.view("reason")
    def submitted(ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        told.append(body)
        respond(ack, view)

    @app.view_closed("reason")
    def closed(ack: Ack, body: dict[str, Any]) -> None:
        ack()
        told.append(body)

    connect(app)
    ts = slack.acts.post(BEN.id, MENTORS, "a question")
    slack.acts.shortcut(BEN.id, "answer_this", MENTORS, ts)
    slack.until(lambda: slack.workspace.views(BEN.id))
    return told


def top(slack: Playground) -> str:
    return str(slack.workspace.views(BEN.id)[-1]["id"])


def test_a_submitted_form_brings_its_values_and_closes(slack: Playground, app: App, connect: Connect) -> None:
    told = with_form(slack, app, connect)
    values = {"reason": "old", "more": "so", "file": [("guide.pdf", b"%PDF-1.7")]}
    assert slack.acts.submit(BEN.id, top(slack), values) == {}
    assert slack.workspace.views(BEN.id) == []
    view = told[0]["view"]
    state = view["state"]["values"]
    assert view["private_metadata"] == "answer 7"
    assert state["reason_block"]["reason"] == {"type": "radio_buttons", "selected_option": option("old")}
    assert state["more_block"]["more"]["value"] == "so"
    assert state["day_block"]["day"]["selected_date"] == "2026-03-01"
    assert [one["name"] for one in state["file_block"]["file"]["files"]] == ["guide.pdf"]
    assert app.client.files_info(file=state["file_block"]["file"]["files"][0]["id"])["file"]["size"] == 8


def test_slack_itself_asks_for_what_is_missing_or_too_long(slack: Playground, app: App, connect: Connect) -> None:
    told = with_form(slack, app, connect)
    wrong = slack.acts.submit(BEN.id, top(slack), {"more": "too long"})
    assert wrong == {
        "reason_block": "Please complete this required field.",
        "more_block": "Please write at most 5 characters.",
    }
    assert told == []
    with pytest.raises(NotPossible):
        slack.acts.submit(BEN.id, top(slack), {"reason": "no such reason"})


def test_errors_of_the_app_keep_the_form_open(slack: Playground, app: App, connect: Connect) -> None:
    def refuse(ack: Ack, view: dict[str, Any]) -> None:
        ack(response_action="errors", errors={"reason_block": "Really?"})

    with_form(slack, app, connect, refuse)
    assert slack.acts.submit(BEN.id, top(slack), {"reason": "old"}) == {"reason_block": "Really?"}
    assert len(slack.workspace.views(BEN.id)) == 1


def test_errors_at_no_input_block_are_trouble_as_in_slack(slack: Playground, app: App, connect: Connect) -> None:
    def refuse(ack: Ack, view: dict[str, Any]) -> None:
        ack(response_action="errors", errors={"reason": "the action's name, not the block's"})

    with_form(slack, app, connect, refuse)
    assert slack.acts.submit(BEN.id, top(slack), {"reason": "old"}) == {"": TROUBLE}


def test_views_can_be_pushed_updated_and_cleared_by_the_answer(slack: Playground, app: App, connect: Connect) -> None:
    answers = ["push", "update", "clear"]

    def next_answer(ack: Ack, view: dict[str, Any]) -> None:
        action = answers.pop(0)
        ack(response_action=action, view=None if action == "clear" else {**FORM, "title": plain(action)})

    with_form(slack, app, connect, next_answer)
    slack.acts.submit(BEN.id, top(slack), {"reason": "old"})
    stack = slack.workspace.views(BEN.id)
    assert [view["title"]["text"] for view in stack] == ["Why?", "push"]
    assert stack[1]["previous_view_id"] == stack[1]["root_view_id"] == stack[0]["id"]
    slack.acts.submit(BEN.id, top(slack), {"reason": "old"})
    assert [view["title"]["text"] for view in slack.workspace.views(BEN.id)] == ["Why?", "update"]
    slack.acts.submit(BEN.id, top(slack), {"reason": "old"})
    assert slack.workspace.views(BEN.id) == []


def test_a_closed_form_is_told_if_the_app_asked(slack: Playground, app: App, connect: Connect) -> None:
    told = with_form(slack, app, connect)
    slack.acts.close_view(BEN.id, top(slack))
    (body,) = slack.until(lambda: told)
    assert (body["type"], body["is_cleared"]) == ("view_closed", False)


def test_a_view_is_updated_against_its_hash(slack: Playground, app: App, connect: Connect) -> None:
    with_form(slack, app, connect)
    (view,) = slack.workspace.views(BEN.id)
    app.client.views_update(view_id=view["id"], hash=view["hash"], view={**FORM, "title": plain("New")})
    assert slack.workspace.views(BEN.id)[0]["title"] == plain("New")
    with pytest.raises(SlackApiError, match="hash_conflict"):
        app.client.views_update(view_id=view["id"], hash=view["hash"], view=FORM)
    with pytest.raises(SlackApiError, match="not_found"):
        app.client.views_update(view_id="V0GONE", view=FORM)


def test_a_bad_view_is_refused_with_the_place(client: WebClient) -> None:
    with pytest.raises(SlackApiError) as refused:
        client.views_publish(user_id=BEN.id, view={"type": "home", "blocks": [{"type": "markdown", "text": "x"}]})
    assert refused.value.response["response_metadata"]["messages"] == [
        "[ERROR] unsupported type: markdown [json-pointer:/view/blocks/0/type]"
    ]


def test_an_app_home_is_published_to_a_person_and_its_buttons_work(
    slack: Playground, app: App, connect: Connect
) -> None:
    told: list[dict[str, Any]] = []

    @app.action("ask")
    def asked(ack: Ack, body: dict[str, Any]) -> None:
        ack()
        told.append(body)

    connect(app)
    button = {"type": "button", "action_id": "ask", "text": plain("Ask"), "value": "how?"}
    home = {"type": "home", "blocks": [{"type": "actions", "elements": [button]}]}
    view = app.client.views_publish(user_id=BEN.id, view=home)["view"]
    assert slack.workspace.home(BEN.id) == view
    slack.acts.click_in_view(BEN.id, view["id"], "ask")
    (body,) = slack.until(lambda: told)
    assert body["actions"][0]["value"] == "how?"
    assert (body["view"]["type"], body["container"]["view_id"]) == ("home", view["id"])
    with pytest.raises(SlackApiError, match="user_not_found"):
        app.client.views_publish(user_id=OLIVIA.id, view=home)


def test_a_stack_has_three_views_at_most(slack: Playground, app: App, connect: Connect) -> None:
    button = {"type": "button", "action_id": "deeper", "text": plain("Deeper")}
    view = {"type": "modal", "title": plain("One"), "blocks": [{"type": "actions", "elements": [button]}]}
    errors: list[str] = []

    @app.shortcut("answer_this")
    def open_one(ack: Ack, shortcut: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=shortcut["trigger_id"], view=view)

    @app.action("deeper")
    def push(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        try:
            client.views_push(trigger_id=body["trigger_id"], view=view)
        except SlackApiError as refused:
            errors.append(str(refused.response["error"]))

    connect(app)
    slack.acts.shortcut(BEN.id, "answer_this", MENTORS, slack.acts.post(BEN.id, MENTORS, "a question"))

    def deep() -> int:
        return len(slack.workspace.views(BEN.id))

    for depth in (1, 2, 3):
        slack.until(partial(lambda wanted: deep() == wanted, depth))
        slack.acts.click_in_view(BEN.id, top(slack), "deeper")
    slack.until(lambda: errors)
    assert errors == ["push_limit_reached"]
    assert len(slack.workspace.views(BEN.id)) == 3


def test_what_was_chosen_in_an_open_view_is_there_when_it_is_submitted(
    slack: Playground, app: App, connect: Connect
) -> None:
    told = with_form(slack, app, connect)
    chosen: list[dict[str, Any]] = []

    @app.action("reason")
    def choose(ack: Ack, body: dict[str, Any]) -> None:
        ack()
        chosen.append(body)

    slack.acts.click_in_view(BEN.id, top(slack), "reason", "wrong")
    (body,) = slack.until(lambda: chosen)
    assert body["actions"][0]["selected_option"] == option("wrong")
    assert slack.acts.submit(BEN.id, top(slack)) == {}
    assert told[0]["view"]["state"]["values"]["reason_block"]["reason"]["selected_option"] == option("wrong")


def test_without_an_answer_of_the_app_a_person_is_told_to_try_again() -> None:
    with Playground(answer_within=0.01) as slack:
        view = put(slack.platform, BEN.id, {**FORM, "blocks": []}, on_top=False)
        assert slack.acts.submit(BEN.id, view["id"]) == {"": TROUBLE}
        with pytest.raises(NotPossible, match="no longer open"):
            slack.acts.submit(OLIVIA.id, view["id"])


FIND = field("find", {"type": "plain_text_input", "action_id": "find"}, dispatch_action=True)
STATES = {"type": "static_select", "action_id": "states", "options": [option("draft"), option("published")]}
OPEN = {"type": "button", "action_id": "open", "text": plain("Open"), "value": "7"}
LIBRARY: dict[str, Any] = {
    "type": "home",
    "callback_id": "library",
    "private_metadata": "page 2",
    "blocks": [FIND, {"type": "actions", "block_id": "filters", "elements": [STATES, OPEN]}],
}


def test_the_home_tells_what_its_fields_hold_with_every_press(slack: Playground, app: App, connect: Connect) -> None:
    told: list[dict[str, Any]] = []

    def keep(ack: Ack, body: dict[str, Any]) -> None:
        ack()
        told.append(body)

    for action in ("find", "states", "open"):
        app.action(action)(keep)
    connect(app)
    home = app.client.views_publish(user_id=BEN.id, view=LIBRARY)["view"]
    slack.acts.click_in_view(BEN.id, home["id"], "find", "closing")
    slack.acts.click_in_view(BEN.id, home["id"], "states", "draft")
    slack.acts.click_in_view(BEN.id, home["id"], "open", values={"find": "mat"})
    slack.until(lambda: len(told) == 3)
    found, filtered, pressed = sorted(told, key=lambda body: str(body["actions"][0]["action_ts"]))
    assert (found["actions"][0]["type"], found["actions"][0]["value"]) == ("plain_text_input", "closing")
    assert filtered["actions"][0]["selected_option"] == option("draft")
    assert pressed["view"]["state"]["values"] == {
        "find_block": {"find": {"type": "plain_text_input", "value": "mat"}},
        "filters": {"states": {"type": "static_select", "selected_option": option("draft")}},
    }
    seen = {name: pressed["view"][name] for name in ("id", "hash", "type", "callback_id", "private_metadata")}
    assert seen == {**{name: home[name] for name in seen}, "type": "home", "private_metadata": "page 2"}


def test_the_home_is_published_against_its_hash_and_keeps_what_was_filled_in(
    slack: Playground, app: App, connect: Connect
) -> None:
    app.action("find")(lambda ack: ack())
    connect(app)
    home = app.client.views_publish(user_id=BEN.id, view=LIBRARY)["view"]
    slack.acts.click_in_view(BEN.id, home["id"], "find", "closing")
    again = app.client.views_publish(user_id=BEN.id, view=LIBRARY, hash=home["hash"])["view"]
    assert again["id"] == home["id"]
    assert again["state"]["values"]["find_block"]["find"]["value"] == "closing"
    with pytest.raises(SlackApiError, match="hash_conflict"):
        app.client.views_publish(user_id=BEN.id, view=LIBRARY, hash=home["hash"])
    emptied = {**LIBRARY, "blocks": [{**FIND, "block_id": "fresh"}]}
    assert app.client.views_publish(user_id=BEN.id, view=emptied)["view"]["state"]["values"] == {}


def test_a_field_that_does_not_dispatch_tells_nothing_before_the_form_is_sent(
    slack: Playground, app: App, connect: Connect
) -> None:
    with_form(slack, app, connect)
    with pytest.raises(NotPossible, match="when the form is sent"):
        slack.acts.click_in_view(BEN.id, top(slack), "day", "2026-03-02")


def test_files_of_a_form_are_seen_by_the_app_and_by_no_channel(slack: Playground, app: App, connect: Connect) -> None:
    told = with_form(slack, app, connect)
    chosen = slack.acts.keep(BEN.id, [("one.pdf", b"%PDF-1.7"), ("two.pdf", b"%PDF-1.7 two")])
    with pytest.raises(SlackApiError, match="file_not_found"):
        app.client.files_info(file=chosen[0])
    assert slack.acts.submit(BEN.id, top(slack), {"reason": "old", "file": chosen}) == {}
    files = told[0]["view"]["state"]["values"]["file_block"]["file"]["files"]
    assert [file["id"] for file in files] == chosen
    for file in files:
        assert app.client.files_info(file=file["id"])["file"] == file
        assert (file["user"], file["channels"], file["groups"], file["ims"]) == (BEN.id, [], [], [])
        assert file["url_private_download"].startswith(slack.url)


def test_fields_in_a_container_are_filled_in_as_well(slack: Playground) -> None:
    note = {key: value for key, value in field("note", {"type": "plain_text_input"}).items() if key != "block_id"}
    inside = {"type": "container", "title": plain("More"), "child_blocks": [note]}
    view = put(slack.platform, BEN.id, {**FORM, "blocks": [inside]}, on_top=False)
    (child,) = view["blocks"][0]["child_blocks"]
    assert child["element"]["action_id"]
    assert slack.acts.submit(BEN.id, view["id"]) == {child["block_id"]: "Please complete this required field."}
    with pytest.raises(NotPossible, match="no field called"):
        slack.acts.submit(BEN.id, view["id"], {"other": "x"})
