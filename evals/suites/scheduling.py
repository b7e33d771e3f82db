"""How long the nightly planning of 20,000 people takes, on a database, and what a look at a quiet minute costs.

Everybody has something to practise, a certificate near its end, a goal of a cohort, and a digest to get.
"""

import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any
from zoneinfo import available_timezones

from sqlalchemy import func, insert, select, text
from sqlalchemy.orm import Session

from evals.measured import Measured
from evals.workload.item_bank import add_live, four_options
from knowledge.members.roles import OPERATOR, Role
from knowledge.members.service import give_role
from learning.attempts.models import AttemptRow
from learning.certifications.definition import Competency, Definition, Draw, Passing
from learning.certifications.queries import certifications
from learning.certifications.service import put
from learning.cohorts.goals import set_goal
from learning.cohorts.service import make
from learning.cohorts.values import Aim, GoalKind
from learning.credentials.models import CertificateRow, SigningKeyRow
from learning.items.models import ItemVersionRow
from learning.learners import service as learners
from learning.membership.models import CohortPersonRow
from learning.membership.values import Part
from learning.notices import queries
from learning.notices.goals import goals
from learning.notices.models import NoticeRow
from learning.notices.service import AHEAD, deadlines, digests, keep, parts, plan_practice
from learning.practice.models import CardRow
from storage.database import Database, insert_missing
from storage.schema import new_id
from storage.upgrade import upgrade
from storage.workspaces import LOCAL, ensure_workspace

PEOPLE = 20_000
MOST_SECONDS = 60.0
MOST_LOOK_MS = 50.0
LOOKS = 10
SEED = 7
# On the eve of a month, so that its digests are planned too; clocks are changed nowhere that night.
NIGHT = datetime(2026, 11, 30, 0, tzinfo=UTC)
SINCE = NIGHT - timedelta(days=20)


def run(url: str | None, people: int = PEOPLE) -> Iterator[tuple[str, Measured]]:
    """Measure it.

    Args:
        url: Of an empty database; None for a new one of SQLite.
        people: How many there are, in all time zones.
    """
    dice = Random(SEED)
    with tempfile.TemporaryDirectory() as place:
        database = Database(url or f"sqlite:///{Path(place) / 'library.sqlite'}")
        upgrade(database)
        workspace = _furnished(database, people)
        kind = database.url.get_backend_name()
        names = sorted(available_timezones())
        zones = {f"learner-{number}": dice.choice(names) for number in range(people)}
        taken_up = _taken_up(database, workspace)
        yield f"{kind}: {people} people taken up", Measured(taken_up, "s", MOST_SECONDS, at_least=False)
        # PostgreSQL counts its tables by itself a minute after they were filled.
        with database.transaction() as session:
            session.execute(text("ANALYZE"))
        night = _night(database, workspace, zones)
        yield f"{kind}: night of {people} people planned", Measured(night, "s", MOST_SECONDS, at_least=False)
        with database.reading() as session:
            planned = session.scalar(select(func.count()).select_from(NoticeRow)) or 0
        yield f"{kind}: notices planned", Measured(planned, "", 4 * people)
        again = _night(database, workspace, zones)
        yield f"{kind}: the same night again", Measured(again, "s", MOST_SECONDS, at_least=False)
        with database.reading() as session:
            doubled = (session.scalar(select(func.count()).select_from(NoticeRow)) or 0) - planned
        yield f"{kind}: notices planned twice", Measured(doubled, "", 0, at_least=False)
        look = min(_look(database, workspace) for _ in range(LOOKS)) * 1000
        yield f"{kind}: a look at what is due", Measured(look, "ms", MOST_LOOK_MS, at_least=False)
        database.close()


def _taken_up(database: Database, workspace: str) -> float:
    began = perf_counter()
    with database.reading() as session:
        people = queries.newcomers(session, workspace)
    for some in parts(people):
        with database.transaction() as session:
            learners.enter(session, workspace, some, now=SINCE)
    return perf_counter() - began


