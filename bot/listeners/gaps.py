"""People answer in the guides' place: the button that asks one, the card of who is asked, and the form."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack

from bot.blocks.gaps.card import ANSWER, NOT_MINE
from bot.blocks.gaps.form import CALLBACK, answer_form, answered, mistakes
from bot.blocks.gaps.told import ASK
from bot.durable import time_now
from bot.gaps.answers import PersonsAnswer
from bot.gaps.asking import WantsPerson
from bot.listeners.guarding import Listeners
from bot.listeners.modals import opened
from bot.parts import Parts
from storage import jobs


def register(listeners: Listeners) -> None:
    """Add the handlers."""
    listeners.action(ASK, on_ask_person)
    listeners.action(ANSWER, on_answer)
    listeners.action(NOT_MINE, on_not_mine)
    listeners.submission(CALLBACK, on_answered)


def on_ask_person(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Ask the people of the topic."""
    held = body.get("message") or body.get("container") or {}
    answer_id, channel = body["actions"][0]["value"], body["channel"]["id"]
    wants = WantsPerson(answer_id, body["user"]["id"], channel, held.get("thread_ts"))
    jobs.start(f"ask-person:{body['trigger_id']}", parts.gap_loop.asking.ask, wants)
    ack()


def on_not_mine(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Ask the next."""
    gap_id, _, question_id = body["actions"][0]["value"].partition(":")
    jobs.start(f"not-mine:{body['trigger_id']}", parts.gap_loop.asking.pass_on, gap_id, question_id, body["user"]["id"])
    ack()


def on_answer(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open the form; where there is nothing to answer any more, say so."""
    gap_id, _, question_id = body["actions"][0]["value"].partition(":")
    person = body["user"]["id"]
    form = parts.gap_loop.forms.form(gap_id, question_id or None, person, today=time_now().date())
    if isinstance(form, str):
        jobs.start(f"refused:{body['trigger_id']}", parts.refusing.tell, person, None, form)
    else:
        opened(body, parts, answer_form(form, parts.status.texts(person)))
    ack()


def on_answered(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Do what is wanted with an answer; what is wrong is told at its field, and then nothing is done."""
    person, view = body["user"]["id"], body["view"]
    sent, texts = answered(view), parts.status.texts(person)
    wrong = mistakes(sent, texts, time_now().date())
    taken = parts.gap_loop.forms.taken(sent, person, view["id"], now=time_now()) if not wrong else None
    if not isinstance(taken, PersonsAnswer):
        ack(response_action="errors", errors=taken if taken is not None else wrong)
        return
    jobs.start(f"answered:{view['id']}", parts.gap_loop.answers.reply, taken)
    ack()
