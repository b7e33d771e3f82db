"""Learning paths: the buttons of a path and of its steps."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import Ack

from bot.blocks.learning.path_message import BETWEEN
from bot.blocks.learning.path_reading import (
    NOTE,
    READ,
    REFLECT,
    Walked,
    closed_view,
    reflection_form,
    waiting_view,
    walked,
)
from bot.learning.refusals import REFUSALS, learning_refusal
from bot.listeners.guarding import Listeners
from bot.listeners.modals import opened
from bot.listeners.publishing import place
from bot.listeners.wishes import by_press
from bot.parts import Parts
from bot.wishes import Wish
from learning.curriculum.queries import note_of, path_of
from learning.errors import ItemNotFound
from learning.practice.queries import practised
from storage import jobs


def register(listeners: Listeners) -> None:
    """Add the handlers."""
    listeners.action("learn_open", on_open)
    listeners.action("path_show", on_show)
    listeners.action("path_begin", on_begin)
    listeners.action("path_leave", on_leave)
    listeners.action("path_read", on_read)
    listeners.action("path_page_back", on_page)
    listeners.action("path_page_forth", on_page)
    listeners.action("path_reflect", on_reflect)
    listeners.action("path_practise", on_practise)
    listeners.action("path_another", on_another)
    listeners.submission(READ, on_have_read)
    listeners.submission(REFLECT, on_reflected)


def on_open(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Show the person where she stands, in her own conversation."""
    by_press(Wish.LEARN, body, parts)
    ack()


def on_show(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Make the message show where the person stands now."""
    path_id, where = body["actions"][0]["value"], place(body)
    jobs.start(f"path-show:{body['trigger_id']}", parts.paths.turn, body["user"]["id"], path_id, *where)
    ack()


def on_begin(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Let the person begin a path."""
    _moved(body, parts, "path-begin", parts.paths.begin)
    ack()


def on_leave(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Let the person leave a path."""
    _moved(body, parts, "path-leave", parts.paths.end)
    ack()


def on_read(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open a modal at once; a job fills it."""
    about, person = _about(body), body["user"]["id"]
    view_id = opened(body, parts, waiting_view(about, parts.status.texts(person)))
    jobs.start(f"path-read:{body['trigger_id']}", parts.paths.fill, view_id, about, person)
    ack()


def on_page(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Turn the page."""
    view = body["view"]
    about = replace(walked(view), page=int(body["actions"][0]["value"]))
    jobs.start(f"path-read:{body['trigger_id']}", parts.paths.fill, view["id"], about, body["user"]["id"])
    ack()


def on_reflect(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open the form in which the person writes down what she thinks, with what she wrote before."""
    about, person = _about(body), body["user"]["id"]
    texts = parts.status.texts(person)
    try:
        step, _ = parts.paths.step_of(person, about)
    except REFUSALS as error:
        view = closed_view(about, learning_refusal(error, texts), texts)
    else:
        with parts.database.reading() as session:
            note = note_of(session, parts.workspace, about.path_id, person, about.step)
        view = reflection_form(about, step, note, texts)
    opened(body, parts, view)
    ack()


def on_practise(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Show a question of the step's competency."""
    about, person, act = _about(body), body["user"]["id"], body["trigger_id"]
    try:
        step, _ = parts.paths.step_of(person, about)
        with parts.database.reading() as session:
            certification_id = parts.paths.certified_by(path_of(session, parts.workspace, about.path_id))
    except REFUSALS as error:
        parts.desk.acting.refuse(person, None, error)
    else:
        if certification_id is not None and step.competency is not None:
            jobs.start(f"practice:{act}", parts.practising.another, person, certification_id, act, step.competency)
    ack()


def on_another(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Show another question of the same competency; pressing twice shows one, for it is named by the one before it."""
    person, before = body["user"]["id"], body["actions"][0]["value"]
    try:
        with parts.database.reading() as session:
            done = practised(session, parts.workspace, before, person)
    except ItemNotFound as error:
        parts.desk.acting.refuse(person, None, error)
    else:
        job, act = f"practice:{body['trigger_id']}", f"after:{before}"
        jobs.start(job, parts.practising.another, person, done.certification_id, act, done.competency)
    ack()


def on_have_read(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Store that the person has read it."""
    view = body["view"]
    about = walked(view)
    job = f"path-done:{view['id']}", parts.paths.mark, body["user"]["id"], about, None, parts.paths.clock()
    jobs.start(*job)
    ack()


def on_reflected(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Store what the person thinks; where she wrote nothing, the field says so."""
    view, person = body["view"], body["user"]["id"]
    note = str(view["state"]["values"][NOTE][NOTE].get("value") or "").strip()
    if not note:
        ack(response_action="errors", errors={NOTE: parts.status.texts(person).paths.note_missing})
        return
    jobs.start(f"path-done:{view['id']}", parts.paths.mark, person, walked(view), note, parts.paths.clock())
    ack()


def _moved(body: Mapping[str, Any], parts: Parts, name: str, job: Callable[..., None]) -> None:
    path_id, where = body["actions"][0]["value"], place(body)
    jobs.start(f"{name}:{body['trigger_id']}", job, body["user"]["id"], path_id, *where, parts.paths.clock())


def _about(body: Mapping[str, Any]) -> Walked:
    path_id, _, step = str(body["actions"][0]["value"]).partition(BETWEEN)
    return Walked(path_id, step, *place(body))
