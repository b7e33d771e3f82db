"""The same library on a Chroma server, which is a real process: it may stop, and lose all that it held."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ingestion.documents import Block
from knowledge.embeddings.runtime import Embedder
from knowledge.errors import IndexAway
from knowledge.index.caches import Caches
from knowledge.index.rebuild import rebuild
from knowledge.index.verify import verify
from storage.database import Database
from storage.upgrade import upgrade
from tests.knowledge.index.chroma_process import ChromaProcess
from tests.knowledge.library import NOW, Library

CALLS = "Call each mentor twice in the first month."
BREAD = "Bread rises for two hours."
Machine = Callable[[str], Library]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaProcess]:
    process = ChromaProcess(tmp_path_factory.mktemp("chroma"))
    yield process
    process.stop()


@pytest.fixture
def chroma(running: ChromaProcess, tmp_path: Path) -> ChromaProcess:
    """A server that holds nothing."""
    running.stop()
    running.start(tmp_path.name)
    return running


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """Of one kind: vectors on a server have nothing to do with where the text is."""
    database = Database(f"sqlite:///{tmp_path / 'library.sqlite'}")
    upgrade(database)
    yield database
    database.close()


@pytest.fixture
def machine(database: Database, tmp_path: Path, embedder: Embedder, chroma: ChromaProcess) -> Iterator[Machine]:
    """The library as a machine sees it that has a folder of its own, and shares database and server."""
    opened: list[Caches] = []

    def machine(name: str) -> Library:
        library = Library.open(database, tmp_path, embedder)
        library.caches = Caches(tmp_path / name, database, embedder.model_id, server=chroma.address)
        opened.append(library.caches)
        return library

    yield machine
    for caches in opened:
        caches.close()


def is_sound(library: Library) -> bool:
    return verify(library.database, library.caches, library.workspace, library.embedder.model_id, now=NOW).sound


def test_a_question_is_answered_through_the_server(machine: Machine, chroma: ChromaProcess, tmp_path: Path) -> None:
    library = machine("one")
    library.publish("calls.md", Block(CALLS))
    library.publish("bread.md", Block(BREAD))
    assert library.found("call a mentor")[0] == CALLS
    assert is_sound(library)
    assert len(chroma.collections()) == 2
    assert not list(tmp_path.glob("one/**/chroma.sqlite3"))


def test_while_the_server_is_away_questions_are_answered_and_guides_are_refused(
    machine: Machine, chroma: ChromaProcess, tmp_path: Path
) -> None:
    library = machine("one")
    library.publish("calls.md", Block(CALLS))
    chroma.stop()
    assert library.found("ring up those who accompany youths") == [CALLS]
    with pytest.raises(IndexAway) as away:
        library.publish("bread.md", Block(BREAD))
    assert away.value == IndexAway(chroma.address, "[Errno 111] Connection refused")
    assert machine("one").found("call a mentor") == [CALLS]
    chroma.start(tmp_path.name)
    library.publish("bread-again.md", Block(f"{BREAD} Always."))
    assert set(library.found("call a mentor")) == {CALLS, f"{BREAD} Always."}


def test_what_the_server_loses_is_filled_in_from_the_database(
    machine: Machine, chroma: ChromaProcess, tmp_path: Path
) -> None:
    library = machine("one")
    library.publish("calls.md", Block(CALLS))
    for held in ("nothing", "nothing-again"):
        chroma.stop()
        chroma.start(f"{tmp_path.name}-{held}")
        assert library.found("call a mentor") == [CALLS]
        assert is_sound(library)
    chroma.stop()
    chroma.start(f"{tmp_path.name}-last")
    other = machine("one")
    assert is_sound(other)
    assert other.found("call a mentor") == [CALLS]


def test_machines_that_share_a_server_do_not_disturb_each_other(machine: Machine, chroma: ChromaProcess) -> None:
    one, other = machine("one"), machine("other")
    one.publish("calls.md", Block(CALLS))
    assert other.found("call a mentor") == [CALLS]
    other.publish("bread.md", Block(BREAD))
    for library in (one, other, one):
        assert set(library.found("call a mentor")) == {CALLS, BREAD}
        rebuild(library.database, library.caches, library.embedder, now=NOW)
    assert is_sound(one)
    assert is_sound(other)
    # Of each machine the building in use and the one before it, with a mark for each.
    assert len(chroma.collections()) <= 8


def test_two_processes_on_one_folder_see_what_the_other_writes(machine: Machine) -> None:
    one, other = machine("one"), machine("one")
    one.publish("calls.md", Block(CALLS))
    assert other.found("call a mentor") == [CALLS]
    other.publish("bread.md", Block(BREAD))
    assert set(one.found("call a mentor")) == {CALLS, BREAD}
    assert is_sound(one)


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("ftp://127.0.0.1:1", "its address has to be http://host:port"),
        ("chroma:8000", "its address has to be http://host:port"),
        ("http://user:wise@127.0.0.1:1", "[Errno 111] Connection refused"),
    ],
)
def test_an_address_of_no_server_is_told_without_its_password(
    database: Database, tmp_path: Path, embedder: Embedder, address: str, problem: str
) -> None:
    library = Library.open(database, tmp_path, embedder)
    library.caches = Caches(tmp_path / "one", database, embedder.model_id, server=address)
    with pytest.raises(IndexAway) as away:
        library.publish("calls.md", Block(CALLS))
    assert away.value.problem == problem
    assert "wise" not in str(away.value)
