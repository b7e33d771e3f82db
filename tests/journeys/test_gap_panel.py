"""Journeys of those who look after the library with what was asked in vain, in the Home tab."""

import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.durable import time_now
from bot.playground.people import direct
from bot.texts.english import ENGLISH
from knowledge.gaps.csv import COLUMNS
from knowledge.gaps.service import give
from knowledge.gaps.summaries import gap_page
from knowledge.members.roles import OPERATOR, Role
from knowledge.standard.service import save
from storage.schema import new_id
from tests.journeys.home_tab import HomeTab, appoint
from tests.journeys.workplace import AMARA, BEN, CARMEN, MENTORS, QUESTION, Workplace, shown, workplace

SAID = ENGLISH.gaps
IN_VAIN = "Which payroll software should we buy for the office?"


@pytest.fixture
def office(data_dir: Path) -> Iterator[Workplace]:
    with workplace(data_dir) as office:
        appoint(office, amara=Role.OWNER, ben=Role.EDITOR)
        yield office


@pytest.fixture
def tab(office: Workplace) -> HomeTab:
    """Two people asked the same in vain, and Amara looks at it."""
    for person in (BEN, CARMEN):
        office.asked(person, MENTORS, f"@Fieldwise {IN_VAIN}")
    office.bot.parts.gaps.gather()
    return HomeTab(office, AMARA).open().press("panel_gaps")


def only(tab: HomeTab, what: str) -> str:
    """The value of what can be chosen of the only gap."""
    options = [one for block in tab.view["blocks"] for one in block.get("accessory", {}).get("options", ())]
    return next(str(one["value"]) for one in options if one["value"].startswith(f"{what}:"))


def choose(tab: HomeTab, what: str) -> HomeTab:
    value = only(tab, what)
    return tab.press("gap_menu", value, button=value)


def test_a_gap_is_seen_with_how_many_asked_and_not_who(tab: HomeTab) -> None:
    assert IN_VAIN in tab.text
    assert SAID.questions.of(2) in tab.text
    assert SAID.askers.of(2) in tab.text
    assert CARMEN not in tab.text
    assert SAID.owner_mrkdwn.format(person=f"<@{AMARA}>") in str(tab.view)
    assert SAID.not_found.format(count=2) in tab.text


def test_the_words_of_what_somebody_asked_alone_are_not_shown(office: Workplace) -> None:
    office.asked(CARMEN, direct(CARMEN), IN_VAIN)
    office.bot.parts.gaps.gather()
    tab = HomeTab(office, AMARA).open().press("panel_gaps")
    assert SAID.gaps.of(1) in tab.text
    assert SAID.asked_alone in tab.text
    assert IN_VAIN not in tab.text


def test_a_gap_is_given_to_somebody_set_aside_and_opened_again(tab: HomeTab) -> None:
    value = only(tab, "give")
    form = tab.form("gap_give_form", "gap_menu", value, button=value)
    refused = ENGLISH.refusals.gap_owner_unfit.format(role=ENGLISH.refusals.as_role[Role.LEARNER])
    (said,) = tab.send(form, person=CARMEN).values()
    assert said == refused
    assert tab.send(form, person=BEN) == {}
    assert SAID.owner_mrkdwn.format(person=f"<@{BEN}>") in str(tab.view)
    tab.office.settle()
    told = tab.office.answers(direct(BEN))
    assert [m["text"] for m in told] == [ENGLISH.asking.given_mrkdwn.format(person=f"<@{AMARA}>")]
    assert tab.office.answers(direct(CARMEN)) == []
    choose(tab, "set_aside")
    assert SAID.none in tab.text
    tab.press("gaps_view", "set_aside")
    assert IN_VAIN in tab.text
    choose(tab, "open")
    tab.press("gaps_view", "undone")
    assert IN_VAIN in tab.text


def test_whom_a_gap_is_given_to_on_the_command_line_is_told_within_minutes_and_once(tab: HomeTab) -> None:
    office, workspace = tab.office, tab.office.bot.parts.workspace
    with office.services.database.transaction() as session:
        (one,) = gap_page(session, workspace).rows
        assert give(session, workspace, one.id, BEN, by=OPERATOR, now=time_now())
    for minutes in range(3):
        office.bot.parts.schedule.tick(time_now() + timedelta(minutes=minutes))
        office.settle()
    told = [m["text"] for m in office.answers(direct(BEN))]
    assert told == [ENGLISH.asking.given_mrkdwn.format(person=ENGLISH.publishing.operator)]
    with office.services.database.transaction() as session:
        for person in (AMARA, BEN):
            give(session, workspace, one.id, person, by=OPERATOR, now=time_now())
    office.bot.parts.schedule.tick(time_now() + timedelta(minutes=3))
    office.settle()
    assert [len([m for m in office.answers(direct(p)) if "gap_given" in str(m)]) for p in (AMARA, BEN)] == [0, 2]


