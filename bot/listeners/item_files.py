"""Files of items in the Home tab, and drafts from a guide there and on a guide's page."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from slack_bolt import Ack

from bot.blocks.learning.item_files import (
    DRAFT_CALLBACK,
    EXPORT_CALLBACK,
    IMPORT_CALLBACK,
    OFTEN_ASKED,
    SUBMIT_ACTION,
    Format,
    draft_form,
    export_form,
    import_form,
    without_sending,
)
from bot.blocks.library.guide_page import CALLBACK as GUIDE_PAGE
from bot.blocks.library.upload_card import notice_view
from bot.blocks.message import Block
from bot.blocks.mrkdwn import escape
from bot.durable import time_now
from bot.learning.bank_files import readable
from bot.learning.competencies import competencies
from bot.learning.item_files import FromGuide, ItemsToDo, Report
from bot.listeners.guarding import Listeners
from bot.listeners.home_tab import again, open_form, shown
from bot.listeners.modals import opened
from bot.listeners.publishing import allowed, place
from bot.parts import Parts
from knowledge.members.roles import Act
from learning.items.values import Pool
from storage import jobs


def register(listeners: Listeners) -> None:
    """Add the handlers."""
    listeners.action("items_import", on_import)
    listeners.action("items_export", on_export)
    listeners.action("items_draft", on_draft)
    listeners.action(SUBMIT_ACTION, on_submit)
    listeners.submission(IMPORT_CALLBACK, on_file)
    listeners.submission(EXPORT_CALLBACK, on_format)
    listeners.submission(DRAFT_CALLBACK, on_guide)


def on_import(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open the form that takes a file."""
    texts = parts.status.texts(body["user"]["id"])
    open_form(body, parts, Act.WRITE_ITEMS, lambda: import_form(shown(body).noted(), texts))
    ack()


def on_export(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open the form that asks in which format."""
    texts = parts.status.texts(body["user"]["id"])
    open_form(body, parts, Act.WRITE_ITEMS, lambda: export_form(shown(body).noted(), texts))
    ack()


def on_draft(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open the form that asks of which guide drafts are to be made, on Home or on the page of one."""
    if (body.get("view") or {}).get("callback_id") != GUIDE_PAGE:
        open_form(body, parts, Act.WRITE_ITEMS, lambda: _draft_form(body, parts, None))
    elif allowed(body, parts, Act.WRITE_ITEMS):
        opened(body, parts, _draft_form(body, parts, body["actions"][0]["value"]))
    ack()


def on_submit(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Send to review what came in with a file."""
    written, person = body["actions"][0]["value"], body["user"]["id"]
    todo = ItemsToDo(f"items-submit:{person}:{body['trigger_id']}", person, time_now())
    channel, message = place(body)
    report = Report(channel, message, without_sending(body["message"])) if channel and message else None
    jobs.start(todo.job, parts.keepers.item_files.submit, todo, datetime.fromisoformat(written), report)
    ack()


def on_file(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Take the file in."""
    file = body["view"]["state"]["values"]["file"]["file"]["files"][0]
    todo = _asked(body, "items-import")
    jobs.start(todo.job, parts.keepers.item_files.take_in, todo, str(file["id"]), str(file.get("name") or file["id"]))
    _said(body, ack, parts)


def on_format(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Write the file."""
    kind, pool = _option(body, "format"), _option(body, "pool")
    todo = _asked(body, "items-export")
    wanted = Pool(pool) if pool in set(Pool) else None
    jobs.start(todo.job, parts.keepers.item_files.export, todo, Format(kind), wanted)
    _said(body, ack, parts)


def on_guide(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Draft from the guide."""
    values = body["view"]["state"]["values"]
    competency = _option(body, "competency") or str(values["competency"]["competency"].get("value") or "")
    wanted = FromGuide(_option(body, "guide"), competency.strip(), Pool(_option(body, "pool")))
    todo = _asked(body, "items-draft")
    jobs.start(todo.job, parts.keepers.item_files.draft, todo, wanted)
    _said(body, ack, parts)


def draft_form_of_often(body: Mapping[str, Any], parts: Parts) -> Block:
    """The form, with what is asked often in the place of a guide."""
    return _draft_form(body, parts, OFTEN_ASKED)


def _draft_form(body: Mapping[str, Any], parts: Parts, guide_id: str | None) -> Block:
    noted = shown(body).noted() if guide_id in {None, OFTEN_ASKED} else ""
    with parts.database.reading() as session:
        guides = readable(session, parts.workspace, time_now().date())
        known = competencies(session, parts.workspace)
    texts = parts.status.texts(body["user"]["id"])
    if not guides:
        return notice_view(escape(texts.item_files.no_guides), texts)
    return draft_form(noted, guides, known, texts, guide_id)


def _said(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Close the form, and say on Home where to look for what comes of it."""
    ack()
    if body["view"]["private_metadata"]:
        again(body, parts, parts.status.texts(body["user"]["id"]).item_files.told_elsewhere)


def _asked(body: Mapping[str, Any], what: str) -> ItemsToDo:
    view = body["view"]
    return ItemsToDo(f"{what}:{view['id']}:{view['hash']}", body["user"]["id"], time_now())


def _option(body: Mapping[str, Any], name: str) -> str:
    element = body["view"]["state"]["values"][name][name]
    return str((element.get("selected_option") or {}).get("value") or "")
