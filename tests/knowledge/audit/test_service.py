from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, event, select, update
from sqlalchemy.orm import Session

from knowledge.audit.actions import Action
from knowledge.audit.models import AuditRow
from knowledge.audit.queries import broken_at, entries
from knowledge.audit.service import NAME_CHARACTERS, record, record_refusal
from knowledge.audit.values import Entry, Facts, Filter, Refused
from knowledge.errors import NotAllowed
from storage.database import Database
from storage.schema import new_id
from storage.workspaces import LOCAL, ensure_workspace
from tests.knowledge.library import NOW

LINES = 6
RECORDERS, EACH = 4, 8
TAMPERED = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)
WORDS = st.text(st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_categories=["Cs"]), max_size=10)
FACTS = st.none() | st.dictionaries(WORDS, WORDS | st.integers(-(2**31), 2**31) | st.booleans(), max_size=3)
CHANGES: Sequence[st.SearchStrategy[tuple[str, Any]]] = [
    st.tuples(st.just("id"), st.builds(new_id)),
    st.tuples(st.just("number"), st.integers(LINES + 1, 99)),
    st.tuples(st.just("at"), st.integers(1, 10**9).map(lambda n: NOW + timedelta(microseconds=n))),
    *(st.tuples(st.just(column), WORDS) for column in ("actor", "action", "subject_kind", "subject", "name")),
    st.tuples(st.just("before"), FACTS),
    st.tuples(st.just("after"), FACTS),
    *(st.tuples(st.just(column), st.text("0123456789abcdef", max_size=64)) for column in ("previous_hash", "hash")),
]


class UndoneError(Exception):
    """Ends a transaction that is not to be kept."""


def note(session: Session, workspace: str, number: int, *, actor: str = "U1", after: Facts | None = None) -> None:
    record(
        session,
        workspace,
        actor=actor,
        action=Action.PUBLISHED if number % 2 else Action.WITHDRAWN,
        subject_kind="guide",
        subject=f"g{number}",
        name=f"Guide {number}",
        before={"state": "draft"},
        after=after,
        now=NOW + timedelta(hours=number),
    )


@pytest.fixture
def workspace(database: Database) -> str:
    """A workspace whose log has a few lines."""
    with database.transaction() as session:
        workspace = ensure_workspace(session, LOCAL, now=NOW)
        for number in range(1, LINES + 1):
            note(session, workspace, number, after={"state": "published", "names": ["é", "ß"], "n": number})
    return workspace


def numbers(found: Sequence[Entry]) -> list[int]:
    return [entry.number for entry in found]


def test_what_is_written_down_is_read_as_it_was_said(database: Database, workspace: str) -> None:
    with database.reading() as session:
        *_, first = entries(session, workspace, limit=99)
        assert broken_at(session, workspace) is None
    after: Facts = {"state": "published", "names": ["é", "ß"], "n": 1}
    at = NOW + timedelta(hours=1)
    assert first == Entry(1, at, "U1", "published", "guide", "g1", "Guide 1", {"state": "draft"}, after)


def test_the_log_is_paged_through_from_the_newest_on(database: Database, workspace: str) -> None:
    with database.reading() as session:
        assert numbers(entries(session, workspace, limit=4)) == [6, 5, 4, 3]
        assert numbers(entries(session, workspace, limit=4, before_number=3)) == [2, 1]
        assert entries(session, workspace, limit=4, before_number=1) == []


FILTERED: Sequence[tuple[Filter, list[int]]] = [
    (Filter(actor="U1"), [6, 5, 4, 3, 2, 1]),
    (Filter(actor="U2"), []),
    (Filter(action=Action.WITHDRAWN), [6, 4, 2]),
    (Filter(subject="g3"), [3]),
    (Filter(subject="Guide 3"), [3]),
    (Filter(since=NOW + timedelta(hours=2), until=NOW + timedelta(hours=4)), [3, 2]),
    (Filter(action=Action.PUBLISHED, since=NOW + timedelta(hours=2)), [5, 3]),
]


def test_the_log_is_filtered_by_who_what_whom_and_when(database: Database, workspace: str) -> None:
    with database.reading() as session:
        for asked, found in FILTERED:
            assert numbers(entries(session, workspace, asked, limit=99)) == found


def test_each_workspace_has_a_log_of_its_own(database: Database, workspace: str) -> None:
    with database.transaction() as session:
        elsewhere = ensure_workspace(session, "elsewhere", now=NOW)
        note(session, elsewhere, 1)
        assert numbers(entries(session, elsewhere, limit=9)) == [1]
        assert len(entries(session, workspace, limit=9)) == LINES
        assert broken_at(session, elsewhere) is None


def test_a_long_name_is_cut_and_the_log_stays_whole(database: Database, workspace: str) -> None:
    with database.transaction() as session:
        record(
            session,
            workspace,
            actor="U1",
            action=Action.DISCARDED,
            subject_kind="guide",
            subject="g1",
            name="n" * 600,
            now=NOW,
        )
    with database.reading() as session:
        (newest,) = entries(session, workspace, limit=1)
        assert newest.name == "n" * NAME_CHARACTERS
        assert broken_at(session, workspace) is None


