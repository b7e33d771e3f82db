import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import text

from storage.database import Database
from storage.errors import DatabaseUnreachable, LibraryBusy
from storage.exclusion import SERVING, only_one

HOLDS = """
import sys
from storage.database import Database
from storage.exclusion import SERVING, only_one

with only_one(Database(sys.argv[1]), wait=5):
    print("inside", flush=True)
    sys.stdin.read()
"""


@contextmanager
def elsewhere(url: str) -> Iterator["subprocess.Popen[str]"]:
    """Another process, which is inside."""
    command = [sys.executable, "-c", HOLDS, url]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "inside\n"
        yield process


@pytest.fixture
def postgres(postgres_url: str) -> Iterator[Database]:
    database = Database(postgres_url)
    yield database
    database.close()


def test_another_machine_waits_and_is_told_that_the_library_is_busy(postgres: Database, postgres_url: str) -> None:
    with elsewhere(postgres_url):
        for wait in (0, 0.05):
            with pytest.raises(LibraryBusy), only_one(postgres, wait=wait):
                pass
    with only_one(postgres, wait=0):
        pass


def test_a_process_that_is_killed_lets_the_next_one_in(postgres: Database, postgres_url: str) -> None:
    with elsewhere(postgres_url) as process:
        process.kill()
        process.wait()
        with only_one(postgres, wait=10):
            pass


def test_no_connection_that_is_used_again_holds_the_lock(postgres: Database, postgres_url: str) -> None:
    other = Database(postgres_url)
    for _ in range(3):
        with only_one(postgres, wait=0), postgres.engine.connect() as connection:
            connection.execute(text("SELECT 1"))
        with only_one(other, wait=0):
            pass
    other.close()


def test_an_error_inside_lets_the_next_one_in(postgres: Database) -> None:
    with pytest.raises(ZeroDivisionError), only_one(postgres, wait=0):
        raise ZeroDivisionError
    with only_one(postgres, wait=0):
        pass


def test_two_databases_do_not_wait_for_each_other(database: Database, postgres: Database) -> None:
    with only_one(postgres, wait=0), only_one(database, wait=0):
        pass


def test_a_server_that_is_not_there_is_told() -> None:
    nowhere = Database("postgresql://u:secret@127.0.0.1:1/none")
    with pytest.raises(DatabaseUnreachable) as told, only_one(nowhere, wait=0):
        pass
    assert "secret" not in str(told.value)


def test_who_runs_the_bot_keeps_nobody_from_changing_the_library(postgres_url: str) -> None:
    database = Database(postgres_url)
    with (
        only_one(database, wait=0, lock=SERVING),
        only_one(database, wait=0),
        pytest.raises(LibraryBusy),
        only_one(database, wait=0, lock=SERVING),
    ):
        pass
    database.close()
