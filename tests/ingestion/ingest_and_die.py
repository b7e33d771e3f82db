"""Takes a folder in and kills its own process before its Nth commit: ``DATA_DIR FOLDER N``.

Every durable step ends in a commit, ours or that of the durable jobs, so each N is another place to die at. Commits
of the threads with which the durable jobs look after themselves do not count: they come when they like.
Prints how many commits there were when it lives to the end.
"""

import os
import signal
import sys
import threading
from pathlib import Path
from types import FrameType

from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine

from bot.commands.ingest import take_in
from bot.services import Services
from bot.settings import Settings
from ingestion.discovery import find_files


def main(data_dir: Path, folder: Path, fatal: int) -> None:
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
    services = Services(Settings(data_dir=data_dir, database_url=None))
    results = list(take_in(services, find_files([folder]), lambda *_: None, lambda: None))
    assert all(result.error is None for result in results), results
    services.close()
    sys.stdout.write(str(commits))


def _is_at_work() -> bool:
    """Whether this thread is the one that was asked, or runs a workflow."""
    frame: FrameType | None = sys._getframe()
    names = set()
    while frame is not None:
        names.add(frame.f_code.co_name)
        frame = frame.f_back
    return threading.current_thread() is threading.main_thread() or "_execute_workflow_wthread" in names


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
