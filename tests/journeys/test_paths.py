"""Journeys along a learning path: an admin keeps it, a mentor walks it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.blocks.learning.practice import practice_of
from bot.blocks.library.showing import Panel
from bot.playground.people import direct
from bot.texts.english import ENGLISH
from knowledge.guides.life import withdraw
from knowledge.guides.models import Edition, Guide
from knowledge.guides.queries import guide_summaries
from knowledge.members.roles import OPERATOR, Role
from learning.attempts import service as attempts
from learning.curriculum import service
from learning.curriculum.queries import paths, standing_of
from learning.curriculum.reading import read_path
from learning.curriculum.starter import starter_paths
from learning.curriculum.values import Path as LearningPath
from learning.curriculum.values import PathStanding, StepState
from learning.curriculum.writing import as_text
from learning.practice.models import PracticeRow
from storage import jobs
from tests.journeys.home_tab import HomeTab, appoint
from tests.journeys.workplace import AMARA, CARMEN, DEV, Message, Workplace, shown, workplace
from tests.knowledge.library import NOW

SAID = ENGLISH.paths
ESSENTIALS, COORDINATOR = starter_paths()


@pytest.fixture
def office(data_dir: Path) -> Iterator[Workplace]:
    """With the starter set, that Amara has added."""
    with workplace(data_dir) as office:
        appoint(office, amara=Role.OWNER)
        HomeTab(office, AMARA).open().press("panel_certifications").press("certification_starter")
        office.settle()
        assert SAID.starter_added.of(2) in told(office, AMARA)
        yield office


@pytest.fixture
def tab(office: Workplace) -> HomeTab:
    return HomeTab(office, AMARA).open().press(f"panel_{Panel.PATHS.value}")


def told(office: Workplace, person: str) -> str:
    office.settle()
    message = office.answers(direct(person))[-1]
    return shown(message) or str(message["text"])


def found(office: Workplace) -> dict[str, LearningPath]:
    with office.services.database.reading() as session:
        return {one.definition.key: one for one in paths(session, office.bot.parts.workspace)}


def standing(office: Workplace, person: str = DEV) -> PathStanding:
    with office.services.database.reading() as session:
        return standing_of(session, office.bot.parts.workspace, found(office)[ESSENTIALS.key], person)


def states(office: Workplace) -> dict[str, StepState]:
    return {one.step.key: one.state for one in standing(office).steps}


def message(office: Workplace, person: str = DEV) -> Message:
    """The newest message with paths in it."""
    office.settle()
    return [m for m in office.answers(direct(person)) if "path:" in str(m["blocks"])][-1]


def press(office: Workplace, action: str, value: str | None = None, person: str = DEV) -> None:
    office.click(person, direct(person), message(office, person), action, value)
    office.settle()


def begun(office: Workplace, person: str = DEV) -> None:
    """Ask for the paths, and begin the one for mentors."""
    office.ask(person, direct(person), "my path")
    press(office, "path_begin", found(office)[ESSENTIALS.key].id, person)


def opened(office: Workplace) -> dict[str, Any]:
    """What the first step asks to read, once it is in its modal."""
    view = office.view(DEV, "path_read_form", lambda: press(office, "path_read"))
    return next(v for v in office.slack.workspace.views(DEV) if v["id"] == view["id"])


def test_a_mentor_begins_a_path_reads_practises_and_thinks_and_sees_each_step_done(office: Workplace) -> None:
    office.ask(DEV, direct(DEV), "my path")
    text = shown(message(office))
    assert ESSENTIALS.title in text
    assert COORDINATOR.title in text
    begun(office)
    assert SAID.done_of.format(done=0, count=len(ESSENTIALS.steps)) in shown(message(office))
    view = opened(office)
    assert "Recruiting mentors, edition" in shown(view)
    assert "one calendar or school year" in shown(view)
    while not view["submit"]:
        office.slack.acts.click_in_view(DEV, view["id"], "path_page_forth")
        office.settle()
        view = next(v for v in office.slack.workspace.views(DEV) if v["id"] == view["id"])
    assert view["submit"]["text"] == SAID.have_read
    assert office.slack.acts.submit(DEV, view["id"]) == {}
    text = shown(message(office))
    assert SAID.done_of.format(done=1, count=len(ESSENTIALS.steps)) in text
    assert SAID.practised.format(reached=0, of=3) in text
    form = office.view(DEV, "path_reflect_form", lambda: press(office, "path_reflect"))
    assert office.slack.acts.submit(DEV, form["id"], {"note": "   "}) == {"note": SAID.note_missing}
    assert office.slack.acts.submit(DEV, form["id"], {"note": "Night shifts. I will swap them early."}) == {}
    office.settle()
    assert (states(office)["read-commitment"], states(office)["think-commitment"]) == (StepState.DONE,) * 2
    press(office, "path_practise")
    asked = office.answers(direct(DEV))[-1]
    assert "practise_" in str(asked["blocks"])
    form = office.view(DEV, "path_reflect_form", lambda: press(office, "path_reflect"))
    assert "Night shifts. I will swap them early." in str(form["blocks"])


def test_practice_on_a_path_stays_with_its_topic_and_says_how_far_that_is(office: Workplace) -> None:
    begun(office)
    workspace = office.bot.parts.workspace
    with office.services.database.transaction() as session:
        service.done(session, workspace, ESSENTIALS.key, DEV, "read-commitment", now=NOW)
    press(office, "path_show")
    press(office, "path_practise")
    for number in (1, 2, 3):
        asked = office.answers(direct(DEV))[-1]
        practice_id = practice_of(asked["blocks"][0]["block_id"])
        with office.services.database.transaction() as session:
            row = session.get_one(PracticeRow, practice_id)
            row.answered_at, row.credit = NOW, 1.0
            assert row.competency == "commitment"
        job = office.bot.parts.practising.show, DEV, practice_id, direct(DEV), asked["ts"], None
        jobs.start(f"shown:{number}", *job)
        office.settle()
        asked = next(m for m in office.answers(direct(DEV)) if m["ts"] == asked["ts"])
        step_done = SAID.practised_enough if number == 3 else SAID.practised.format(reached=number, of=3)
        assert step_done in shown(asked)
        office.click(DEV, direct(DEV), asked, "path_another")
        office.settle()
    assert states(office)["practise-commitment"] is StepState.DONE


def test_old_and_foreign_presses_on_a_path_change_nothing(office: Workplace) -> None:
    begun(office)
    view = opened(office)
    press(office, "path_leave")
    assert standing(office).since is None
    assert SAID.choose in shown(message(office))
    assert office.slack.acts.submit(DEV, view["id"]) == {}
    office.settle()
    assert SAID.not_on_path in office.whispers(DEV, direct(DEV))[-1]["text"]
    office.ask(CARMEN, direct(CARMEN), "learn")
    office.settle()
    assert states(office)["read-commitment"] is StepState.OPEN
    begun(office)
    for _ in range(2):
        press(office, "path_show")
    assert (standing(office).done, standing(office).since is None) == (0, False)


def test_while_an_exam_is_open_nothing_is_read_and_what_is_withdrawn_is_said_to_be_gone(office: Workplace) -> None:
    begun(office)
    workspace = office.bot.parts.workspace
    with office.services.database.transaction() as session:
        guides = {one.key: one for one in guide_summaries(session, workspace)}
        gone = guides["matching-and-initiating.md"]
        withdraw(session, workspace, gone.id, by=OPERATOR, reason="It is old.", now=NOW)
    view = opened(office)
    part = {"heading": "What to put in the match agreement", "guide": gone.key}
    assert SAID.part_gone.format(**part) in shown(view)
    office.slack.acts.close_view(DEV, view["id"])
    with office.services.database.transaction() as session:
        now = office.bot.parts.paths.clock()
        attempts.start(session, workspace, ESSENTIALS.key, DEV, now=now, dice=Random(1))
    assert SAID.withheld in shown(opened(office))


def test_what_a_guide_for_others_is_called_is_told_to_nobody_and_nothing_of_it_counts_as_read(
    office: Workplace,
) -> None:
    begun(office)
    guides = {reading.guide for step in ESSENTIALS.steps[:1] for reading in step.readings}
    database, workspace = office.services.database, office.bot.parts.workspace
    view = opened(office)
    with database.transaction() as session:
        key = Guide.key.in_(guides)
        ids = select(Guide.id).where(Guide.workspace_id == workspace, key)
        session.execute(update(Edition).where(Edition.guide_id.in_(ids)).values(audience="channel:C0BOARD"))
    assert office.slack.acts.submit(DEV, view["id"]) == {}
    office.settle()
    assert SAID.nothing_to_read in office.whispers(DEV, direct(DEV))[-1]["text"]
    view = opened(office)
    assert SAID.part_closed in shown(view)
    assert SAID.nothing_here in shown(view)
    names = guides | {reading.heading or "" for reading in ESSENTIALS.steps[0].readings}
    assert [name for name in names if name in str(view)] == []
    assert not view["submit"]
    assert states(office)["read-commitment"] is StepState.OPEN


def test_a_draft_takes_the_place_of_no_other_path_and_a_path_keeps_its_key(tab: HomeTab, office: Workplace) -> None:
    with office.services.database.reading() as session:
        guides = {one.key: one.id for one in guide_summaries(session, office.bot.parts.workspace)}
    before = found(office)
    view = tab.form("path_draft_form", "path_draft")
    assert office.slack.acts.submit(AMARA, view["id"], {"guide": guides["closing-matches.html"]}) == {}
    drafted = office.slack.workspace.views(AMARA)[-1]
    head = next(b["element"]["initial_value"] for b in drafted["blocks"] if b["block_id"] == "part_1")
    taken = head.replace("key: closing-matches", f"key: {ESSENTIALS.key}")
    said = office.slack.acts.submit(AMARA, drafted["id"], {"part_1": taken})
    assert said == {"part_1": SAID.path_there.format(key=ESSENTIALS.key)}
    office.slack.acts.close_view(AMARA, drafted["id"])
    value = f"edit:{before[ESSENTIALS.key].id}"
    view = tab.form("path_form", "path_menu", value, button=value)
    head = next(b["element"]["initial_value"] for b in view["blocks"] if b["block_id"] == "part_1")
    renamed = head.replace(f"key: {ESSENTIALS.key}", "key: other")
    said = office.slack.acts.submit(AMARA, view["id"], {"part_1": renamed})
    assert said == {"part_1": SAID.path_key_fixed.format(key=ESSENTIALS.key)}
    assert found(office) == before


def test_an_admin_edits_a_path_in_a_form_and_all_that_is_wrong_is_told_at_once(tab: HomeTab, office: Workplace) -> None:
    path = found(office)[ESSENTIALS.key]
    value = f"edit:{path.id}"
    view = tab.form("path_form", "path_menu", value, button=value)
    written = {b["block_id"]: b["element"]["initial_value"] for b in view["blocks"] if b["type"] == "input"}
    assert read_path("\n".join(written.values())) == ESSENTIALS
    broken = written["part_1"].replace("title: Becoming a mentor", "titel: Becoming a mentor")
    step = written["part_2"].replace("heading: Describing", "heading: Discribing")
    wrong = office.slack.acts.submit(AMARA, view["id"], {"part_1": broken, "part_2": step})
    assert "titel" in wrong["part_1"]
    wrong = office.slack.acts.submit(AMARA, view["id"], {"part_1": written["part_1"], "part_2": step})
    assert "Discribing" in wrong["part_1"]
    assert found(office)[ESSENTIALS.key] == path
    changed = written["part_1"].replace("Becoming a mentor", "Being a mentor")
    assert tab.send(view, part_1=changed, part_2=written["part_2"]) == {}
    assert SAID.saved in tab.text
    assert "Being a mentor" in tab.text
    assert found(office)[ESSENTIALS.key].number == 2


def test_an_admin_drafts_a_path_from_a_guide_takes_one_from_a_file_and_retires_one(
    tab: HomeTab, office: Workplace
) -> None:
    view = tab.form("path_draft_form", "path_draft")
    with office.services.database.reading() as session:
        guides = {one.key: one.id for one in guide_summaries(session, office.bot.parts.workspace)}
    assert office.slack.acts.submit(AMARA, view["id"], {"guide": guides["closing-matches.html"]}) == {}
    drafted = office.slack.workspace.views(AMARA)[-1]
    assert drafted["callback_id"] == "path_form"
    assert tab.send(drafted) == {}
    made = found(office)["closing-matches"].definition
    assert [step.title for step in made.steps][:2] == ["Why endings matter", "Planned and unplanned endings"]
    assert [step.competency for step in made.steps if step.competency] == ["support", "endings"]
    view = tab.form("path_file_form", "path_put")
    text = as_text(replace(made, key="endings", title="How endings go"))
    assert tab.send(view, file=[("endings.yaml", text.encode())]) == {}
    assert told(office, AMARA) == SAID.file_taken.format(title="How endings go", number=1)
    tab.press(f"panel_{Panel.PATHS.value}")
    value = f"retire:{found(office)['endings'].id}"
    assert tab.send(tab.form("path_retired", "path_menu", value, button=value)) == {}
    assert SAID.is_retired in tab.text
    assert found(office)["endings"].retired
    value = f"edit:{found(office)['endings'].id}"
    assert tab.send(tab.form("path_form", "path_menu", value, button=value)) == {}
    assert found(office)["endings"].retired
    office.ask(DEV, direct(DEV), "paths")
    assert made.title in shown(message(office))
    assert "How endings go" not in shown(message(office))
    value = f"offer:{found(office)['endings'].id}"
    tab.press("path_menu", value, button=value)
    assert SAID.is_offered in tab.text
    assert not found(office)["endings"].retired
    with office.services.database.transaction() as session:
        gone = guides["closing-matches.html"]
        withdraw(session, office.bot.parts.workspace, gone, by=OPERATOR, reason="It is old.", now=NOW)
    tab.press(f"panel_{Panel.PATHS.value}")
    assert "not there any more" in tab.text
