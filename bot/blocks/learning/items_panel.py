"""The bank of items in the Home tab. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.blocks.learning.analysis_view import decimals
from bot.blocks.learning.item_buttons import buttons_for, item_menu
from bot.blocks.learning.item_card import stem_of
from bot.blocks.library.bar import joined, small
from bot.blocks.library.choices import ANY, option, select
from bot.blocks.library.pager import pager
from bot.blocks.library.showing import Showing
from bot.blocks.message import Block, button, header, plain, section
from bot.blocks.mrkdwn import escape, escaped_line
from bot.texts import Texts
from knowledge.members.roles import Act, Role, may
from learning.analysis.flags import ENOUGH_PERSONS
from learning.items.listing import Page
from learning.items.values import ItemState, ItemVersion, Pool

PAGE = 10
LONGEST_STEM = 300
LONGEST_KEY = 120


@dataclass(frozen=True)
class Bank:
    """What the panel shows.

    Attributes:
        competencies: Key and title of all that there are.
        facilities: Of those of which anything can be said: how many persons answered, and their mean credit.
        person: Who looks at it; ``second_person`` says whether somebody else than an author has to publish.
    """

    page: Page
    competencies: Sequence[tuple[str, str]]
    facilities: Mapping[str, tuple[int, float]]
    person: str
    role: Role
    second_person: bool


def items_panel(bank: Bank, showing: Showing, texts: Texts) -> list[Block]:
    """A page of the items that are looked for, each with what can be done with it."""
    pages = max(1, -(-bank.page.total // PAGE))
    titles = dict(bank.competencies)
    narrowed = any((showing.find, showing.state, showing.competency, showing.pool))
    nothing = texts.items.none_found if narrowed else texts.items.none_yet
    return [
        header((texts.items.bank_found if narrowed else texts.items.bank).of(bank.page.total)),
        small(escape(texts.items.bank_about)),
        *_buttons(bank.role, texts),
        *_filters(bank.competencies, showing, texts),
        *(_row(one, titles, bank, texts) for one in bank.page.rows),
        *([] if bank.page.rows else [section(escape(nothing))]),
        *pager("page", min(showing.page, pages - 1), pages, texts),
    ]


def _buttons(role: Role, texts: Texts) -> list[Block]:
    if not may(role, Act.WRITE_ITEMS):
        return []
    said = texts.items
    add = {**button("items_add", said.add, "new"), "style": "primary"}
    others = [button("items_import", said.take_in, "import"), button("items_export", said.export, "export")]
    return [{"type": "actions", "elements": [add, *others, button("items_draft", said.draft, "draft")]}]


def _filters(competencies: Sequence[tuple[str, str]], showing: Showing, texts: Texts) -> list[Block]:
    said = texts.items
    find = {"type": "plain_text_input", "action_id": "items_find", "max_length": 200}
    if showing.find:
        find["initial_value"] = showing.find
    look: Block = {"type": "input", "label": plain(said.find), "element": find, "dispatch_action": True}
    states = [option(said.all_states, ANY), *(option(said.states[state.value], state.value) for state in ItemState)]
    pools = [option(said.all_pools, ANY), *(option(said.pools[pool.value], pool.value) for pool in Pool)]
    known = [option(said.all_competencies, ANY), *(option(title, key) for key, title in competencies)]
    return [
        {**look, "optional": True},
        {
            "type": "actions",
            "elements": [
                select("items_state", states, showing.state or ANY),
                select("items_pool", pools, showing.pool or ANY),
                select("items_competency", known, showing.competency or ANY),
                button("items_clear", said.clear, "all"),
            ],
        },
    ]


def _row(version: ItemVersion, titles: Mapping[str, str], bank: Bank, texts: Texts) -> Block:
    said = texts.items
    own = version.created_by == bank.person
    buttons = buttons_for(version.state, bank.role, own=own, second_person=bank.second_person)
    facts = (
        f"*{escape(said.states[version.state.value])}*",
        escape(said.types[version.type]),
        escape(said.pools[version.pool.value]),
        escaped_line(titles.get(version.competency, version.competency) or said.no_competency, LONGEST_KEY),
        escape(_facility(bank.facilities.get(version.id), texts)),
        escape(said.proofs.of(len(version.proofs)) if version.proofs else said.no_proof),
        escaped_line(said.version_of.format(key=version.key, number=texts.number(version.number)), LONGEST_KEY),
    )
    text = f"{escaped_line(stem_of(version), LONGEST_STEM)}\n{joined(facts)}"
    return section(text, item_menu(buttons, version.id, texts)) if buttons else section(text)


def _facility(found: tuple[int, float] | None, texts: Texts) -> str:
    """How easy it is, where enough persons have answered it to say so."""
    if found is None or found[0] < ENOUGH_PERSONS:
        return ""
    return texts.items.facility.format(facility=decimals(found[1], texts), persons=texts.analysis.persons.of(found[0]))
