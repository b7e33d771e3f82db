"""What Slack reports of what a person presses, chooses and fills in."""

from typing import Any

import pytest

from bot.playground.forms import NotPossible, elements, filled, initial, mistakes, pressed, reported


def plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def option(value: str) -> dict[str, Any]:
    return {"text": plain(value), "value": value}


def element(kind: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "action_id": kind, **more}


CHOICES = [option("a"), option("b")]


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
        (element("file_input", max_files=1), [{"id": "F1"}, {"id": "F2"}], "Please choose at most 1 files."),
        (element("plain_text_input"), None, "Please complete this required field."),
    ],
)
def test_slack_says_what_is_wrong_with_a_field(given: dict[str, Any], value: Any, sentence: str | None) -> None:
    block = {"type": "input", "block_id": "one", "element": given}
    view = {"blocks": [block], "state": {"values": {}}}
    wrong = mistakes(view, filled(view, {given["action_id"]: value}))
    assert wrong == ({"one": sentence} if sentence else {})
