"""Selects that fill themselves: with people, with conversations, and with what the app suggests."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.playground.deliveries import Deliveries, Delivery, Unanswered
from bot.playground.forms import NotPossible
from bot.playground.modals import put
from bot.playground.people import (
    AMARA,
    BEN,
    BOT_USER,
    CARMEN,
    DEV,
    GROUP_DM,
    MENTORS,
    OLIVIA,
    PARTNER_NETWORK,
    PROGRAMME_TEAM,
    direct,
)
from bot.playground.server import Playground
from tests.bot.playground.conftest import Connect
from tests.bot.playground.test_modals import field, option, plain

Answer = Callable[[Ack, dict[str, Any]], object]


def select(kind: str, **more: Any) -> dict[str, Any]:
    return field(kind, {"type": kind, "action_id": kind, **more}, optional=True)


def form(*blocks: dict[str, Any]) -> dict[str, Any]:
    view = {"type": "modal", "callback_id": "guide", "title": plain("A guide"), "submit": plain("Send")}
    return {**view, "private_metadata": "guide 7", "blocks": list(blocks)}


def opened(slack: Playground, person: str, *blocks: dict[str, Any]) -> str:
    """A modal before a person; its id."""
    return str(put(slack.platform, person, form(*blocks), on_top=False)["id"])


def values_of(options: list[dict[str, Any]]) -> list[str]:
    return [one["value"] for one in options]


def test_a_person_is_chosen_among_those_of_the_workspace_and_those_met_in_shared_channels(slack: Playground) -> None:
    view = opened(slack, BEN.id, select("users_select"))
    people = values_of(slack.acts.suggest(BEN.id, view, "users_select"))
    assert people == [AMARA.id, BEN.id, CARMEN.id, DEV.id, BOT_USER, OLIVIA.id]
    assert values_of(slack.acts.suggest(BEN.id, view, "users_select", "rUIZ car")) == [CARMEN.id]
    slack.acts.leave(BEN.id, PARTNER_NETWORK)
    slack.acts.deactivate(DEV.id)
    assert values_of(slack.acts.suggest(BEN.id, view, "users_select")) == [AMARA.id, BEN.id, CARMEN.id, BOT_USER]


@pytest.mark.parametrize(
    ("person", "element", "offered"),
    [
        (BEN, {}, [MENTORS, PARTNER_NETWORK, PROGRAMME_TEAM, GROUP_DM, direct(BEN.id)]),
        (DEV, {"filter": {"include": ["public", "private"]}}, [MENTORS, PARTNER_NETWORK]),
        (DEV, {"filter": {"exclude_external_shared_channels": True, "include": ["public"]}}, [MENTORS]),
        (DEV, {"filter": {"exclude_bot_users": True, "include": ["im", "mpim"]}}, [GROUP_DM]),
    ],
)
def test_a_conversation_is_chosen_among_those_that_the_person_sees(
    slack: Playground, person: Any, element: dict[str, Any], offered: list[str]
) -> None:
    view = opened(slack, person.id, select("conversations_select", **element))
    assert sorted(values_of(slack.acts.suggest(person.id, view, "conversations_select"))) == sorted(offered)


def test_a_channel_is_chosen_among_the_public_ones_joined_or_not(slack: Playground) -> None:
    view = opened(slack, DEV.id, select("channels_select"))
    slack.acts.leave(DEV.id, MENTORS)
    assert values_of(slack.acts.suggest(DEV.id, view, "channels_select")) == [MENTORS, PARTNER_NETWORK]
    assert slack.acts.suggest(DEV.id, view, "channels_select", "ment")[0]["text"] == plain("#mentors")


@pytest.mark.parametrize(
    ("kind", "more", "value", "holds"),
    [
        ("users_select", {}, DEV.id, {"selected_user": DEV.id}),
        ("users_select", {"initial_user": BEN.id}, None, {"selected_user": None}),
        ("multi_users_select", {}, [DEV.id, BEN.id], {"selected_users": [DEV.id, BEN.id]}),
        ("multi_users_select", {}, [], {"selected_users": []}),
        ("conversations_select", {}, PROGRAMME_TEAM, {"selected_conversation": PROGRAMME_TEAM}),
        ("multi_conversations_select", {}, [PROGRAMME_TEAM], {"selected_conversations": [PROGRAMME_TEAM]}),
        ("channels_select", {}, MENTORS, {"selected_channel": MENTORS}),
        ("multi_channels_select", {}, MENTORS, {"selected_channels": [MENTORS]}),
        (
            "multi_static_select",
            {"options": [option("a"), option("b")]},
            ["b", "a"],
            {"selected_options": [option("b"), option("a")]},
        ),
    ],
)
def test_a_choice_is_reported_in_a_submission_as_slack_does(
    slack: Playground, kind: str, more: dict[str, Any], value: Any, holds: dict[str, Any]
) -> None:
    view = opened(slack, BEN.id, select(kind, **more))
    told = submitted(slack, view, {kind: value})
    assert told == {f"{kind}_block": {kind: {"type": kind, **holds}}}


class Taking:
    """A way to an app that takes all that it is told."""

    def __init__(self, deliveries: Deliveries) -> None:
        self._deliveries = deliveries

    def send(self, delivery: Delivery) -> None:
        self._deliveries.acknowledged(delivery)


def submitted(slack: Playground, view: str, values: dict[str, Any] | None = None) -> dict[str, Any]:
    """Send a modal of Ben's off; the values that the app is told."""
    slack.platform.deliveries.transport = Taking(slack.platform.deliveries)
    assert slack.acts.submit(BEN.id, view, values) == {}
    told: dict[str, Any] = slack.deliveries[-1].payload["view"]["state"]["values"]
    return told


