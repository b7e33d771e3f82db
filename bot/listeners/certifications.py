"""Certifications in the Home tab: their pages, the forms about them, and more time for a person."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from slack_bolt import Ack
from sqlalchemy.orm import Session

from bot.blocks.learning.certification_filled import changed, wrong_fields
from bot.blocks.learning.certification_parts import CALLBACK
from bot.blocks.learning.certifications_panel import (
    EDIT_CALLBACK,
    FILE_CALLBACK,
    RETIRE_CALLBACK,
    TIME_CALLBACK,
    edit_form,
    file_form,
    fits,
    retire_form,
    time_form,
)
from bot.blocks.learning.item_filled import number_from
from bot.blocks.library.upload_card import notice_view
from bot.blocks.message import Block
from bot.blocks.mrkdwn import escape
from bot.durable import time_now
from bot.learning.item_files import ItemsToDo
from bot.listeners.analysis import open_analysis, start_panel
from bot.listeners.guarding import Listeners
from bot.listeners.home_tab import again, chosen, open_form, shown, turn
from bot.listeners.modals import opened
from bot.listeners.publishing import allowed
from bot.parts import Parts
from knowledge.members.roles import Act
from learning.attempts.factors import set_factor
from learning.attempts.queries import open_exam
from learning.attempts.timing import LONGEST, NO_LONGER
from learning.certifications.queries import certification_of
from learning.certifications.reading import from_data
from learning.certifications.service import put, retire
from learning.certifications.values import Certification
from learning.errors import BadDefinition
from storage import jobs


def register(listeners: Listeners) -> None:
    """Add the handlers."""
    listeners.action("certification_menu", on_menu)
    listeners.action("certification_edit", on_edit)
    listeners.action("certification_export", on_export)
    listeners.action("certification_put", on_put)
    listeners.action("certification_starter", on_starter)
    listeners.action("accommodation_set", on_time)
    listeners.submission(EDIT_CALLBACK, on_edited)
    listeners.submission(FILE_CALLBACK, on_file)
    listeners.submission(RETIRE_CALLBACK, on_retired)
    listeners.submission(TIME_CALLBACK, on_time_given)


def on_menu(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Do what was chosen from the menu of a certification."""
    what, _, certification_id = chosen(body).partition(":")
    person, home = body["user"]["id"], shown(body).noted()
    match what:
        case "certification_open":
            opened(body, parts, parts.keepers.certification_pages.page(person, certification_id, home))
        case "certification_edit":
            open_form(body, parts, Act.KEEP_CERTIFICATIONS, lambda: _edit_form(person, certification_id, home, parts))
        case "certification_retire":
            texts = parts.status.texts(person)
            found = _certification(parts, certification_id)
            open_form(body, parts, Act.KEEP_CERTIFICATIONS, lambda: retire_form(found, home, texts))
        case "analysis_open":
            open_analysis(body, parts, certification_id)
        case "angoff_open":
            start_panel(body, parts, certification_id)
    ack()


