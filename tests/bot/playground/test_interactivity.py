"""Commands, shortcuts and buttons, and what an app may do with the keys that come with them."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.playground.deliveries import Unanswered
from bot.playground.forms import NotPossible
from bot.playground.people import AMARA, BEN, CARMEN, MENTORS, OLIVIA, PARTNER_NETWORK, direct
from bot.playground.server import Playground
from tests.bot.playground.conftest import Connect, client_of, connected

MODAL: dict[str, Any] = {"type": "modal", "title": {"type": "plain_text", "text": "Passage"}, "blocks": []}


def plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def option(value: str) -> dict[str, Any]:
    return {"text": plain(value), "value": value}


BLOCKS: list[dict[str, Any]] = [
    {
        "type": "section",
        "block_id": "one",
        "text": {"type": "mrkdwn", "text": "An answer"},
        "accessory": {"type": "overflow", "action_id": "menu", "options": [option("mute"), option("follow")]},
    },
    {"type": "actions", "elements": [{"type": "button", "action_id": "show", "text": plain("Show"), "value": "7"}]},
    {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "feedback",
                "positive_button": {"text": plain("Good"), "value": "good"},
                "negative_button": {"text": plain("Bad"), "value": "bad"},
            }
        ],
    },
]


def test_a_command_gets_its_answer_with_the_acknowledgement(slack: Playground, app: App, connect: Connect) -> None:
    @app.command("/fieldwise")
    def answer(ack: Ack, command: dict[str, Any]) -> None:
        ack(f"{command['user_name']} asked in {command['channel_name']}: {command['text']}")

    connect(app)
    assert slack.acts.command(BEN.id, MENTORS, "/fieldwise", "how?") == {"text": "ben asked in mentors: how?"}
    assert [one["text"] for one in slack.workspace.ephemerals(BEN.id)] == ["ben asked in mentors: how?"]
    slack.acts.command(BEN.id, direct(BEN.id), "/fieldwise", "why?")
    assert slack.workspace.ephemerals(BEN.id)[1]["text"] == "ben asked in directmessage: why?"


def test_a_command_without_an_acknowledgement_fails_as_in_slack() -> None:
    with Playground(answer_within=0.01) as slack:
        with pytest.raises(Unanswered):
            slack.acts.command(BEN.id, MENTORS, "/fieldwise")
        assert slack.workspace.ephemerals(BEN.id)[0]["text"] == '/fieldwise failed with the error "operation_timeout"'
        assert len(slack.deliveries) == 1


def test_commands_and_shortcuts_are_those_of_the_manifest_and_not_for_outsiders(slack: Playground) -> None:
    with pytest.raises(NotPossible):
        slack.acts.command(BEN.id, MENTORS, "/other")
    with pytest.raises(NotPossible):
        slack.acts.command(OLIVIA.id, PARTNER_NETWORK, "/fieldwise")
    ts = slack.acts.post(OLIVIA.id, PARTNER_NETWORK, "hello")
    with pytest.raises(NotPossible):
        slack.acts.shortcut(OLIVIA.id, "answer_this", PARTNER_NETWORK, ts)


def test_what_a_command_answers_later_is_added_never_replaced(slack: Playground, app: App, connect: Connect) -> None:
    @app.command("/fieldwise")
    def answer(ack: Ack, respond: Respond) -> None:
        ack("Searching")
        respond("Found", replace_original=True)

    connect(app)
    slack.acts.command(BEN.id, MENTORS, "/fieldwise", "how?")
    slack.until(lambda: len(slack.workspace.ephemerals(BEN.id)) == 2)
    assert sorted(one["text"] for one in slack.workspace.ephemerals(BEN.id)) == ["Found", "Searching"]


def test_a_button_in_an_ephemeral_message_can_replace_it_and_delete_it(
    slack: Playground, app: App, connect: Connect, client: WebClient
) -> None:
    told: list[dict[str, Any]] = []

    @app.action("show")
    def answer(ack: Ack, body: dict[str, Any], respond: Respond) -> None:
        ack()
        told.append(body)
        if len(told) == 1:
            respond("Shown", blocks=BLOCKS, replace_original=True)
        else:
            respond(delete_original=True)

    connect(app)
    client.chat_postEphemeral(channel=MENTORS, user=BEN.id, text="An answer", blocks=BLOCKS)
    ts = slack.workspace.ephemerals(BEN.id)[0]["ts"]
    slack.acts.click(BEN.id, MENTORS, ts, "show")
    slack.until(lambda: slack.workspace.ephemerals(BEN.id)[0]["text"] == "Shown")
    assert slack.workspace.ephemerals(BEN.id)[0]["ts"] == ts
    assert told[0]["container"]["is_ephemeral"] is True
    assert "message" not in told[0]
    slack.acts.click(BEN.id, MENTORS, ts, "show")
    slack.until(lambda: not slack.workspace.ephemerals(BEN.id))


@pytest.mark.parametrize(
    ("action", "value", "reported"),
    [
        ("show", None, {"value": "7", "text": plain("Show")}),
        ("menu", "follow", {"selected_option": option("follow")}),
        ("feedback", "negative", {"value": "bad"}),
        ("feedback", "good", {"value": "good"}),
    ],
)
def test_a_press_is_reported_with_its_message(
    slack: Playground,
    app: App,
    connect: Connect,
    client: WebClient,
    action: str,
    value: str | None,
    reported: dict[str, Any],
) -> None:
    told: list[dict[str, Any]] = []

    @app.action(action)
    def answer(ack: Ack, body: dict[str, Any]) -> None:
        ack()
        told.append(body)

    connect(app)
    ts = client.chat_postMessage(channel=MENTORS, text="An answer", blocks=BLOCKS)["ts"]
    slack.acts.click(BEN.id, MENTORS, ts, action, value=value)
    (body,) = slack.until(lambda: told)
    (pressed,) = body["actions"]
    assert pressed["action_id"] == action
    assert reported.items() <= pressed.items()
    assert body["message"]["ts"] == body["container"]["message_ts"] == ts
    assert body["user"]["id"] == BEN.id


def test_what_is_not_there_cant_be_pressed(slack: Playground, client: WebClient) -> None:
    ts = client.chat_postMessage(channel=MENTORS, text="An answer", blocks=BLOCKS)["ts"]
    with pytest.raises(NotPossible, match="only: feedback, menu, show"):
        slack.acts.click(BEN.id, MENTORS, ts, "hide")
    with pytest.raises(NotPossible, match="no option"):
        slack.acts.click(BEN.id, MENTORS, ts, "menu", value="shout")
    with pytest.raises(NotPossible, match="not in this channel"):
        slack.acts.click(OLIVIA.id, MENTORS, ts, "show")


def test_a_shortcut_brings_the_message_and_can_answer_the_person(slack: Playground, app: App, connect: Connect) -> None:
    @app.shortcut("answer_this")
    def answer(ack: Ack, shortcut: dict[str, Any], respond: Respond) -> None:
        ack()
        respond(f"About: {shortcut['message']['text']}")

    connect(app)
    ts = slack.acts.post(CARMEN.id, MENTORS, "how often?")
    slack.acts.shortcut(BEN.id, "answer_this", MENTORS, ts)
    (seen,) = slack.until(lambda: slack.workspace.ephemerals(BEN.id))
    assert seen["text"] == "About: how often?"


class Moment:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = time.time()


@pytest.fixture
def moment() -> Moment:
    return Moment()


@pytest.fixture
def timed(moment: Moment) -> Iterator[Playground]:
    with Playground(clock=lambda: moment.now) as slack:
        yield slack


def bodies_of(slack: Playground, app: App) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = []

    @app.action("show")
    def keep(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        ack()
        told.append(body)

    return told


@pytest.fixture
def pressed(timed: Playground) -> dict[str, Any]:
    """The payload of a press on a message of the app."""
    app = App(client=client_of(timed), signing_secret=timed.signing_secret)
    told = bodies_of(timed, app)
    with connected(timed, app):
        ts = app.client.chat_postMessage(channel=MENTORS, text="An answer", blocks=BLOCKS)["ts"]
        timed.acts.click(BEN.id, MENTORS, ts, "show")
        return timed.until(lambda: told)[0]


def error_of_opening(slack: Playground, trigger: str) -> str:
    with pytest.raises(SlackApiError) as refused:
        client_of(slack).views_open(trigger_id=trigger, view=MODAL)
    return str(refused.value.response["error"])


def test_a_trigger_id_opens_one_modal(timed: Playground, pressed: dict[str, Any]) -> None:
    client_of(timed).views_open(trigger_id=pressed["trigger_id"], view=MODAL)
    assert [view["title"]["text"] for view in timed.workspace.views(BEN.id)] == ["Passage"]
    assert error_of_opening(timed, pressed["trigger_id"]) == "exchanged_trigger_id"
    assert error_of_opening(timed, "invented") == "invalid_trigger_id"


def test_a_trigger_id_lives_three_seconds(timed: Playground, pressed: dict[str, Any], moment: Moment) -> None:
    moment.now += 3.1
    assert error_of_opening(timed, pressed["trigger_id"]) == "expired_trigger_id"


def test_a_response_url_is_good_for_five_responses(timed: Playground, pressed: dict[str, Any]) -> None:
    webhook = WebhookClient(pressed["response_url"])
    ts = pressed["message"]["ts"]
    in_thread = {"text": "In the thread", "response_type": "in_channel", "thread_ts": ts}
    assert webhook.send(text="Changed", replace_original=True).status_code == 200
    changed = timed.workspace.message(MENTORS, ts)
    assert changed is not None
    assert changed["text"] == "Changed"
    assert "blocks" not in changed
    assert webhook.send(text="For all", response_type="in_channel").status_code == 200
    assert webhook.send(text="For Ben").status_code == 200
    assert webhook.send_dict(in_thread).status_code == 200
    assert webhook.send(text="x", blocks=[{"type": "section"}]).status_code == 400
    assert webhook.send(text="Too many").body == "used_url"
    assert [one["text"] for one in timed.workspace.messages(MENTORS)] == ["Changed", "For all", "In the thread"]
    assert [one["text"] for one in timed.workspace.ephemerals(BEN.id)] == ["For Ben"]


def test_a_response_url_lives_half_an_hour(timed: Playground, pressed: dict[str, Any], moment: Moment) -> None:
    moment.now += 30 * 60 + 1
    assert WebhookClient(pressed["response_url"]).send(text="Too late").body == "expired_url"


def test_nobody_acts_for_somebody_unknown(slack: Playground) -> None:
    with pytest.raises(NotPossible, match="Nobody here"):
        slack.acts.post("U0NOBODY", MENTORS, "hello")
    with pytest.raises(NotPossible, match="empty"):
        slack.acts.post(AMARA.id, MENTORS, "  ")
    theirs = slack.acts.post(BEN.id, MENTORS, "mine")
    with pytest.raises(NotPossible, match="of yours"):
        slack.acts.edit(AMARA.id, MENTORS, theirs, "yours")
