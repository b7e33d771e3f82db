"""The proof that nothing names people any more: every text and all data of every table is looked through."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import JSON, String, Text, cast, inspect, or_, select, table
from sqlalchemy import column as column_of
from sqlalchemy.orm import Session

from knowledge.mentions import is_mentioned


def mentions(session: Session, *needles: str) -> Mapping[str, int]:
    """In how many rows of which tables any of these ids stands as a whole; empty where none stands anywhere.

    It reads the database as it is, whatever tables the program knows: that takes long in a large one.
    """
    if not needles:
        return {}
    counts = {name: sum(_rows(session, name, columns, needles)) for name, columns in _wordy(session)}
    return {name: count for name, count in counts.items() if count}


def _wordy(session: Session) -> Iterator[tuple[str, list[str]]]:
    inspector = inspect(session.connection())
    for name in inspector.get_table_names():
        columns = [one["name"] for one in inspector.get_columns(name) if isinstance(one["type"], String | Text | JSON)]
        if columns:
            yield name, columns


def _rows(session: Session, name: str, columns: list[str], needles: tuple[str, ...]) -> Iterator[bool]:
    """For each row that may name one of them, whether it does."""
    texts: list[Any] = [cast(column_of(one), Text) for one in columns]
    holds = or_(*(text.contains(needle, autoescape=True) for text in texts for needle in needles))
    for row in session.execute(select(*texts).select_from(table(name)).where(holds)):
        yield any(is_mentioned(text, needle) for text in row if text is not None for needle in needles)
