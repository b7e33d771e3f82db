"""How many rows a statement changed."""

from typing import Any

from sqlalchemy import CursorResult, Delete, Update
from sqlalchemy.orm import Session


def changed(session: Session, statement: Delete | Update) -> int:
    """Carry a statement out; returns how many rows it deleted or updated."""
    result: Any = session.execute(statement)
    return result.rowcount if isinstance(result, CursorResult) else 0
