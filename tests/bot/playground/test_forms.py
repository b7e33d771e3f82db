"""What Slack reports of what a person presses, chooses and fills in."""

from typing import Any

import pytest

from bot.playground.forms import NotPossible, elements, filled, initial, pressed, reported
from bot.playground.mistakes import mistakes


def plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def option(value: str) -> dict[str, Any]:
    return {"text": plain(value), "value": value}


def element(kind: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "action_id": kind, **more}


CHOICES = [option("a"), option("b")]
PDF = {"id": "F1", "filetype": "pdf", "size": 10 * 1024 * 1024}


@pytest.mark.parametrize(
    ("given", "value", "holds"),
    [
        (element("plain_text_input"), "text", {"value": "text"}),
        (element("number_input"), 7, {"value": "7"}),
        (element("datepicker"), "2026-03-01", {"selected_date": "2026-03-01"}),
        (element("static_select", options=CHOICES), "b", {"selected_option": option("b")}),
        (
            element("static_select", option_groups=[{"label": plain("g"), "options": CHOICES}]),
            "a",
            {"selected_option": option("a")},
        ),
        (element("checkboxes", options=CHOICES), ["a", "b"], {"selected_options": CHOICES}),
        (element("checkboxes", options=CHOICES), "a", {"selected_options": [option("a")]}),
        (element("checkboxes", options=CHOICES), None, {"selected_options": []}),
        (element("radio_buttons", options=CHOICES), "", {"selected_option": None}),
        (element("users_select"), "U1", {"selected_user": "U1"}),
        (element("multi_users_select"), None, {"selected_users": []}),
        (element("multi_conversations_select"), ["C1", "C2"], {"selected_conversations": ["C1", "C2"]}),
        (element("multi_channels_select"), [], {"selected_channels": []}),
        (element("multi_static_select", options=CHOICES), ["b"], {"selected_options": [option("b")]}),
        (element("multi_external_select"), [option("z")], {"selected_options": [option("z")]}),
        (element("external_select"), option("z"), {"selected_option": option("z")}),
        (element("datetimepicker"), 1_800_000_000, {"selected_date_time": 1_800_000_000}),
        (element("file_input"), None, {"files": []}),
    ],
)
def test_a_value_is_reported_as_the_element_does(given: dict[str, Any], value: Any, holds: dict[str, Any]) -> None:
    assert reported(given, value) == holds


def test_what_an_element_holds_at_first() -> None:
    assert initial(element("plain_text_input", initial_value="so")) == {"value": "so"}
    assert initial(element("checkboxes", options=CHOICES, initial_options=CHOICES)) == {"selected_options": CHOICES}
    assert initial(element("radio_buttons", options=CHOICES)) == {"selected_option": None}


def test_elements_are_found_wherever_a_block_holds_them() -> None:
    button = element("button", text=plain("Go"), value="1")
    blocks: list[dict[str, Any]] = [
        {"type": "section", "accessory": {**button, "action_id": "accessory"}},
        {"type": "actions", "elements": [{**button, "action_id": "action"}]},
        {"type": "card", "actions": [{**button, "action_id": "card"}]},
        {"type": "carousel", "elements": [{"type": "card", "actions": [{**button, "action_id": "slide"}]}]},
        {"type": "container", "child_blocks": [{"type": "actions", "elements": [{**button, "action_id": "inside"}]}]},
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "no element"}]},
    ]
    found = [one["action_id"] for _, one in elements(blocks)]
    assert sorted(found) == ["accessory", "action", "card", "inside", "slide"]


def test_a_feedback_button_reports_its_own_value() -> None:
    buttons = {f"{side}_button": {"text": plain(side), "value": f"7:{side}"} for side in ("positive", "negative")}
    given = element("feedback_buttons", **buttons)
    assert pressed({"block_id": "b"}, given, "positive", "1.0")["value"] == "7:positive"
    assert pressed({"block_id": "b"}, given, "7:negative", "1.0")["value"] == "7:negative"
    with pytest.raises(NotPossible):
        pressed({"block_id": "b"}, given, "sideways", "1.0")


@pytest.mark.parametrize(
    ("given", "value", "sentence"),
    [
        (element("plain_text_input", min_length=3), "ab", "Please write at least 3 characters."),
        (element("plain_text_input"), "x" * 3001, "Please write at most 3000 characters."),
        (element("number_input", is_decimal_allowed=False), "1.5", "Please enter a number."),
        (element("number_input", is_decimal_allowed=True), "-1.5", None),
        (element("url_text_input"), "example", "Please enter a link."),
        (element("email_text_input"), "example", "Please enter an email address."),
        (
            element("number_input", is_decimal_allowed=False, min_value="1"),
            "0",
            "Please enter a number that is at least 1.",
        ),
        (
            element("number_input", is_decimal_allowed=True, max_value="2.5"),
            "2.6",
            "Please enter a number that is at most 2.5.",
        ),
        (element("file_input", max_files=1), [PDF, PDF], "Please choose at most 1 files."),
        (element("file_input", filetypes=["docx"]), [PDF], "Please choose files of these types only: docx."),
        (element("file_input"), [{**PDF, "size": 10 * 1024 * 1024 + 1}], "Please choose files of at most 10 MB each."),
        (element("file_input", filetypes=["pdf"]), [PDF] * 10, None),
        (element("plain_text_input"), None, "Please complete this required field."),
    ],
)
def test_slack_says_what_is_wrong_with_a_field(given: dict[str, Any], value: Any, sentence: str | None) -> None:
    block = {"type": "input", "block_id": "one", "element": given}
    view = {"blocks": [block], "state": {"values": {}}}
    wrong = mistakes(view, filled(view, {given["action_id"]: value}))
    assert wrong == ({"one": sentence} if sentence else {})


def test_fields_of_the_same_action_in_several_blocks_are_filled_in_one_by_one() -> None:
    blocks = [{"type": "input", "block_id": name, "element": element("plain_text_input")} for name in ("one", "two")]
    view = {"blocks": blocks, "state": {"values": {}}}
    state = filled(view, {"two/plain_text_input": "second"})
    assert [state[name]["plain_text_input"]["value"] for name in ("one", "two")] == [None, "second"]
    with pytest.raises(NotPossible, match="no field called"):
        filled(view, {"three/plain_text_input": "third"})


def test_a_choice_that_is_no_option_any_more_gives_way_to_the_first_one() -> None:
    chosen = {"type": "static_select", "selected_option": option("gone")}
    select = element("static_select", options=CHOICES, initial_option=option("a"))
    view = {"blocks": [{"type": "actions", "block_id": "b", "elements": [select]}], "state": {"values": {}}}
    view["state"] = {"values": {"b": {"static_select": chosen}}}
    assert filled(view, {})["b"]["static_select"]["selected_option"] == option("a")
