"""Several queries as one statement find what each finds by itself."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import bindparam, extract, func, insert, null, select

from learning.learners.models import LearnerRow
from learning.practice.models import CardRow
from storage.database import Database
from storage.schema import Workspace, new_id
from storage.together import Together

NOW = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)
LEARNER: dict[str, Any] = {
    "zone": None, "daily": 5, "hour": 9, "quiet_from": 20, "quiet_until": 8, "paused_until": date(2026, 12, 1),
    "muted": ["digest"], "next_practice": None, "since": NOW, "left_at": None,
}  # fmt: skip


def test_each_query_has_its_rows_with_all_types_as_they_are(database: Database) -> None:
    here = new_id()
    with database.transaction() as session:
        session.execute(insert(Workspace).values(id=here, name="here", created_at=NOW))
        session.execute(insert(LearnerRow), [LEARNER | {"workspace_id": here, "person": one} for one in ("a", "b")])
    queries = [
        select(*LearnerRow.__table__.columns).where(LearnerRow.workspace_id == bindparam("workspace")),
        select(Workspace.name, Workspace.id, Workspace.created_at),
        select(func.count(), func.sum(LearnerRow.daily), LearnerRow.paused_until.is_(null())).group_by(
            LearnerRow.paused_until
        ),
        select(CardRow.item_id, CardRow.memory),
        select(LearnerRow.person).order_by(LearnerRow.person.desc()).limit(1),
        select(extract("hour", Workspace.created_at), Workspace.name),
    ]
    with database.reading() as session:
        found = Together(queries).rows(session, {"workspace": here})
        each = [sorted(map(tuple, session.execute(query, {"workspace": here})), key=str) for query in queries]
    assert [sorted(rows, key=str) for rows in found] == each
    assert [len(rows) for rows in found] == [2, 1, 1, 0, 1, 1]
    # A decimal number is equal to a whole one, and is divided and written in another way.
    kinds = [{tuple(type(value) for value in row) for row in rows} for rows in found]
    hours = kinds.pop()
    assert kinds == [{tuple(type(value) for value in row) for row in rows} for rows in each[:-1]]
    assert hours == {(int, str)}


def test_what_there_is_nothing_of_is_empty(database: Database) -> None:
    with database.reading() as session:
        assert Together([select(Workspace.id), select(LearnerRow.muted)]).rows(session, {}) == [[], []]
