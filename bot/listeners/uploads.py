"""Files for the library: sent in a message, chosen by a shortcut, or handed in with the form."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack

from bot.blocks.library.guide_page import CALLBACK as GUIDE_PAGE
from bot.blocks.library.upload_card import not_yours_message, notice_view, taken_already
from bot.blocks.library.upload_filled import filled, mistakes
from bot.blocks.library.upload_form import CALLBACK, Origin, PageOfGuide, upload_form
from bot.blocks.library.upload_problem import problem_text
from bot.blocks.message import Block
from bot.blocks.mrkdwn import escape
from bot.durable import time_now
from bot.library.made_offers import Offer
from bot.library.offers import SentFiles, offered
from bot.library.refusals import refusal
from bot.library.uploads import handed_in, job_of
from bot.listeners.guarding import Listeners
from bot.listeners.modals import opened
from bot.parts import Parts
from bot.reading import Heard, asks, questions
from ingestion.errors import TooManyInHand
from knowledge.errors import GuideNotFound, NotAllowed
from storage import jobs

SHORTCUT = "add_guide"


def register(listeners: Listeners) -> None:
    """Add the handlers."""
    listeners.shortcut(SHORTCUT, on_add_guide)
    listeners.action("upload_open", on_upload_open)
    listeners.action("guide_add", on_guide_add)
    listeners.action("edition_add", on_edition_add)
    listeners.submission(CALLBACK, on_upload_form)


def offer_files(message: Heard, parts: Parts) -> bool:
    """Start the offer to add a message's files; returns whether what it says is answered too.

    A question with a file is answered with a look at the file: then nobody is told that she may add no guide.
    """
    said, may_add = bool(message.text) and asks(message), parts.offers.may_add(message.writer)
    asked = said and questions(message.text)
    answered = asked or (said and not may_add)
    if asked and not may_add:
        return True
    sent = SentFiles(
        message.writer, message.channel, message.moment, message.root, message.files, message.direct, answered
    )
    jobs.start(f"offer:{message.channel}:{message.moment}", parts.offers.offer, sent)
    return answered


def on_add_guide(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open the form for the files of somebody's message."""
    message, channel = body["message"], body["channel"]["id"]
    files = [(str(file["id"]), str(file.get("name") or file["id"])) for file in message.get("files") or ()]
    if files:
        root = message.get("thread_ts") or message["ts"]
        opened(body, parts, _view(body, parts, Origin(tuple(files), channel, root)))
    else:
        texts = parts.status.texts(body["user"]["id"])
        opened(body, parts, notice_view(escape(texts.uploads.no_files), texts))
    ack()


def on_upload_open(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open the form for the files of an offer, without those that have been handed in since."""
    channel, root, files = offered(body["actions"][0]["value"])
    person, taken = body["user"]["id"], parts.made_offers.in_hand(files)
    left = [file for file in files if file not in taken]
    if left or not parts.offers.may_add(person):
        opened(body, parts, _view(body, parts, Origin(parts.offers.named(left), channel, root)))
    else:
        texts, offer = parts.status.texts(person), Offer(body["channel"]["id"], body["message"]["ts"], files)
        opened(body, parts, notice_view(taken_already([taken[file].name for file in files], texts), texts))
        jobs.start(f"offer-taken:{body['trigger_id']}", parts.hand_ins.settle, offer, person)
    ack()


def on_guide_add(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open the form for a new guide."""
    opened(body, parts, _view(body, parts, Origin()))
    ack()


def on_edition_add(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open the form for a new edition of a guide."""
    view, guide_id = body.get("view") or {}, body["actions"][0]["value"]
    page = PageOfGuide(guide_id, view["id"]) if view.get("callback_id") == GUIDE_PAGE else None
    opened(body, parts, _view(body, parts, Origin(page=page), guide_id))
    ack()


def on_upload_form(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Start a job for each file; what is wrong is told at its field, and then nothing is started."""
    view, person = body["view"], body["user"]["id"]
    texts = parts.status.texts(person)
    wrong = mistakes(view, texts, time_now().date())
    sent, guide = filled(view), None
    owner = sent.given.owner_person
    if owner not in {None, person} and not parts.people.is_here(owner):
        wrong["owner"] = texts.library.owner_is_outside
    try:
        guide = parts.offers.accepted(person, sent)
    except (NotAllowed, GuideNotFound) as error:
        wrong["guide"] = parts.desk.acting.noted(person, error, sent.guide_id)
    except TooManyInHand as error:
        wrong["guide"] = problem_text(error, texts)
    if wrong:
        ack(response_action="errors", errors=wrong)
        return
    for handed in handed_in(f"{view['id']}:{view['hash']}", person, sent, guide):
        jobs.start(job_of(handed.id), parts.hand_ins.take_in, handed, sent.origin.page)
    ack()


def _view(body: Mapping[str, Any], parts: Parts, origin: Origin, guide_id: str | None = None) -> Block:
    """The form; or why the person gets none."""
    person = body["user"]["id"]
    texts = parts.status.texts(person)
    try:
        return upload_form(parts.offers.form(person, origin, guide_id), texts)
    except NotAllowed as error:
        parts.desk.acting.note(error, guide_id)
        return notice_view(not_yours_message(parts.offers.keepers(), texts).text, texts)
    except GuideNotFound as error:
        return notice_view(escape(refusal(error, texts)), texts)
