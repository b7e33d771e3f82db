"""A person's id is taken out of what others wrote, in which she may be mentioned."""

from sqlalchemy import Text, cast, select, update
from sqlalchemy.orm import Session

from knowledge.mentions import replaced
from learning.privacy.tables import table_named
from learning.privacy.traces import WORDS


def unmention(session: Session, workspace: str, person: str, pseudonym: str) -> None:
    """Put the pseudonym wherever her id stands in words, or in data, that people handed in."""
    for place in WORDS:
        name, column_name = place.split(".")
        table = table_named(name)
        column, keys = table.c[column_name], list(table.primary_key.columns)
        told = (table.c.workspace_id == workspace) & cast(column, Text).contains(person, autoescape=True)
        for row in session.execute(select(column, *keys).where(told)).all():
            same = [key == value for key, value in zip(keys, row[1:], strict=True)]
            session.execute(update(table).where(*same).values({column: replaced(row[0], person, pseudonym)}))
