"""Golden questions are asked by one job at a time; a file that Slack does not take is told of."""

from dataclasses import replace
from pathlib import Path

from slack_sdk import WebClient

from bot.calls import Calls
from bot.durable import time_now
from bot.library.golden import GoldenJobs, ToDo
from bot.playground.people import direct
from bot.texts.english import ENGLISH
from knowledge.golden.queries import latest_runs
from knowledge.golden.service import add, record_run
from knowledge.golden.values import Wanted
from knowledge.members.roles import OPERATOR, Role
from storage import jobs
from tests.bot.library.desks import Room, room
from tests.bot.scripted import Answer, ok, scripted
from tests.journeys.workplace import AMARA, shown


def told(office: Room) -> list[str]:
    return [shown(message) for message in office.slack.workspace.messages(direct(AMARA))]


def test_who_presses_while_the_questions_are_asked_is_told_what_came_of_the_next_time(tmp_path: Path) -> None:
    with room(tmp_path) as office:
        desk, pressed = office.desk, time_now()
        office.shelf.give(AMARA, Role.ADMIN)
        with desk.database.transaction() as session:
            add(session, desk.workspace, Wanted("Which colour?", None, None, True), by=OPERATOR, now=pressed)
            kept = record_run(session, desk.workspace, edition_id=None, model="m", asked=1, failures=[], now=time_now())
        with jobs.running(desk.services.settings.jobs_database, lambda: GoldenJobs(desk, lambda _: None)) as golden:
            for number in range(3):
                jobs.start(f"run {number}", golden.run, ToDo(f"run {number}", AMARA, pressed))()
        with desk.database.reading() as session:
            assert [run.id for run in latest_runs(session, desk.workspace, limit=9)] == [kept.id]
        assert len(told(office)) == 3
        assert all(ENGLISH.golden.run_passed.of(1) in text for text in told(office))


def test_a_file_that_slack_does_not_take_is_told_of_and_not_sent_again(tmp_path: Path) -> None:
    with room(tmp_path) as office, scripted() as elsewhere:
        office.shelf.give(AMARA, Role.ADMIN)
        calls = Calls(WebClient("unused", base_url=f"{elsewhere.address}/"), wait=lambda _: None)
        elsewhere.script += [ok(upload_url=f"{elsewhere.address}/upload", file_id="F1"), Answer(403, "gone")]
        desk = replace(office.desk, calls=calls)
        with jobs.running(desk.services.settings.jobs_database, lambda: GoldenJobs(desk, lambda _: None)) as golden:
            jobs.start("export", golden.export, ToDo("export", AMARA, time_now()))()
        assert told(office) == [ENGLISH.golden.not_exported]
