"""Learning paths in the Home tab: written, drafted from guides, taken from files, retired."""

import json
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack
from sqlalchemy.orm import Session

from bot.blocks.learning.paths_panel import (
    DRAFT_FORM,
    EDIT_FORM,
    FILE,
    FILE_FORM,
    GUIDE,
    MENU,
    RETIRE_FORM,
    Edited,
    draft_form,
    edit_form,
    edited_in,
    file_form,
    retire_form,
    written_in,
    wrong,
)
from bot.blocks.library.upload_card import notice_view
from bot.blocks.message import Block
from bot.blocks.mrkdwn import escape
from bot.durable import time_now
from bot.learning.bank_files import readable
from bot.learning.item_files import ItemsToDo
from bot.listeners.guarding import Listeners
from bot.listeners.home_tab import again, chosen, open_form, shown
from bot.parts import Parts
from knowledge.members.roles import Act
from knowledge.members.service import require
from learning.curriculum.definition import LearningPath
from learning.curriculum.drafting import Draft
from learning.curriculum.outlines import draft_from
from learning.curriculum.queries import path_of
from learning.curriculum.reading import read_path
from learning.curriculum.service import add, change, offer, retire
from learning.curriculum.values import Path
from learning.errors import BadPath
from storage import jobs


def register(listeners: Listeners) -> None:
    """Add the handlers."""
    listeners.action(MENU, on_menu)
    listeners.action("path_put", on_put)
    listeners.action("path_draft", on_draft)
    listeners.submission(EDIT_FORM, on_written)
    listeners.submission(FILE_FORM, on_file)
    listeners.submission(DRAFT_FORM, on_guide)
    listeners.submission(RETIRE_FORM, on_retired)


def on_menu(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Do what was chosen from the menu of a path."""
    what, _, path_id = chosen(body).partition(":")
    home, texts = shown(body).noted(), parts.status.texts(body["user"]["id"])

    def asked() -> Block:
        found = _path(parts, path_id)
        if what == "retire":
            return retire_form(found, home, texts)
        return _written(body, parts, found.definition, Edited(found.id, found.version_id), home)

    if what == "offer":
        _offered(body, parts, path_id)
    else:
        open_form(body, parts, Act.KEEP_PATHS, asked)
    ack()


def on_put(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open the form that takes a path as a file."""
    texts = parts.status.texts(body["user"]["id"])
    open_form(body, parts, Act.KEEP_PATHS, lambda: file_form(shown(body).noted(), texts))
    ack()


def on_draft(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open the form that asks from which guide a path is to be drafted."""
    texts = parts.status.texts(body["user"]["id"])

    def asked() -> Block:
        with parts.database.reading() as session:
            guides = readable(session, parts.workspace, time_now().date())
        if not guides:
            return notice_view(escape(texts.paths.no_guides), texts)
        return draft_form(guides, shown(body).noted(), texts)

    open_form(body, parts, Act.KEEP_PATHS, asked)
    ack()


def on_written(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Store the path as it is written now; all that is wrong stands at the first field."""
    person, view = body["user"]["id"], body["view"]
    try:
        definition, since = read_path(written_in(view)), edited_in(view).since
    except BadPath as error:
        ack(response_action="errors", errors=wrong(parts.desk.acting.noted(person, error)))
        return

    def act(session: Session) -> None:
        if since is None:
            add(session, parts.workspace, definition, by=person, now=time_now())
        else:
            change(session, parts.workspace, since, definition, by=person, now=time_now())

    said = parts.desk.acting.why_not(person, act)
    if said is not None:
        ack(response_action="errors", errors=wrong(said))
        return
    ack(response_action="clear")
    again(body, parts, parts.status.texts(person).paths.saved)


def on_file(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Take the file in."""
    view, person = body["view"], body["user"]["id"]
    file = view["state"]["values"][FILE][FILE]["files"][0]
    todo = ItemsToDo(f"path-put:{view['id']}:{view['hash']}", person, time_now())
    jobs.start(todo.job, parts.keepers.path_files.take_in, todo, str(file["id"]), str(file.get("name") or file["id"]))
    ack()
    again(body, parts, parts.status.texts(person).paths.told_elsewhere)


def on_guide(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Show the draft, to be changed before it is saved."""
    person, view = body["user"]["id"], body["view"]
    guide_id = view["state"]["values"][GUIDE][GUIDE]["selected_option"]["value"]
    drafted: list[Draft] = []

    def act(session: Session) -> None:
        require(session, parts.workspace, person, Act.KEEP_PATHS)
        guides = {one.guide_id: one.key for one in readable(session, parts.workspace, time_now().date())}
        drafted.append(draft_from(session, parts.workspace, guides.get(guide_id, "")))

    said = parts.desk.acting.why_not(person, act)
    if said is not None:
        ack(response_action="errors", errors={GUIDE: said})
        return
    draft, home = drafted[0], view["private_metadata"]
    ack(response_action="update", view=_written(body, parts, draft.path, Edited(left_out=draft.left_out), home))


def on_retired(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Let nobody begin the path any more."""
    person, path_id = body["user"]["id"], json.loads(body["view"]["private_metadata"])["path"]

    def act(session: Session) -> None:
        key = path_of(session, parts.workspace, path_id).definition.key
        retire(session, parts.workspace, key, by=person, now=time_now())

    said = parts.desk.acting.why_not(person, act)
    ack()
    again(body, parts, said or parts.status.texts(person).paths.is_retired)


def _offered(body: Mapping[str, Any], parts: Parts, path_id: str) -> None:
    """Let people begin the path again."""
    person = body["user"]["id"]

    def act(session: Session) -> None:
        key = path_of(session, parts.workspace, path_id).definition.key
        offer(session, parts.workspace, key, by=person, now=time_now())

    said = parts.desk.acting.why_not(person, act)
    again(body, parts, said or parts.status.texts(person).paths.is_offered)


def _written(body: Mapping[str, Any], parts: Parts, definition: LearningPath, edited: Edited, home: str) -> Block:
    texts = parts.status.texts(body["user"]["id"])
    found = edit_form(definition, edited, home, texts)
    return found if found is not None else notice_view(escape(texts.paths.too_large_for_form), texts)


def _path(parts: Parts, path_id: str) -> Path:
    with parts.database.reading() as session:
        return path_of(session, parts.workspace, path_id)
