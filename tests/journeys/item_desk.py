"""What those who write and review items do and see, in the Home tab and in their conversations with the bot."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.learning.bank_files import readable
from bot.playground.people import direct
from knowledge.guides.queries import passages_of
from knowledge.members.roles import Role
from learning.items.listing import Wanted
from learning.items.queries import bank
from learning.items.steps import Step, steps_of
from learning.items.values import ItemState, ItemVersion
from tests.journeys.home_tab import HomeTab, appoint
from tests.journeys.workplace import BEN, Message, Workplace, scripted, shown, workplace
from tests.knowledge.library import NOW

GUIDE = "Monitoring and supporting matches"
OPTIONS = "Every day # That is too often.\n* Twice in the first month\nOnce a year"


@pytest.fixture
def office(data_dir: Path) -> Iterator[Workplace]:
    with workplace(data_dir, answering=scripted) as office:
        appoint(office, amara=Role.OWNER, ben=Role.EDITOR, carmen=Role.REVIEWER)
        yield office


@pytest.fixture
def tab(office: Workplace) -> HomeTab:
    """The bank of items, before Ben, who writes."""
    return HomeTab(office, BEN).open().press("panel_items")


def items(office: Workplace) -> list[ItemVersion]:
    with office.services.database.reading() as session:
        return list(bank(session, office.bot.parts.workspace, Wanted(states=frozenset(ItemState)), limit=500).rows)


def form(tab: HomeTab, kind: str) -> dict[str, Any]:
    """The form for an item of a type, after the one that asks for the type."""
    first = tab.form("item_type_form", "items_add")
    assert tab.office.slack.acts.submit(tab.person, first["id"], {"type": kind}) == {}
    return tab.office.slack.until(lambda: [v for v in views(tab) if v["callback_id"] == "item_form"])[-1]


def views(tab: HomeTab) -> list[dict[str, Any]]:
    return tab.office.slack.workspace.views(tab.person)


def guide_id(view: dict[str, Any], title: str = GUIDE) -> str:
    options = next(b["element"]["options"] for b in view["blocks"] if b.get("block_id") == "guide_1")
    return next(str(one["value"]) for one in options if one["text"]["text"] == title)


def quote(office: Workplace) -> str:
    """A sentence of the guide."""
    with office.services.database.reading() as session:
        guide = next(g for g in readable(session, office.bot.parts.workspace, NOW.date()) if g.title == GUIDE)
        return passages_of(session, guide.edition_id)[0].text.split(". ")[0]


def write(tab: HomeTab, kind: str = "single_choice", **more: Any) -> ItemVersion:
    view = form(tab, kind)
    values: dict[str, Any] = {
        "stem": "How often is the mentor called?",
        "options": OPTIONS,
        "rationale": "The guide says so.",
        "competency": "support",
        "guide_1": guide_id(view),
        "quote_1": quote(tab.office),
        **more,
    }
    there = {block.get("block_id") for block in view["blocks"]}
    assert tab.send(view, **{name: value for name, value in values.items() if name in there}) == {}
    return max(items(tab.office), key=lambda one: one.created_at)


def told(office: Workplace, person: str) -> str:
    """What the bot wrote last to a person."""
    office.settle()
    return shown(office.answers(direct(person))[-1])


def files(office: Workplace, person: str) -> dict[str, bytes]:
    """The files that the bot has sent to a person, by their names."""
    office.settle()
    sent = [file for message in office.answers(direct(person)) for file in message.get("files", ())]
    return {file["name"]: office.slack.platform.files.content(file["id"]) or b"" for file in sent}


def cards(office: Workplace, person: str, item: ItemVersion) -> list[Message]:
    """The messages that show an item to a person, the oldest first."""
    return [m for m in office.answers(direct(person)) if f"item:{item.id}:" in str(m["blocks"])]


def menu(tab: HomeTab, action: str, item: ItemVersion) -> HomeTab:
    value = f"{action}:{item.id}"
    return tab.press("item_menu", value, button=value)


def state(office: Workplace, item: ItemVersion) -> ItemState:
    return next(one.state for one in items(office) if one.id == item.id)


def menus(tab: HomeTab) -> list[str]:
    found = [b["accessory"]["options"] for b in tab.view["blocks"] if b.get("accessory", {}).get("type") == "overflow"]
    return [str(one["value"]) for options in found for one in options]


def life(office: Workplace, item: ItemVersion) -> tuple[Step, ...]:
    with office.services.database.reading() as session:
        return steps_of(session, office.bot.parts.workspace, item.id)
