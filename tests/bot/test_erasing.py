"""An erasure that could not reach everything at once is finished later; until then it is not called done."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from bot.erasing import erase_person, files_naming, finish
from bot.retention import Forgotten, forget_all_old, is_due
from bot.services import Services
from bot.settings import Settings
from knowledge.conversations.models import QuestionRow
from knowledge.members.roles import OPERATOR, Role
from knowledge.members.service import give_role
from learning.learners.service import leave, prefer
from learning.learners.values import DEFAULT
from learning.privacy.erasing import erase
from learning.privacy.models import ErasureRow
from learning.privacy.proof import mentions
from storage.database import Database
from storage.workspaces import LOCAL, ensure_workspace
from tests.databases import BOTH
from tests.learning.privacy.everything import Everything

AMARA, LEFT, OWNER = "U0AMARA", "U0LEFT", "U0OWNER"
NOW = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def services(database: Database, database_url: str, tmp_path: Path) -> Iterator[Services]:
    url = SecretStr(database_url)
    settings = Settings(data_dir=tmp_path / "data", database_url=url, keep_questions_days=30, keep_left_days=30)
    services = Services(settings)
    yield services
    services.close()


@pytest.fixture
def workspace(database: Database) -> str:
    with database.transaction() as session:
        workspace = ensure_workspace(session, LOCAL, now=NOW)
        give_role(session, workspace, OWNER, Role.OWNER, by=OPERATOR, now=NOW)
        Everything(session, workspace).of(AMARA, "My neighbour drinks")
    return workspace


def open_erasures(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(ErasureRow.id).where(ErasureRow.done_at.is_(None))))


@pytest.mark.parametrize("database_url", BOTH, indirect=True)
def test_what_was_erased_and_found_nowhere_is_done(services: Services, workspace: str) -> None:
    done = erase_person(services, workspace, AMARA, by=AMARA, now=NOW)
    assert done.remains.is_whole
    assert open_erasures(services.database) == []
    assert files_naming(services, [AMARA]) == ()


def test_while_somebody_reads_it_is_not_done_and_is_finished_later(services: Services, workspace: str) -> None:
    reader = services.database.engine.raw_connection()
    cursor = reader.cursor()
    cursor.execute("BEGIN")
    cursor.execute("SELECT count(*) FROM question").fetchall()
    done = erase_person(services, workspace, AMARA, by=AMARA, now=NOW)
    assert (done.remains.is_settled, done.remains.is_whole) == (False, False)
    assert not finish(services, workspace, now=NOW + 2 * HOUR)
    assert open_erasures(services.database) == [done.erased.id]
    cursor.execute("ROLLBACK")
    reader.close()
    assert finish(services, workspace, now=NOW + 2 * HOUR)
    assert open_erasures(services.database) == []


@pytest.mark.parametrize("database_url", BOTH, indirect=True)
def test_what_was_broken_off_after_the_rows_were_erased_is_finished_an_hour_later(
    services: Services, workspace: str
) -> None:
    with services.database.transaction() as session:
        erased = erase(session, workspace, AMARA, by=AMARA, now=NOW)
    assert finish(services, workspace, now=NOW + HOUR / 2)
    assert open_erasures(services.database) == [erased.id]
    assert finish(services, workspace, now=NOW + HOUR)
    assert open_erasures(services.database) == []


@pytest.mark.parametrize("database_url", BOTH, indirect=True)
def test_one_who_can_t_be_erased_keeps_no_other_one_and_old_words_go(services: Services, workspace: str) -> None:
    with services.database.transaction() as session:
        for person in (OWNER, LEFT):
            prefer(session, workspace, person, DEFAULT, now=NOW)
            leave(session, workspace, person, now=NOW)
    later = NOW + 31 * DAY
    done = forget_all_old(services, workspace, now=later)
    assert done.people == 1
    assert done.rows > 0
    with services.database.reading() as session:
        assert (mentions(session, LEFT), set(session.scalars(select(QuestionRow.text)))) == ({}, {""})
        assert mentions(session, OWNER), "the only owner stays"
    assert open_erasures(services.database) == []
    assert forget_all_old(services, workspace, now=later) == Forgotten(0, 0)


def test_what_is_old_is_forgotten_from_three_at_night_on_where_anybody_decided_it() -> None:
    night = NOW.replace(hour=3, minute=0)
    decided = Settings(keep_questions_days=30)
    assert is_due(decided, night)
    assert not is_due(decided, night - timedelta(minutes=1))
    assert not is_due(Settings(), night)
