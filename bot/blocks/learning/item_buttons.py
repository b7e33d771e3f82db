"""What a person can do with a version of an item: the buttons of its card, and the choices of its menu. Pure."""

from enum import StrEnum

from bot.blocks.library.choices import option
from bot.blocks.message import Block, button
from bot.texts import Texts
from knowledge.members.roles import Act, Role, may
from learning.items.states import WAITING
from learning.items.values import ItemState


class ItemButton(StrEnum):
    """A button, by the name of its action."""

    PREVIEW = "item_preview"
    VERSION = "item_version"
    SUBMIT = "item_submit"
    PUBLISH = "item_publish"
    RELEASE = "item_release"
    SEND_BACK = "item_send_back"
    RETIRE = "item_retire"
    REGRADE = "regrade_open"


# Slack takes five choices in a menu: these are on the item's page only.
_ON_PAGE_ONLY = {ItemButton.REGRADE}
_NEXT = (ItemButton.PUBLISH, ItemButton.RELEASE, ItemButton.SUBMIT)
_ENDED = {ItemState.SUPERSEDED, ItemState.RETIRED}


def buttons_for(state: ItemState, role: Role, *, own: bool, second_person: bool) -> tuple[ItemButton, ...]:
    """The buttons that mean something to a person now. They decide nothing: the use cases do.

    Args:
        state: The version's.
        role: The person's.
        own: Whether the person wrote it.
        second_person: Whether somebody else than its author has to publish it.
    """
    writes, decides = may(role, Act.WRITE_ITEMS), may(role, Act.PUBLISH_ITEMS)
    second = not (own and second_person)
    reviewed = state is ItemState.IN_REVIEW or (state is ItemState.DRAFT and not second_person)
    offered = {
        ItemButton.PREVIEW: True,
        ItemButton.VERSION: writes,
        ItemButton.SUBMIT: writes and state is ItemState.DRAFT,
        ItemButton.PUBLISH: decides and second and reviewed,
        ItemButton.RELEASE: decides and second and state is ItemState.QUARANTINED,
        ItemButton.SEND_BACK: decides and state is ItemState.IN_REVIEW,
        ItemButton.RETIRE: state not in _ENDED and (decides or (writes and own and state in WAITING)),
        ItemButton.REGRADE: may(role, Act.REGRADE) and state not in WAITING,
    }
    return tuple(name for name, fits in offered.items() if fits) if may(role, Act.SEE_LIBRARY) else ()


def button_row(buttons: tuple[ItemButton, ...], version_id: str, texts: Texts) -> Block:
    """At least one button as a block; the one that leads on stands out."""
    next_step = next((name for name in _NEXT if name in buttons), None)
    elements = [
        {
            **button(name.value, texts.items.buttons[name.value], version_id),
            **({"style": "primary"} if name is next_step else {}),
        }
        for name in buttons
    ]
    return {"type": "actions", "elements": elements}


def item_menu(buttons: tuple[ItemButton, ...], version_id: str, texts: Texts) -> Block:
    """The same as a menu beside the item in a list."""
    choices = [
        option(texts.items.buttons[name.value], f"{name.value}:{version_id}")
        for name in buttons
        if name not in _ON_PAGE_ONLY
    ]
    return {"type": "overflow", "action_id": "item_menu", "options": choices}
