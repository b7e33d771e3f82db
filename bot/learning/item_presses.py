"""A button about an item that was pressed, and where it stands. Values only."""

from dataclasses import dataclass

from bot.library.presses import Turned
from learning.items.values import ItemState


@dataclass(frozen=True)
class ItemPress:
    """A press.

    Attributes:
        channel: Where the message stands that holds the button; with ``message``, its ``ts``.
        shown: The state that the person saw; None where the button stands where none is shown.
        home: The Home tab on which it was pressed.
        page: The id of the modal with the item's page on which it was pressed; ``note`` is what that remembers.
    """

    person: str
    version_id: str
    channel: str | None = None
    message: str | None = None
    shown: ItemState | None = None
    home: Turned | None = None
    page: str | None = None
    note: str = ""
