"""Practice: a question, its answer, another one; and the passages that prove answers."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack

from bot.blocks.learning.given import answer_of, filled_in
from bot.blocks.learning.practice import practice_of
from bot.blocks.learning.responses import PRACTICE
from bot.blocks.passage import closed_view, passage_view, withheld_view
from bot.listeners.guarding import Listeners
from bot.listeners.modals import opened
from bot.parts import Parts
from learning.attempts.parts import PairUp, PutAt
from learning.errors import AttemptOpen, ItemNotFound
from learning.items.limits import MOST_OPTIONS
from learning.items.responses import PutInOrder, Response
from learning.practice.service import answer
from storage import jobs


def register(listeners: Listeners) -> None:
    """Add the handlers."""
    listeners.action("practice_start", on_start)
    listeners.action("practice_next", on_next)
    listeners.action("practice_due", on_due)
    listeners.action("practice_check", on_check)
    for number in range(1, MOST_OPTIONS + 1):
        listeners.action(PRACTICE.one(number), on_answer)
    for name in (PRACTICE.many, PRACTICE.pair, PRACTICE.place, PRACTICE.text):
        listeners.action(name, on_choice)
    listeners.action(PRACTICE.keep, on_check)
    listeners.action("show_proof", on_proof)


def on_start(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Show a question for practice."""
    act, certification_id = body["trigger_id"], body["actions"][0]["value"]
    jobs.start(f"practice:{act}", parts.practising.another, body["user"]["id"], certification_id, act)
    ack()


def on_next(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Show another question; pressing twice shows one, for it is named by the exercise before it."""
    certification_id, _, before = body["actions"][0]["value"].partition(":")
    job, act = f"practice:{body['trigger_id']}", f"after:{before}"
    jobs.start(job, parts.practising.another, body["user"]["id"], certification_id, act)
    ack()


def on_due(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Show the next of today's questions."""
    jobs.start(f"practice:{body['trigger_id']}", parts.practising.due, body["user"]["id"])
    ack()


def on_choice(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Do nothing yet: what is chosen is told once it is to be checked."""
    ack()


def on_answer(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Store an answer that is given with one press, and show what came of it."""
    response = answer_of(body["actions"][0])
    if not isinstance(response, PairUp | PutAt):
        _answer(body, parts, response)
    ack()


def on_check(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Store what all fields of the message hold, and show what came of it; or say what is missing."""
    person, texts = body["user"]["id"], parts.status.texts(body["user"]["id"])
    try:
        way = parts.practising.way(person, _practice(body))
    except ItemNotFound:
        _show(body, parts, None)
    else:
        response = filled_in(body, way, PRACTICE)
        missing = texts.exam.result.order_first if isinstance(way, PutInOrder) else texts.exam.result.choose_first
        if response is None:
            _show(body, parts, missing)
        else:
            _answer(body, parts, response)
    ack()


def on_proof(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open the passage that proves an answer."""
    person, value = body["user"]["id"], body["actions"][0]["value"]
    texts = parts.status.texts(person)
    citation = parts.proving.citation(value, person)
    if citation is not None:
        passage = parts.withholding.opened(person, parts.proving.passage(citation))
        if passage is None:
            view = closed_view(citation.number, texts.exam.withheld_passage, texts)
        elif parts.readers.may_be_opened(citation, body["container"]["channel_id"], person):
            today, schemes = parts.exams.clock().date(), parts.desk.services.schemes
            view = passage_view(passage, texts=texts, today=today, schemes=schemes)
        else:
            view = withheld_view(citation.number, texts)
        opened(body, parts, view)
    ack()


def _answer(body: Mapping[str, Any], parts: Parts, response: Response) -> None:
    person, practice_id = body["user"]["id"], _practice(body)
    try:
        with parts.database.transaction() as session:
            answer(session, parts.workspace, practice_id, response, person=person, now=parts.exams.clock())
    except (AttemptOpen, ItemNotFound):
        pass  # The message says so.
    _show(body, parts, None)


def _show(body: Mapping[str, Any], parts: Parts, note: str | None) -> None:
    where = body["container"]["channel_id"], body["container"]["message_ts"]
    job = f"practice:{body['trigger_id']}"
    jobs.start(job, parts.practising.show, body["user"]["id"], _practice(body), *where, note)


def _practice(body: Mapping[str, Any]) -> str:
    return practice_of(str(body["actions"][0].get("block_id") or ""))
