"""Takes a folder in and kills its own process before its Nth commit.

Every durable step ends in a commit, ours or that of the durable jobs, so each N is another place to die at. Commits
of the threads with which the durable jobs look after themselves do not count: they come when they like. Nor do those
of the looks at the end whether any job is left, as many as the machine is slow.
Tells how many commits there were when it lives to the end.
"""

import os
import signal
import sys
import threading
import traceback
from multiprocessing.connection import Connection as Pipe
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine

from bot.commands.ingest import take_in
from bot.services import Services
from bot.settings import Settings
from ingestion.discovery import find_files
from tests.forks import FORKS

SECONDS = 120.0


def lives(data_dir: Path, folder: Path) -> int:
    """Take the folder in with a process of its own; returns how many commits that takes."""
    process, ours = _started(data_dir, folder, 0)
    process.join(SECONDS)
    told: Any = ours.recv() if ours.poll() else None
    assert process.exitcode == 0, (process.exitcode, told)
    return int(told)


def dying(data_dir: Path, folder: Path, fatal: int) -> BaseProcess:
    """A process that has begun to take the folder in, and dies before its fatal commit."""
    process, _ = _started(data_dir, folder, fatal)
    return process


def is_killed(process: BaseProcess) -> bool:
    """Whether it died as it should, once it has ended.

    Not for several threads: in each process that starts another, Python reads how the earlier ones ended, which can be
    read once; a thread that comes to the same one later is told 255.
    """
    process.join(SECONDS)
    return process.exitcode == -signal.SIGKILL


def take_in_whole(data_dir: Path, folder: Path) -> None:
    """Take the folder in here; nothing fails."""
    services = Services(Settings(data_dir=data_dir, database_url=None))
    results = list(take_in(services, find_files([folder]), lambda *_: None, lambda: None))
    assert all(result.error is None for result in results), results
    services.close()


def run(data_dir: Path, folder: Path, fatal: int, told: Pipe) -> None:
    """Take the folder in until the fatal commit."""
    commits = 0

    def count(_connection: Connection) -> None:
        nonlocal commits
        if not _is_at_work():
            return
        commits += 1
        if commits == fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "commit", count)
    try:
        take_in_whole(data_dir, folder)
    except BaseException:
        told.send(traceback.format_exc())
        raise
    told.send(commits)


def _started(data_dir: Path, folder: Path, fatal: int) -> tuple[BaseProcess, Pipe]:
    ours, theirs = FORKS.Pipe()
    process = FORKS.Process(target=run, args=(data_dir, folder, fatal, theirs))
    process.start()
    theirs.close()
    return process, ours


def _is_at_work() -> bool:
    """Whether this thread is the one that was asked, or runs a workflow, and does not wait for the end."""
    frame: FrameType | None = sys._getframe()
    names = set()
    while frame is not None:
        names.add(frame.f_code.co_name)
        frame = frame.f_back
    if "_drain" in names:
        return False
    return threading.current_thread() is threading.main_thread() or "_execute_workflow_wthread" in names
