"""Durable jobs: workflows that go on where they stopped, also after kill -9.

DBOS keeps each workflow's finished steps in its own database: a SQLite file beside ours, or our PostgreSQL
server. Its application version is fixed, so that work in flight survives an upgrade of the program.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from dbos import DBOS, DBOSConfig, SetWorkflowID

APPLICATION_VERSION = "1"
POLLING_SECONDS = 0.02

T = TypeVar("T")


@contextmanager
def running(database_url: str) -> Iterator[None]:
    """Run durable jobs while inside; those that an earlier process left unfinished go on at once.

    Workflows and steps must be registered (their modules imported, their instances built) before.
    """
    config: DBOSConfig = {
        "name": "fieldwise",
        "system_database_url": database_url,
        "application_version": APPLICATION_VERSION,
        "enable_otlp": False,
        "log_level": "ERROR",
    }
    DBOS(config=config)
    DBOS.launch()
    try:
        yield
    finally:
        DBOS.destroy(destroy_registry=False)


def run(job_id: str, workflow: Callable[..., T], *arguments: Any) -> T:
    """Run a workflow under this id and wait; one that ran before under it gives its result again."""
    with SetWorkflowID(job_id):
        handle = DBOS.start_workflow(workflow, *arguments)
    return handle.get_result(polling_interval_sec=POLLING_SECONDS)
