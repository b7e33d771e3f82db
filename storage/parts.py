"""Many ids, in as many parts as statements take them."""

from collections.abc import Iterable, Iterator

# SQLite takes some tens of thousands of parameters in a statement, PostgreSQL some more.
MOST = 10_000


def in_parts(ids: Iterable[str]) -> Iterator[list[str]]:
    """These ids in their order, so many at a time that a statement can name them; nothing where there are none."""
    found = list(ids)
    return (found[start : start + MOST] for start in range(0, len(found), MOST))
