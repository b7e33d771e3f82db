"""A person at the Home tab of the bot."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from knowledge.members.roles import OPERATOR, Role
from knowledge.members.service import give_role
from tests.journeys.workplace import Workplace, shown
from tests.knowledge.library import NOW


@dataclass
class HomeTab:
    """What one person sees and does there."""

    office: Workplace
    person: str

    def open(self) -> "HomeTab":
        """Open the bot at its Home tab: it is drawn once more when it is known which questions to try."""
        self._changed(lambda: self.office.slack.acts.open_home(self.person))
        self.office.settle()
        return self

    @property
    def view(self) -> dict[str, Any]:
        return self.office.slack.workspace.home(self.person) or {}

    @property
    def text(self) -> str:
        return shown(self.view)

    def press(self, action: str, value: Any = None, *, button: str | None = None) -> "HomeTab":
        """Press or choose something, and wait for what comes of it; ``button`` names one of several by its value."""
        self._changed(lambda: self.click(action, value, button=button))
        return self

    def click(self, action: str, value: Any = None, *, button: str | None = None) -> None:
        """Press or choose something."""
        block = self._block(action, button) if button is not None else None
        self.office.slack.acts.click_in_view(self.person, self.view["id"], action, value, block)

    def form(self, callback: str, action: str, value: Any = None, *, button: str | None = None) -> dict[str, Any]:
        """The modal that a press opens."""
        return self.office.view(self.person, callback, lambda: self.click(action, value, button=button))

    def send(self, view: dict[str, Any], **values: Any) -> dict[str, str]:
        """Send a modal; returns what is wrong, by field. Where all is right, the tab shows what came of it."""
        wrong: dict[str, str] = {}
        before = self.view["hash"]
        wrong |= self.office.slack.acts.submit(self.person, view["id"], values)
        if not wrong:
            self.office.slack.until(lambda: self.view["hash"] != before)
        return wrong

    def buttons(self, action: str) -> list[str]:
        """The values of all buttons and menus of an action."""
        return [element["value"] for _, element in _elements(self.view) if element["action_id"] == action]

    def rows(self) -> list[str]:
        """The texts that have a button or a menu beside them."""
        return [b["text"]["text"] for b in self.view["blocks"] if b["type"] == "section" and "accessory" in b]

    def _block(self, action: str, value: str) -> str:
        found = (b for b, e in _elements(self.view) if e["action_id"] == action and _has_value(e, value))
        return str(next(found)["block_id"])

    def _changed(self, act: Callable[[], object]) -> None:
        before = self.view.get("hash")
        act()
        self.office.slack.until(lambda: self.view.get("hash") != before)


def appoint(office: Workplace, **roles: Role) -> None:
    """Give people of the workspace roles, by their names; the operator does it."""
    with office.services.database.transaction() as session:
        for name, role in roles.items():
            give_role(session, office.bot.parts.workspace, f"U0{name.upper()}", role, by=OPERATOR, now=NOW)


def _elements(view: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for block in view.get("blocks", ()):
        single = [block[name] for name in ("accessory", "element") if name in block]
        for element in [*single, *block.get("elements", ())]:
            if "action_id" in element:
                yield block, element


def _has_value(element: dict[str, Any], value: str) -> bool:
    return element.get("value") == value or value in {one["value"] for one in element.get("options", ())}