@pytest.mark.parametrize(
    ("kind", "more", "initial"),
    [
        ("users_select", {"initial_user": BEN.id}, {"selected_user": BEN.id}),
        ("multi_users_select", {"initial_users": [BEN.id]}, {"selected_users": [BEN.id]}),
        ("multi_conversations_select", {"initial_conversations": [MENTORS]}, {"selected_conversations": [MENTORS]}),
        ("external_select", {"initial_option": option("g1")}, {"selected_option": option("g1")}),
        ("multi_external_select", {"initial_options": [option("g1")]}, {"selected_options": [option("g1")]}),
    ],
)
def test_what_the_app_chose_beforehand_stays_if_nobody_changes_it(
    slack: Playground, kind: str, more: dict[str, Any], initial: dict[str, Any]
) -> None:
    view = opened(slack, BEN.id, select(kind, **more))
    told = submitted(slack, view)
    assert told[f"{kind}_block"][kind] == {"type": kind, **initial}


@pytest.mark.parametrize(
    ("block", "value"),
    [
        (select("users_select"), "U0NOBODY"),
        (select("conversations_select"), "C0NOWHERE"),
        (select("channels_select"), PROGRAMME_TEAM),
        (select("multi_conversations_select", filter={"include": ["public"]}), [MENTORS, PROGRAMME_TEAM]),
        (select("multi_users_select", max_selected_items=1), [BEN.id, DEV.id]),
        (select("external_select"), "never suggested"),
    ],
)
def test_what_is_not_offered_cant_be_chosen(slack: Playground, block: dict[str, Any], value: Any) -> None:
    view = opened(slack, BEN.id, block)
    with pytest.raises(NotPossible):
        slack.acts.submit(BEN.id, view, {block["element"]["action_id"]: value})


def suggesting(app: App, answer: Answer) -> list[dict[str, Any]]:
    """The app answers to what is typed; what it is asked."""
    asked: list[dict[str, Any]] = []

    @app.options("external_select")
    def suggest(ack: Ack, body: dict[str, Any]) -> None:
        asked.append(body)
        answer(ack, body)

    return asked


