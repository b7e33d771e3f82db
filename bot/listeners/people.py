"""Roles given and taken in the Home tab."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack
from sqlalchemy.orm import Session

from bot.blocks.library.people_panel import CALLBACK, PERSON, ROLE, role_form
from bot.durable import time_now
from bot.listeners.guarding import Listeners
from bot.listeners.home_tab import again, chosen, open_form, shown
from bot.parts import Parts
from bot.texts import Texts
from knowledge.members.roles import Act, Role
from knowledge.members.service import give_role
from storage import jobs


def register(listeners: Listeners) -> None:
    """Add the handlers."""
    listeners.action("role_give", on_give)
    listeners.action("role_change", on_change)
    listeners.submission(CALLBACK, on_form)


def on_give(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open the form that gives anybody a role."""
    texts = parts.status.texts(body["user"]["id"])
    open_form(body, parts, Act.GIVE_ROLES, lambda: role_form(shown(body).noted(), texts))
    ack()


def on_change(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open the form that gives a person another role, or takes the one that the person has."""
    role, _, person = chosen(body).partition(":")
    texts = parts.status.texts(body["user"]["id"])
    open_form(body, parts, Act.GIVE_ROLES, lambda: role_form(shown(body).noted(), texts, person, Role(role)))
    ack()


def on_form(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Give the role; why it is not given stands at the field."""
    by, values = body["user"]["id"], body["view"]["state"]["values"]
    person = values[PERSON][PERSON]["selected_user"]
    role = Role(values[ROLE][ROLE]["selected_option"]["value"])
    # A role can be taken from whoever has left.
    if role is not Role.LEARNER and not parts.people.is_here(person):
        ack(response_action="errors", errors={PERSON: parts.status.texts(by).people.person_is_outside})
        return

    before: list[Role] = []

    def act(session: Session) -> None:
        before.append(give_role(session, parts.workspace, person, role, by=by, now=time_now()))

    said = parts.desk.acting.why_not(by, act)
    if said is not None:
        ack(response_action="errors", errors={ROLE: said})
        return
    if role not in before:
        form, told = f"{body['view']['id']}:{body['view']['hash']}", _told(role, parts.status.texts(person))
        jobs.start(f"role:{form}", parts.refusing.inform, person, told, form, time_now())
    ack()
    again(body, parts)


def _told(role: Role, texts: Texts) -> str:
    said = texts.people
    return said.role_taken if role is Role.LEARNER else said.role_given.format(role=texts.refusals.roles[role])
