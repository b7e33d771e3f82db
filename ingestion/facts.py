"""Errors as a code and facts, for JSON, and back. Pure.

The facts may come from a process that is not to be trusted: each has to be of the type that it should have.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, TypeVar, get_type_hints

from ingestion.errors import IngestionError, WrongExtension
from ingestion.sniffing import Kind

_LARGEST_SIZE = 2**63 - 1

E = TypeVar("E", bound=IngestionError)


def error_from(code: str, facts: Mapping[str, Any], family: type[E]) -> E:
    """The error of a family that has this code, with these facts; what ``asdict`` makes of one comes back.

    Raises:
        KeyError: None has this code, or there is a fact that it has not.
        TypeError: A fact is missing, or of another type.
        ValueError: A fact is not one of those that there are.
    """
    kind = {getattr(kind, "code", None): kind for kind in _kinds(family)}[code]
    types = get_type_hints(kind)
    error = kind(**{name: _fact(types[name], value) for name, value in facts.items()})
    if isinstance(error, WrongExtension):
        Kind(error.really)
    return error


def number(value: Any, least: int, most: int) -> int:
    """A whole number within its bounds.

    Raises:
        TypeError: It is none.
    """
    if type(value) is not int or not least <= value <= most:
        raise TypeError(value)
    return value


def _fact(kind: Any, value: Any) -> Any:
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(value)
    if kind is int or (kind is float and isinstance(value, int)):
        return number(value, 0, _LARGEST_SIZE)
    if not isinstance(value, kind):
        raise TypeError(value)
    return value


def _kinds(family: type[E]) -> Iterator[type[E]]:
    for child in family.__subclasses__():
        yield child
        yield from _kinds(child)