def test_the_app_is_asked_what_to_suggest_with_the_view_and_what_was_typed(
    slack: Playground, app: App, connect: Connect
) -> None:
    asked = suggesting(app, lambda ack, body: ack(options=[option(body["value"])]))
    connect(app)
    view = opened(slack, BEN.id, select("external_select"), select("users_select", initial_user=DEV.id))
    assert slack.acts.suggest(BEN.id, view, "external_select", "cl") == []
    assert asked == []
    assert slack.acts.suggest(BEN.id, view, "external_select", "clo") == [option("clo")]
    (body,) = asked
    assert body["type"] == "block_suggestion"
    assert (body["action_id"], body["block_id"], body["value"]) == ("external_select", "external_select_block", "clo")
    assert body["container"] == {"type": "view", "view_id": view}
    assert (body["view"]["private_metadata"], body["user"]["id"]) == ("guide 7", BEN.id)
    assert body["view"]["state"]["values"]["users_select_block"]["users_select"]["selected_user"] == DEV.id
    assert "trigger_id" not in body
    state = submitted(slack, view, {"external_select": "clo"})
    assert state["external_select_block"]["external_select"]["selected_option"] == option("clo")


def test_suggestions_come_in_groups_or_not_at_all(slack: Playground, app: App, connect: Connect) -> None:
    groups = [
        {"label": plain("Published"), "options": [option("a")]},
        {"label": plain("Old"), "options": [option("b")]},
    ]
    answers: list[dict[str, Any]] = [{"option_groups": groups}, {"options": []}]
    suggesting(app, lambda ack, body: ack(**answers.pop(0)))
    connect(app)
    view = opened(slack, BEN.id, select("external_select", min_query_length=0))
    assert slack.acts.offers(BEN.id, view, "external_select") == [
        {"label": "Published", "options": [option("a")]},
        {"label": "Old", "options": [option("b")]},
    ]
    assert slack.acts.suggest(BEN.id, view, "external_select") == []


@pytest.mark.parametrize(
    "answer",
    [
        {"options": [option(str(number)) for number in range(101)]},
        {"options": [option("x" * 151)]},
        {"options": [{"text": {"type": "mrkdwn", "text": "*bold*"}, "value": "a"}]},
        {"option_groups": [{"label": plain("x" * 76), "options": [option("a")]}]},
    ],
)
def test_suggestions_that_slack_would_not_show_are_refused(
    slack: Playground, app: App, connect: Connect, answer: dict[str, Any]
) -> None:
    suggesting(app, lambda ack, body: ack(**answer))
    connect(app)
    view = opened(slack, BEN.id, select("external_select", min_query_length=0))
    with pytest.raises(NotPossible, match="refuses"):
        slack.acts.suggest(BEN.id, view, "external_select")


def test_without_an_answer_nothing_is_suggested() -> None:
    with Playground(answer_within=0.01) as slack:
        view = opened(slack, BEN.id, select("external_select", min_query_length=0))
        with pytest.raises(Unanswered):
            slack.acts.suggest(BEN.id, view, "external_select")
        with pytest.raises(NotPossible, match="no longer open"):
            slack.acts.suggest(DEV.id, view, "external_select")


def test_a_select_in_a_message_suggests_as_well(
    slack: Playground, app: App, connect: Connect, client: WebClient
) -> None:
    asked = suggesting(app, lambda ack, body: ack(options=[option("g1")]))
    told: list[dict[str, Any]] = []

    @app.action("external_select")
    def take(ack: Ack, body: dict[str, Any]) -> None:
        ack()
        told.append(body)

    connect(app)
    element = {"type": "external_select", "action_id": "external_select", "min_query_length": 0}
    block = {"type": "actions", "block_id": "one", "elements": [element]}
    ts = client.chat_postMessage(channel=MENTORS, text="Which?", blocks=[block])["ts"]
    assert slack.acts.suggest_in_message(BEN.id, MENTORS, ts, "external_select") == [option("g1")]
    assert asked[0]["message"]["ts"] == asked[0]["container"]["message_ts"] == ts
    assert asked[0]["channel"]["id"] == MENTORS
    slack.acts.click(BEN.id, MENTORS, ts, "external_select", value="g1")
    (body,) = slack.until(lambda: told)
    assert body["actions"][0]["selected_option"] == option("g1")
    assert body["state"]["values"]["one"]["external_select"]["selected_option"] == option("g1")


def test_a_select_with_options_of_its_own_asks_nobody(slack: Playground) -> None:
    view = opened(slack, BEN.id, select("static_select", options=[option("a")]))
    with pytest.raises(NotPossible, match="given"):
        slack.acts.suggest(BEN.id, view, "static_select")
