import sqlite3
import threading
import traceback
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, event, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

import ingestion.uploads.models  # noqa: F401 - the tables of all features
import knowledge.audiences.models
import knowledge.audit.models
import knowledge.budget.models
import knowledge.conversations.models
import knowledge.evidence.models
import knowledge.freshness.models
import knowledge.gaps.models
import knowledge.golden.models
import knowledge.impact.models
import knowledge.members.models
import knowledge.outages.models
import knowledge.policies.models
import knowledge.standard.models  # noqa: F401 - the same
import learning.analysis.models
import learning.attempts.models
import learning.certifications.models
import learning.cohorts.models
import learning.continuous.models
import learning.credentials.models
import learning.curriculum.models
import learning.exchange.models
import learning.items.models
import learning.learners.models
import learning.membership.models
import learning.notices.models
import learning.past.models
import learning.practice.models
import learning.privacy.models
import learning.requirements.models
import learning.results.models
import learning.standing.models  # noqa: F401 - the same
from knowledge.guides.models import EditionStep
from storage import upgrade as schema
from storage.database import Database, passes_by_itself
from storage.errors import DatabaseAddressUnusable, SchemaOutdated, SchemaUnknown, WorkspaceMissing
from storage.schema import Base, Workspace, new_id
from storage.workspaces import ensure_workspace, require_workspace, workspace_id

NOW = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)


def test_the_migrations_make_exactly_the_tables_of_the_models(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_the_program_knows_the_newest_revision() -> None:
    assert ScriptDirectory(str(schema._MIGRATIONS)).get_current_head() == schema.HEAD


def test_an_empty_database_is_outdated_until_it_is_upgraded(database_url: str) -> None:
    database = Database(database_url)
    with pytest.raises(SchemaOutdated):
        schema.require_current(database)
    assert schema.upgrade(database) == (None, schema.HEAD)
    assert schema.upgrade(database) == (schema.HEAD, schema.HEAD)
    schema.require_current(database)
    database.close()


def test_a_database_from_the_future_is_refused(database: Database) -> None:
    with database.transaction() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SchemaUnknown):
        schema.require_current(database)


def test_a_transaction_commits_on_leaving_and_keeps_nothing_after_an_error(database: Database) -> None:
    with database.transaction() as session:
        ensure_workspace(session, "kept", now=NOW)

    def write_and_fail() -> None:
        with database.transaction() as session:
            ensure_workspace(session, "lost", now=NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()
    with database.reading() as session:
        assert workspace_id(session, "kept") is not None
        assert workspace_id(session, "lost") is None


def test_moments_come_back_in_utc_and_naive_ones_are_refused(database: Database) -> None:
    with database.transaction() as session:
        session.add(Workspace(id=new_id(), name="w", created_at=NOW))
    with database.reading() as session:
        assert session.query(Workspace).one().created_at == NOW
    with pytest.raises(Exception, match="time zone"), database.transaction() as session:
        session.add(Workspace(name="naive", created_at=datetime(2026, 1, 1)))  # noqa: DTZ001 - the point


def test_writers_wait_for_each_other_instead_of_failing(database: Database) -> None:
    with database.transaction() as session:
        home = ensure_workspace(session, "counter-0", now=NOW)

    def add_one() -> None:
        for _ in range(10):
            with database.transaction() as session:
                row = session.get(Workspace, home, with_for_update=True)
                assert row is not None
                row.name = f"counter-{int(row.name.split('-')[1]) + 1}"

    threads = [threading.Thread(target=add_one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as session:
        assert workspace_id(session, "counter-40") == home


def test_ids_are_ordered_by_time() -> None:
    ids = [new_id() for _ in range(200)]
    assert ids == sorted(ids)


def test_writers_of_one_process_take_turns_and_never_find_sqlite_busy(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'library.sqlite'}")
    schema.upgrade(database)
    event.listen(database.engine, "checkout", lambda connection, *_: connection.execute("PRAGMA busy_timeout=0"))

    def add_many(number: int) -> None:
        for index in range(20):
            with database.transaction() as session:
                session.add(Workspace(name=f"{number}-{index}", created_at=NOW))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add_many, range(8)))
    with database.reading() as session:
        assert len(session.scalars(select(Workspace)).all()) == 160
    database.close()


def test_a_reader_can_not_write_and_the_next_writer_of_the_same_connection_can(database: Database) -> None:
    for name in ("one", "two"):
        with pytest.raises(DBAPIError, match="(?i)read-?only"), database.reading() as session:
            ensure_workspace(session, "refused", now=NOW)
        with database.transaction() as session:
            ensure_workspace(session, name, now=NOW)
    with database.reading() as session:
        assert session.query(Workspace).count() == 2
        assert workspace_id(session, "refused") is None


def test_a_workspace_that_is_not_there_is_missing(database: Database) -> None:
    with database.reading() as session, pytest.raises(WorkspaceMissing):
        require_workspace(session, "nowhere")
    with database.transaction() as session:
        made = ensure_workspace(session, "here", now=NOW)
    with database.reading() as session:
        assert require_workspace(session, "here") == made


@pytest.mark.parametrize(
    "url", ["", "foo", "mysql://x", "oracle://u:secret@h/d", "http://h", "postgresql://u:secret@h:x/d"]
)
def test_an_address_that_can_not_be_used_is_refused_and_never_shown(url: str) -> None:
    with pytest.raises(DatabaseAddressUnusable) as refused:
        Database(url)
    assert "secret" not in "".join(traceback.format_exception(refused.value))


def test_an_address_is_shown_without_its_password() -> None:
    for url in ("postgresql://u:secret@h/d", "postgresql://u@h/d?password=secret&connect_timeout=3"):
        database = Database(url)
        assert "secret" not in database.address
        assert "@h/d" in database.address
        database.close()


def test_a_busy_database_passes_by_itself_and_a_statement_it_does_not_know_does_not(database: Database) -> None:
    with pytest.raises(DBAPIError) as unknown, database.reading() as session:
        session.execute(text("SELECT nothing FROM nowhere"))
    assert not passes_by_itself(unknown.value)
    assert not passes_by_itself(ValueError())


def test_a_locked_file_passes_by_itself(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "held.sqlite")) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        engine = create_engine(f"sqlite:///{tmp_path / 'held.sqlite'}", connect_args={"timeout": 0})
        with pytest.raises(DBAPIError) as busy, engine.connect() as connection:
            connection.execute(text("CREATE TABLE t (x)"))
        engine.dispose()
    assert passes_by_itself(busy.value)


