"""What came of a press about a guide is shown where it was pressed: on the Home tab, or on the guide's page."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.home import Homes
from bot.library.guide_page import GuidePages
from bot.library.presses import Turned


@dataclass(frozen=True)
class Elsewhere:
    """Where a button stands that stands in no message.

    Attributes:
        home: What the Home tab is to show then; None for a button that stands in a modal.
        page: The id of the modal with the guide's page; None for a button on the Home tab.
    """

    home: Turned | None = None
    page: str | None = None


# The person, the guide, where the button stands, and what came of the press: a plain sentence.
ShowElsewhere = Callable[[str, str, Elsewhere, str | None], None]


class Aftermath:
    """Shows it. For the bodies of workflows."""

    def __init__(self, homes: Homes, pages: GuidePages) -> None:
        """Take what shows things there."""
        self._homes = homes
        self._pages = pages

    def show(self, person: str, guide_id: str, where: Elsewhere, said: str | None) -> None:
        """Show how the guide stands now, with what came of the press."""
        if where.home is not None:
            self._homes.turn(where.home, said)
        if where.page is not None:
            self._pages.show(person, guide_id, where.page, said)
