"""What was practised before there were cards."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from learning.practice.models import CardRow, PracticeRow
from storage import upgrade as schema
from storage.database import Database
from storage.schema import Base, new_id
from storage.workspaces import ensure_workspace
from tests.databases import on_both
from tests.knowledge.library import NOW

HOUR = timedelta(hours=1)


@on_both
def test_each_item_that_somebody_answered_before_there_were_cards_gets_one_and_is_new_to_her(database_url: str) -> None:
    database = Database(database_url)
    with database.engine.begin() as connection:
        schema.run_migrations(connection, "0006")
    with database.transaction() as session:
        workspace = ensure_workspace(session, "local", now=NOW)

        def add(table: str, **values: Any) -> str:
            row_id = new_id()
            row = {"id": row_id, "workspace_id": workspace, **values}
            session.execute(Base.metadata.tables[table].insert(), row)
            return row_id

        certification = add("certification", key="mentor", created_at=NOW)
        items = [add("item", key=key, pool="practice", created_at=NOW) for key in ("a", "b")]
        words = dict.fromkeys(("type", "rationale", "difficulty", "content_hash", "created_by"), "")
        of = {"content": {}, "created_at": NOW, "competency": "care", **words}
        versions = [
            add("item_version", item_id=items[place], number=number, **of) for place, number in ((0, 1), (0, 2), (1, 1))
        ]
        shown = {"certification_id": certification, "tokens": [], "shown_at": NOW}
        for place, hours in ((0, 1), (1, 5), (1, 3), (2, None)):
            at = NOW + hours * HOUR if hours is not None else None
            add("practice", person="U0AMARA", version_id=versions[place], answered_at=at, **shown)
        add("practice", person="U0BEN", version_id=versions[2], answered_at=NOW, **shown)
    schema.upgrade(database)
    with database.reading() as session:
        cards = session.scalars(select(CardRow)).all()
        practised = session.scalars(select(PracticeRow)).all()
    found = {(card.person, card.item_id): (card.due, card.last, card.memory) for card in cards}
    assert found == {
        ("U0AMARA", items[0]): (NOW + 5 * HOUR, NOW + 5 * HOUR, None),
        ("U0BEN", items[1]): (NOW, NOW, None),
    }
    assert {(card.certification_id, card.competency, card.added) for card in cards} == {
        (certification, "care", "practised")
    }
    assert {(one.item_id, one.purpose) for one in practised} == {(items[0], "free"), (items[1], "free")}
    database.close()
