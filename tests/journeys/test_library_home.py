"""Journeys of those who look after the library, in the Home tab."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.durable import time_now
from bot.playground.people import direct
from bot.texts.english import ENGLISH
from bot.texts.spanish import SPANISH
from knowledge.audit.actions import Action
from knowledge.audit.queries import entries
from knowledge.audit.values import Entry
from knowledge.guides import life
from knowledge.guides.library import ShelfState
from knowledge.guides.service import add_edition
from knowledge.members.roles import Role
from storage.schema import new_id
from tests.journeys.home_tab import HomeTab, appoint
from tests.journeys.workplace import (
    AMARA,
    BEN,
    CARMEN,
    DEV,
    MENTORS,
    OLIVIA,
    QUESTION,
    Workplace,
    scripted,
    shown,
    workplace,
)
from tests.knowledge.library import NOW, edition_draft

SAID, PEOPLE, GOLDEN, REFUSED = ENGLISH.library, ENGLISH.people, ENGLISH.golden, ENGLISH.refusals
MONITORING = "Monitoring and supporting matches"


@pytest.fixture
def office(data_dir: Path) -> Iterator[Workplace]:
    with workplace(data_dir, answering=scripted) as office:
        yield office


def log(office: Workplace) -> list[Entry]:
    with office.services.database.reading() as session:
        return entries(session, office.bot.parts.workspace, limit=20)


def row(tab: HomeTab, title: str) -> str:
    return next(text for text in tab.rows() if title in text)


def menu(tab: HomeTab, title: str, what: str) -> str:
    """The option of a guide's menu."""
    block = next(b for b in tab.view["blocks"] if title in b.get("text", {}).get("text", "") and "accessory" in b)
    return next(str(o["value"]) for o in block["accessory"]["options"] if o["value"].startswith(f"{what}:"))


def test_a_learner_s_home_says_nothing_of_keeping_the_library(office: Workplace) -> None:
    appoint(office, amara=Role.OWNER)
    tab = HomeTab(office, CARMEN).open()
    assert SPANISH.home_about in tab.text
    assert tab.view["private_metadata"] == ""
    assert [text for text in (*SPANISH.library.panels.values(), SPANISH.library.claim) if text in tab.text] == []


def test_who_keeps_the_workspace_takes_charge_of_a_library_without_an_owner_once(office: Workplace) -> None:
    assert SAID.claim not in HomeTab(office, DEV).open().text
    tab = HomeTab(office, AMARA).open()
    assert SAID.no_owner in tab.text
    tab.press("library_claim")
    assert SAID.claimed in tab.text
    assert SAID.panels["library"] in tab.text
    assert SAID.claim not in tab.text
    assert [(e.actor, e.action, e.subject) for e in log(office)[:1]] == [(AMARA, Action.ROLE_GIVEN, AMARA)]


