"""How long one page of a cohort of 500 takes whose learners have long histories, on a database, and its statements."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import event

from evals.measured import Measured
from evals.workload.histories import fill
from knowledge.members.roles import OPERATOR
from learning.cohorts.goals import set_goal
from learning.cohorts.nudging import plan
from learning.cohorts.queries import overview
from learning.cohorts.service import make
from learning.cohorts.values import Aim, GoalKind
from storage.database import Database
from storage.upgrade import upgrade
from storage.workspaces import LOCAL, ensure_workspace

LEARNERS, ANSWERS_EACH, LOOKS = 500, 200, 5
MOST_SECONDS = 1.0
NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
COORDINATOR = "U0COORDINATOR"


def run(url: str | None, learners: int = LEARNERS, answers: int = ANSWERS_EACH) -> Iterator[tuple[str, Measured]]:
    """Measure it.

    Args:
        url: Of an empty database; None for a new one of SQLite.
        learners: How many there are in the cohort.
        answers: How many items each has practised.
    """
    with tempfile.TemporaryDirectory() as place:
        database = Database(url or f"sqlite:///{Path(place) / 'library.sqlite'}")
        upgrade(database)
        workspace, cohort_id = _furnished(database, learners, answers)
        kind = database.url.get_backend_name()
        with _counted(database) as statements:
            first = _seconds(database, workspace, cohort_id)
        yield f"{kind}: cohort of {learners}, first", Measured(first, "s", MOST_SECONDS, at_least=False)
        again = max(_seconds(database, workspace, cohort_id) for _ in range(LOOKS))
        yield f"{kind}: cohort of {learners}, again", Measured(again, "s", MOST_SECONDS, at_least=False)
        yield f"{kind}: statements", Measured(len(statements), "")
        planned = _plan_seconds(database, workspace, cohort_id, learners)
        yield f"{kind}: whom a nudge reaches", Measured(planned, "s", MOST_SECONDS, at_least=False)
        database.close()


def _seconds(database: Database, workspace: str, cohort_id: str) -> float:
    began = perf_counter()
    with database.reading() as session:
        overview(session, workspace, cohort_id, COORDINATOR, NOW)
    return perf_counter() - began


def _plan_seconds(database: Database, workspace: str, cohort_id: str, learners: int) -> float:
    began = perf_counter()
    with database.reading() as session:
        plan(session, workspace, cohort_id, _people(learners), COORDINATOR, NOW)
    return perf_counter() - began


def _furnished(database: Database, learners: int, answers: int) -> tuple[str, str]:
    """A cohort with a certification and a path as goals; returns the ids of the workspace and of the cohort."""
    people = _people(learners)
    with database.transaction() as session:
        workspace = ensure_workspace(session, LOCAL, now=NOW)
    fill(database, workspace, people, answers=answers, now=NOW)
    due = (NOW + timedelta(days=10)).date()
    aims = (Aim(GoalKind.CERTIFICATION, "mentor"), Aim(GoalKind.PATH, "to-mentor"))
    with database.transaction() as session:
        cohort_id = make(session, workspace, "Spring", people, coordinators=[COORDINATOR], by=OPERATOR, now=NOW)
        for aim in aims:
            set_goal(session, workspace, cohort_id, aim, due, by=OPERATOR, now=NOW)
    return workspace, cohort_id


def _people(learners: int) -> list[str]:
    return [f"U0LEARNER{number}" for number in range(learners)]


@contextmanager
def _counted(database: Database) -> Iterator[list[str]]:
    """The statements that are sent while inside."""
    sent: list[str] = []

    def executed(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        sent.append(statement)

    event.listen(database.engine, "before_cursor_execute", executed)
    try:
        yield sent
    finally:
        event.remove(database.engine, "before_cursor_execute", executed)
