"""Items as their keepers see them: whatever somebody wrote, Slack shows it."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.blocks.learning.item_buttons import ItemButton, buttons_for
from bot.blocks.learning.item_card import ItemShown, item_card, item_page, state_shown
from bot.blocks.learning.item_filled import filled
from bot.blocks.learning.item_form import FormFacts, Writing, fits, item_form, room_for, type_form
from bot.blocks.learning.item_parts import ProofShown
from bot.blocks.learning.items_panel import Bank, items_panel
from bot.blocks.learning.regrade_form import Deciding, Unreadable, decided, deciding_of, regrade_form
from bot.blocks.library.showing import Panel, Showing
from bot.blocks.message import Block, stamped
from bot.playground.limits import message_problems, view_problems
from bot.texts import LANGUAGES
from bot.texts.english import ENGLISH
from knowledge.members.roles import Role
from knowledge.places import Place, PlaceKind
from learning.items.limits import LONGEST_OPTION, LONGEST_STEM, MOST_OPTIONS, MOST_PAIRS
from learning.items.listing import Page
from learning.items.responses import Chosen, Ordered, Paired, Written
from learning.items.steps import Step
from learning.items.values import Difficulty, ItemDraft, ItemState, ItemVersion, Pool, Quote
from learning.results.decisions import Decision
from learning.results.values import Policy
from tests.bot.blocks.answers import long
from tests.knowledge.library import NOW
from tests.learning.analysis.exams import item, single_choice
from tests.learning.items.contents import ITEMS

ID = "01890000-0000-7000-8000-00000000000a"
LANGUAGE = st.sampled_from(list(LANGUAGES))


def shown_item(version: ItemVersion, text: str, buttons: tuple[ItemButton, ...] = tuple(ItemButton)) -> ItemShown:
    proof = ProofShown(text, text, (text, text), Place(PlaceKind.PAGE, 3), text, text, stands=False)
    steps = [Step(ItemState.DRAFT, "U0AMARA", NOW, None), Step(version.state, "operator", NOW, text)]
    return ItemShown(version, text, steps, [proof] * 6, buttons)


@given(ITEMS, long.map(lambda text: text[:2_600]), LANGUAGE, st.sampled_from(list(ItemState)))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_whatever_an_item_asks_its_card_page_and_list_are_shown(
    written: tuple[str, dict[str, Any]], text: str, language: str, state: ItemState
) -> None:
    texts = LANGUAGES[language]
    version = replace(item("any", *written), id=ID, state=state, rationale=text, scenario=text, competency=text)
    shown = shown_item(version, text)
    card = item_card(shown, texts, None)
    assert message_problems({"text": card.text[:4_000], "blocks": list(card.blocks)}) == []
    assert state_shown(card.blocks[-1]["block_id"]) is state
    assert view_problems(item_page(shown, "{}", texts, text)) == []
    bank = Bank(
        Page((version,) * 10, 25),
        [(text[:50] or "a", text)],
        {ID: (30, 0.5)},
        "U0AMARA",
        Role.OWNER,
        second_person=True,
    )
    panel = stamped(items_panel(bank, Showing(Panel.ITEMS, find=text[:200]), texts), "home")
    assert view_problems({"type": "home", "blocks": list(panel)}) == []
    assert view_problems(type_form("{}", texts)) == []
    assert view_problems(regrade_form(version, texts)) == []


def test_the_longest_items_that_there_can_be_are_shown_too() -> None:
    long_text = "ñ" * (LONGEST_OPTION - 2)
    pairs = [{"left": f"{n:02}{long_text}", "right": f"{n:02}{long_text}"} for n in range(MOST_PAIRS)]
    options = [{"text": f"{n:02}{long_text}", "right": n < 2, "feedback": "& " * 250} for n in range(MOST_OPTIONS)]
    stem = "& " * (LONGEST_STEM // 2)
    contents = (("matching", {"stem": stem, "pairs": pairs}), ("multiple_choice", {"stem": stem, "options": options}))
    for kind, content in contents:
        version = replace(item("long", kind, content), id=ID, rationale="& " * 1_000, scenario="& " * 1_250)
        for texts in LANGUAGES.values():
            shown = shown_item(version, "& " * 300)
            card = item_card(shown, texts, None)
            assert message_problems({"text": card.text[:4_000], "blocks": list(card.blocks)}) == []
            assert view_problems(item_page(shown, "{}", texts)) == []
            assert view_problems(regrade_form(version, texts)) == []
        short = replace(shown_item(version, "x"), version=replace(version, content={"stem": "Match.", "pairs": PAIRS}))
        if kind == "matching":
            assert "Match." in str(item_card(short, ENGLISH).blocks)


@given(ITEMS, LANGUAGE)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_an_item_in_the_form_is_shown_and_sent_unchanged_is_the_same_item(
    written: tuple[str, dict[str, Any]], language: str
) -> None:
    texts = LANGUAGES[language]
    kind, content = written
    draft = ItemDraft(
        "any",
        kind,
        Pool.EXAM,
        content,
        "Because.",
        "calls",
        Difficulty.HARD,
        (Quote("a.md", "Call."),),
        "story",
        "It is.",
    )
    if not fits(draft):
        return
    writing = Writing("any", kind, "exam", room_for(draft))
    view = item_form(FormFacts(writing, [], [("calls", "Calls")], draft), "{}", texts)
    assert view_problems(view) == []
    values = {block["block_id"]: {block["block_id"]: initial(block["element"])} for block in inputs(view)}
    back = filled({**view, "state": {"values": values}}, {})
    assert back.content["stem"].split() == draft.content["stem"].split()
    assert replace(back, content={}, quotes=()) == replace(draft, content={}, quotes=())


def inputs(view: Block) -> list[Block]:
    return [block for block in view["blocks"] if block["type"] == "input"]


def initial(element: Block) -> dict[str, Any]:
    """What a field holds that nobody has touched."""
    return {
        "value": element.get("initial_value"),
        "selected_option": element.get("initial_option"),
        "selected_options": element.get("initial_options", []),
    }


@pytest.mark.parametrize(
    ("role", "state", "own", "offered"),
    [
        (Role.LEARNER, ItemState.DRAFT, True, set()),
        (Role.EDITOR, ItemState.DRAFT, True, {"preview", "version", "submit", "retire"}),
        (Role.EDITOR, ItemState.IN_REVIEW, False, {"preview", "version"}),
        (Role.REVIEWER, ItemState.IN_REVIEW, False, {"preview", "publish", "send_back", "retire"}),
        (Role.REVIEWER, ItemState.QUARANTINED, False, {"preview", "release", "retire"}),
        (Role.OWNER, ItemState.IN_REVIEW, True, {"preview", "version", "send_back", "retire"}),
        (Role.OWNER, ItemState.RETIRED, False, {"preview", "version", "open"}),
    ],
)
def test_each_role_is_offered_what_it_may_do(role: Role, state: ItemState, *, own: bool, offered: set[str]) -> None:
    buttons = buttons_for(state, role, own=own, second_person=True)
    assert {name.value.removeprefix("item_").removeprefix("regrade_") for name in buttons} == offered


def regrading(version: ItemVersion, policy: Policy, element: dict[str, Any]) -> Deciding:
    view = regrade_form(version, ENGLISH)
    values = {
        "policy": {"policy": {"selected_option": {"value": policy.value}}},
        "accepted": {"accepted": element},
        "reason": {"reason": {"value": " It is so. "}},
    }
    return decided({**view, "state": {"values": values}}, version)


PAIRS = [{"left": "L", "right": "R"}, {"left": "M", "right": "S"}]
PAIRED = item("pairs", "matching", {"stem": "Match.", "pairs": PAIRS})
ORDER = item("order", "ordering", {"stem": "Order.", "entries": ["first", "second", "third"]})
SHORT = item("short", "short_text", {"stem": "How often?", "accepted": ["Twice"]})


@pytest.mark.parametrize(
    ("version", "element", "accepted"),
    [
        (
            single_choice("one"),
            {"selected_options": [{"value": "c"}, {"value": "b"}]},
            (Chosen(frozenset("b")), Chosen(frozenset("c"))),
        ),
        (ORDER, {"value": "2 1 3\n3,2,1"}, (Ordered(("b", "a", "c")), Ordered(("c", "b", "a")))),
        (PAIRED, {"value": "b a"}, (Paired((("a", "b"), ("b", "a"))),)),
        (SHORT, {"value": "Daily\n\nEvery day"}, (Written("Daily"), Written("Every day"))),
    ],
)
def test_answers_are_named_in_the_words_of_each_type_and_carried_on(
    version: ItemVersion, element: dict[str, Any], accepted: tuple[Any, ...]
) -> None:
    deciding = regrading(version, Policy.ACCEPT, element)
    assert deciding == Deciding(version.id, Decision(Policy.ACCEPT, accepted), "It is so.")
    assert deciding_of({"private_metadata": deciding.metadata}) == deciding
    assert regrading(version, Policy.DROP, element).decision == Decision(Policy.DROP)


@pytest.mark.parametrize("written", ["4 1 2", "0", "a b"])
def test_an_answer_that_the_item_does_not_have_can_not_be_read(written: str) -> None:
    with pytest.raises(Unreadable):
        regrading(ORDER, Policy.RE_KEY, {"value": written})
