"""What the reading process hands over, as JSON: a loaded file, or the error that it met. Pure.

JSON and not pickle, because the process that read a hostile file is not to be trusted.
"""

import json
from dataclasses import asdict
from typing import Any

from ingestion.documents import Block, LoadedFile
from ingestion.errors import UnreadableFile
from ingestion.facts import error_from, number
from knowledge.places import Place, PlaceKind

_LARGEST_NUMBER = 2**31 - 1


class NotAMessage(ValueError):
    """It is no message of this kind, or only a part of one."""


def message_of_file(loaded: LoadedFile) -> bytes:
    """The message for a file that could be read."""
    blocks = [[b.text, b.heading_level, _place_values(b.place)] for b in loaded.blocks]
    return _bytes({"blocks": blocks, "details": dict(loaded.details), "warnings": list(loaded.warnings)})


def message_of_error(error: UnreadableFile) -> bytes:
    """The message for a file that could not."""
    return _bytes({"error": error.code, "facts": asdict(error)})


def answer_from(message: bytes) -> LoadedFile | UnreadableFile:
    """The file, or the error, that a message tells of; each value is of the type that it should have.

    Raises:
        NotAMessage: It tells of neither, or is cut off.
    """
    try:
        values = json.loads(message)
        return _error(**values) if "error" in values else _file(**values)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise NotAMessage(f"{type(error).__name__}: {error}") from error


def _file(blocks: list[Any], details: dict[str, Any], warnings: list[Any]) -> LoadedFile:
    return LoadedFile(
        blocks=tuple(Block(_text(text), _heading_level(level), _place(place)) for text, level, place in blocks),
        details={_text(key): _text(value) for key, value in details.items()},
        warnings=tuple(_text(warning) for warning in warnings),
    )


def _error(error: str, facts: dict[str, Any]) -> UnreadableFile:
    return error_from(error, facts, UnreadableFile)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    value.encode()  # half of a character can't be stored
    return value


def _heading_level(value: Any) -> int | None:
    return None if value is None else number(value, 1, _LARGEST_NUMBER)


def _bytes(values: dict[str, Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False).encode("utf-8", "replace")


def _place_values(place: Place | None) -> list[Any] | None:
    return None if place is None else [place.kind.value, place.number, place.exact]


def _place(values: Any) -> Place | None:
    if values is None:
        return None
    kind, counted, exact = values
    if not isinstance(exact, bool):
        raise TypeError(exact)
    return Place(PlaceKind(kind), number(counted, 0, _LARGEST_NUMBER), exact)
