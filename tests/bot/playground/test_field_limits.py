"""Where each kind of field may stand, and what it may hold."""

from typing import Any

import pytest

from bot.playground.limits import problems, view_problems
from tests.bot.playground.test_limits import modal, option, section


def element(kind: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "action_id": kind, **more}


def entry(inside: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "input", "label": {"type": "plain_text", "text": "Label"}, "element": inside, **more}


SUBMIT = {"submit": {"type": "plain_text", "text": "Send"}}
OPTIONS = [option("a"), option("b")]
SELECTS = [
    element("static_select", options=OPTIONS, initial_option=option("b")),
    element("external_select", min_query_length=0, initial_option=option("z")),
    element("users_select", initial_user="U1"),
    element("conversations_select", filter={"include": ["public", "private"], "exclude_bot_users": True}),
    element("channels_select", initial_channel="C1"),
]
MULTI_SELECTS = [
    element("multi_static_select", options=OPTIONS, initial_options=OPTIONS, max_selected_items=2),
    element("multi_external_select", min_query_length=2, max_selected_items=100),
    element("multi_users_select", initial_users=["U1"]),
    element("multi_conversations_select", default_to_current_conversation=True, initial_conversations=["C1"]),
    element("multi_channels_select", initial_channels=["C1"]),
]
PICKERS = [
    element("radio_buttons", options=OPTIONS, initial_option=option("a")),
    element("checkboxes", options=OPTIONS, initial_options=[option("a")]),
    element("datepicker", initial_date="2027-03-01"),
    element("timepicker", initial_time="09:30"),
]
FIELDS = [
    *SELECTS,
    *MULTI_SELECTS,
    *PICKERS,
    element("datetimepicker", initial_date_time=1_800_000_000),
    element("number_input", is_decimal_allowed=True, min_value="0", max_value="5.5"),
    element("plain_text_input", dispatch_action_config={"trigger_actions_on": ["on_character_entered"]}),
    element("email_text_input"),
    element("url_text_input"),
]


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field["type"])
def test_every_field_stands_in_inputs_of_modals_and_of_the_home(field: dict[str, Any]) -> None:
    assert view_problems(modal(entry(field), **SUBMIT)) == []
    assert view_problems({"type": "home", "blocks": [entry(field, dispatch_action=True)]}) == []


@pytest.mark.parametrize("surface", ["message", "modal", "home"])
def test_each_field_stands_in_sections_and_among_actions_where_slack_lets_it(surface: str) -> None:
    for chosen in [*SELECTS, *PICKERS]:
        assert problems([section("x", accessory=chosen)], surface) == []
        assert problems([{"type": "actions", "elements": [chosen]}], surface) == []
    for chosen in MULTI_SELECTS:
        assert problems([section("x", accessory=chosen)], surface) == []
        assert len(problems([{"type": "actions", "elements": [chosen]}], surface)) == 1
    for chosen in FIELDS[len([*SELECTS, *MULTI_SELECTS, *PICKERS]) + 1 :]:
        assert len(problems([section("x", accessory=chosen)], surface)) == 1
        assert len(problems([{"type": "actions", "elements": [chosen]}], surface)) == 1


def test_files_are_chosen_in_modals_only() -> None:
    files = entry(element("file_input", filetypes=["pdf"], max_files=10))
    inside = {"type": "container", "title": {"type": "plain_text", "text": "More"}, "child_blocks": [files]}
    for block in (files, inside):
        assert problems([block], "modal") == []
        for surface in ("message", "home"):
            assert problems([block], surface) == [
                "[ERROR] unsupported type: file_input [json-pointer:/blocks/0/element/type]"
            ]


@pytest.mark.parametrize(
    ("field", "place"),
    [
        (element("file_input", max_files=11), "/max_files"),
        (element("file_input", max_files=0), "/max_files"),
        (element("multi_users_select", max_selected_items=0), "/max_selected_items"),
        (element("conversations_select", filter={"include": ["everything"]}), "/filter/include/0"),
        (element("conversations_select", filter={}), "/filter"),
        (element("static_select", options=[option(str(number)) for number in range(101)]), "/options"),
        (element("static_select", options=OPTIONS, option_groups=[]), "/option_groups"),
        (element("static_select", options=OPTIONS, initial_option=option("z")), "/initial_option"),
        (element("multi_static_select", options=OPTIONS, initial_options=[option("z")]), "/initial_options/0"),
        (element("checkboxes", options=[option(str(number)) for number in range(11)]), "/options"),
        (element("radio_buttons", options=OPTIONS, initial_option=option("z")), "/initial_option"),
        (element("external_select", options=OPTIONS), ""),
        (element("number_input"), ""),
        (element("number_input", is_decimal_allowed=True, min_value=1), "/min_value"),
        (element("datepicker", initial_date="1.3.2027"), "/initial_date"),
        (element("plain_text_input", initial_value="x" * 3001), "/initial_value"),
        (element("users_select", placeholder={"type": "plain_text", "text": "x" * 151}), "/placeholder/text"),
    ],
)
def test_what_a_field_may_not_hold_is_named_with_its_place(field: dict[str, Any], place: str) -> None:
    found = view_problems(modal(entry(field), **SUBMIT))
    assert any(one.endswith(f"[json-pointer:/view/blocks/0/element{place}]") for one in found), found
