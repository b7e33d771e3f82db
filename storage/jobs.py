"""Durable jobs: workflows that go on where they stopped, also after kill -9.

DBOS keeps each workflow's finished steps in its own database: a SQLite file beside ours, or our PostgreSQL
server. Its application version is fixed, so that work in flight survives an upgrade of the program.
"""

import logging
import sqlite3
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from time import monotonic, sleep
from typing import Any, TypeVar

from dbos import DBOS, DBOSConfig, SetWorkflowID
from dbos._dbos import _get_or_create_dbos_registry
from dbos._utils import GlobalParams
from sqlalchemy import make_url

POLLING_SECONDS = 0.02
# Who waits until no job is unfinished looks up later and later, at last this often.
LONGEST_SECONDS = 0.1
# This often it is looked whether there is a job to take up again.
TAKING_UP_SECONDS = 0.1
# On ending, what is going on may take so long to finish; the rest goes on when jobs are run again.
FINISH_SECONDS = 10


@dataclass(frozen=True)
class Work:
    """A kind of jobs.

    Attributes:
        version: Stays the same while their steps do.
        threads: So many go on at once; the others wait, in the order in which they came.
    """

    name: str
    version: str
    threads: int


INGESTION = Work("fieldwise", "2", threads=8)
# More than the hundred files that may be on their way into a library: questions never wait for all of them.
CONVERSATIONS = Work("fieldwise-conversations", "conversations-1", threads=192)
# DBOS puts a job that it takes up again into a queue first.
_UNFINISHED = ("PENDING", "ENQUEUED")

T = TypeVar("T")
_ending = threading.Event()


class Ended(BaseException):
    """Jobs are no longer run: raised in one that waits, it ends its thread.

    Not an ``Exception``, which DBOS would keep as the job's result: without one, it goes on when jobs are run again.
    """


def go_on() -> None:
    """Do nothing, while jobs are run.

    Raises:
        Ended: They no longer are.
    """
    if _ending.is_set():
        raise Ended


@contextmanager
def running(database_url: str, build: Callable[[], T], *, work: Work = INGESTION) -> Iterator[T]:
    """Run durable jobs while inside; those that an earlier process left unfinished go on at once.

    Args:
        database_url: Where the state of the jobs is kept.
        build: Makes the object whose methods are the workflows. The modules of all other workflows must have
            been imported.
        work: What kind of jobs these are: a process takes up only what was left unfinished of the same kind.
    """
    config: DBOSConfig = {
        "name": work.name,
        "system_database_url": database_url,
        "application_version": work.version,
        "enable_otlp": False,
        "log_level": "ERROR",
        "max_executor_threads": work.threads,
        # Its thread sleeps this long, and ending waits for it.
        "notification_listener_polling_interval_sec": 0.1,
    }
    # What goes wrong in a job comes out of its result. DBOS would print it too, unless it finds a handler.
    logger = logging.getLogger("dbos")
    logger.handlers[:] = [logging.NullHandler()]
    logger.propagate = True
    _write_ahead(database_url)
    _ending.clear()
    try:
        built = build()
        # By itself, DBOS lets a second go by.
        _get_or_create_dbos_registry().get_internal_queue()._polling_interval_sec = TAKING_UP_SECONDS
        DBOS(config=config)
        DBOS.launch()
        yield built
        _drain()
    finally:
        _ending.set()
        DBOS.destroy(destroy_registry=False)
        # Instances hold a database that is closed after this; DBOS itself forgets them only with all workflows.
        _get_or_create_dbos_registry().instance_info_map.clear()


def finish_left_over() -> int:
    """Wait until no job is unfinished; returns how many there were.

    How they end is in their own records: one that fails, or that has brought down its process too often, stops
    nobody else.
    """
    unfinished, looks = set(_unfinished()), _looks()
    left = unfinished
    while left:
        sleep(next(looks))
        left = unfinished.intersection(_unfinished())
    return len(unfinished)


def give_up_older() -> int:
    """Delete the unfinished jobs whose steps were those of another version, which nobody takes up; returns how many.

    To be called while no other process runs jobs of this kind.
    """
    found = DBOS.list_workflows(
        status=list(_UNFINISHED), application_name=GlobalParams.app_name, load_input=False, load_output=False
    )
    older = [status.workflow_id for status in found if status.app_version != GlobalParams.app_version]
    DBOS.delete_workflows(older)
    return len(older)


def _write_ahead(database_url: str) -> None:
    """Keep a SQLite file of jobs with a write-ahead log: a commit waits for the disk once in place of three times."""
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite" and url.database:
        with closing(sqlite3.connect(url.database)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")


def unfinished(job_ids: Collection[str]) -> frozenset[str]:
    """Those of some jobs that are yet to end themselves, or by one that they began; a parked one has ended.

    Those of another version count too: they go on when that is run again. ``job_ids`` must not be empty, and none of
    them the beginning of another.
    """
    # A job that another one began has its id, with what follows.
    found = DBOS.list_workflows(
        status=list(_UNFINISHED),
        application_name=GlobalParams.app_name,
        workflow_id_prefix=list(job_ids),
        load_input=False,
        load_output=False,
    )
    return frozenset(job for job in job_ids if any(status.workflow_id.startswith(job) for status in found))


def result_of(job_id: str) -> Any:
    """What comes of a job, once it has ended; None where nothing is kept of one of this name."""
    if DBOS.get_workflow_status(job_id) is None:
        return None
    return DBOS.retrieve_workflow(job_id).get_result(polling_interval_sec=POLLING_SECONDS)


def forget(job_id: str) -> None:
    """Delete what is kept of a job, with what it was given; does nothing where there is none of this name."""
    if job_id:
        DBOS.delete_workflow(job_id)


def forget_finished(before: datetime) -> int:
    """Delete what is kept of the jobs that ended before then; returns how many there were."""
    ended = DBOS.list_workflows(
        completed_before=before.isoformat(), application_name=GlobalParams.app_name, load_input=False, load_output=False
    )
    DBOS.delete_workflows([status.workflow_id for status in ended])
    return len(ended)


def has_ended(prefix: str) -> bool:
    """Whether anything is kept of a job that ended and whose name begins so."""
    return bool(_ended(prefix))


def _ended(prefix: str) -> list[str]:
    found = DBOS.list_workflows(
        workflow_id_prefix=[prefix], application_name=GlobalParams.app_name, load_input=False, load_output=False
    )
    return [status.workflow_id for status in found if status.status not in _UNFINISHED]


def _drain() -> None:
    until, looks = monotonic() + FINISH_SECONDS, _looks()
    while _unfinished() and monotonic() < until:
        sleep(next(looks))


def _looks() -> Iterator[float]:
    seconds = POLLING_SECONDS
    while True:
        yield seconds
        seconds = min(1.5 * seconds, LONGEST_SECONDS)


def _unfinished() -> list[str]:
    found = DBOS.list_workflows(
        status=list(_UNFINISHED),
        application_name=GlobalParams.app_name,
        app_version=GlobalParams.app_version,
        load_input=False,
        load_output=False,
    )
    return [status.workflow_id for status in found]


def start(job_id: str, workflow: Callable[..., T], *arguments: Any) -> Callable[[], T]:
    """Start a workflow under this id; the function returned waits for its result."""
    with SetWorkflowID(job_id):
        handle = DBOS.start_workflow(workflow, *arguments)
    return lambda: handle.get_result(polling_interval_sec=POLLING_SECONDS)
