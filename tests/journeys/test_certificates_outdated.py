"""Journeys of a certificate that a guide outdates, and of the short exam that makes it current again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.blocks.learning.item_card import item_page
from bot.cli import app
from bot.durable import time_now
from bot.learning.item_cards import shown_of
from bot.services import Services
from bot.settings import Settings
from bot.texts.english import ENGLISH
from knowledge.members.roles import OPERATOR
from learning.attempts.queries import attempt, open_attempts, open_exam
from learning.attempts.values import Kind
from learning.certifications.service import retire
from learning.certifications.starter import put_starter
from learning.items.queries import bank, versions_of
from learning.items.values import ItemState
from learning.standing.values import Severity, Standing
from storage.workspaces import LOCAL, require_workspace
from tests.journeys.certified import CALM, DEFINITION, TITLE, Certified, certifying
from tests.journeys.conftest import STARTER
from tests.journeys.editions import CHANGED, GUIDE, LATE, NEW, buttons, direct
from tests.journeys.home_tab import HomeTab
from tests.journeys.workplace import AMARA, BEN, DEV, shown

SAID = ENGLISH.certificates
CHANGED_RULE = GUIDE.replace(LATE, CALM)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Certified]:
    with certifying(tmp_path / "data") as office:
        yield Certified(office).prepare()


def test_an_edition_that_changes_a_rule_takes_the_question_out_and_the_short_exam_mends(desk: Certified) -> None:
    one = desk.certify()
    second = desk.published(CHANGED_RULE, guide=desk.guide.guide_id)
    assert desk.states() == [ItemState.PUBLISHED, ItemState.QUARANTINED]
    assert (desk.held().standing, desk.held().severity) == (Standing.OUTDATED, Severity.MAJOR)
    with desk.office.services.database.reading() as session:
        out = versions_of(session, desk.workspace, "late")[0]
        page = shown(item_page(shown_of(session, desk.workspace, out.id, BEN), "", ENGLISH))
    assert f"Edition {second.label} of" in page
    assert "changed this passage" in page
    assert "do not" in page
    assert SAID.reads_now in page
    report = next(m for m in desk.news(AMARA) if "holders_tell" in str(m["blocks"]))
    assert SAID.items_out.of(1) in shown(report)
    assert f"{SAID.resting.of(1)} ({SAID.resting_major.of(1)})." in shown(report)
    for _ in range(2):
        desk.office.click(AMARA, direct(AMARA), report, "holders_tell")
    desk.office.settle()
    told = [m for m in desk.news(DEV) if "change_notice:" in str(m["blocks"])]
    assert len(told) == 1
    assert "do not" in shown(told[0])
    assert "delta_start" in buttons(told[0])
    again = next(m for m in desk.news(AMARA) if m["ts"] == report["ts"])
    assert SAID.holders_told.of(1) in shown(again)
    assert "holders_tell" not in buttons(again)
    assert SAID.standings[Standing.OUTDATED] in HomeTab(desk.office, DEV).open().text
    desk.write("late", CALM, "late")
    desk.press_on(DEV, told[0], "delta_start")
    asked = shown(desk.news(DEV)[-1])
    assert f"Short exam on what changed: {TITLE} · question 1 of 1" in asked
    assert CALM in asked
    assert "changed a passage" in asked
    assert "do not" in asked
    assert "stands in" not in asked
    assert second.edition_id != one.id


def test_a_question_that_stands_in_is_introduced_as_one_and_so_is_what_it_mended(desk: Certified) -> None:
    desk.certify()
    desk.published(CHANGED_RULE, guide=desk.guide.guide_id)
    report = next(m for m in desk.news(AMARA) if "holders_tell" in str(m["blocks"]))
    desk.office.click(AMARA, direct(AMARA), report, "holders_tell")
    desk.office.settle()
    notice = next(m for m in desk.news(DEV) if "change_notice:" in str(m["blocks"]))
    desk.press_on(DEV, notice, "delta_start")
    asked = shown(desk.news(DEV)[-1])
    assert "do not" in asked
    assert "Another question stands in: there is no question yet about" in asked
    with desk.office.services.database.reading() as session:
        open_one = open_exam(session, desk.workspace, DEV)
        assert open_one is not None
        begun = attempt(session, desk.workspace, open_one.attempt_id)
    desk.answer_all(begun)
    desk.tell_result(begun.id)
    assert any(f"Passed: Short exam on what changed: {TITLE}" in m["text"] for m in desk.news(DEV))
    told = desk.shown_to()["text"]
    assert f"Your certificate *{TITLE}* is current again. Another question stood in for" in told
    assert "Before: “" in told
    assert "do not" in told.partition("Now: “")[2]


def test_the_short_exam_makes_the_certificate_current_again(desk: Certified) -> None:
    desk.certify()
    desk.published(CHANGED, guide=desk.guide.guide_id)
    assert desk.held().severity is Severity.MINOR
    desk.write("bring", NEW, "bring")
    desk.pass_exam(kind=Kind.DELTA)
    assert desk.held().standing is Standing.CURRENT
    assert f"Your certificate *{TITLE}* is current again: you passed" in desk.shown_to()["text"]
    assert len(desk.certificates()) == 1


def test_the_short_exam_has_mended_before_anything_is_told_of_it(desk: Certified) -> None:
    desk.certify()
    desk.published(CHANGED, guide=desk.guide.guide_id)
    desk.write("bring", NEW, "bring")
    found: list[Standing] = []

    def look(_arguments: dict[str, Any]) -> bool:
        found.append(desk.held().standing)
        return False

    desk.office.slack.faults.add("chat.postMessage", "html", when=look)
    desk.pass_exam(kind=Kind.DELTA)
    assert set(found) == {Standing.CURRENT}


def test_a_certificate_is_brought_up_to_date_though_its_certification_is_retired(desk: Certified) -> None:
    desk.certify()
    desk.published(CHANGED, guide=desk.guide.guide_id)
    desk.write("bring", NEW, "bring")
    with desk.office.services.database.transaction() as session:
        retire(session, desk.workspace, DEFINITION.key, by=OPERATOR, now=desk.now())
    report = next(m for m in desk.news(AMARA) if "holders_tell" in str(m["blocks"]))
    desk.press_on(AMARA, report, "holders_tell")
    notice = next(m for m in desk.news(DEV) if "change_notice:" in str(m["blocks"]))
    desk.press_on(DEV, notice, "delta_start")
    with desk.office.services.database.reading() as session:
        (begun,) = open_attempts(session, desk.workspace, DEV)
    assert begun.kind is Kind.DELTA
    desk.answer_all(begun)
    desk.tell_result(begun.id)
    assert desk.held().standing is Standing.CURRENT


def test_a_withdrawn_guide_outdates_what_rests_on_it_and_its_holders_are_told_why(desk: Certified) -> None:
    desk.certify()
    card = desk.cards(AMARA, desk.guide)[-1]
    form = desk.office.view(
        AMARA, "guide_withdrawn", lambda: desk.office.click(AMARA, direct(AMARA), card, "guide_withdraw")
    )
    assert desk.send(AMARA, form, reason="It is wrong.") == {}
    assert desk.states() == [ItemState.QUARANTINED, ItemState.QUARANTINED]
    assert desk.held().severity is Severity.MAJOR
    report = next(m for m in desk.news(AMARA) if "holders_tell" in str(m["blocks"]))
    desk.press_on(AMARA, report, "holders_tell")
    (told,) = [m for m in desk.news(DEV) if "change_notice:" in str(m["blocks"])]
    assert "was withdrawn" in told["text"]
    assert "delta_start" not in buttons(told)


def test_an_edition_that_the_command_line_takes_in_takes_the_question_out_too(tmp_path: Path) -> None:
    folder, data_dir = tmp_path / "guides", tmp_path / "data"
    folder.mkdir()
    file, hours = folder / "recruiting-mentors.md", "four or more hours a month"
    text = (STARTER / file.name).read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    take_in(folder, data_dir)
    before = item_states(data_dir)
    assert before["starter-commitment-monthly-hours"] is ItemState.PUBLISHED
    file.write_text(text.replace(hours, "six or more hours a month"), encoding="utf-8")
    take_in(folder, data_dir)
    after = item_states(data_dir)
    out = {key for key, state in after.items() if state is ItemState.QUARANTINED}
    assert "starter-commitment-monthly-hours" in out
    assert len(out) < len(before) / 2


def take_in(folder: Path, data_dir: Path) -> None:
    taken = CliRunner().invoke(app, ["ingest", str(folder)], env={"FIELDWISE_DATA_DIR": str(data_dir)})
    assert taken.exit_code == 0, taken.output


def item_states(data_dir: Path) -> dict[str, ItemState]:
    """How the items of the starter certifications stand that the library proves, by key."""
    built = Services(Settings(data_dir=data_dir, database_url=None))
    with built.database.transaction() as session:
        workspace = require_workspace(session, LOCAL)
        put_starter(session, workspace, by=OPERATOR, now=time_now())
        rows = bank(session, workspace, limit=200).rows
    built.close()
    return {one.key: one.state for one in rows}
