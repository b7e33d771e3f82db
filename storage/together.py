"""Several queries as one statement, where each way to the database counts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    ColumnElement,
    Date,
    Float,
    Integer,
    Select,
    String,
    Text,
    Uuid,
    cast,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from storage.schema import UtcDateTime

# In a column of the whole stand columns of the queries that have the same of these types; the order tells them apart
# where one is a kind of another.
_TYPES: Sequence[tuple[type[TypeEngine[Any]], TypeEngine[Any]]] = (
    (UtcDateTime, UtcDateTime()),
    (Uuid, Uuid(as_uuid=False)),
    (JSON, JSON()),
    (Date, Date()),
    (Boolean, Boolean()),
    (Integer, BigInteger()),
    (Float, Float()),
    (String, Text()),
)


class Together:
    """Queries whose rows are read by one statement. Putting it together takes longer than it runs: that is done once.

    Give what changes from time to time as parameters (``bindparam``).
    """

    def __init__(self, queries: Sequence[Select[*tuple[Any, ...]]]) -> None:
        """Put them together.

        Args:
            queries: Selects of columns, not of entities, each of a type that tables here have. What they are ordered
                by counts only where it decides what they find.
        """
        laid = [_laid_out(query) for query in queries]
        widest = Counter[int]()
        for places in laid:
            widest |= Counter(kind for kind, _ in places)
        slots = [(kind, place) for kind in sorted(widest) for place in range(widest[kind])]
        parts = (_part(number, query, laid[number], slots) for number, query in enumerate(queries))
        self._statement = union_all(*parts)
        # The first column of all says of which query a row is.
        self._wanted = [[1 + slots.index(place) for place in places] for places in laid]

    def rows(self, session: Session, parameters: Mapping[str, Any]) -> list[list[tuple[Any, ...]]]:
        """The rows of each query, in no order."""
        found: list[list[tuple[Any, ...]]] = [[] for _ in self._wanted]
        for row in session.execute(self._statement, parameters):
            found[row[0]].append(tuple(row[at] for at in self._wanted[row[0]]))
        return found


def _laid_out(query: Select[*tuple[Any, ...]]) -> list[tuple[int, int]]:
    """Of each column of a query the place in the whole: its kind of type, and its number among those of that kind."""
    taken = Counter[int]()
    places = []
    for column in query.selected_columns:
        kind = next(at for at, (known, _) in enumerate(_TYPES) if isinstance(column.type, known))
        places.append((kind, taken[kind]))
        taken[kind] += 1
    return places


def _part(
    number: int, query: Select[*tuple[Any, ...]], places: Sequence[tuple[int, int]], slots: Sequence[tuple[int, int]]
) -> Select[*tuple[Any, ...]]:
    """A query, filled up with nothing, so that it has a column for each place of the whole."""
    inner = query.subquery()
    columns = dict(zip(places, inner.c, strict=True))
    filled = (_filled(columns.get(slot), *_TYPES[slot[0]]) for slot in slots)
    return select(literal(number, Integer()), *filled).select_from(inner)


def _filled(column: ColumnElement[Any] | None, kind: type[TypeEngine[Any]], whole: TypeEngine[Any]) -> Any:
    # A part of a date is a decimal number in PostgreSQL, and would make one of every whole number in its column.
    is_ready = column is not None and kind is not Integer
    return column if is_ready else cast(column if column is not None else null(), whole)
