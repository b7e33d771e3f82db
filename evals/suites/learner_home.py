"""How long a learner's Home tab takes among 20,000 learners with 2 million answers; Slack's own time is not in it."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles
from time import perf_counter

from pydantic import SecretStr
from slack_sdk import WebClient
from sqlalchemy import event

from bot.app import Bot, running
from bot.blocks.library.showing import Showing
from bot.library.presses import Turned
from bot.playground.people import SEED
from bot.playground.server import Playground
from bot.services import Services
from bot.settings import Settings
from evals.measured import Measured
from evals.workload import histories, used_library
from storage.database import Database
from storage.upgrade import upgrade_url
from storage.workspaces import LOCAL, ensure_workspace

LEARNERS, ANSWERS_EACH = 20_000, 100
ROUNDS = 25
MOST_MILLISECONDS = 200.0
MOST_STATEMENTS = 6


def run(url: str | None, learners: int = LEARNERS, answers_each: int = ANSWERS_EACH) -> Iterator[tuple[str, Measured]]:
    """Measure the Home tabs of people whose histories are among so many others, each several times.

    Args:
        url: Of an empty database; None for a new SQLite file.
        learners: How many have a history.
        answers_each: How many items each of them practised.
    """
    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory() as place, Playground() as slack:
        given = SecretStr(url) if url is not None else None
        services = Services(Settings(data_dir=Path(place), database_url=given))
        upgrade_url(services.settings.database)
        with services.database.transaction() as session:
            workspace = ensure_workspace(session, LOCAL, now=now)
        people = [person.id for person in SEED]
        used_library.fill(services.database, workspace, askers=people, now=now)
        others = [f"ULEARNER{number:05}" for number in range(learners - len(people))]
        # Those who are looked at are in the midst of the others.
        half = len(others) // 2
        everybody = [*others[:half], *people, *others[half:]]
        histories.fill(services.database, workspace, everybody, answers=answers_each, now=now)
        _analysed(services.database)
        with running(services, WebClient(slack.bot_token, base_url=slack.api_url)) as bot:
            colleagues = [person for person in people if not bot.parts.identity.is_from_outside(person)]
            yield from _measured(bot, services.database, colleagues)
        services.close()


def _measured(bot: Bot, database: Database, people: Sequence[str]) -> Iterator[tuple[str, Measured]]:
    kind = "sqlite" if database.is_sqlite else "postgresql"
    for person in people:
        _seconds(bot, person)
    most = max(_statements(bot, database, person) for person in people)
    yield f"home of a learner, {kind}, at most", Measured(most, "statements", MOST_STATEMENTS, at_least=False)
    seconds = [_seconds(bot, person) for _ in range(ROUNDS) for person in people]
    p95 = 1000 * quantiles(seconds, n=20)[-1]
    yield f"home of a learner, {kind}, median", Measured(1000 * quantiles(seconds, n=2)[0], "ms")
    yield f"home of a learner, {kind}, p95", Measured(p95, "ms", MOST_MILLISECONDS, at_least=False)


def _statements(bot: Bot, database: Database, person: str) -> int:
    with _counted(database) as sent:
        _seconds(bot, person)
    return len(sent)


def _seconds(bot: Bot, person: str) -> float:
    began = perf_counter()
    bot.parts.homes.publish(Turned(person, Showing()), None)
    return perf_counter() - began


def _analysed(database: Database) -> None:
    """What a database that has been used for long has done by itself: known how much there is of what."""
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")


@contextmanager
def _counted(database: Database) -> Iterator[list[str]]:
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")):
            sent.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(database.engine, "before_cursor_execute", note)
