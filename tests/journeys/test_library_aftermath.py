"""Journeys of people who press something about a guide in Home or on its page: they see there what came of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.playground.people import direct
from bot.texts.english import ENGLISH
from knowledge.members.roles import Role
from tests.journeys.home_tab import HomeTab, appoint
from tests.journeys.workplace import BEN, OLIVIA, Workplace, shown, workplace

GUIDE = "Monitoring and supporting matches"
NAMED = ENGLISH.quoted.format(text=GUIDE)
WITHDRAWN = ENGLISH.publishing.guide_withdrawn.format(guide=NAMED)
NEWER = b"# Monitoring\n\nCall each new match in its first week.\n"
LEARNER = ENGLISH.refusals.not_allowed.format(role="a learner")


@pytest.fixture
def office(data_dir: Path) -> Iterator[Workplace]:
    with workplace(data_dir) as office:
        appoint(office, ben=Role.REVIEWER)
        yield office


@pytest.fixture
def tab(office: Workplace) -> HomeTab:
    return HomeTab(office, BEN).open().press("panel_library")


def menu(tab: HomeTab, what: str) -> str:
    """The choice in the menu of the guide."""
    (row,) = [b for b in tab.view["blocks"] if b["type"] == "section" and GUIDE in b["text"]["text"]]
    return next(str(one["value"]) for one in row["accessory"]["options"] if one["value"].startswith(f"{what}:"))


def page(tab: HomeTab) -> dict[str, object]:
    """The page of the guide."""
    return tab.form("guide_page", "guide_menu", menu(tab, "open"), button=menu(tab, "open"))


def on_page(tab: HomeTab) -> str:
    """What the page says when all is done."""
    tab.office.settle()
    return shown(tab.office.slack.workspace.views(BEN)[-1])


def test_in_home_the_tab_says_that_the_guide_is_still_right(tab: HomeTab) -> None:
    option = menu(tab, "reviewed")
    tab.press("guide_menu", option, button=option)
    assert f"{NAMED} is still right." in tab.text
    assert ENGLISH.library.guides.of(9) in tab.text


def test_in_home_the_tab_says_why_not(tab: HomeTab) -> None:
    reviewed, withdraw = menu(tab, "reviewed"), menu(tab, "withdraw")
    appoint(tab.office, ben=Role.EDITOR)
    tab.press("guide_menu", withdraw, button=withdraw)
    assert ENGLISH.refusals.not_allowed.format(role="an editor") in tab.text
    appoint(tab.office, ben=Role.LEARNER)
    tab.press("guide_menu", reviewed, button=reviewed)
    assert LEARNER in tab.text


def test_in_home_the_tab_says_that_the_guide_is_withdrawn(tab: HomeTab) -> None:
    option = menu(tab, "withdraw")
    form = tab.form("guide_withdrawn", "guide_menu", option, button=option)
    assert tab.send(form, reason="It is wrong.") == {}
    assert WITHDRAWN in tab.text


def test_on_the_page_of_a_guide_stands_what_came_of_a_press(tab: HomeTab) -> None:
    view = page(tab)
    acts = tab.office.slack.acts
    acts.click_in_view(BEN, str(view["id"]), "review_begin")
    assert f"Noted: you have been reviewing {NAMED}" in on_page(tab)
    acts.click_in_view(BEN, str(view["id"]), "guide_reviewed")
    assert f"{NAMED} is still right." in on_page(tab)
    form = tab.office.view(BEN, "guide_withdrawn", lambda: acts.click_in_view(BEN, str(view["id"]), "guide_withdraw"))
    assert acts.submit(BEN, form["id"], {"reason": "It is wrong."}) == {}
    assert WITHDRAWN in on_page(tab)


def test_who_may_not_press_something_on_the_page_of_a_guide_reads_so_there(tab: HomeTab) -> None:
    view = page(tab)
    appoint(tab.office, ben=Role.EDITOR)
    tab.office.slack.acts.click_in_view(BEN, str(view["id"]), "guide_withdraw")
    assert ENGLISH.refusals.not_allowed.format(role="an editor") in on_page(tab)
    assert [one["callback_id"] for one in tab.office.slack.workspace.views(BEN)] == ["guide_page"]
    assert tab.office.whispers(BEN, direct(BEN)) == []


def test_a_withdrawal_that_is_refused_when_its_reason_is_given_is_told_on_the_page(tab: HomeTab) -> None:
    view, acts = page(tab), tab.office.slack.acts
    form = tab.office.view(BEN, "guide_withdrawn", lambda: acts.click_in_view(BEN, str(view["id"]), "guide_withdraw"))
    appoint(tab.office, ben=Role.EDITOR)
    assert acts.submit(BEN, form["id"], {"reason": "It is wrong."}) == {}
    assert ENGLISH.refusals.not_allowed.format(role="an editor") in on_page(tab)
    assert tab.office.whispers(BEN, direct(BEN)) == []


def test_an_owner_who_was_refused_does_not_stay_chosen_on_the_page(tab: HomeTab) -> None:
    view = page(tab)
    for _ in range(2):
        tab.office.slack.acts.click_in_view(BEN, str(view["id"]), "guide_owner", OLIVIA)
        assert ENGLISH.library.owner_is_outside in on_page(tab)
        assert OLIVIA not in str(tab.office.slack.workspace.views(BEN)[-1]["state"])


def test_the_page_of_a_guide_shows_the_edition_that_was_handed_in_from_it(tab: HomeTab) -> None:
    appoint(tab.office, ben=Role.EDITOR)
    view, acts = page(tab), tab.office.slack.acts
    assert f"<@{BEN}>" not in shown(view)
    form = tab.office.view(BEN, "upload_form", lambda: acts.click_in_view(BEN, str(view["id"]), "edition_add"))
    assert acts.submit(BEN, form["id"], {"files": [("monitoring.md", NEWER)], "label": "Third"}) == {}
    tab.office.slack.until(
        lambda: ENGLISH.uploads.progress_elsewhere in shown(tab.office.slack.workspace.views(BEN)[-1])
    )
    seen = on_page(tab)
    assert "*Edition Third*" in seen
    assert ENGLISH.uploads.progress_elsewhere not in seen


def test_the_page_of_a_guide_says_why_a_file_did_not_become_an_edition(tab: HomeTab) -> None:
    appoint(tab.office, ben=Role.EDITOR)
    view, acts = page(tab), tab.office.slack.acts
    form = tab.office.view(BEN, "upload_form", lambda: acts.click_in_view(BEN, str(view["id"]), "edition_add"))
    assert acts.submit(BEN, form["id"], {"files": [("monitoring.md", b"")]}) == {}
    assert "monitoring.md is empty" in on_page(tab)