def test_whoever_installed_the_app_is_the_first_owner_and_only_the_first(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FIELDWISE_OWNER", BEN)
    with workplace(data_dir) as office:
        assert PEOPLE.people.of(1) in HomeTab(office, BEN).open().press("panel_people").text
        assert [(e.actor, e.action, e.subject) for e in log(office)[:1]] == [(BEN, Action.ROLE_GIVEN, BEN)]
    monkeypatch.setenv("FIELDWISE_OWNER", DEV)
    with workplace(data_dir) as office:
        assert SAID.panels["people"] not in HomeTab(office, DEV).open().text


def test_the_library_shows_each_guide_with_its_state_and_how_it_was_used(data_dir: Path) -> None:
    with workplace(data_dir) as office:
        appoint(office, ben=Role.EDITOR)
        answer = office.asked(DEV, MENTORS)
        office.slack.acts.click(DEV, MENTORS, answer["ts"], "feedback", value="negative")
        office.asked(CARMEN, MENTORS, f"@Fieldwise {QUESTION} Please.")
        office.settle()
        tab = HomeTab(office, BEN).open().press("panel_library")
        assert SAID.guides.of(9) in tab.text
        assert "2 questions answered from it · 1 thumb down · next review 1 November 2028" in row(tab, MONITORING)
        assert SAID.states[ShelfState.CURRENT] in row(tab, MONITORING)


def test_guides_are_found_by_words_and_by_their_state(office: Workplace) -> None:
    appoint(office, ben=Role.EDITOR)
    tab = HomeTab(office, BEN).open().press("panel_library")
    tab.press("library_find", "SUPPORT monitoring")
    assert [MONITORING in text for text in tab.rows()] == [True]
    assert SAID.guides_found.of(1) in tab.text
    tab.press("library_state", "overdue")
    assert SAID.none_found in tab.text
    tab.press("library_clear")
    assert len(tab.rows()) == 9


def test_guides_are_found_by_the_name_of_who_answers_for_them(office: Workplace) -> None:
    appoint(office, ben=Role.EDITOR)
    tab = HomeTab(office, BEN).open().press("panel_library")
    page = tab.form("guide_page", "guide_menu", menu(tab, MONITORING, "open"), button=menu(tab, MONITORING, "open"))
    office.slack.acts.click_in_view(BEN, page["id"], "guide_owner", DEV)
    office.settle()
    assert f"<@{DEV}>" in shown(office.slack.workspace.views(BEN)[-1])
    tab.press("library_find", "patel")
    assert [MONITORING in text for text in tab.rows()] == [True]
    assert [(e.action, e.after) for e in log(office)[:1]] == [(Action.OWNER_CHANGED, {"owner": DEV})]


def test_nobody_from_outside_answers_for_a_guide_or_gets_a_role(office: Workplace) -> None:
    appoint(office, amara=Role.OWNER)
    tab = HomeTab(office, AMARA).open().press("panel_library")
    page = tab.form("guide_page", "guide_menu", menu(tab, MONITORING, "open"), button=menu(tab, MONITORING, "open"))
    office.slack.acts.click_in_view(AMARA, page["id"], "guide_owner", OLIVIA)
    office.settle()
    assert SAID.owner_is_outside in shown(office.slack.workspace.views(AMARA)[-1])
    office.slack.acts.close_view(AMARA, page["id"])
    form = tab.press("panel_people").form("role_form", "role_give")
    assert tab.send(form, person=OLIVIA, role="editor") == {"person": PEOPLE.person_is_outside}
    assert [e.action for e in log(office)[:2]] == [Action.ROLE_GIVEN, Action.PUBLISHED]


def test_the_page_of_a_guide_tells_all_that_is_known_of_it(office: Workplace) -> None:
    appoint(office, ben=Role.REVIEWER)
    tab = HomeTab(office, BEN).open().press("panel_library")
    page = tab.form("guide_page", "guide_menu", menu(tab, MONITORING, "open"), button=menu(tab, MONITORING, "open"))
    text = shown(page)
    assert MONITORING in text
    assert "published, somebody on the command line" in text
    assert "4 questions" not in text
    assert SAID.answered.of(0) in text
    assert SAID.no_reviews in text
    assert SAID.no_golden in text


def test_a_guide_is_still_right_with_one_choice_of_its_menu(office: Workplace) -> None:
    appoint(office, ben=Role.EDITOR)
    tab = HomeTab(office, BEN).open().press("panel_library")
    option = menu(tab, MONITORING, "reviewed")
    tab.click("guide_menu", option, button=option)
    office.settle()
    assert [(e.actor, e.action) for e in log(office)[:1]] == [(BEN, Action.REVIEWED)]


def test_roles_are_given_and_taken_and_the_only_owner_stays(office: Workplace) -> None:
    appoint(office, amara=Role.OWNER)
    tab = HomeTab(office, AMARA).open().press("panel_people")
    assert tab.send(tab.form("role_form", "role_give"), person=DEV, role="admin") == {}
    assert PEOPLE.people.of(2) in tab.text
    assert told(office, DEV) == PEOPLE.role_given.format(role="admin")
    form = tab.form("role_form", "role_change", button=f"owner:{AMARA}")
    assert form["title"]["text"] == PEOPLE.change_title
    assert PEOPLE.present_role.format(role="owner") in shown(form)
    assert tab.send(form, role="editor") == {"role": REFUSED.last_owner}
    office.slack.acts.close_view(AMARA, form["id"])

    other = HomeTab(office, DEV).open().press("panel_people")
    form = other.form("role_form", "role_give")
    wrong = other.send(form, person=CARMEN, role="owner")
    assert wrong == {"role": REFUSED.not_allowed.format(role=REFUSED.as_role[Role.ADMIN])}
    office.slack.acts.close_view(DEV, form["id"])

    assert tab.send(tab.form("role_form", "role_change", button=f"admin:{DEV}"), role="learner") == {}
    assert PEOPLE.people.of(1) in tab.text
    assert told(office, DEV) == PEOPLE.role_taken
    assert [e.action for e in log(office)[:3]] == [Action.ROLE_GIVEN, Action.REFUSED, Action.ROLE_GIVEN]


def told(office: Workplace, person: str) -> str:
    """What the bot wrote last to a person."""
    office.settle()
    return shown(office.answers(direct(person))[-1])


def test_who_lost_a_role_is_told_so_and_sees_what_everybody_sees(office: Workplace) -> None:
    appoint(office, amara=Role.OWNER, dev=Role.ADMIN)
    tab = HomeTab(office, DEV).open().press("panel_settings")
    appoint(office, dev=Role.LEARNER)
    tab.press("policy_second_person")
    assert REFUSED.not_allowed.format(role=REFUSED.as_role[Role.LEARNER]) in tab.text
    assert SAID.panels["settings"] not in tab.text
    assert log(office)[0].action == Action.REFUSED


def test_the_audit_log_is_narrowed_and_turned_page_by_page(office: Workplace) -> None:
    appoint(office, amara=Role.OWNER, ben=Role.EDITOR)
    tab = HomeTab(office, AMARA).open().press("panel_audit")
    assert "role: learner → editor" in tab.text
    first = tab.text
    tab.press("audit_older")
    assert (len(set(tab.text.splitlines()) & {f"role: learner → {name}" for name in ("editor", "owner")})) == 0
    tab.press("audit_newer")
    assert tab.text == first
    tab.press("audit_action", Action.PUBLISHED.value)
    assert "role: learner" not in tab.text
    assert tab.text.count(PEOPLE.actions[Action.PUBLISHED]) >= 9
    tab.press("audit_actor", CARMEN)
    assert PEOPLE.nothing_done in tab.text
    tab.press("audit_clear")
    assert tab.text == first


def test_the_log_of_one_guide_tells_what_was_done_to_it(office: Workplace) -> None:
    appoint(office, amara=Role.OWNER)
    tab = HomeTab(office, AMARA).open().press("panel_library")
    guide = menu(tab, MONITORING, "open").partition(":")[2]
    tab.press("panel_audit").press("audit_guide", guide)
    lines = [b["text"]["text"] for b in tab.view["blocks"] if b["type"] == "section"]
    assert len(lines) == 2
    assert all(MONITORING in line for line in lines)


def test_a_workspace_decides_whether_a_second_person_publishes_and_how_evidence_is_rated(office: Workplace) -> None:
    appoint(office, amara=Role.OWNER)
    tab = HomeTab(office, AMARA).open().press("panel_settings")
    assert PEOPLE.second_person_on in tab.text
    (turn,) = [
        e for b in tab.view["blocks"] if (e := b.get("accessory", {})).get("action_id") == "policy_second_person"
    ]
    assert turn["confirm"]["text"]["text"] == PEOPLE.turn_off_question
    off = tab.press("policy_second_person").text
    assert PEOPLE.second_person_off in off
    assert (PEOPLE.one_person in off, PEOPLE.second_person in off) == (True, False)
    tab.press("policy_scheme", "tiers")
    assert [e.after for e in log(office)[:1]] == [
        {"second_person": False, "evidence_scheme": "tiers", "report_channel": None}
    ]


def test_a_community_is_made_changed_and_removed(office: Workplace) -> None:
    appoint(office, amara=Role.OWNER)
    tab = HomeTab(office, AMARA).open().press("panel_settings")
    form = tab.form("community_form", "community_add")
    assert tab.send(form, name="coaches") == {"channels": PEOPLE.community_empty}
    wrong = tab.send(form, name="everybody", channels=[MENTORS])
    assert wrong == {"name": REFUSED.community_name.format(name="everybody")}
    assert tab.send(form, name="coaches", channels=[MENTORS], people=[DEV]) == {}
    assert "1 channel · 1 person" in tab.text
    form = tab.form("community_form", "community_change", button="coaches")
    assert tab.send(form, people=[DEV, CARMEN]) == {}
    assert "1 channel · 2 persons" in tab.text
    tab.press("community_remove", button="coaches")
    assert PEOPLE.no_communities in tab.text


def test_two_presses_in_a_row_end_with_the_last_one(office: Workplace) -> None:
    appoint(office, amara=Role.OWNER)
    tab = HomeTab(office, AMARA).open()
    for panel in ("library", "people", "audit", "settings", "people"):
        tab.click(f"panel_{panel}")
    office.settle()
    assert PEOPLE.people_about in tab.text


def test_home_comes_back_to_where_it_was(office: Workplace) -> None:
    appoint(office, amara=Role.OWNER)
    tab = HomeTab(office, AMARA).open().press("panel_people")
    assert PEOPLE.people_about in tab.open().text
    assert ENGLISH.home_about in tab.press("panel_start").text


def test_a_reviewer_sees_what_waits_and_is_sent_the_edition(office: Workplace) -> None:
    appoint(office, amara=Role.OWNER, ben=Role.EDITOR)
    tab = HomeTab(office, AMARA).open().press("panel_reviews")
    assert SAID.nothing_to_review in tab.text
    drafted(office, "Late drafts")
    waiting = drafted(office, "Group mentoring")
    with office.services.database.transaction() as session:
        life.submit(session, office.bot.parts.workspace, waiting, by=BEN, now=NOW)
    tab.press("panel_reviews")
    waits = [("Group mentoring" in text, f"<@{BEN}>" in text) for text in tab.rows()]
    assert (waits, SAID.to_review.of(1) in tab.text) == ([(True, True), (False, True)], True)
    tab.press("edition_open", button=waiting)
    assert SAID.card_sent in tab.text
    assert "Group mentoring" in shown(office.answers(direct(AMARA))[-1])
    own = HomeTab(office, BEN).open().press("panel_reviews")
    assert SAID.own_drafts.of(1) in own.text
    assert [next(t for t in ("Group mentoring", "Late drafts") if t in text) for text in own.rows()] == [
        "Group mentoring",
        "Late drafts",
    ]


def test_who_publishes_reaches_what_others_drafted_and_what_waits_for_its_day(office: Workplace) -> None:
    appoint(office, amara=Role.OWNER, ben=Role.EDITOR)
    draft = drafted(office, "Group mentoring")
    tab = HomeTab(office, AMARA).open().press("panel_reviews")
    assert SAID.other_drafts.of(1) in tab.text
    assert SAID.card_sent in tab.press("edition_open", button=draft).text
    tab.press("panel_library")
    option = menu(tab, "Group mentoring", "open")
    page = tab.form("guide_page", "guide_menu", option, button=option)
    office.slack.acts.click_in_view(AMARA, page["id"], "edition_open")
    office.settle()
    there = SAID.card_there.format(date=ENGLISH.day(time_now().date()))
    assert there in shown(office.slack.workspace.views(AMARA)[-1])
    assert ["Group mentoring" in shown(card) for card in office.answers(direct(AMARA))] == [True]


def test_an_edition_that_waits_is_told_of_at_its_guide(office: Workplace) -> None:
    appoint(office, ben=Role.EDITOR)
    drafted(office, "Group mentoring")
    tab = HomeTab(office, BEN).open().press("panel_library").press("library_state", "draft")
    assert [SAID.waiting_draft in text for text in tab.rows()] == [True]
    assert SAID.counted[ShelfState.DRAFT].format(count=1) in tab.text


def drafted(office: Workplace, title: str) -> str:
    """A draft of Ben's of a guide that readers do not see."""
    edition_id = new_id()
    with office.services.database.transaction() as session:
        draft = edition_draft(title, f"{title} needs two staff.")
        add_edition(session, office.bot.parts.workspace, edition_id, draft, by=BEN, now=NOW)
    return edition_id
