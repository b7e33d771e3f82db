"""Where a guide's file comes from: a path on this machine, or the address of a page of the web."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ingestion.details import ROOM, side_car_bytes
from ingestion.errors import FileNotThere, TooLarge
from ingestion.reading import SideCar
from ingestion.web.fetching import Fetched

FetchPage = Callable[[str], Fetched]
_SCHEMES = ("http://", "https://")


@dataclass(frozen=True)
class Taken:
    """A file as it was found.

    Attributes:
        name: With the ending that says what it is.
        side_car: The file of details beside it; a page has none.
        url: A page's address as it was given, if there is room for that in an edition.
    """

    name: str
    data: bytes
    side_car: SideCar | None = None
    url: str | None = None


def is_address(source: str) -> bool:
    """Whether a page of the web is meant, not a file."""
    return source.lower().startswith(_SCHEMES)


def take(source: str, *, at_most: int, fetch_page: FetchPage) -> Taken:
    """Read a file, or fetch a page.

    Args:
        source: A path or an address.
        at_most: So many bytes a file may have.
        fetch_page: Fetches a page; it has limits of its own.

    Raises:
        UnreadableFile: The file, or the one of its details, can't be read; the subclass says why.
        WebError: The page can't be fetched; the subclass says why.
    """
    if is_address(source):
        fetched = fetch_page(source)
        return Taken(fetched.name, fetched.data, url=fetched.url if len(fetched.url) <= ROOM["source_url"] else None)
    path = Path(source)
    data, beside = _file_bytes(path, at_most), side_car_bytes(path)
    return Taken(path.name, data, SideCar(*beside) if beside is not None else None)


def _file_bytes(path: Path, at_most: int) -> bytes:
    try:
        size = path.stat().st_size
        if size > at_most:
            raise TooLarge(path.name, size, at_most)
        with path.open("rb") as file:
            data = file.read(at_most + 1)
    except OSError as error:
        raise FileNotThere(path.name) from error
    if len(data) > at_most:
        raise TooLarge(path.name, len(data), at_most)
    return data
