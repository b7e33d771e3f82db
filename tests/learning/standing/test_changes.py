"""Editions are compared before the transaction that publishes, and what came in between in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from sqlalchemy import event

from learning.items.values import Quote
from learning.standing.values import Severity
from storage.database import Database
from tests.knowledge.library import NOW
from tests.learning.items.bank import GUIDE, item
from tests.learning.standing.shelf import AMARA, BEN, DAY, GIFTS, YEAR, Shelf

TWO_YEARS = "A match must last at least two years."
REWORDED = "Call the mentor twice within the first month of any match."


@contextmanager
def editions_read(database: Database) -> Iterator[list[str]]:
    """The statements that load whole editions, sentence by sentence."""
    found: list[str] = []

    def executed(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith("SELECT") and "passage.sentences" in statement:
            found.append(statement)

    event.listen(database.engine, "before_cursor_execute", executed)
    yield found
    event.remove(database.engine, "before_cursor_execute", executed)


def test_no_edition_is_read_in_the_transaction_where_they_were_compared_before(shelf: Shelf) -> None:
    shelf.certified()
    shelf.edition(REWORDED, YEAR, GIFTS, now=NOW + DAY)
    shelf.bank.live(replace(item("calls"), quotes=(Quote(GUIDE, REWORDED),), competency="care"))
    shelf.certified(BEN, now=NOW + DAY)
    edition_id = shelf.drafted(REWORDED, TWO_YEARS, GIFTS, now=NOW + 2 * DAY)
    with editions_read(shelf.database) as before:
        known = shelf.compared(edition_id, now=NOW + 2 * DAY)
    with editions_read(shelf.database) as inside:
        touched = shelf.publish(edition_id, now=NOW + 2 * DAY, known=known)
    assert (len(before), inside) == (3, [])
    assert sorted(touched.outdated.values()) == [Severity.MAJOR, Severity.MAJOR]


def test_what_came_to_readers_since_they_were_compared_counts(shelf: Shelf) -> None:
    shelf.certified()
    between = shelf.drafted(REWORDED, YEAR, GIFTS, now=NOW + DAY)
    edition_id = shelf.drafted(REWORDED, TWO_YEARS, GIFTS, now=NOW + DAY)
    known = shelf.compared(edition_id, now=NOW + DAY)
    shelf.publish(between, now=NOW + 2 * DAY)
    shelf.bank.live(replace(item("calls"), quotes=(Quote(GUIDE, REWORDED),), competency="care"))
    shelf.certified(BEN, now=NOW + 2 * DAY)
    shelf.publish(edition_id, now=NOW + 3 * DAY, known=known)
    rows = [
        [(len(one.passages), one.mended) for one in shelf.held(person, now=NOW + 3 * DAY).outdated]
        for person in (AMARA, BEN)
    ]
    assert rows == [[(1, False), (1, False)], [(1, False)]]
