"""What a workspace decides about its library, and its communities, in the Home tab."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack
from sqlalchemy.orm import Session

from bot.blocks.library.settings_panel import CALLBACK, CHANNELS, NAME, PEOPLE, community_form
from bot.durable import time_now
from bot.listeners.guarding import Listeners
from bot.listeners.home_tab import act, again, chosen, open_form, shown
from bot.parts import Parts
from knowledge.audiences.queries import communities
from knowledge.audiences.service import set_community
from knowledge.members.roles import Act


def register(listeners: Listeners) -> None:
    """Add the handlers."""
    listeners.action("policy_second_person", on_decided)
    listeners.action("policy_scheme", on_decided)
    listeners.action("policy_report_channel", on_decided)
    listeners.action("policy_report_off", on_decided)
    listeners.action("community_remove", on_decided)
    listeners.action("community_add", on_add)
    listeners.action("community_change", on_change)
    listeners.submission(CALLBACK, on_form)


def on_decided(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Decide so, or remove the community."""
    act(body, parts, chosen(body))
    ack()


def on_add(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open the form of a new community."""
    texts = parts.status.texts(body["user"]["id"])
    open_form(body, parts, Act.KEEP_AUDIENCES, lambda: community_form(shown(body).noted(), texts))
    ack()


def on_change(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open the form of a community that there is."""
    texts = parts.status.texts(body["user"]["id"])
    with parts.database.reading() as session:
        there = {one.name: one for one in communities(session, parts.workspace)}
    found = there.get(chosen(body))
    open_form(body, parts, Act.KEEP_AUDIENCES, lambda: community_form(shown(body).noted(), texts, found))
    ack()


def on_form(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Keep the community; why it is not kept stands at the field."""
    by, values = body["user"]["id"], body["view"]["state"]["values"]
    name = values[NAME][NAME].get("value") or ""
    channels = values[CHANNELS][CHANNELS].get("selected_conversations") or []
    people = values[PEOPLE][PEOPLE].get("selected_users") or []
    if not channels and not people:
        ack(response_action="errors", errors={CHANNELS: parts.status.texts(by).people.community_empty})
        return

    def keep(session: Session) -> None:
        set_community(session, parts.workspace, name, channels, people, by=by, now=time_now())

    said = parts.desk.acting.why_not(by, keep)
    if said is not None:
        ack(response_action="errors", errors={NAME: said})
        return
    ack()
    again(body, parts)
