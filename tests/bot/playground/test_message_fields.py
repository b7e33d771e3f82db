"""Fields in messages: what they hold is told with each press; a text is told alone only where the app wants that."""

from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.playground.forms import NotPossible
from bot.playground.people import BEN, direct
from bot.playground.server import Playground
from tests.bot.playground.conftest import Connect
from tests.bot.playground.test_modals import option, plain


def text_field(*, dispatch: bool) -> dict[str, Any]:
    element = {"type": "plain_text_input", "action_id": "text", "initial_value": "before"}
    return {
        "type": "input", "block_id": "written", "label": plain("Answer"), "element": element,
        "dispatch_action": dispatch,
    }  # fmt: skip


BOXES = {"type": "checkboxes", "action_id": "boxes", "options": [option("a"), option("b")]}
BUTTON = {"type": "button", "action_id": "next", "text": plain("Next"), "value": "2"}


@pytest.fixture
def told(slack: Playground, app: App, connect: Connect) -> list[dict[str, Any]]:
    """The bodies of all that is pressed."""
    bodies: list[dict[str, Any]] = []

    def take(ack: Ack, body: dict[str, Any]) -> None:
        bodies.append(body)
        ack()

    for name in ("text", "boxes", "next"):
        app.action(name)(take)
    connect(app)
    return bodies


def posted(slack: Playground, *, dispatch: bool) -> str:
    blocks = [text_field(dispatch=dispatch), {"type": "actions", "block_id": "ticked", "elements": [BOXES, BUTTON]}]
    client = WebClient(slack.bot_token, base_url=slack.api_url)
    return str(client.chat_postMessage(channel=direct(BEN.id), text="?", blocks=blocks)["ts"])


def test_a_press_tells_what_all_fields_of_the_message_hold(slack: Playground, told: list[dict[str, Any]]) -> None:
    ts = posted(slack, dispatch=True)
    slack.acts.click(BEN.id, direct(BEN.id), ts, "next", values={"text": "typed", "ticked/boxes": ["b"]})
    slack.until(lambda: told)
    values = told[0]["state"]["values"]
    assert values["written"]["text"] == {"type": "plain_text_input", "value": "typed"}
    assert [one["value"] for one in values["ticked"]["boxes"]["selected_options"]] == ["b"]
    slack.acts.click(BEN.id, direct(BEN.id), ts, "text", value="entered")
    slack.until(lambda: told[1:])
    assert told[1]["actions"][0]["value"] == "entered"
    assert told[1]["state"]["values"]["written"]["text"]["value"] == "entered"


def test_a_text_is_not_told_before_something_is_pressed_unless_the_app_wants_that(
    slack: Playground, told: list[dict[str, Any]]
) -> None:
    ts = posted(slack, dispatch=False)
    with pytest.raises(NotPossible):
        slack.acts.click(BEN.id, direct(BEN.id), ts, "text", value="entered")
    with pytest.raises(NotPossible):
        slack.acts.click(BEN.id, direct(BEN.id), ts, "next", values={"nothing": "typed"})
    assert told == []
