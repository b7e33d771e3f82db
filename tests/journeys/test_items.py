"""Journeys of those who write and review items, in the Home tab and in their own conversations with the bot."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.durable import time_now
from bot.learning.bank_files import readable
from bot.learning.item_files import ItemsToDo
from bot.playground.people import direct
from bot.texts.english import ENGLISH
from bot.texts.spanish import SPANISH
from knowledge.guides.queries import passages_of
from knowledge.members.roles import Role
from learning.errors import Flaw
from learning.formats import recognising
from learning.items.listing import Wanted
from learning.items.queries import bank
from learning.items.service import quarantine
from learning.items.steps import Step, steps_of
from learning.items.values import ItemState, ItemVersion, Pool
from storage import jobs
from tests.journeys.home_tab import HomeTab, appoint
from tests.journeys.workplace import AMARA, BEN, CARMEN, DEV, Message, Workplace, scripted, shown, workplace
from tests.knowledge.library import NOW

SAID, FORM, FILES = ENGLISH.items, ENGLISH.item_form, ENGLISH.item_files
GUIDE = "Monitoring and supporting matches"
QUOTE = "Check in with the mentor"
KEYS = ("first", "bare", "last")
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


def test_an_item_is_written_reviewed_by_somebody_else_and_published(tab: HomeTab, office: Workplace) -> None:
    assert SAID.none_yet in tab.text
    item = write(tab)
    assert (item.state, item.pool, item.created_by) == (ItemState.DRAFT, Pool.EXAM, BEN)
    assert [one["feedback"] for one in item.content["options"] if "feedback" in one] == ["That is too often."]
    assert FORM.saved in tab.text
    menu(tab, "item_submit", item)
    assert SAID.submitted.of(2) in tab.text
    office.settle()
    card = cards(office, CARMEN, item)[-1]
    assert GUIDE in shown(card)
    assert item.proofs[0].quote in shown(card)
    office.click(CARMEN, direct(CARMEN), card, "item_publish")
    office.settle()
    assert state(office, item) is ItemState.PUBLISHED
    assert SPANISH.items.states["published"] in shown(cards(office, CARMEN, item)[-1])
    assert "has published this question" in cards(office, BEN, item)[-1]["text"]
    office.click(AMARA, direct(AMARA), cards(office, AMARA, item)[-1], "item_publish")
    office.settle()
    assert "stands otherwise by now" in str(office.whispers(AMARA, direct(AMARA)))


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("multiple_choice", {"options": "* Calls\n* Letters \\# signed\nNothing # No."}),
        ("true_false", {"right": "false"}),
        ("matching", {"pairs": "Week one = Twice\nLater \\= then = Monthly", "distractors": "Never"}),
        ("ordering", {"entries": "Call\nWrite it down\nTell the office"}),
        ("short_text", {"accepted": "every month\nmonthly", "case_sensitive": ["case_sensitive"]}),
        ("numeric", {"value": "2.5", "tolerance": "0.5", "unit": "calls"}),
    ],
)
def test_an_item_of_each_type_is_written_and_comes_back_into_the_form_as_it_was(
    tab: HomeTab, office: Workplace, kind: str, values: dict[str, Any]
) -> None:
    item = write(tab, kind, **values)
    assert item.type == kind
    page = tab.form("item_page", "item_menu", f"item_preview:{item.id}", button=f"item_preview:{item.id}")
    assert SAID.as_learner in shown(page)
    assert item.rationale in shown(page)
    office.slack.acts.close_view(BEN, page["id"])
    again = tab.form("item_form", "item_menu", f"item_version:{item.id}", button=f"item_version:{item.id}")
    assert tab.send(again) == {}
    assert [(one.id, one.number) for one in items(office)] == [(item.id, 1)]
    again = tab.form("item_form", "item_menu", f"item_version:{item.id}", button=f"item_version:{item.id}")
    assert tab.send(again, stem="And when is that?") == {}
    newest = max(items(office), key=lambda one: one.number)
    assert (newest.key, newest.number, newest.content["stem"]) == (item.key, 2, "And when is that?")
    assert {**newest.content, "stem": ""} == {**item.content, "stem": ""}


def test_a_form_that_was_opened_before_somebody_else_wrote_a_version_changes_nothing(
    tab: HomeTab, office: Workplace
) -> None:
    item = write(tab)
    hers = HomeTab(office, AMARA).open().press("panel_items")
    old, new = (
        one.form("item_form", "item_menu", f"item_version:{item.id}", button=f"item_version:{item.id}")
        for one in (tab, hers)
    )
    assert hers.send(new, stem="Whom?") == {}
    wrong = office.slack.acts.submit(BEN, old["id"], {"stem": "Why?"})
    assert wrong == {"stem": ENGLISH.learning.changed_since}
    assert max(items(office), key=lambda one: one.number).content["stem"] == "Whom?"


def test_what_is_wrong_with_an_item_stands_at_its_field(tab: HomeTab, office: Workplace) -> None:
    view = form(tab, "single_choice")
    flaws = ENGLISH.flaws
    values = {
        "stem": "How often?",
        "options": "Daily\nMonthly\nmonthly",
        "scenario": "It is Monday.",
        "quote_2": "No guide is chosen for this.",
    }
    wrong = office.slack.acts.submit(BEN, view["id"], values)
    assert wrong == {
        "options": flaws.in_line.format(line=3, flaw="“monthly” stands there twice."),
        "scenario_key": "This is missing.",
        "quote_2": FORM.guide_gone,
    }
    values = {"options": "Daily\n* Monthly", "scenario": "", "quote_2": "", "guide_1": guide_id(view)}
    wrong = office.slack.acts.submit(BEN, view["id"], {**values, "quote_1": "Mentors fly to the moon."})
    assert wrong == {"quote_1": FORM.not_there}
    assert items(office) == []


def test_an_item_is_sent_back_with_a_reason_and_its_author_reads_why(tab: HomeTab, office: Workplace) -> None:
    item = write(tab)
    menu(tab, "item_submit", item)
    office.settle()
    card = cards(office, CARMEN, item)[-1]
    act = lambda: office.click(CARMEN, direct(CARMEN), card, "item_send_back")  # noqa: E731
    view = office.view(CARMEN, "item_sent_back", act)
    assert office.slack.acts.submit(CARMEN, view["id"], {"reason": "Two answers are right."}) == {}
    office.settle()
    assert state(office, item) is ItemState.DRAFT
    assert "Two answers are right." in shown(cards(office, BEN, item)[-1])


def test_nobody_publishes_an_own_item_and_who_may_not_is_told(tab: HomeTab, office: Workplace) -> None:
    appoint(office, ben=Role.ADMIN)
    item = write(tab)
    menu(tab, "item_submit", item)
    page = tab.press("panel_items")
    assert [value for value in menus(page) if value.startswith("item_publish")] == []
    appoint(office, carmen=Role.LEARNER)
    office.settle()
    card = cards(office, CARMEN, item)[-1]
    office.click(CARMEN, direct(CARMEN), card, "item_publish")
    office.settle()
    assert state(office, item) is ItemState.IN_REVIEW
    assert SPANISH.refusals.as_role[Role.LEARNER] in str(office.whispers(CARMEN, direct(CARMEN)))


def menus(tab: HomeTab) -> list[str]:
    found = [b["accessory"]["options"] for b in tab.view["blocks"] if b.get("accessory", {}).get("type") == "overflow"]
    return [str(one["value"]) for options in found for one in options]


def test_the_bank_is_narrowed_by_words_state_pool_and_competency(tab: HomeTab) -> None:
    item = write(tab)
    write(tab, stem="What is a waiting list?", pool="practice")
    assert SAID.bank.of(2) in tab.text
    tab.press("items_find", "WAITING")
    assert SAID.bank_found.of(1) in tab.text
    assert SAID.none_found in tab.press("items_state", "published").text
    tab.press("items_clear")
    assert "How often is the mentor called?" in tab.press("items_pool", "exam").text
    assert SAID.bank_found.of(1) in tab.text
    assert SAID.bank_found.of(1) in tab.press("items_competency", item.competency).text


def test_a_file_is_taken_in_with_a_report_and_comes_in_once(tab: HomeTab, office: Workplace) -> None:
    gift = b"::Calls::How often?{=Monthly ~Yearly}\n\n::Essay::Tell me.{}\n"
    for count, kept in ((1, 0), (0, 1)):
        view = tab.form("items_import_form", "items_import")
        assert tab.send(view, file=[("bank.gift", gift)]) == {}
        assert FILES.told_elsewhere in tab.text
        said = told(office, BEN)
        assert FILES.taken_from.format(file="bank.gift", added=FILES.added.of(count), kept=FILES.kept.of(kept)) in said
        assert f"Line 3: {FILES.whys['essay']}" in said
    assert [one.state for one in items(office)] == [ItemState.DRAFT]


def bank_file(office: Workplace) -> bytes:
    """A file with two items that the guide proves, and one that nothing proves."""
    with office.services.database.reading() as session:
        guide = next(g for g in readable(session, office.bot.parts.workspace, NOW.date()) if g.title == GUIDE)
    head = f"guide: {guide.key}\ncompetency: support\nitems:\n"
    entry = "  - key: {key}\n    type: true_false\n    stem: Is {key} so?\n    right: yes\n    rationale: It is.\n"
    proof = f"    proof: [{json.dumps(quote(office))}]\n"
    return (head + "".join(entry.format(key=key) + (proof if key != "bare" else "") for key in KEYS)).encode()


def test_what_came_in_with_a_file_is_sent_to_review_with_one_press(tab: HomeTab, office: Workplace) -> None:
    view = tab.form("items_import_form", "items_import")
    assert tab.send(view, file=[("bank.yaml", bank_file(office))]) == {}
    assert FILES.added.of(3) in told(office, BEN)
    report = office.answers(direct(BEN))[-1]
    assert FILES.submit_all.of(3) in str(report["blocks"])
    office.click(BEN, direct(BEN), report, "items_submit")
    said = told(office, BEN)
    assert "items_submit" not in str(office.answers(direct(BEN))[-2]["blocks"])
    assert f"{FILES.sent.of(2)} {FILES.told.of(2)} {FILES.still_drafts.of(1)}" in said
    assert f"bare: {ENGLISH.flaws.at.format(where='proof', flaw=ENGLISH.flaws.said[Flaw.NO_PROOF])}" in said
    assert {one.key: one.state for one in items(office)} == {
        "first": ItemState.IN_REVIEW, "bare": ItemState.DRAFT, "last": ItemState.IN_REVIEW,
    }  # fmt: skip
    news = SPANISH.item_files.to_review_mrkdwn.format(person=f"<@{BEN}>", count="2")
    assert [message["text"] for message in office.answers(direct(CARMEN))] == [news]
    # Pressed twice, before the button was gone.
    todo, pressed = ItemsToDo("again", BEN, time_now()), report["blocks"][-1]["elements"][0]["value"]
    jobs.start(todo.job, office.bot.parts.keepers.item_files.submit, todo, datetime.fromisoformat(pressed))
    again = told(office, BEN)
    assert f"{FILES.none_sent} {FILES.moved_on.of(2)} {FILES.still_drafts.of(1)}" in again
    assert len(office.answers(direct(CARMEN))) == 1


def test_who_may_no_longer_write_sends_nothing_to_review(tab: HomeTab, office: Workplace) -> None:
    view = tab.form("items_import_form", "items_import")
    assert tab.send(view, file=[("bank.yaml", bank_file(office))]) == {}
    office.settle()
    report = office.answers(direct(BEN))[-1]
    appoint(office, ben=Role.LEARNER)
    office.click(BEN, direct(BEN), report, "items_submit")
    office.settle()
    assert ENGLISH.refusals.not_allowed.format(role=ENGLISH.refusals.as_role[Role.LEARNER]) in str(
        [*office.whispers(BEN, direct(BEN)), *office.answers(direct(BEN))]
    )
    assert {one.state for one in items(office)} == {ItemState.DRAFT}


@pytest.mark.parametrize("kind", ["yaml", "gift", "moodle", "qti", "anki"])
def test_the_bank_goes_out_as_a_file_of_each_format(tab: HomeTab, office: Workplace, kind: str) -> None:
    write(tab, pool="practice")
    view = tab.form("items_export_form", "items_export")
    assert tab.send(view, format=kind) == {}
    ((name, data),) = files(office, BEN).items()
    assert name.startswith("questions.")
    assert data
    if kind in {"yaml", "gift", "moodle"}:
        assert [draft.content["stem"] for draft in recognising.read(data).drafts] == ["How often is the mentor called?"]
    if kind == "gift":
        assert FILES.not_in_file in told(office, BEN)


def test_items_are_drafted_from_the_page_of_a_guide(tab: HomeTab, office: Workplace) -> None:
    tab.press("panel_library")
    guide = next(value for value in menus(tab) if value.startswith("open:"))
    page = tab.form("guide_page", "guide_menu", guide, button=guide)
    act = lambda: office.slack.acts.click_in_view(BEN, page["id"], "items_draft")  # noqa: E731
    view = office.view(BEN, "items_draft_form", act)
    assert office.slack.acts.submit(BEN, view["id"], {"competency": "support"}) == {}
    said = told(office, BEN)
    drafted = items(office)
    assert said.startswith(FILES.taken.format(added=FILES.added.of(len(drafted)), kept=FILES.kept.of(0)))
    assert {(one.state, one.pool) for one in drafted} == {(ItemState.DRAFT, Pool.PRACTICE)}
    assert all(one.proofs for one in drafted)


def test_a_learner_who_presses_an_old_button_is_refused(tab: HomeTab, office: Workplace) -> None:
    item = write(tab)
    before = items(office)
    appoint(office, ben=Role.LEARNER)
    menu(tab, "item_submit", item)
    assert ENGLISH.refusals.not_allowed.format(role=ENGLISH.refusals.as_role[Role.LEARNER]) in tab.text
    assert items(office) == before
    assert DEV not in {one.created_by for one in before}


def test_an_item_that_a_new_edition_put_aside_is_let_in_again_and_retired_in_the_end(
    tab: HomeTab, office: Workplace
) -> None:
    item, workspace = write(tab), office.bot.parts.workspace
    menu(tab, "item_submit", item)
    reviewer = HomeTab(office, CARMEN).open().press("panel_items")
    assert SPANISH.items.published in menu(reviewer, "item_publish", item).text
    with office.services.database.transaction() as session:
        edition_id = item.proofs[0].edition_id
        assert quarantine(session, workspace, item.id, edition_id=edition_id, now=time_now())
    assert SPANISH.items.states["quarantined"] in reviewer.press("panel_items").text
    assert SPANISH.items.released in menu(reviewer, "item_release", item).text
    assert state(office, item) is ItemState.PUBLISHED
    value = f"item_retire:{item.id}"
    view = reviewer.form("item_retired", "item_menu", value, button=value)
    assert reviewer.send(view, reason="  ") == {"reason": SPANISH.refusals.reason_missing}
    assert reviewer.send(view, reason="Es antigua.") == {}
    assert SPANISH.items.retired in reviewer.text
    assert state(office, item) is ItemState.RETIRED
    office.settle()
    assert "Es antigua." in shown(cards(office, BEN, item)[-1])


def test_reviews_say_how_many_questions_wait_and_lead_to_them(tab: HomeTab, office: Workplace) -> None:
    item, said = write(tab), SPANISH.library
    reviewer = HomeTab(office, CARMEN).open().press("panel_reviews")
    assert "items_waiting" not in str(reviewer.view["blocks"])
    menu(tab, "item_submit", item)
    reviewer.press("panel_reviews")
    assert said.items_to_review.of(1) in reviewer.text
    assert said.items_to_review.of(1) not in HomeTab(office, BEN).open().press("panel_reviews").text
    reviewer.press("items_waiting", button="in_review")
    assert SPANISH.items.published in menu(reviewer, "item_publish", item).text
    with office.services.database.transaction() as session:
        edition_id = item.proofs[0].edition_id
        quarantine(session, office.bot.parts.workspace, item.id, edition_id=edition_id, now=time_now())
    reviewer.press("panel_reviews")
    assert said.items_to_review.of(1) not in reviewer.text
    assert said.items_taken_out.of(1) in reviewer.text
    reviewer.press("items_waiting", button="quarantined")
    assert SPANISH.items.released in menu(reviewer, "item_release", item).text


def test_two_clicks_on_publish_publish_once_and_tell_the_author_once(tab: HomeTab, office: Workplace) -> None:
    item = write(tab)
    menu(tab, "item_submit", item)
    office.settle()
    card = cards(office, CARMEN, item)[-1]
    for _ in range(2):
        office.click(CARMEN, direct(CARMEN), card, "item_publish")
    office.settle()
    assert [steps.state for steps in life(office, item)].count(ItemState.PUBLISHED) == 1
    assert sum("has published this question" in str(m["text"]) for m in cards(office, BEN, item)) == 1
    assert office.whispers(CARMEN, direct(CARMEN)) == []


def life(office: Workplace, item: ItemVersion) -> tuple[Step, ...]:
    with office.services.database.reading() as session:
        return steps_of(session, office.bot.parts.workspace, item.id)
