"""Journeys of those who keep people: certificates from elsewhere come in from a list, how all stand goes out."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from bot.learning.item_files import ItemsToDo
from bot.playground.people import direct
from bot.texts.english import ENGLISH
from bot.texts.spanish import SPANISH
from knowledge.members.roles import Role
from learning.cohorts.service import add, make
from learning.exchange.tables import Form
from learning.past.queries import past_certificates
from storage import jobs
from tests.journeys.certified import DEFINITION, TITLE, Certified, certifying
from tests.journeys.home_tab import HomeTab, appoint
from tests.journeys.item_desk import files
from tests.journeys.workplace import AMARA, BEN, CARMEN, DEV, Message, shown

SAID = ENGLISH.exchange
HEADER = "person,certification,issued,expires,source\n"
LIST = (
    f"{HEADER}@dev,{DEFINITION.key},2026-01-02,2096-01-02,=Register\n"
    f"U0NOBODY,{DEFINITION.key},2026-01-02,,\n@dev,{DEFINITION.key},31/12/2025,,\n"
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Certified]:
    with certifying(tmp_path / "data") as office:
        appoint(office, carmen=Role.ADMIN)
        yield Certified(office).prepare()


def last(desk: Certified, person: str = AMARA) -> Message:
    desk.office.settle()
    return desk.office.answers(direct(person))[-1]


def hand_in(desk: Certified, text: str, person: str = AMARA) -> Message:
    """A list is given to the form; returns what is said of it."""
    tab = HomeTab(desk.office, person).open().press("panel_certificates")
    form = tab.form("learners_take_over_form", "learners_take_over")
    desk.office.slack.acts.submit(person, form["id"], {"file": [("list.csv", text.encode())]})
    return last(desk, person)


def exported(desk: Certified, form: str) -> bytes:
    tab = HomeTab(desk.office, AMARA).open().press("panel_certificates")
    view = tab.form("learners_export_form", "learners_export")
    assert tab.send(view, form=form) == {}
    return files(desk.office, AMARA)[f"learners.{form}"]


def meant(message: Message) -> list[dict[str, Any]]:
    """Whom the lines of a list mean, as the message names them."""
    lists = [part for block in message["blocks"] for part in block.get("elements", ()) if "elements" in part]
    return [part for one in lists for line in one["elements"] for part in line.get("elements", ())]


def past(desk: Certified) -> list[tuple[date, date | None, str | None]]:
    with desk.office.services.database.reading() as session:
        found = past_certificates(session, desk.workspace, [DEV])
    return [(one.issued, one.expires, one.source) for one in found.values()]


def test_a_list_is_looked_at_first_taken_over_on_a_press_and_the_table_tells_it(desk: Certified) -> None:
    seen = hand_in(desk, LIST)
    told = shown(seen)
    assert "From this list I would take over: 1 certificate." in told
    assert "Line 3: “U0NOBODY” is nobody's Slack id, username or address here." in told
    assert {"type": "user", "user_id": DEV} in meant(seen)
    assert "Line 4: “31/12/2025” is no date as 2026-03-31." in told
    assert past(desk) == []
    desk.office.click(AMARA, direct(AMARA), seen, "learners_take_over_go")
    assert "Taken over: 1 certificate." in shown(last(desk))
    assert "learners_take_over_go" not in str(desk.office.answers(direct(AMARA)))
    assert past(desk) == [(date(2026, 1, 2), date(2096, 1, 2), "=Register")]
    tab = HomeTab(desk.office, AMARA).open().press("panel_certificates")
    assert SAID.recorded.of(1) in tab.text
    assert TITLE in tab.text
    rows = list(csv.DictReader(io.StringIO(exported(desk, "csv").decode("utf-8-sig"))))
    (dev,) = [row for row in rows if row["person"] == DEV]
    assert (dev["name"], dev[f"{DEFINITION.key} standing"]) == ("Dev Patel", "recorded")
    sheet = load_workbook(io.BytesIO(exported(desk, "xlsx"))).active
    assert sheet is not None
    assert DEV in {row[0].value for row in sheet.iter_rows()}


def test_whoever_may_not_keep_people_any_more_takes_nothing_over(desk: Certified) -> None:
    seen = hand_in(desk, LIST, CARMEN)
    appoint(desk.office, carmen=Role.LEARNER)
    desk.office.click(CARMEN, direct(CARMEN), seen, "learners_take_over_go")
    desk.office.settle()
    assert past(desk) == []


def test_a_list_that_means_somebody_else_by_then_is_to_be_handed_in_again(desk: Certified) -> None:
    seen = hand_in(desk, LIST)
    people = desk.office.slack.workspace.people
    people[DEV] = replace(people[DEV], name="deva")
    people["U0OTHER"] = replace(people[DEV], id="U0OTHER", name="dev")
    desk.office.click(AMARA, direct(AMARA), seen, "learners_take_over_go")
    assert SAID.changed_meanwhile in shown(last(desk))
    assert past(desk) == []


def test_what_is_no_list_is_told_and_offers_nothing(desk: Certified) -> None:
    seen = hand_in(desk, "name;age\nDev;30\n")
    assert "Line 1: these can't be the columns: name, age." in shown(seen)
    assert "learners_take_over_go" not in str(seen)


def test_a_mentor_gets_the_learners_of_a_cohort_that_are_hers_and_a_stranger_to_it_none(desk: Certified) -> None:
    with desk.office.services.database.transaction() as session:
        cohort = make(session, desk.workspace, "Spring", [DEV, "U0LEO"], by=AMARA, now=desk.now())
        add(session, desk.workspace, cohort, [DEV], mentor=CARMEN, by=AMARA, now=desk.now())
    appoint(desk.office, carmen=Role.LEARNER)
    tab = HomeTab(desk.office, CARMEN).open().press("panel_cohorts").press("cohort_open")
    assert tab.send(tab.form("learners_export_form", "learners_export"), form="csv") == {}
    assert SPANISH.exchange.told_elsewhere in tab.text
    desk.office.settle()
    todo = ItemsToDo("an old button", BEN, desk.now())
    jobs.start(todo.job, desk.office.bot.parts.keepers.exports.send, todo, cohort, Form.CSV)
    rows = csv.DictReader(io.StringIO(files(desk.office, CARMEN)["learners.csv"].decode("utf-8-sig")))
    assert [(row["person"], row["cohort"], row["mentor"]) for row in rows] == [(DEV, "Spring", CARMEN)]
    assert files(desk.office, BEN) == {}
