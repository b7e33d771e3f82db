"""What a cohort is called and who looks after it, in a modal."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import Ack
from sqlalchemy.orm import Session

from bot.blocks.learning.cohort_forms import NAME, called
from bot.blocks.learning.cohort_keepers import CHANGE_FORM, change_form, keeper_of
from bot.blocks.library.showing import Panel
from bot.blocks.message import Block
from bot.listeners.cohort_modals import done, home_again, seen
from bot.listeners.guarding import Listeners
from bot.listeners.home_tab import again, chosen, shown
from bot.listeners.modals import opened
from bot.parts import Parts
from learning.cohorts.charge import in_charge
from learning.cohorts.service import remove, rename


def register(listeners: Listeners) -> None:
    """Add the handlers."""
    listeners.action("cohort_change", on_change)
    listeners.submission(CHANGE_FORM, on_changed)
    listeners.action("cohort_keeper_out", on_keeper_out)


def on_change(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open the modal."""
    form = _form(body, parts, chosen(body))
    if form is not None:
        opened(body, parts, form)
    ack()


def on_changed(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Call it so; why it is not called so stands at the field."""
    by, now, name, cohort_id = body["user"]["id"], parts.exams.clock(), called(body["view"]), shown(body).cohort
    said = parts.desk.acting.why_not(
        by, lambda session: rename(session, parts.workspace, cohort_id, name, by=by, now=now)
    )
    if said is not None:
        ack(response_action="errors", errors={NAME: said})
        return
    ack()
    again(body, parts)


def on_keeper_out(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Let somebody look after it no longer, and show who still does."""
    by, now, cohort_id = body["user"]["id"], parts.exams.clock(), shown(body).cohort
    part, person = keeper_of(chosen(body))
    if done(body, parts, lambda session: remove(session, parts.workspace, cohort_id, person, part, by=by, now=now)):
        form = _form(body, parts, cohort_id)
        if form is not None:
            parts.calls.at_once(parts.calls.client.views_update, view_id=body["view"]["id"], view=form)
        home_again(body, parts)
    ack()


def _form(body: Mapping[str, Any], parts: Parts, cohort_id: str) -> Block | None:
    """The modal; None for whoever may not change the cohort, who is told why."""
    by, noted = body["user"]["id"], replace(shown(body), panel=Panel.COHORTS, cohort=cohort_id).noted()
    texts = parts.status.texts(by)

    def look(session: Session) -> Block:
        found = in_charge(session, parts.workspace, cohort_id, by)
        return change_form(found.row.name, found.members, noted, texts, appoints=found.scope.appoints)

    return seen(body, parts, look)
