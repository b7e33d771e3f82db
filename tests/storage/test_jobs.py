"""Durable jobs outlive their process: killed with -9, a workflow goes on at the step where it stopped."""

import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dbos import DBOS, DBOSConfiguredInstance

from storage import jobs

PROGRAM = """
import os, signal, sys
from pathlib import Path
from dbos import DBOS, DBOSConfiguredInstance
from storage import jobs

folder, die_in = Path(sys.argv[1]), sys.argv[2]

@DBOS.dbos_class()
class Baking(DBOSConfiguredInstance):
    def __init__(self):
        super().__init__("baking")

    @DBOS.workflow()
    def bake(self):
        return [self.step("knead"), self.step("rise"), self.step("bake")]

    @DBOS.step()
    def step(self, name):
        with (folder / "done").open("a") as log:
            log.write(name + "\\n")
        if name == die_in:
            os.kill(os.getpid(), signal.SIGKILL)
        return name

with jobs.running(sys.argv[3], Baking) as baking:
    jobs.finish_left_over()
    result = jobs.start("bread-1", baking.bake)()
    print(*result)
"""


def run(folder: Path, die_in: str, url: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", PROGRAM, str(folder), die_in, url]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_killed_workflow_goes_on_where_it_stopped_and_the_same_id_runs_once(
    tmp_path: Path, database_url: str
) -> None:
    url = database_url.replace("library.sqlite", "jobs.sqlite")
    assert run(tmp_path, "rise", url).returncode == -signal.SIGKILL
    done = run(tmp_path, "", url)
    assert done.stdout.split() == ["knead", "rise", "bake"], done.stderr
    assert (tmp_path / "done").read_text().split() == ["knead", "rise", "rise", "bake"]
    assert run(tmp_path, "", url).stdout.split() == ["knead", "rise", "bake"]
    assert (tmp_path / "done").read_text().split() == ["knead", "rise", "rise", "bake"]


FAILING = """
import sys
from dbos import DBOS, DBOSConfiguredInstance
from storage import jobs

@DBOS.dbos_class()
class Baking(DBOSConfiguredInstance):
    def __init__(self):
        super().__init__("baking")

    @DBOS.workflow()
    def bake(self):
        raise LookupError("no flour")

with jobs.running(sys.argv[1], Baking) as baking:
    try:
        jobs.start("bread-1", baking.bake)()
    except LookupError as error:
        print(error)
"""


def test_an_error_in_a_job_comes_out_of_its_result_and_is_not_printed_beside_it(tmp_path: Path) -> None:
    command = [sys.executable, "-c", FAILING, f"sqlite:///{tmp_path / 'jobs.sqlite'}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("no flour\n", "")


@DBOS.dbos_class()
class Noting(DBOSConfiguredInstance):
    """A job that does nothing with what it is told."""

    def __init__(self) -> None:
        super().__init__("noting")

    @DBOS.workflow()
    def note(self, text: str) -> None:
        """Hear it."""


def test_what_a_job_was_given_can_be_forgotten_at_once_or_when_it_is_old(tmp_path: Path) -> None:
    def texts() -> set[str]:
        return {job.input["args"][0] for job in DBOS.list_workflows() if job.input is not None}

    with jobs.running(f"sqlite:///{tmp_path / 'jobs.sqlite'}", Noting) as noting:
        for name in ("one", "two", "three"):
            jobs.start(name, noting.note, name)()
        jobs.forget("one")
        jobs.forget("one")
        assert texts() == {"two", "three"}
        assert jobs.forget_finished(datetime.now(UTC) - timedelta(hours=1)) == 0
        assert jobs.forget_finished(datetime.now(UTC) + timedelta(hours=1)) == 2
        assert texts() == set()
