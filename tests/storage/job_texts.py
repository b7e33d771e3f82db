"""What is kept of jobs, read as it is stored: pickled, and written down in base64."""

import base64
import binascii
from collections.abc import Collection, Iterator

from sqlalchemy import MetaData, String, Text, select

from storage.database import Database


def places_with(database_url: str, needles: Collection[bytes]) -> list[str]:
    """The columns of the jobs' database, as ``table.column``, in which any of these bytes stand, also as encoded."""
    database = Database(database_url)
    try:
        found = set(_places(database, needles))
    finally:
        database.close()
    return sorted(found)


def _places(database: Database, needles: Collection[bytes]) -> Iterator[str]:
    tables = MetaData()
    tables.reflect(database.engine, schema=None if database.is_sqlite else "dbos")
    with database.reading() as session:
        for table in tables.sorted_tables:
            for column in (one for one in table.columns if isinstance(one.type, String | Text)):
                for stored in session.scalars(select(column).where(column.is_not(None))):
                    if any(needle in form for form in _forms(stored.encode()) for needle in needles):
                        yield f"{table.name}.{column.name}"


def _forms(stored: bytes) -> Iterator[bytes]:
    yield stored
    try:
        yield base64.b64decode(stored, validate=True)
    except binascii.Error:
        return
