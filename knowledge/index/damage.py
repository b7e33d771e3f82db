"""A cache that is broken on disk, told as what it is: it can be built anew."""

from collections.abc import Iterator
from contextlib import contextmanager

from knowledge.errors import IndexDamaged


@contextmanager
def damage_told(*signs: type[Exception]) -> Iterator[None]:
    """Let the errors that a broken file shows itself by become one that says so.

    Raises:
        IndexDamaged: One of these errors came up.
    """
    try:
        yield
    except signs as error:
        raise IndexDamaged(" ".join(str(error).split())) from error
