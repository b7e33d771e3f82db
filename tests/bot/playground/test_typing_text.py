"""What Slack makes of what a person types."""

from hypothesis import given
from hypothesis import strategies as st

from bot.playground.typing_text import plain, rich_text, stored

NAMES = {"@Dev Patel": "<@U1>", "@dev": "<@U1>", "@Fieldwise": "<@U0>", "#mentors": "<#C1>"}


def test_names_are_found_whole_and_in_any_case() -> None:
    assert stored("@fieldwise, ask @Dev Patel or @dev in #mentors", NAMES) == "<@U0>, ask <@U1> or <@U1> in <#C1>"
    assert stored("me@fieldwise @devil #mentors2", NAMES) == "me@fieldwise @devil #mentors2"


def test_a_typed_token_stays_text() -> None:
    assert stored("<@U0> <!here> & so", NAMES) == "&lt;@U0&gt; &lt;!here&gt; &amp; so"


def test_a_link_ends_before_the_punctuation() -> None:
    assert stored("(see https://example.org/a?b=1&c=2).", NAMES) == "(see <https://example.org/a?b=1&amp;c=2>)."


def test_the_blocks_hold_mentions_links_and_text() -> None:
    (block,) = rich_text(stored("@dev: 1 < 2, https://example.org/a @here", NAMES), "id")
    assert block["elements"][0]["elements"] == [
        {"type": "user", "user_id": "U1"},
        {"type": "text", "text": ": 1 < 2, "},
        {"type": "link", "url": "https://example.org/a"},
        {"type": "text", "text": " "},
        {"type": "broadcast", "range": "here"},
    ]
    assert rich_text("", "id") == []


@given(st.text())
def test_nothing_that_is_typed_becomes_a_token_unless_it_names_somebody(typed: str) -> None:
    text = stored(typed, {})
    if "http" not in typed and "@" not in typed:
        assert "<" not in text
        assert plain(text) == typed