def test_thanks_are_for_nobody_to_answer_and_no_gap(office: Workplace) -> None:
    thanked, edited = (office.ask(CARMEN, MENTORS, f"@Fieldwise {said}") for said in ("thanks!", IN_VAIN))
    office.answer_to(MENTORS, edited)
    assert office.answers(MENTORS, thanked) == []
    office.slack.acts.edit(CARMEN, MENTORS, edited, "@Fieldwise thanks!")
    office.settle()
    office.bot.parts.gaps.gather()
    assert SAID.none in HomeTab(office, AMARA).open().press("panel_gaps").text


def test_a_question_that_is_deleted_is_gone_from_the_gaps_at_once(office: Workplace) -> None:
    asked = office.ask(CARMEN, MENTORS, f"@Fieldwise {IN_VAIN}")
    office.answer_to(MENTORS, asked)
    office.bot.parts.gaps.gather()
    tab = HomeTab(office, AMARA).open().press("panel_gaps")
    assert IN_VAIN in tab.text
    office.slack.acts.delete(CARMEN, MENTORS, asked)
    office.settle()
    assert IN_VAIN not in tab.press("panel_gaps").text


def test_the_gaps_come_as_a_file(tab: HomeTab) -> None:
    tab.press("gaps_export")
    told = tab.office.slack.until(lambda: [m for m in tab.office.answers(direct(AMARA)) if m.get("files")])[-1]
    assert told["text"] == SAID.exported.of(1)
    content = tab.office.slack.platform.files.content(told["files"][0]["id"]) or b""
    head, row = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    assert tuple(head) == COLUMNS
    assert (row[1], row[2], row[5], row[7]) == (IN_VAIN, "open", "2", "2")


def test_whoever_may_not_close_gaps_any_more_is_told_so(tab: HomeTab) -> None:
    ben = HomeTab(tab.office, BEN).open().press("panel_gaps")
    appoint(tab.office, ben=Role.LEARNER)
    choose(ben, "closed")
    assert ENGLISH.refusals.not_allowed.format(role=ENGLISH.refusals.as_role[Role.LEARNER]) in ben.text
    assert SAID.about not in ben.text


def test_a_standard_answer_is_told_to_whoever_asks_and_removed_in_the_panel(office: Workplace) -> None:
    services, workspace = office.services, office.bot.parts.workspace
    vector, key = services.embedder.embed_question(IN_VAIN), new_id()
    with services.database.transaction() as session:
        text, model = "None: ask Amara for a pen.", services.embedder.model_id
        save(session, workspace, key, IN_VAIN, text, vector=vector, model=model, by=AMARA, now=time_now())
    assert "None: ask Amara for a pen." in shown(office.asked(CARMEN, MENTORS, f"@Fieldwise {IN_VAIN}"))
    tab = HomeTab(office, AMARA).open().press("panel_gaps").press("gaps_view", "standard")
    assert "None: ask Amara for a pen." in tab.text
    tab.press("standard_remove", button=key)
    assert SAID.no_standard in tab.text
    assert "ask Amara for a pen" not in shown(office.asked(CARMEN, MENTORS, f"@Fieldwise {IN_VAIN}"))


def test_what_three_people_asked_becomes_drafts_of_quiz_questions(office: Workplace) -> None:
    for person in (AMARA, BEN, CARMEN):
        office.asked(person, MENTORS, f"@Fieldwise {QUESTION}")
    tab = HomeTab(office, AMARA).open().press("panel_gaps").press("gaps_view", "often")
    assert SAID.people.of(3) in tab.text
    form = tab.form("items_draft_form", "gaps_draft")
    chosen = next(b["element"] for b in form["blocks"] if b.get("block_id") == "guide")["initial_option"]
    assert chosen["text"]["text"] == SAID.draft_from
    assert tab.send(form, guide=chosen["value"], competency="support", pool="practice") == {}
    office.settle()
    assert "new draft" in shown(office.answers(direct(AMARA))[-1])