def test_a_server_that_is_away_passes_by_itself() -> None:
    away = Database("postgresql://u@127.0.0.1:1/d")
    with pytest.raises(DBAPIError) as refused, away.reading():
        pass
    away.close()
    assert passes_by_itself(refused.value)


def test_what_a_failed_statement_was_given_is_not_in_its_error(database: Database) -> None:
    with pytest.raises(DBAPIError) as failed, database.transaction() as session:
        session.execute(text("INSERT INTO nowhere VALUES (:what)"), {"what": "a private sentence"})
    assert "a private sentence" not in str(failed.value)


# Guides from before there were steps: whether each was retired; of its editions by number what is to become of each,
# the hour at which it was published, and whether readers see it.
BEFORE_STEPS: list[tuple[bool, list[tuple[str, int | None, bool]]]] = [
    (False, [("published", 1, True)]),
    (False, [("superseded", 1, False), ("published", 2, True)]),
    (False, [("discarded", None, False)]),
    (True, [("superseded", 1, False), ("withdrawn", 2, False), ("discarded", None, False)]),
    (False, [("published", 2, True), ("superseded", 1, False)]),
    (True, [("withdrawn", 2, False), ("superseded", 1, False)]),
]


def test_editions_from_before_there_were_steps_are_in_the_state_in_which_readers_know_them(database_url: str) -> None:
    database = Database(database_url)
    with database.engine.begin() as connection:
        schema.run_migrations(connection, "0002")
    with database.transaction() as session:
        workspace = ensure_workspace(session, "local", now=NOW)
        expected = {
            edition: (1, state, "operator", at)
            for retired, editions in BEFORE_STEPS
            for edition, state, at in old_guide(session, workspace, retired, editions)
        }
    schema.upgrade(database)
    with database.reading() as session:
        steps = session.scalars(select(EditionStep)).all()
    assert {step.edition_id: (step.number, step.state, step.by, step.at) for step in steps} == expected
    database.close()


def old_guide(
    session: Session, workspace: str, retired: bool, editions: list[tuple[str, int | None, bool]]
) -> Iterator[tuple[str, str, datetime]]:
    """Write a guide with its editions; their ids, what is to become of them, and when that came about."""
    guide = new_id()
    row = {"id": guide, "workspace_id": workspace, "key": guide, "created_at": NOW}
    session.execute(Base.metadata.tables["guide"].insert(), row | {"retired_at": NOW if retired else None})
    for number, (state, hour, is_read) in enumerate(editions, start=1):
        edition, at = new_id(), NOW + timedelta(hours=hour) if hour is not None else None
        of_guide = {"workspace_id": workspace, "guide_id": guide}
        texts = dict.fromkeys(("label", "title", "content_hash", "details_hash", "audience", "language", "text"), "")
        rest = {"number": number, "warnings": [], "places": [], "created_at": NOW, "published_at": at}
        session.execute(Base.metadata.tables["edition"].insert(), {"id": edition, **of_guide, **texts, **rest})
        if is_read:
            session.execute(Base.metadata.tables["active_edition"].insert(), {"edition_id": edition, **of_guide})
        yield edition, state, at or NOW
