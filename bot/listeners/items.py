"""The bank of items in the Home tab, and the buttons of an item wherever they stand."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import Ack

from bot.blocks.learning import item_card
from bot.blocks.learning.item_buttons import ItemButton
from bot.blocks.learning.item_form import CALLBACK, TYPE_CALLBACK
from bot.blocks.learning.item_reason import AboutItem, ItemReasoned, about_item, reason_form, reason_given
from bot.blocks.library.choices import ANY
from bot.blocks.library.showing import Panel, Showing, showing_of
from bot.blocks.library.upload_card import notice_view
from bot.blocks.mrkdwn import escape
from bot.learning.authoring import Unfit
from bot.learning.item_presses import ItemPress
from bot.library.presses import Turned
from bot.listeners.guarding import Listeners
from bot.listeners.home_tab import again, chosen, open_form, shown, turn, turned
from bot.listeners.modals import opened
from bot.listeners.publishing import allowed, place
from bot.parts import Parts
from knowledge.members.roles import Act
from learning.items.values import ItemState
from storage import jobs

FILTERS: Mapping[str, Callable[[Showing, str], Showing]] = {
    "items_state": lambda showing, value: replace(showing, state=value),
    "items_pool": lambda showing, value: replace(showing, pool=value),
    "items_competency": lambda showing, value: replace(showing, competency=value),
    "items_waiting": lambda _, value: Showing(Panel.ITEMS, state=value),
}
REASONS = {
    ItemButton.SEND_BACK: (ItemReasoned.SEND_BACK, Act.PUBLISH_ITEMS),
    ItemButton.RETIRE: (ItemReasoned.RETIRE, Act.SEE_LIBRARY),
}


def register(listeners: Listeners) -> None:
    """Add the handlers."""
    listeners.action("items_find", on_find)
    for name in FILTERS:
        listeners.action(name, on_filter)
    listeners.action("items_clear", on_clear)
    listeners.action("items_add", on_add)
    listeners.action("item_menu", on_menu)
    for button in ItemButton:
        if button is not ItemButton.REGRADE:
            listeners.action(button.value, on_button)
    listeners.submission(TYPE_CALLBACK, on_type)
    listeners.submission(CALLBACK, on_form)
    listeners.submission(ItemReasoned.SEND_BACK.value, on_sent_back)
    listeners.submission(ItemReasoned.RETIRE.value, on_retired)


def on_find(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Show the items that have these words."""
    turn(body, parts, replace(shown(body), find=chosen(body).strip(), page=0))
    ack()


def on_filter(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Show the items that stand so, are for this, or of this competency."""
    value = chosen(body)
    narrow = FILTERS[body["actions"][0]["action_id"]]
    turn(body, parts, narrow(replace(shown(body), page=0), "" if value == ANY else value))
    ack()


def on_clear(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Show all items."""
    turn(body, parts, Showing(shown(body).panel))
    ack()


def on_add(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open the form that asks for the type of a new item."""
    person = body["user"]["id"]
    open_form(body, parts, Act.WRITE_ITEMS, lambda: parts.keepers.authoring.type_form(person, shown(body).noted()))
    ack()


def on_type(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Show the form with the fields of the type."""
    view = body["view"]
    kind = view["state"]["values"]["type"]["type"]["selected_option"]["value"]
    form = parts.keepers.authoring.new_form(body["user"]["id"], kind, view["private_metadata"])
    ack(response_action="update", view=form)


def on_form(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Store the item; what is wrong with it stands at the field."""
    person = body["user"]["id"]
    wrong = parts.keepers.authoring.wrong(person, body["view"])
    if wrong:
        ack(response_action="errors", errors=wrong)
        return
    ack()
    again(body, parts, parts.status.texts(person).item_form.saved)


def on_menu(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Do what was chosen from the menu of an item."""
    what, _, version_id = chosen(body).partition(":")
    press = ItemPress(body["user"]["id"], version_id, home=turned(body, shown(body)), note=shown(body).noted())
    _pressed(ItemButton(what), press, body, parts)
    ack()


def on_button(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Do what a button of an item's card or page is for."""
    action, view = body["actions"][0], body.get("view") or {}
    page = view["id"] if view.get("callback_id") == item_card.CALLBACK else None
    shown_state = item_card.state_shown(action.get("block_id") or "")
    note = view.get("private_metadata") or "" if page is not None else ""
    channel, message = place(body)
    press = ItemPress(body["user"]["id"], action["value"], channel, message, shown_state, page=page, note=note)
    _pressed(ItemButton(action["action_id"]), press, body, parts)
    ack()


def on_sent_back(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Send an item back."""
    if reason := _reasoned(body, ack, parts):
        jobs.start(f"item-back:{body['view']['id']}", parts.keepers.item_reviews.send_back, _before(body), reason)
        ack()


def on_retired(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Retire an item."""
    if reason := _reasoned(body, ack, parts):
        jobs.start(f"item-retire:{body['view']['id']}", parts.keepers.item_reviews.retire, _before(body), reason)
        ack()


def _pressed(button: ItemButton, press: ItemPress, body: Mapping[str, Any], parts: Parts) -> None:
    """Open what the button opens, or start its job."""
    moves = parts.keepers.item_reviews
    started = {
        ItemButton.SUBMIT: moves.submit,
        ItemButton.PUBLISH: moves.publish,
        ItemButton.RELEASE: moves.release,
    }
    if button in started:
        jobs.start(f"{button.value}:{press.version_id}:{body['trigger_id']}", started[button], press)
    elif button is ItemButton.PREVIEW and allowed(body, parts, Act.SEE_LIBRARY):
        opened(body, parts, parts.keepers.item_cards.page(press))
    elif button is ItemButton.VERSION and allowed(body, parts, Act.WRITE_ITEMS):
        _open_version(press, body, parts)
    elif button in REASONS and allowed(body, parts, REASONS[button][1]):
        opened(body, parts, reason_form(REASONS[button][0], _about(press), parts.status.texts(press.person)))


def _open_version(press: ItemPress, body: Mapping[str, Any], parts: Parts) -> None:
    form = parts.keepers.authoring.version_form(press.person, press.version_id, press.note)
    if isinstance(form, Unfit):
        form = notice_view(escape(form.said), parts.status.texts(press.person))
    opened(body, parts, form)


def _about(press: ItemPress) -> AboutItem:
    home = press.note if press.home is not None else None
    state = press.shown.value if press.shown is not None else None
    return AboutItem(press.version_id, press.channel, press.message, state, home, press.page)


def _before(body: Mapping[str, Any]) -> ItemPress:
    """The press that led to the modal in which a reason was given."""
    about, person = about_item(body["view"]), body["user"]["id"]
    home = Turned(person, showing_of(about.home), pressed=False) if about.home is not None else None
    state = ItemState(about.shown) if about.shown is not None else None
    note = about.home or ""
    return ItemPress(person, about.version_id, about.channel, about.message, state, home, about.page, note)


def _reasoned(body: Mapping[str, Any], ack: Ack, parts: Parts) -> str | None:
    """The reason that was given; where there is none, the field says that one is needed."""
    reason = reason_given(body["view"])
    if not reason:
        missing = parts.status.texts(body["user"]["id"]).refusals.reason_missing
        ack(response_action="errors", errors={"reason": missing})
    return reason or None
