"""What Slack would refuse, said in Slack's words with the place."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.limits import message_problems, problems, too_long, view_problems, view_too_large


def section(text: str, **more: Any) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def button(action: str = "go", **more: Any) -> dict[str, Any]:
    return {"type": "button", "action_id": action, "text": {"type": "plain_text", "text": "Go"}, **more}


def rich(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text", "elements": list(elements)}


def words(text: str) -> dict[str, Any]:
    return {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}


def option(value: str) -> dict[str, Any]:
    return {"text": {"type": "plain_text", "text": value}, "value": value}


GOOD: list[dict[str, Any]] = [
    section("*bold*", accessory={"type": "overflow", "action_id": "more", "options": [option("mute")]}),
    section("fields", fields=[{"type": "plain_text", "text": "a", "emoji": True}]),
    {"type": "header", "text": {"type": "plain_text", "text": "A title"}},
    {"type": "divider"},
    {"type": "context", "elements": [{"type": "mrkdwn", "text": "a source", "verbatim": True}]},
    {"type": "actions", "elements": [button("a", style="primary", value="1"), button("b", url="https://example.org")]},
    {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "feedback",
                "positive_button": {"text": {"type": "plain_text", "text": "Good"}, "value": "1"},
                "negative_button": {"text": {"type": "plain_text", "text": "Bad"}, "value": "0"},
            },
            {"type": "icon_button", "icon": "trash", "text": {"type": "plain_text", "text": "Delete"}},
        ],
    },
    {"type": "markdown", "text": "**bold**"},
    rich(
        words("one"),
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": "two", "style": {"bold": True}}]},
        {"type": "rich_text_list", "style": "bullet", "elements": [words("three")]},
        {"type": "rich_text_preformatted", "elements": [{"type": "link", "url": "https://example.org"}]},
    ),
    {"type": "image", "image_url": "https://example.org/a.png", "alt_text": "a"},
    {
        "type": "task_card",
        "task_id": "t",
        "title": "Searching",
        "status": "in_progress",
        "output": rich(words("found")),
        "sources": [{"type": "url", "url": "https://example.org", "text": "a guide"}],
    },
    {"type": "plan", "title": "Plan", "tasks": [{"type": "task_card", "task_id": "t", "title": "T"}]},
    {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}, rich(words("b"))]]},
    {"type": "card", "title": {"type": "mrkdwn", "text": "A guide"}, "actions": [button()]},
    {
        "type": "container",
        "title": {"type": "plain_text", "text": "Sources"},
        "is_collapsible": True,
        "default_collapsed": True,
        "child_blocks": [section("in it")],
    },
]


@pytest.mark.parametrize("block", GOOD, ids=[block["type"] for block in GOOD])
def test_every_block_that_we_use_is_accepted_in_a_message(block: dict[str, Any]) -> None:
    assert problems([block], "message") == []


def test_a_section_of_3001_characters_is_refused_in_slacks_words_and_one_of_3000_is_not() -> None:
    assert problems([section("x" * 3000)], "message") == []
    assert problems([section("x" * 3001)], "message") == [
        "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    ]


def test_an_empty_text_is_refused() -> None:
    assert problems([section("")], "message") == [
        "[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]"
    ]


@pytest.mark.parametrize(("surface", "most"), [("message", 50), ("modal", 100), ("home", 100)])
def test_one_block_more_than_the_surface_takes_is_refused(surface: str, most: int) -> None:
    assert problems([section("x")] * most, surface) == []
    assert problems([section("x")] * (most + 1), surface) == [
        f"[ERROR] no more than {most} items allowed [json-pointer:/blocks]"
    ]


@pytest.mark.parametrize(
    ("block", "place"),
    [
        ({"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}, "/blocks/0/text/text"),
        ({"type": "header", "text": {"type": "mrkdwn", "text": "x"}}, "/blocks/0/text/type"),
        ({"type": "context", "elements": [{"type": "mrkdwn", "text": "x"}] * 11}, "/blocks/0/elements"),
        ({"type": "actions", "elements": []}, "/blocks/0/elements"),
        ({"type": "actions", "elements": [button("a"), button("a")]}, "/blocks/0/elements/1/action_id"),
        ({"type": "actions", "elements": [button(value="x" * 2001)]}, "/blocks/0/elements/0/value"),
        ({"type": "actions", "elements": [button(url="javascript:alert(1)")]}, "/blocks/0/elements/0/url"),
        ({"type": "actions", "elements": [button(style="green")]}, "/blocks/0/elements/0/style"),
        ({"type": "section"}, "/blocks/0"),
        (section("x", colour="red"), "/blocks/0"),
        (section("x", fields=[{"type": "mrkdwn", "text": "x" * 2001}]), "/blocks/0/fields/0/text"),
        (section("x", block_id="x" * 256), "/blocks/0/block_id"),
        ({"type": "image", "image_url": "https://example.org/a.png"}, "/blocks/0"),
        ({"type": "alert", "text": {"type": "mrkdwn", "text": "x"}}, "/blocks/0/type"),
        ({"type": "nonsense"}, "/blocks/0/type"),
        ({"text": "no type"}, "/blocks/0"),
        ("not an object", "/blocks/0"),
        ({"type": "task_card", "task_id": "t", "title": "T", "status": "done"}, "/blocks/0/status"),
        ({"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * 21]}, "/blocks/0/rows/0"),
        ({"type": "card", "subtitle": {"type": "mrkdwn", "text": "x"}}, "/blocks/0"),
        (rich({"type": "rich_text_section", "elements": [{"type": "text", "text": ""}]}), "/blocks/0/elements/0/"),
    ],
)
def test_what_a_block_may_not_hold_is_named_with_its_place(block: Any, place: str) -> None:
    (found,) = problems([block], "message")
    assert f"[json-pointer:{place}" in found


def test_a_block_id_is_used_once_in_a_message() -> None:
    blocks = [section("a", block_id="one"), section("b", block_id="one")]
    assert problems(blocks, "message") == ["[ERROR] block_id one already exists [json-pointer:/blocks/1/block_id]"]


def test_what_an_agent_says_is_for_messages_and_an_alert_is_for_modals() -> None:
    alert = {"type": "alert", "text": {"type": "mrkdwn", "text": "Careful"}, "level": "warning"}
    assert problems([alert], "modal") == []
    assert problems([alert], "home") != []
    for kind in ("task_card", "plan", "context_actions", "markdown", "table"):
        (block,) = [block for block in GOOD if block["type"] == kind]
        assert problems([block], "modal") != []
        assert problems([block], "home") != []


def test_a_message_takes_one_table() -> None:
    (table,) = [block for block in GOOD if block["type"] == "table"]
    assert problems([table, table], "message") == ["[ERROR] only_one_table_allowed [json-pointer:/blocks/1]"]


def test_the_text_of_all_blocks_together_is_limited() -> None:
    blocks = [section("x" * 2640)] * 5
    assert not too_long(blocks)
    assert too_long([*blocks, {"type": "divider"}, section("x")])


def test_a_message_needs_a_text_for_notifications() -> None:
    assert message_problems({"text": "An answer", "blocks": [section("An answer")]}) == []
    assert message_problems({"blocks": [section("An answer")]}) == [
        "[ERROR] missing required field: text [json-pointer:]"
    ]


def modal(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "modal", "title": {"type": "plain_text", "text": "Reason"}, "blocks": list(blocks), **more}


REASON = {
    "type": "input",
    "block_id": "reason",
    "label": {"type": "plain_text", "text": "Why?"},
    "element": {"type": "radio_buttons", "action_id": "reason", "options": [option("wrong")]},
}


def test_a_modal_with_inputs_needs_a_submit_button() -> None:
    assert view_problems(modal(REASON, submit={"type": "plain_text", "text": "Send"})) == []
    assert len(view_problems(modal(REASON))) == 1


def test_a_modals_title_has_at_most_24_characters() -> None:
    view = modal(section("x"), title={"type": "plain_text", "text": "x" * 25})
    assert view_problems(view) == ["[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"]


def test_a_home_view_has_no_title_and_an_unknown_view_is_none() -> None:
    assert view_problems({"type": "home", "blocks": [section("x")]}) == []
    assert view_problems({"type": "home", "title": {}, "blocks": []}) == [
        "[ERROR] invalid additional property: title [json-pointer:/view]"
    ]
    assert view_problems({"type": "window", "blocks": []}) != []
    assert view_problems(None) != []


def test_a_view_has_a_size() -> None:
    assert not view_too_large(modal(section("x")))
    assert view_too_large(modal(*[section("ß" * 3000)] * 50))


ANY_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=5)
    | st.sampled_from(["section", "actions", "rich_text", "input", "static_select"]),
    lambda part: (
        st.lists(part, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "text", "elements", "block_id", "action_id", "rows", "element", "options"]),
            part,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(ANY_JSON)
def test_whatever_is_given_as_blocks_gets_an_answer(blocks: Any) -> None:
    for surface in ("message", "modal", "home"):
        assert all(found.startswith("[ERROR] ") for found in problems(blocks, surface))
    assert isinstance(view_problems({"type": "modal", "blocks": blocks}), list)
