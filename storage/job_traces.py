"""What is kept of jobs holds what people wrote and their ids: here it is forgotten of some people."""

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from dbos import DBOSClient, WorkflowStatus
from sqlalchemy import inspect

from storage.database import Database

# Slack brings an event again for some minutes: so long a job that is done keeps it from being done twice.
SETTLED = timedelta(hours=1)
_UNENDED = {"PENDING", "ENQUEUED", "DELAYED"}
_ENDED = ["SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"]


@dataclass(frozen=True)
class JobTraces:
    """What became of jobs.

    Attributes:
        forgotten: Of so many nothing is kept any more.
        left: So many hold somebody's id and are still at work; nothing that they were given names anybody.
    """

    forgotten: int
    left: int


@dataclass(frozen=True)
class EndedJob:
    """What a job that ended was given, and what it came to; None where it failed."""

    given: tuple[Any, ...]
    result: Any


def forget_about(database_url: str, people: Collection[str], *, now: datetime, but: Collection[str] = ()) -> JobTraces:
    """Delete what is kept of the jobs that name somebody, and of all that ended more than an hour ago.

    A job that was given somebody's id and is not done is cancelled first. One that only came across it is left to end.

    Args:
        database_url: Where the state of the jobs is kept.
        people: Their ids.
        now: The time.
        but: The ids of jobs that are kept, as those that do this.
    """
    if not _are_kept(database_url):
        return JobTraces(0, 0)
    with _client(database_url) as client:
        settled = client.list_workflows(
            status=_ENDED, completed_before=(now - SETTLED).isoformat(), load_input=False, load_output=False
        )
        forgotten = {one.workflow_id for one in settled} - set(but)
        client.delete_workflows(sorted(forgotten))
        if not people:
            return JobTraces(len(forgotten), 0)
        given, ended, left = _naming(client, _whole(people), set(but))
        client.cancel_workflows(sorted(given))
        client.delete_workflows(sorted(given | ended))
    return JobTraces(len(forgotten | given | ended), left)


def ended_jobs(database_url: str, prefix: str) -> dict[str, EndedJob]:
    """The jobs that ended and whose ids begin so, by their ids."""
    if not _are_kept(database_url):
        return {}
    with _client(database_url) as client:
        found = client.list_workflows(workflow_id_prefix=[prefix], status=_ENDED)
    return {
        one.workflow_id: EndedJob(tuple(one.input["args"]) if one.input is not None else (), one.output)
        for one in found
    }


def forget(database_url: str, jobs: Collection[str]) -> None:
    """Delete what is kept of jobs, by their ids."""
    if jobs and _are_kept(database_url):
        with _client(database_url) as client:
            client.delete_workflows(sorted(jobs))


@contextmanager
def _client(database_url: str) -> Iterator[DBOSClient]:
    client = DBOSClient(system_database_url=database_url)
    try:
        yield client
    finally:
        client.destroy()


def _are_kept(database_url: str) -> bool:
    """Whether jobs were ever run with this database."""
    database = Database(database_url)
    try:
        with database.reading() as session:
            schema = None if database.is_sqlite else "dbos"
            return inspect(session.connection()).has_table("workflow_status", schema=schema)
    finally:
        database.close()


def _naming(client: DBOSClient, whole: re.Pattern[str], but: set[str]) -> tuple[set[str], set[str], int]:
    """The jobs that were given a text; those that ended with it; how many came across it and are at work still."""
    given, ended, left = set[str](), set[str](), 0
    for one in client.list_workflows():
        if one.workflow_id in but:
            continue
        if whole.search(repr((one.workflow_id, one.input))):
            given.add(one.workflow_id)
        elif _holds(client, one, whole):
            if one.status in _UNENDED:
                left += 1
            else:
                ended.add(one.workflow_id)
    return given, ended, left


def _holds(client: DBOSClient, one: WorkflowStatus, whole: re.Pattern[str]) -> bool:
    """Whether a text is in what a job, or a step of it, came to."""
    return bool(whole.search(repr((one.output, one.error)))) or any(
        whole.search(repr((step["output"], step["error"]))) for step in client.list_workflow_steps(one.workflow_id)
    )


def _whole(people: Collection[str]) -> re.Pattern[str]:
    """What finds an id, but not one that begins or ends with it."""
    return re.compile(rf"(?<![A-Za-z0-9_-])(?:{'|'.join(map(re.escape, people))})(?![A-Za-z0-9_-])")
