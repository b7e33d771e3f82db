"""Journeys of a learner at her Home tab: what she has learned, a page of her own, a calendar; how much work that is."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.blocks.library.showing import Showing
from bot.library.presses import Turned
from bot.linking import linked_pages
from bot.playground.people import direct
from bot.settings import Settings
from bot.texts.english import ENGLISH
from bot.texts.spanish import SPANISH
from evals.workload.histories import fill
from learning.exchange.values import LinkKind
from storage.database import Database
from storage.upgrade import upgrade
from storage.workspaces import LOCAL, ensure_workspace
from tests.journeys.home_tab import HomeTab
from tests.journeys.test_library_home_figures import statements
from tests.journeys.workplace import BEN, CARMEN, DEV, Message, Workplace, scripted, workplace

NOW = datetime.now(UTC)
ADDRESS = "https://badges.example.org"
MOST_STATEMENTS = 6


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workplace]:
    folder = tmp_path_factory.mktemp("learners")
    database = Database(Settings(data_dir=folder, database_url=None).database)
    upgrade(database)
    with database.transaction() as session:
        workspace = ensure_workspace(session, LOCAL, now=NOW)
    fill(database, workspace, [BEN, CARMEN], answers=60, now=NOW)
    database.close()
    with workplace(folder, answering=scripted) as office:
        settings = office.services.settings
        office.services.settings = settings.model_copy(update={"public_url": ADDRESS})
        yield office


@pytest.fixture(scope="module")
def pages(office: Workplace) -> TestClient:
    return TestClient(Starlette(routes=linked_pages(office.services, office.bot.parts).routes()))


@pytest.mark.parametrize("person", [BEN, DEV])
def test_a_learner_s_home_tab_takes_six_statements_at_most(office: Workplace, person: str) -> None:
    publish = office.bot.parts.homes.publish
    publish(Turned(person, Showing()), None)
    with statements(office) as found:
        publish(Turned(person, Showing()), None)
    assert len(found) <= MOST_STATEMENTS, found


def test_a_learner_opens_a_page_of_her_own_and_subscribes_to_her_dates(office: Workplace, pages: TestClient) -> None:
    said = ENGLISH.progress
    tab = HomeTab(office, BEN).open()
    assert said.home in tab.text
    told = answer(office, BEN, lambda: tab.click("progress_page"))
    (secret,) = re.findall(rf"{ADDRESS}/p/([\w-]+)", told["text"])
    page = pages.get(f"/p/{secret}")
    assert said.page_title in page.text
    assert pages.get(f"/p/{secret}/own.png").content.startswith(b"\x89PNG")

    made = answer(office, BEN, lambda: press(office, BEN, told, "calendar_make"))
    (key,) = re.findall(rf"{ADDRESS}/calendar/([\w-]+)\.ics\?language=en", made["text"])
    assert pages.get(f"/calendar/{key}.ics").text.startswith("BEGIN:VCALENDAR")
    ended = answer(office, BEN, lambda: press(office, BEN, made, "calendar_end"))
    assert ended["text"] == said.calendar_revoked
    assert pages.get(f"/calendar/{key}.ics").status_code == 404
    again = answer(office, BEN, lambda: press(office, BEN, made, "calendar_end"))
    assert again["text"] == said.calendar_no_link


def test_who_writes_that_she_wants_to_practise_is_not_answered_from_the_guides(office: Workplace) -> None:
    said = office.whispered(DEV, direct(DEV), lambda: office.ask(DEV, direct(DEV), "practise me, please"))
    office.settle()
    assert (said["text"], office.answers(direct(DEV))) == (ENGLISH.daily.none_left, [])


def test_a_step_that_is_run_again_makes_no_other_address(office: Workplace, pages: TestClient) -> None:
    links = office.bot.parts.progress_links
    told = answer(office, BEN, lambda: links.told(BEN, LinkKind.CALENDAR.value, None, "again", NOW))
    links.told(BEN, LinkKind.CALENDAR.value, None, "again", NOW)
    (key,) = re.findall(rf"{ADDRESS}/calendar/([\w-]+)\.ics", told["text"])
    assert pages.get(f"/calendar/{key}.ics").status_code == 200
    assert len([one for one in office.answers(direct(BEN)) if key in one["text"]]) == 1
    # With a page she is offered to end the calendar that she has.
    page = answer(office, BEN, lambda: HomeTab(office, BEN).open().click("progress_page"))
    ended = answer(office, BEN, lambda: press(office, BEN, page, "calendar_end"))
    assert ended["text"] == ENGLISH.progress.calendar_revoked


def test_what_came_of_ending_a_calendar_is_told_however_often_that_is_tried(office: Workplace) -> None:
    links = office.bot.parts.progress_links
    links.told(BEN, LinkKind.CALENDAR.value, None, "to end", NOW)
    was_there = links.ended(BEN)
    said = answer(office, BEN, lambda: links.told_ended(BEN, was_there, "end", NOW))
    links.told_ended(BEN, was_there, "end", NOW)
    assert said["text"] == ENGLISH.progress.calendar_revoked


def test_a_cohort_that_is_not_hers_gives_nobody_a_page(office: Workplace) -> None:
    before = office.answers(direct(BEN))
    cohort = "01890000-0000-7000-8000-000000000001"
    office.bot.parts.progress_links.told(BEN, LinkKind.COHORT.value, cohort, "forged", NOW)
    office.settle()
    assert not any("/p/" in one["text"] for one in office.answers(direct(BEN))[len(before) :])


def test_a_learner_reads_of_her_learning_in_her_language(office: Workplace) -> None:
    assert SPANISH.progress.home in HomeTab(office, CARMEN).open().text


def answer(office: Workplace, person: str, act: Any) -> Message:
    seen = {one["ts"] for one in office.answers(direct(person))}
    act()
    found = office.slack.until(lambda: [one for one in office.answers(direct(person)) if one["ts"] not in seen])
    message: Message = found[0]
    return message


def press(office: Workplace, person: str, message: Message, action: str) -> None:
    office.slack.acts.click(person, direct(person), message["ts"], action)
