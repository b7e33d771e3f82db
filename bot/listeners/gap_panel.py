"""Gaps and standard answers in the Home tab."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import Ack
from sqlalchemy.orm import Session

from bot.blocks.library.gaps_panel import DRAFT, EXPORT, GIVE_CALLBACK, MENU, OPEN_GAPS, PERSON, REMOVE, VIEW, give_form
from bot.durable import time_now
from bot.library.gaps import GapsWanted, GivenGap
from bot.library.presses import Press
from bot.listeners.gaps import on_answer
from bot.listeners.guarding import Listeners
from bot.listeners.home_tab import act, again, chosen, open_form, shown, turn, turned
from bot.listeners.item_files import draft_form_of_often
from bot.parts import Parts
from knowledge.gaps.service import give
from knowledge.members.roles import Act
from storage import jobs


def register(listeners: Listeners) -> None:
    """Add the handlers."""
    listeners.action(VIEW, on_view)
    listeners.action(EXPORT, on_export)
    listeners.action(DRAFT, on_draft)
    listeners.action(MENU, on_menu)
    listeners.action(REMOVE, on_remove)
    listeners.submission(GIVE_CALLBACK, on_given)


def on_view(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Show something else of the panel."""
    view = chosen(body)
    turn(body, parts, replace(shown(body), state="" if view == OPEN_GAPS else view, page=0))
    ack()


def on_export(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Send the gaps as a file."""
    wanted = GapsWanted(f"gaps-export:{body['trigger_id']}", body["user"]["id"], time_now())
    jobs.start(wanted.job, parts.gaps.export, wanted)
    turn(body, parts, shown(body), parts.status.texts(wanted.person).item_files.told_elsewhere)
    ack()


def on_draft(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open the form that drafts quiz questions from what is asked often."""
    open_form(body, parts, Act.WRITE_ITEMS, lambda: draft_form_of_often(body, parts))
    ack()


def on_menu(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Do what was chosen from the menu of a gap."""
    what, _, gap_id = chosen(body).partition(":")
    match what:
        case "answer":
            on_answer({**body, "actions": [{"value": f"{gap_id}:"}]}, ack, parts)
            return
        case "give":
            texts = parts.status.texts(body["user"]["id"])
            open_form(body, parts, Act.CLOSE_GAPS, lambda: give_form(shown(body).noted(), gap_id, texts))
        case _:
            press = Press("gap_move", f"{what}:{gap_id}")
            jobs.start(f"act:{body['trigger_id']}", parts.homes.act, turned(body, shown(body)), press)
    ack()


def on_remove(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Tell a standard answer to nobody any more."""
    act(body, parts, chosen(body))
    ack()


def on_given(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Let somebody see to a gap; why not stands at the field."""
    by, values = body["user"]["id"], body["view"]["state"]["values"]
    ((gap_id, field),) = values.items()
    person = field[PERSON]["selected_user"]
    if not parts.people.is_here(person):
        ack(response_action="errors", errors={gap_id: parts.status.texts(by).gaps.person_is_outside})
        return

    at = time_now()

    def hand_over(session: Session) -> None:
        if give(session, parts.workspace, gap_id, person, by=by, now=at) and person != by:
            given.append(GivenGap(f"gap-given:{body['view']['id']}", person, by, at))

    given: list[GivenGap] = []
    said = parts.desk.acting.why_not(by, hand_over)
    if said is not None:
        ack(response_action="errors", errors={gap_id: said})
        return
    for one in given:
        jobs.start(one.job, parts.gaps.announce, one)
    ack()
    again(body, parts)
