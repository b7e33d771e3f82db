"""What is kept of people: handed out to them, or erased, because of a press or a form."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack

from bot.blocks.learning.my_data import ERASE_FORM, OTHER_FORM, SURE, chosen, erase_form, other_form
from bot.erasing import ERASING
from bot.listeners.guarding import Listeners
from bot.listeners.home_tab import open_form, shown
from bot.listeners.modals import opened
from bot.listeners.wishes import by_press
from bot.parts import Parts
from bot.wishes import Wish
from knowledge.members.roles import Act
from storage import jobs


def register(listeners: Listeners) -> None:
    """Add the handlers."""
    listeners.action("my_data_open", on_open)
    listeners.action("my_data_hand_out", on_hand_out)
    listeners.action("my_data_erase", on_erase)
    listeners.action("people_data", on_other)
    listeners.submission(ERASE_FORM, on_sure)
    listeners.submission(OTHER_FORM, on_other_form)


def on_open(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Tell her what is kept of her."""
    by_press(Wish.MY_DATA, body, parts)
    ack()


def on_hand_out(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Send her all of it."""
    _hand_out(parts, body["user"]["id"], body["user"]["id"], body["trigger_id"])
    ack()


def on_erase(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Ask whether she means it."""
    opened(body, parts, erase_form(parts.status.texts(body["user"]["id"])))
    ack()


def on_sure(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Erase her: Slack sends the form only once it is ticked that she means it."""
    _erase(parts, body["user"]["id"], body["user"]["id"], body["view"]["id"])
    ack()


def on_other(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open the form in which who keeps people chooses one."""
    texts = parts.status.texts(body["user"]["id"])
    open_form(body, parts, Act.KEEP_PEOPLE, lambda: other_form(shown(body).noted(), texts))
    ack()


def on_other_form(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Have it handed out to somebody, or somebody erased, where it is ticked that this is meant."""
    asker = body["user"]["id"]
    wanted = chosen(body["view"]["state"]["values"])
    if wanted.is_erased and not wanted.is_sure:
        ack(response_action="errors", errors={SURE: parts.status.texts(asker).my_data.choose_one})
        return
    act = _erase if wanted.is_erased else _hand_out
    if parts.my_data.may_keep_people(asker):
        act(parts, asker, wanted.person, body["view"]["id"])
    ack()


def _hand_out(parts: Parts, asker: str, person: str, act: str) -> None:
    jobs.start(f"hand-out:{act}", parts.my_data.hand_out, asker, person, act, parts.exams.clock())


def _erase(parts: Parts, asker: str, person: str, act: str) -> None:
    jobs.start(f"{ERASING}{act}", parts.my_data.erase, asker, person, act, parts.exams.clock())
