"""Journeys of a coordinator with the analysis of an exam, and of judges who set its cut score."""

import csv
import io
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from bot.durable import time_now
from bot.playground.people import direct
from bot.texts.english import ENGLISH
from knowledge.members.roles import OPERATOR, Role
from learning.analysis.service import rate
from tests.journeys.exam_takers import QUESTIONS, Desk, exam_desk
from tests.journeys.home_tab import HomeTab, appoint
from tests.journeys.workplace import AMARA, BEN, CARMEN, DEV, Message, shown

SAID, PANEL = ENGLISH.analysis, ENGLISH.angoff
PNG = b"\x89PNG\r\n"


@pytest.fixture
def desk(data_dir: Path) -> Iterator[Desk]:
    with exam_desk(data_dir) as desk:
        yield desk


def knows(able: int, number: int) -> bool:
    """Of 40 people the more able know more; question 1 is answered by those alone who know little."""
    return able < 15 if number == 1 else able + number * 4 > 32


def sit(desk: Desk, people: int) -> None:
    for able in range(people):
        desk.takers.sit(f"U0TAKER{able}", partial(knows, able))


def analysis(desk: Desk) -> dict[str, object]:
    """The analysis, as it is when it is filled."""
    tab = desk.tab
    value = desk.menu(tab, "analysis_open")
    view = tab.form("analysis_view", "certification_menu", value, button=value)
    return desk.view(AMARA, view["id"])


def test_nothing_is_said_of_an_exam_that_nobody_has_sat(desk: Desk) -> None:
    assert SAID.nobody_yet in shown(analysis(desk))


def test_few_attempts_have_figures_and_no_judgement(desk: Desk) -> None:
    sit(desk, 5)
    said = shown(analysis(desk))
    assert SAID.too_early.format(persons=SAID.persons.of(5), enough=30) in said
    assert SAID.facility.partition("{")[0] in said
    assert not any(flag in said for flag in SAID.flags.values())


def test_a_wrong_key_is_an_alarm_and_pictures_and_tables_are_sent(desk: Desk) -> None:
    sit(desk, 40)
    view = analysis(desk)
    said = shown(view)
    assert SAID.resting_on.format(persons=SAID.persons.of(40)) in said
    assert SAID.miskeyed.format(items="q1") in said
    assert "Reliability (alpha)" in said
    tab = HomeTab(desk.office, BEN).open().press("panel_items")
    assert ENGLISH.items.facility.format(facility="0.38", persons=SAID.persons.of(40)) in tab.text
    desk.office.slack.acts.click_in_view(AMARA, str(view["id"]), "analysis_files")
    desk.office.settle()
    files = {file["name"]: file["id"] for m in desk.messages(AMARA) for file in m.get("files", ())}
    assert sorted(files) == ["hours-answers.csv", "hours-items.csv", "hours-items.png", "hours-scores.png"]
    content = {name: desk.office.slack.platform.files.content(key) or b"" for name, key in files.items()}
    assert content["hours-items.png"].startswith(PNG)
    rows = list(csv.DictReader(io.StringIO(content["hours-items.csv"].decode("utf-8-sig"))))
    assert [row["item"] for row in rows if "negative_discrimination" in row["flags"]] == ["q1"]
    uploads = [c.arguments for c in desk.office.slack.calls if c.method == "files.getUploadURLExternal"]
    spoken = {one["filename"]: one.get("alt_txt", "") for one in uploads}
    assert "q1" in spoken["hours-items.png"]
    assert "40" in spoken["hours-scores.png"]


def test_who_does_not_keep_certifications_is_refused_the_analysis(desk: Desk) -> None:
    tab = HomeTab(desk.office, BEN).open().press("panel_certifications")
    assert not [value for value in _menu_values(tab) if value.startswith("analysis_open")]
    appoint(desk.office, amara=Role.OWNER, ben=Role.ADMIN)
    tab.press("panel_certifications")
    appoint(desk.office, ben=Role.EDITOR)
    value = desk.menu(tab, "analysis_open")
    tab.press("certification_menu", value, button=value)
    assert ENGLISH.refusals.not_allowed.format(role="an editor") in tab.text


def test_judges_rate_question_after_question_and_their_cut_becomes_the_cut_score(desk: Desk) -> None:
    appoint(desk.office, dev=Role.EDITOR)
    for judge in (AMARA, BEN, CARMEN, DEV):
        judged(desk, judge, 70)
    assert PANEL.too_few.format(enough=5, fewest=1) in shown(desk.messages(AMARA)[-1])
    assert PANEL.too_few.format(enough=5, fewest=4) in shown(desk.messages(DEV)[-1])
    assert "angoff_use" not in str(desk.messages(AMARA)[-1]["blocks"])
    with desk.takers.database.transaction() as session:
        for number in range(1, QUESTIONS + 1):
            rate(
                session,
                desk.takers.workspace,
                desk.takers.version_id(f"q{number}"),
                0.7,
                judge=OPERATOR,
                now=time_now(),
            )
    message = judged(desk, AMARA, 70)
    assert PANEL.cut.format(judges=PANEL.judges.of(5), percent=70, items=QUESTIONS) in shown(message)
    assert desk.takers.certification.definition.passing.percent == 50
    desk.office.click(AMARA, direct(AMARA), message, "angoff_use")
    desk.office.settle()
    assert desk.takers.certification.definition.passing.percent == 70
    assert desk.takers.certification.number == 2


def judged(desk: Desk, judge: str, percent: int) -> Message:
    """A judge rates all questions; returns the message in the end."""
    tab = HomeTab(desk.office, judge).open().press("panel_certifications")
    value = desk.menu(tab, "angoff_open")
    before = len(desk.messages(judge))
    tab.press("certification_menu", value, button=value)
    message = desk.office.slack.until(lambda: desk.messages(judge)[before:])[-1]
    for _ in range(QUESTIONS):
        current = _now(desk, judge, message)
        options = [o["value"] for b in current["blocks"] for e in b.get("elements", ()) for o in e.get("options", ())]
        if not options:
            break
        chosen = next(one for one in options if one.endswith(f":{percent}"))
        desk.office.click(judge, direct(judge), current, "angoff_rate", chosen)
        desk.office.settle()
    return _now(desk, judge, message)


def _now(desk: Desk, person: str, message: Message) -> Message:
    found = desk.office.slack.workspace.message(direct(person), message["ts"])
    assert found is not None
    return found


def _menu_values(tab: HomeTab) -> list[str]:
    found = [b["accessory"]["options"] for b in tab.view["blocks"] if b.get("accessory", {}).get("type") == "overflow"]
    return [str(one["value"]) for options in found for one in options]