def test_a_refusal_is_written_down_although_the_act_was_rolled_back(database: Database, workspace: str) -> None:
    error = NotAllowed("U9", "publish", "learner")

    def act() -> None:
        with database.transaction() as session:
            note(session, workspace, 7)
            raise error

    with pytest.raises(NotAllowed):
        act()
    refused = Refused("guide", "g1", "Guide 1", {"edition": "2"})
    record_refusal(database, workspace, error, refused, now=NOW + timedelta(days=1))
    with database.reading() as session:
        newest, before = entries(session, workspace, limit=2)
    assert before.number == LINES
    assert (newest.actor, newest.action, newest.name) == ("U9", "refused", "Guide 1")
    assert (newest.before, newest.after) == (None, {"act": "publish", "role": "learner", "edition": "2"})


def test_many_who_write_at_once_get_consecutive_numbers_in_one_chain(database: Database, workspace: str) -> None:
    ready = Barrier(RECORDERS)

    def write(actor: int) -> None:
        ready.wait()
        for number in range(EACH):
            with database.transaction() as session:
                note(session, workspace, number, actor=f"U{actor}")

    with ThreadPoolExecutor(RECORDERS) as pool:
        list(pool.map(write, range(RECORDERS)))
    with database.reading() as session:
        written = entries(session, workspace, limit=99)
        assert numbers(written) == list(range(LINES + RECORDERS * EACH, 0, -1))
        assert broken_at(session, workspace) is None


@TAMPERED
@given(line=st.integers(1, LINES), change=st.one_of(CHANGES))
def test_a_change_of_any_column_of_any_line_is_found(
    database: Database, workspace: str, line: int, change: tuple[str, Any]
) -> None:
    column, value = change
    here = (AuditRow.workspace_id == workspace) & (AuditRow.number == line)
    with suppress(UndoneError), database.transaction() as session:
        was = session.execute(select(getattr(AuditRow, column)).where(here)).scalar_one()
        session.execute(update(AuditRow).where(here).values({column: value}))
        session.expire_all()
        moved = value if line == LINES else line + 1
        changed = moved if column == "number" else line
        assert broken_at(session, workspace) == (changed if was != value else None)
        raise UndoneError


def test_a_line_moved_into_the_log_of_another_workspace_is_found_there(database: Database, workspace: str) -> None:
    for line in range(1, LINES + 1):
        with suppress(UndoneError), database.transaction() as session:
            elsewhere = ensure_workspace(session, "elsewhere", now=NOW)
            here = (AuditRow.workspace_id == workspace) & (AuditRow.number == line)
            session.execute(update(AuditRow).where(here).values(workspace_id=elsewhere))
            assert broken_at(session, elsewhere) == line
            assert broken_at(session, workspace) == (line + 1 if line < LINES else None)
            raise UndoneError


def test_a_line_that_is_missing_before_others_is_found(database: Database, workspace: str) -> None:
    for line in range(1, LINES):
        with suppress(UndoneError), database.transaction() as session:
            session.execute(delete(AuditRow).where(AuditRow.workspace_id == workspace, AuditRow.number == line))
            assert broken_at(session, workspace) == line + 1
            raise UndoneError


def test_to_ask_for_what_no_database_holds_finds_nothing(database: Database) -> None:
    with database.transaction() as session:
        workspace = ensure_workspace(session, LOCAL, now=NOW)
        note(session, workspace, 1)
    with database.reading() as session:
        for asked in (Filter(subject="x\x00"), Filter(actor="\x00", action="\ud800"), Filter(subject="y" * 10_000)):
            assert entries(session, workspace, asked, limit=9) == []
        assert len(entries(session, workspace, Filter(subject="Guide 1\x00"), limit=9)) == 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_was_done_to_one_thing_is_looked_up_in_an_index(database: Database) -> None:
    sent: list[tuple[str, Any]] = []

    def listen(connection: object, cursor: object, statement: str, parameters: object, *_: object) -> None:
        sent.append((statement, parameters))

    with database.transaction() as session:
        workspace = ensure_workspace(session, LOCAL, now=NOW)
    event.listen(database.engine, "before_cursor_execute", listen)
    with database.reading() as session:
        assert entries(session, workspace, Filter(subject="g1"), limit=9) == []
    event.remove(database.engine, "before_cursor_execute", listen)
    (statement, parameters) = next(one for one in sent if "audit_entry" in one[0])
    with database.engine.connect() as connection:
        plan = [step[3] for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]
    assert [step for step in plan if "ix_audit_entry_workspace_id_subject" in step], plan
    assert [step for step in plan if "ix_audit_entry_workspace_id_name" in step], plan
    assert [step for step in plan if "(workspace_id=? AND number=?)" in step], plan
