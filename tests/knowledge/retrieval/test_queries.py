from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from knowledge.guides.service import embed_editions
from knowledge.retrieval.queries import candidates, passages_with_sentences
from storage.database import Database
from storage.schema import new_id
from tests.knowledge.library import Library


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """SQLite alone: PostgreSQL counts rows, and chooses by that."""
    return f"sqlite:///{tmp_path / 'library.sqlite'}"


def searched(database: Database, run: Callable[[], object]) -> list[str]:
    """How SQLite finds the passages that a query asks for, one entry a query."""
    asked: list[tuple[str, Any]] = []

    def note(connection: object, cursor: object, statement: str, parameters: Any, *_: object) -> None:
        asked.append((statement, parameters))

    event.listen(database.engine, "before_cursor_execute", note)
    run()
    event.remove(database.engine, "before_cursor_execute", note)
    with database.engine.connect() as connection:
        plans = [
            connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
            for statement, parameters in asked
            if "FROM passage" in statement
        ]
    return [step[3] for plan in plans for step in plan if " passage " in step[3]]


def reading(database: Database, query: Callable[[Session], object]) -> Callable[[], object]:
    def run() -> object:
        with database.reading() as session:
            return query(session)

    return run


def test_ranking_reads_the_passages_that_were_found_and_not_all_of_the_workspace(database: Database) -> None:
    ids = [new_id() for _ in range(100)]
    for query in (
        lambda session: candidates(session, new_id(), ["everybody"], "model", ids, None),
        lambda session: candidates(session, new_id(), ["everybody"], "model", ids, new_id()),
        lambda session: passages_with_sentences(session, new_id(), ids),
    ):
        assert searched(database, reading(database, query)) == [
            "SEARCH passage USING INDEX sqlite_autoindex_passage_1 (id=?)"
        ]


def test_embedding_reads_the_passages_of_the_new_editions_and_not_all_of_the_workspace(library: Library) -> None:
    found = searched(
        library.database, lambda: embed_editions(library.database, library.embedder, library.workspace, [new_id()])
    )
    assert found == ["SEARCH passage USING INDEX sqlite_autoindex_passage_2 (edition_id=?)"]
