"""Items come in with files and from guides, go to review together, and go out as files."""

import json
from datetime import datetime

import pytest

from bot.durable import time_now
from bot.learning.bank_files import readable
from bot.learning.item_files import ItemsToDo
from bot.playground.people import direct
from bot.texts.english import ENGLISH
from bot.texts.spanish import SPANISH
from knowledge.members.roles import Role
from learning.errors import Flaw
from learning.formats import recognising
from learning.items.values import ItemState, Pool
from storage import jobs
from tests.journeys.home_tab import HomeTab, appoint
from tests.journeys.item_desk import GUIDE, files, items, menus, quote, told, write
from tests.journeys.item_desk import office as office
from tests.journeys.item_desk import tab as tab
from tests.journeys.workplace import BEN, CARMEN, Workplace
from tests.knowledge.library import NOW

FILES = ENGLISH.item_files
KEYS = ("first", "bare", "last")


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