def _night(database: Database, workspace: str, zones: dict[str, str]) -> float:
    """Seconds that what the bot does each hour takes."""
    began = perf_counter()
    with database.transaction() as session:
        learners.follow(session, workspace, zones.keys(), frozenset[str](), now=NIGHT)
    _timed(database, lambda session: plan_practice(session, workspace, NIGHT, zones))
    for wanted in (deadlines, goals, digests):
        with database.reading() as session:
            planned = wanted(session, workspace, NIGHT, zones)
        for some in parts(planned):
            with database.transaction() as session:
                keep(session, workspace, some)
    return perf_counter() - began


def _timed(database: Database, plan: Callable[[Session], int]) -> float:
    """Seconds until nothing is left to plan."""
    began = perf_counter()
    while True:
        with database.transaction() as session:
            if not plan(session):
                return perf_counter() - began


def _look(database: Database, workspace: str) -> float:
    began = perf_counter()
    with database.reading() as session:
        queries.due(session, workspace, NIGHT, 1)
        queries.to_ask(session, workspace, NIGHT, NIGHT + AHEAD, 1)
    return perf_counter() - began


def _furnished(database: Database, people: int) -> str:
    """A workspace in which everybody has a question to practise, a certificate near its end, and a goal."""
    everybody = [f"learner-{number}" for number in range(people)]
    with database.transaction() as session:
        workspace = ensure_workspace(session, LOCAL, now=SINCE)
        for key in ("speed", "haste"):
            put(session, workspace, _definition(key), by=OPERATOR, now=SINCE)
        add_live(session, workspace, "speed-0", "single_choice", four_options("How fast?"), "speed", now=SINCE)
        _certify(session, workspace, everybody)
        give_role(session, workspace, "lead", Role.ADMIN, by=OPERATOR, now=SINCE)
    with database.transaction() as session:
        cohort = make(session, workspace, "Everybody", ["learner-0"], coordinators=["lead"], by="lead", now=SINCE)
        aim, due = Aim(GoalKind.CERTIFICATION, "haste"), (NIGHT + timedelta(days=14)).date()
        set_goal(session, workspace, cohort, aim, due, by="lead", now=SINCE)
        learner = {
            "cohort_id": cohort, "part": Part.LEARNER.value, "workspace_id": workspace, "mentor": None, "by": "lead",
            "since": SINCE, "until": None,
        }  # fmt: skip
        insert_missing(session, CohortPersonRow, [{**learner, "person": person} for person in everybody])
    return workspace


def _definition(key: str) -> Definition:
    return Definition(
        key=key,
        title=key.title(),
        summary="Planned fast.",
        competencies=(Competency("speed", "Speed"),),
        draws=(Draw("speed", 1),),
        passing=Passing(70.0),
        valid_months=12,
        renewal_days=60,
    )


def _certify(session: Session, workspace: str, everybody: list[str]) -> None:
    """Give everybody a card and a certificate that lapses in two weeks; nobody verifies it."""
    of = next(one for one in certifications(session, workspace) if one.definition.key == "speed")
    item_id = session.scalars(select(ItemVersionRow.item_id)).one()
    here: dict[str, Any] = {"workspace_id": workspace, "certification_id": of.id}
    card = here | {
        "item_id": item_id, "competency": "speed", "memory": None, "due": SINCE, "last": None, "added": "practised",
        "since": SINCE,
    }  # fmt: skip
    session.execute(insert(CardRow), [card | {"person": person} for person in everybody])
    key = {"id": "key", "workspace_id": workspace, "algorithm": "EdDSA", "public": {}, "created_at": SINCE}
    session.execute(insert(SigningKeyRow).values(**key))
    passed = NIGHT + timedelta(days=14, hours=12) - timedelta(days=365)
    here |= {"certification_version_id": of.version_id}
    attempts = [
        here | {
            "id": new_id(), "person": person, "number": 1, "kind": "exam", "started_at": passed, "minutes": None,
            "factor": 1.0, "deadline": None, "ended_at": passed, "ended": "submitted",
        }
        for person in everybody
    ]  # fmt: skip
    session.execute(insert(AttemptRow), attempts)
    certificates = [
        here | {
            "id": new_id(), "slug": one["id"], "attempt_id": one["id"], "copy": 1, "person": one["person"],
            "name": "Learner", "issued_at": passed, "expires_at": passed + timedelta(days=365), "status_index": index,
            "key_id": "key", "jwt": "",
        }
        for index, one in enumerate(attempts)
    ]  # fmt: skip
    session.execute(insert(CertificateRow), certificates)