def on_edit(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open the form that changes a certification, from its page."""
    person, view = body["user"]["id"], body.get("view") or {}
    if allowed(body, parts, Act.KEEP_CERTIFICATIONS):
        opened(body, parts, _edit_form(person, chosen(body), view.get("private_metadata") or "", parts))
    ack()


def on_export(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Send a certification as a file."""
    person, view = body["user"]["id"], body.get("view") or {}
    todo = ItemsToDo(f"certification-export:{body['trigger_id']}", person, time_now())
    jobs.start(todo.job, parts.keepers.certification_jobs.export, todo, chosen(body))
    if view.get("callback_id") == CALLBACK:
        said = parts.status.texts(person).certifications.told_elsewhere
        page = parts.keepers.certification_pages.page(person, chosen(body), view["private_metadata"], said)
        parts.calls.at_once(parts.calls.client.views_update, view_id=view["id"], view=page)
    ack()


def on_put(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open the form that takes a certification as a file."""
    texts = parts.status.texts(body["user"]["id"])
    open_form(body, parts, Act.KEEP_CERTIFICATIONS, lambda: file_form(shown(body).noted(), texts))
    ack()


def on_starter(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Give the workspace the certifications that ship."""
    person = body["user"]["id"]
    todo = ItemsToDo(f"certification-starter:{body['trigger_id']}", person, time_now())
    jobs.start(todo.job, parts.keepers.certification_jobs.starter, todo)
    turn(body, parts, shown(body), parts.status.texts(person).certifications.told_elsewhere)
    ack()


def on_time(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open the form that gives a person more time."""
    texts = parts.status.texts(body["user"]["id"])
    open_form(body, parts, Act.KEEP_ACCOMMODATIONS, lambda: time_form(shown(body).noted(), texts))
    ack()


def on_edited(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Change the certification; what is wrong stands at its field."""
    person, view = body["user"]["id"], body["view"]
    wrong = _edited(parts, person, view)
    if wrong:
        ack(response_action="errors", errors=wrong)
        return
    ack(response_action="clear")
    again(body, parts, parts.status.texts(person).certifications.saved)


def on_file(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Take the file in."""
    view, person = body["view"], body["user"]["id"]
    file = view["state"]["values"]["file"]["file"]["files"][0]
    todo = ItemsToDo(f"certification-put:{view['id']}:{view['hash']}", person, time_now())
    jobs.start(
        todo.job, parts.keepers.certification_jobs.take_in, todo, str(file["id"]), str(file.get("name") or file["id"])
    )
    ack()
    again(body, parts, parts.status.texts(person).certifications.told_elsewhere)


def on_retired(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Let nobody begin the certification any more."""
    person, key = body["user"]["id"], _noted(body["view"])["certification"]

    def act(session: Session) -> None:
        found = certification_of(session, parts.workspace, key)
        retire(session, parts.workspace, found.definition.key, by=person, now=time_now())

    said = parts.desk.acting.why_not(person, act)
    ack()
    again(body, parts, said or parts.status.texts(person).certifications.is_retired)


def on_time_given(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Let a person take longer for exams, also for the one that is open; what is wrong stands at its field."""
    by, values = body["user"]["id"], body["view"]["state"]["values"]
    texts = parts.status.texts(by)
    factor = number_from(values["factor"]["factor"].get("value") or "")
    wrong, before, is_longer = _time_given(parts, by, values, factor)
    if wrong:
        ack(response_action="errors", errors=wrong)
        return
    if is_longer:
        act = body["view"]["id"]
        jobs.start(f"exam-longer:{act}", parts.exams.lengthen, values["person"]["person"]["selected_user"], act)
    ack()
    said = texts.certifications.time_set.format(after=f"{factor:g}", before=f"{before:g}")
    again(body, parts, said)


def _time_given(
    parts: Parts, by: str, values: Mapping[str, Any], factor: float | int | str | None
) -> tuple[dict[str, str], float, bool]:
    """What is wrong, by field, the factor before, and whether an exam that is open ends later now."""
    texts, person = parts.status.texts(by), values["person"]["person"].get("selected_user") or ""
    out_of_range = texts.certifications.time_out_of_range.format(least=f"{NO_LONGER:g}", most=f"{LONGEST:g}")
    if not isinstance(factor, int | float):
        return {"factor": out_of_range}, NO_LONGER, False
    if not parts.people.is_here(person):
        return {"person": texts.people.person_is_outside}, NO_LONGER, False
    before: list[float] = []
    ends: list[datetime | None] = []
    note = (values["note"]["note"].get("value") or "").strip() or None

    def act(session: Session) -> None:
        ends.append(_end(session, parts, person))
        before.append(set_factor(session, parts.workspace, person, float(factor), by=by, now=time_now(), note=note))
        ends.append(_end(session, parts, person))

    said = parts.desk.acting.why_not(by, act)
    if said is not None:
        return {"factor": said}, NO_LONGER, False
    return {}, before[0], ends[0] != ends[1]


def _end(session: Session, parts: Parts, person: str) -> datetime | None:
    """When the exam that a person has open ends, if there is one with a limit."""
    found = open_exam(session, parts.workspace, person)
    return found.deadline if found is not None else None


def _edited(parts: Parts, person: str, view: Mapping[str, Any]) -> dict[str, str]:
    """Change it; what is wrong by the field that it is wrong in, or nothing."""
    noted, texts = _noted(view), parts.status.texts(person)
    found = _certification(parts, noted["certification"])
    try:
        definition = from_data(changed(found.definition, view["state"]["values"]))
    except BadDefinition as error:
        return wrong_fields(error.flaws, found.definition, texts)

    def act(session: Session) -> None:
        put(session, parts.workspace, definition, by=person, now=time_now(), since=noted["version"])

    said = parts.desk.acting.why_not(person, act)
    return {"title": said} if said is not None else {}


def _edit_form(person: str, certification_id: str, home: str, parts: Parts) -> Block:
    texts, found = parts.status.texts(person), _certification(parts, certification_id)
    if not fits(found):
        return notice_view(escape(texts.certifications.too_large_for_form), texts)
    return edit_form(found, home, texts)


def _certification(parts: Parts, certification_id: str) -> Certification:
    with parts.database.reading() as session:
        return certification_of(session, parts.workspace, certification_id)


def _noted(view: Mapping[str, Any]) -> dict[str, Any]:
    noted: dict[str, Any] = json.loads(view["private_metadata"])
    return noted
