"""Durable jobs outlive their process: killed with -9, a workflow goes on at the step where it stopped."""

import signal
import subprocess
import sys
from pathlib import Path

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
