"""Durable jobs outlive their process: killed with -9, a workflow goes on at the step where it stopped."""

import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

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


PARKED = """
import os, signal, sys
from dbos import DBOS, DBOSConfiguredInstance, SetWorkflowID
from storage import jobs

@DBOS.dbos_class()
class Baking(DBOSConfiguredInstance):
    def __init__(self):
        super().__init__("baking")

    @DBOS.workflow(max_recovery_attempts=1)
    def bake(self):
        self.burn()

    @DBOS.workflow(max_recovery_attempts=1)
    def order(self):
        self.bake()

    @DBOS.step()
    def burn(self):
        os.kill(os.getpid(), signal.SIGKILL)

with jobs.running(sys.argv[1], Baking) as baking:
    jobs.finish_left_over()
    if sys.argv[2] == "start":
        jobs.start("bread-1", baking.order)()
    print(*jobs.unfinished(["bread-1", "bread-2"]), "none")
"""


def test_a_job_that_was_parked_with_the_one_that_it_began_has_ended(tmp_path: Path) -> None:
    def run(word: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", PARKED, f"sqlite:///{tmp_path / 'jobs.sqlite'}", word]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    killed = [run("start"), run("go on")]
    assert [one.returncode for one in killed] == [-signal.SIGKILL] * 2
    done = run("go on")
    assert (done.returncode, done.stdout) == (0, "none\n"), done.stderr


@DBOS.dbos_class()
class Waiting(DBOSConfiguredInstance):
    """A job that waits within a job that it began."""

    def __init__(self) -> None:
        super().__init__("waiting")
        self.begun, self.go_on = Event(), Event()

    @DBOS.workflow()
    def outer(self) -> None:
        """Begin the other one."""
        self.inner()

    @DBOS.workflow()
    def inner(self) -> None:
        """Wait."""
        self.begun.set()
        assert self.go_on.wait(10)


def test_a_job_is_unfinished_until_it_and_the_one_that_it_began_have_ended(tmp_path: Path) -> None:
    with jobs.running(f"sqlite:///{tmp_path / 'jobs.sqlite'}", Waiting) as waiting:
        jobs.start("one", waiting.outer)
        assert waiting.begun.wait(10)
        assert jobs.unfinished(["one", "two"]) == {"one"}
        # Its own record says that it ended; the one that it began goes on.
        DBOS.cancel_workflow("one")
        assert jobs.unfinished(["one", "two"]) == {"one"}
        waiting.go_on.set()
        jobs.finish_left_over()
        assert jobs.unfinished(["one", "two"]) == frozenset()


@DBOS.dbos_class()
class Noting(DBOSConfiguredInstance):
    """A job that says again what it is told."""

    def __init__(self) -> None:
        super().__init__("noting")

    @DBOS.workflow()
    def note(self, text: str) -> str:
        """Say it again."""
        return text


def test_what_came_of_a_job_can_be_looked_up_as_long_as_it_is_kept(tmp_path: Path) -> None:
    with jobs.running(f"sqlite:///{tmp_path / 'jobs.sqlite'}", Noting) as noting:
        jobs.start("one", noting.note, "Hello.")
        assert jobs.result_of("one") == "Hello."
        jobs.forget("one")
        assert jobs.result_of("one") is None


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
