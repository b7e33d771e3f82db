"""Durable jobs: workflows that go on where they stopped, also after kill -9.

DBOS keeps each workflow's finished steps in its own database: a SQLite file beside ours, or our PostgreSQL
server. Its application version is fixed, so that work in flight survives an upgrade of the program.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import sleep
from typing import Any, TypeVar

from dbos import DBOS, DBOSConfig, SetWorkflowID, WorkflowHandle
from dbos._dbos import _get_or_create_dbos_registry

APPLICATION_VERSION = "1"
POLLING_SECONDS = 0.02
# DBOS puts a job that it takes up again into a queue first.
_UNFINISHED = ("PENDING", "ENQUEUED")

T = TypeVar("T")


@contextmanager
def running(database_url: str, build: Callable[[], T]) -> Iterator[T]:
    """Run durable jobs while inside; those that an earlier process left unfinished go on at once.

    Args:
        database_url: Where the state of the jobs is kept.
        build: Makes the object whose methods are the workflows. The modules of all other workflows must have
            been imported.
    """
    config: DBOSConfig = {
        "name": "fieldwise",
        "system_database_url": database_url,
        "application_version": APPLICATION_VERSION,
        "enable_otlp": False,
        "log_level": "ERROR",
        # Its thread sleeps this long, and ending waits for it.
        "notification_listener_polling_interval_sec": 0.1,
    }
    # Its own handler writes to the error stream as it was when DBOS was imported.
    logger = logging.getLogger("dbos")
    logger.handlers.clear()
    logger.propagate = True
    try:
        built = build()
        DBOS(config=config)
        DBOS.launch()
        yield built
    finally:
        DBOS.destroy(destroy_registry=False)
        # Instances hold a database that is closed after this; DBOS itself forgets them only with all workflows.
        _get_or_create_dbos_registry().instance_info_map.clear()


def finish_left_over() -> int:
    """Wait until no job is unfinished; returns how many there were.

    How they end is in their own records: one that fails, or that has brought down its process too often, stops
    nobody else.
    """
    unfinished = _unfinished()
    for job_id in unfinished:
        handle: WorkflowHandle[Any] = DBOS.retrieve_workflow(job_id)
        while handle.get_status().status in _UNFINISHED:
            sleep(POLLING_SECONDS)
    return len(unfinished)


def _unfinished() -> list[str]:
    found = DBOS.list_workflows(status=list(_UNFINISHED), load_input=False, load_output=False)
    return [status.workflow_id for status in found]


def start(job_id: str, workflow: Callable[..., T], *arguments: Any) -> Callable[[], T]:
    """Start a workflow under this id; the function returned waits for its result."""
    with SetWorkflowID(job_id):
        handle = DBOS.start_workflow(workflow, *arguments)
    return lambda: handle.get_result(polling_interval_sec=POLLING_SECONDS)
