"""Journeys of those who write and review items, in the Home tab and in their own conversations with the bot."""

from typing import Any

import pytest

from bot.durable import time_now
from bot.playground.people import direct
from bot.texts.english import ENGLISH
from bot.texts.spanish import SPANISH
from knowledge.members.roles import Role
from learning.items.service import quarantine
from learning.items.values import ItemState, Pool
from tests.journeys.home_tab import HomeTab, appoint
from tests.journeys.item_desk import GUIDE, cards, form, guide_id, items, life, menu, menus, state, write
from tests.journeys.item_desk import office as office
from tests.journeys.item_desk import tab as tab
from tests.journeys.workplace import AMARA, BEN, CARMEN, DEV, Workplace, shown

SAID, FORM = ENGLISH.items, ENGLISH.item_form


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
