"""How learners stand as a table, and lists of people that are taken over."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack

from bot.blocks.learning.exchange import (
    CARRY_OUT,
    EVERYBODY,
    EXPORT,
    EXPORT_FORM,
    TAKE_OVER,
    TAKE_OVER_FORM,
    export_asked,
    export_form,
    file_of,
    take_over_form,
    without_carrying_out,
)
from bot.blocks.library.showing import showing_of
from bot.learning.item_files import ItemsToDo, Report
from bot.library.presses import Turned
from bot.listeners.guarding import Listeners
from bot.listeners.home_tab import again, chosen, open_form, shown
from bot.listeners.modals import opened
from bot.listeners.publishing import place
from bot.parts import Parts
from knowledge.members.roles import Act
from storage import jobs


def register(listeners: Listeners) -> None:
    """Add the handlers."""
    listeners.action(EXPORT, on_export)
    listeners.submission(EXPORT_FORM, on_form)
    listeners.action(TAKE_OVER, on_take_over)
    listeners.submission(TAKE_OVER_FORM, on_file)
    listeners.action(CARRY_OUT, on_carry_out)


def on_export(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open the form that asks in which form the table is wanted."""
    texts, which = parts.status.texts(body["user"]["id"]), chosen(body)
    on_home = (body.get("view") or {}).get("type") == "home"
    form = export_form(which, shown(body).noted() if on_home else "", texts)
    if which == EVERYBODY:
        open_form(body, parts, Act.SEE_LEARNERS, lambda: form)
    else:
        # Who may see a cohort depends on who is in it: that is looked at when the table is made.
        opened(body, parts, form)
    ack()


def on_form(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Send the table."""
    cohort_id, form, home = export_asked(body["view"])
    todo = _asked(body, parts, "learners-export")
    jobs.start(todo.job, parts.keepers.exports.send, todo, cohort_id, form)
    ack()
    if home:
        seen = Turned(todo.person, showing_of(home), pressed=False)
        said = parts.status.texts(todo.person).exchange.told_elsewhere
        jobs.start(f"home:{body['trigger_id']}", parts.homes.turn, seen, said)


def on_take_over(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open the form that takes a list."""
    texts = parts.status.texts(body["user"]["id"])
    open_form(body, parts, Act.KEEP_PEOPLE, lambda: take_over_form(shown(body).noted(), texts))
    ack()


def on_file(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Look at the list."""
    file = body["view"]["state"]["values"]["file"]["file"]["files"][0]
    todo = _asked(body, parts, "take-over")
    jobs.start(todo.job, parts.keepers.taking_over.look, todo, str(file["id"]), str(file.get("name") or file["id"]))
    ack()
    again(body, parts, parts.status.texts(todo.person).exchange.told_elsewhere)


def on_carry_out(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Take over what the list holds."""
    person = body["user"]["id"]
    todo = ItemsToDo(f"take-over-go:{person}:{body['trigger_id']}", person, parts.exams.clock())
    channel, message = place(body)
    report = Report(channel, message, without_carrying_out(body["message"])) if channel and message else None
    jobs.start(todo.job, parts.keepers.taking_over.carry_out, todo, file_of(chosen(body)), report)
    ack()


def _asked(body: Mapping[str, Any], parts: Parts, what: str) -> ItemsToDo:
    view = body["view"]
    return ItemsToDo(f"{what}:{view['id']}:{view['hash']}", body["user"]["id"], parts.exams.clock())
