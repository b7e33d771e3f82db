"""Deleted rows leave no bytes in files; where somebody reads meanwhile, it is said that some may be left."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import text

from storage.database import Database
from storage.scrubbing import files_with, scrub

WORDS = b"zebrafish"


@pytest.fixture
def library(tmp_path: Path) -> Database:
    database = Database(f"sqlite:///{tmp_path / 'library.sqlite'}")
    with database.transaction() as session:
        session.execute(text("CREATE TABLE said (words TEXT)"))
        session.execute(text("INSERT INTO said VALUES ('zebrafish'), ('pony')"))
    return database


def delete(database: Database) -> None:
    with database.transaction() as session:
        session.execute(text("DELETE FROM said WHERE words = 'zebrafish'"))


def test_no_byte_of_a_deleted_row_is_left(library: Database, tmp_path: Path) -> None:
    delete(library)
    assert list(files_with(tmp_path, [WORDS]))
    assert scrub(library)
    assert list(files_with(tmp_path, [WORDS])) == []
    assert list(files_with(tmp_path, [b"pony"])), "the others are"
    library.close()


def test_while_somebody_reads_it_is_not_done_and_once_that_is_over_it_is(library: Database, tmp_path: Path) -> None:
    reading = library.engine.raw_connection()
    cursor = reading.cursor()
    cursor.execute("BEGIN")
    cursor.execute("SELECT words FROM said").fetchall()
    delete(library)
    assert not scrub(library)
    assert list(files_with(tmp_path, [WORDS]))
    cursor.execute("ROLLBACK")
    reading.close()
    assert scrub(library)
    assert list(files_with(tmp_path, [WORDS])) == []
    library.close()


def test_who_writes_in_this_process_waits_until_the_file_is_written_anew(library: Database) -> None:
    begun = Event()

    def write() -> str:
        begun.set()
        with library.transaction() as session:
            session.execute(text("INSERT INTO said VALUES ('late')"))
        return "written"

    with ThreadPoolExecutor(1) as pool:
        with library.undisturbed():
            later = pool.submit(write)
            assert begun.wait(10)
            assert not later.done()
        assert later.result(10) == "written"
    library.close()


def test_a_database_on_a_server_is_written_anew_with_and_without_locks(database: Database) -> None:
    assert scrub(database)
    assert scrub(database, locking=False)
