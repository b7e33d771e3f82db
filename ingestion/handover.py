"""What the reading process hands over, as JSON: a loaded file, or the error that it met. Pure.

JSON and not pickle, because the process that read a hostile file is not to be trusted.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from ingestion.documents import Block, LoadedFile
from ingestion.errors import UnreadableFile
from knowledge.places import Place, PlaceKind


def message_of_file(loaded: LoadedFile) -> bytes:
    """The message for a file that could be read."""
    blocks = [[b.text, b.heading_level, _place_values(b.place)] for b in loaded.blocks]
    return _bytes({"blocks": blocks, "details": dict(loaded.details), "warnings": list(loaded.warnings)})


def message_of_error(error: UnreadableFile) -> bytes:
    """The message for a file that could not."""
    return _bytes({"error": error.code, "facts": asdict(error)})


def file_from(message: bytes) -> LoadedFile:
    """The file that a message tells of."""
    values = json.loads(message)
    return LoadedFile(
        blocks=tuple(Block(text, level, _place(place)) for text, level, place in values["blocks"]),
        details=values["details"],
        warnings=tuple(values["warnings"]),
    )


def error_from(message: bytes) -> UnreadableFile | None:
    """The error that a message tells of, if it does."""
    values = json.loads(message)
    if "error" not in values:
        return None
    kinds = {kind.code: kind for kind in _subclasses(UnreadableFile)}
    return kinds[values["error"]](**values["facts"])


def _subclasses(kind: type[UnreadableFile]) -> Iterator[type[UnreadableFile]]:
    for child in kind.__subclasses__():
        yield child
        yield from _subclasses(child)


def _bytes(values: dict[str, Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False).encode("utf-8", "replace")


def _place_values(place: Place | None) -> list[Any] | None:
    return None if place is None else [place.kind.value, place.number, place.exact]


def _place(values: list[Any] | None) -> Place | None:
    return None if values is None else Place(PlaceKind(values[0]), values[1], values[2])
