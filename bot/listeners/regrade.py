"""Regrading an item that was wrong, from its page or its card."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack

from bot.blocks.learning.item_buttons import ItemButton
from bot.blocks.learning.regrade_effect import CALLBACK as EFFECT
from bot.blocks.learning.regrade_effect import waiting_effect
from bot.blocks.learning.regrade_form import (
    CALLBACK,
    LONGEST_NOTE,
    Deciding,
    Unreadable,
    decided,
    deciding_of,
    regrade_form,
)
from bot.blocks.library.upload_card import notice_view
from bot.blocks.message import Block
from bot.blocks.mrkdwn import escape, units
from bot.durable import time_now
from bot.learning.refusals import learning_refusal
from bot.learning.regrading import CarryOut
from bot.listeners.guarding import Listeners
from bot.listeners.modals import opened
from bot.listeners.publishing import allowed
from bot.parts import Parts
from bot.texts import Texts
from knowledge.members.roles import Act
from knowledge.wording import plain
from learning.attempts.withholding import version_for
from learning.errors import AttemptOpen
from learning.items.queries import version
from learning.items.values import ItemVersion
from learning.results.decisions import NAMES_ANSWERS, is_whole
from storage import jobs


def register(listeners: Listeners) -> None:
    """Add the handlers."""
    listeners.action(ItemButton.REGRADE.value, on_open)
    listeners.submission(CALLBACK, on_decided)
    listeners.submission(EFFECT, on_carry_out)


def on_open(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open the form."""
    if allowed(body, parts, Act.REGRADE):
        opened(body, parts, _form(parts, body["actions"][0]["value"], body["user"]["id"]))
    ack()


def on_decided(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Show what would change; what is wrong stands at its field."""
    view, person = body["view"], body["user"]["id"]
    texts, found = parts.status.texts(person), _version(parts, view["private_metadata"])
    try:
        deciding = decided(view, found)
    except Unreadable:
        ack(response_action="errors", errors={"accepted": texts.regrade.accepted_unread})
        return
    if wrong := _wrong(deciding, found, texts):
        ack(response_action="errors", errors=wrong)
        return
    key = f"regrade:{view['id']}:{view['hash']}"
    jobs.start(key, parts.keepers.regrading.dry_run, person, deciding, key)
    ack(response_action="update", view=waiting_effect(key, texts))


def on_carry_out(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Carry it out."""
    view, person = body["view"], body["user"]["id"]
    takes = (view["state"]["values"].get("takes") or {}).get("takes", {}).get("selected_options")
    job = f"regrade-done:{view['id']}"
    wanted = CarryOut(job, person, deciding_of(view), view["external_id"] if takes else None, time_now())
    jobs.start(job, parts.keepers.regrading.carry_out, wanted)
    ack(response_action="clear")


def _form(parts: Parts, version_id: str, person: str) -> Block:
    """The form; to whoever has an exam open that asks the item, a sentence that says so."""
    texts = parts.status.texts(person)
    try:
        with parts.database.reading() as session:
            found = version_for(session, parts.workspace, version_id, person)
    except AttemptOpen as error:
        return notice_view(escape(learning_refusal(error, texts)), texts)
    return regrade_form(found, texts)


def _wrong(deciding: Deciding, found: ItemVersion, texts: Texts) -> dict[str, str]:
    said, decision = texts.regrade, deciding.decision
    if not plain(deciding.reason):
        return {"reason": texts.learning.reason_missing}
    if decision.policy in NAMES_ANSWERS and not decision.accepted:
        return {"accepted": said.accepted_missing}
    if not is_whole(found, decision):
        return {"accepted": said.accepted_unread}
    return {"accepted": said.too_much} if units(deciding.metadata) > LONGEST_NOTE else {}


def _version(parts: Parts, version_id: str) -> ItemVersion:
    with parts.database.reading() as session:
        return version(session, parts.workspace, version_id)
