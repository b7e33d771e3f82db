"""Reading what somebody wrote as YAML: it goes on after what is wrong, and keeps where that was. Pure."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, TypeVar

import yaml
from yaml.constructor import ConstructorError

from knowledge.unseen import shows
from learning.errors import Flaw, Found

LONGEST_LINE = 200
MOST_LINES = 100
_SHOWN = 80
_UNSENDABLE = re.compile(r"[\x00\ud800-\udfff]")
_KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")

T = TypeVar("T")


def tree_of(written: str | bytes, most_bytes: int) -> tuple[Any, list[Found]]:
    """What a YAML file or its text holds, or why there is nothing in it that could be read."""
    try:
        text = written if isinstance(written, str) else written.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None, [Found(Flaw.NOT_UTF8)]
    if len(text.encode(errors="surrogatepass")) > most_bytes:
        return None, [Found(Flaw.TOO_LONG, "", str(most_bytes))]
    try:
        return yaml.load(text, Loader=_Loader), []
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        return None, [Found(Flaw.NOT_YAML, _line_of(error))]


class _Loader(yaml.SafeLoader):
    """The safe one; no escape brings in what can't be stored, or sent."""

    def construct_scalar(self, node: Any) -> Any:
        value = super().construct_scalar(node)
        if isinstance(value, str) and _UNSENDABLE.search(value):
            raise ConstructorError(problem="a character that is none", problem_mark=node.start_mark)
        return value


class TreeReader:
    """Reads one tree. ``where`` is always the place of what is read; ``found`` holds what is wrong so far."""

    def __init__(self, *, kept: bool = False) -> None:
        """Begin with nothing found.

        Args:
            kept: Whether the tree was taken in before: a line of it may be one in which nobody sees anything.
        """
        self.found: list[Found] = []
        self._kept = kept

    def keyed(
        self,
        values: Mapping[str, Any],
        name: str,
        read: Callable[[Any, str], T],
        *,
        where: str = "",
        optional: bool = False,
        most: int = MOST_LINES,
    ) -> tuple[T, ...]:
        """What a list holds that is known by keys, each of them once."""
        if values.get(name) is None and optional:
            return ()
        found = tuple(read(tree, inner) for tree, inner in self.entries(values, name, where, most))
        self.once([getattr(one, "key", "") for one in found], at(where, name), "key")
        return found

    def entries(
        self, values: Mapping[str, Any], name: str, where: str, most: int = MOST_LINES
    ) -> Iterator[tuple[Any, str]]:
        """Each entry of a list, with its place; no more of them than ``most``."""
        tree, place = values.get(name), at(where, name)
        if tree is None:
            self.wrong(Flaw.MISSING, place)
        elif not isinstance(tree, list):
            self.wrong(Flaw.WRONG_KIND, place, cut(tree))
        else:
            if len(tree) > most:
                self.wrong(Flaw.TOO_LONG, place, str(most))
            yield from ((value, f"{place}[{index}]") for index, value in enumerate(tree[:most]))

    def fields(self, tree: Any, where: str, known: Collection[str] | None) -> dict[str, Any]:
        """The fields of a mapping that are known; of any name where ``known`` is None."""
        if not isinstance(tree, dict):
            self.wrong(Flaw.WRONG_KIND, where, cut(tree))
            return {}
        named = {name: value for name, value in tree.items() if isinstance(name, str)}
        for name in tree:
            if name not in named or (known is not None and name not in known):
                self.wrong(Flaw.UNKNOWN_FIELD, at(where, cut(name)))
        return {name: value for name, value in named.items() if known is None or name in known}

    def key(self, values: Mapping[str, Any], name: str, where: str) -> str:
        """A field that holds a key."""
        value = values.get(name)
        if value is None:
            self.wrong(Flaw.MISSING, at(where, name))
        elif not isinstance(value, str) or not _KEY.fullmatch(value):
            self.wrong(Flaw.BAD_KEY, at(where, name), cut(value))
        else:
            return value
        return ""

    def line(self, values: Mapping[str, Any], name: str, where: str, limit: int = LONGEST_LINE) -> str:
        """A field that holds text that can be seen, in one line."""
        value = values.get(name)
        if value is None or (isinstance(value, str) and not (shows(value) or (self._kept and value.split()))):
            self.wrong(Flaw.MISSING, at(where, name))
        elif not isinstance(value, str):
            self.wrong(Flaw.WRONG_KIND, at(where, name), cut(value))
        elif len(value) > limit:
            self.wrong(Flaw.TOO_LONG, at(where, name), str(limit))
        else:
            return " ".join(value.split())
        return ""

    def optional_whole(self, values: Mapping[str, Any], name: str, where: str, least: int, most: int) -> int | None:
        """A field that holds a whole number, or nothing."""
        return None if values.get(name) is None else self.whole(values, name, where, least, most)

    def whole(self, values: Mapping[str, Any], name: str, where: str, least: int, most: int) -> int:
        """A field that holds a whole number from ``least`` to ``most``."""
        value = values.get(name)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            self.wrong(Flaw.BAD_NUMBER, at(where, name), cut(value))
            return least
        return int(self.number(values, name, where, least, most))

    def number(self, values: Mapping[str, Any], name: str, where: str, least: float, most: float) -> float:
        """A field that holds a number from ``least`` to ``most``."""
        value = values.get(name)
        if value is None:
            self.wrong(Flaw.MISSING, at(where, name))
        elif isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            self.wrong(Flaw.BAD_NUMBER, at(where, name), cut(value))
        else:
            return float(value)
        return float(least)

    def once(self, keys: list[str], where: str, name: str) -> None:
        """Note each key that is there a second time; ``name`` is the field that holds it."""
        for index, key in enumerate(keys):
            if key and key in keys[:index]:
                self.wrong(Flaw.KEY_TWICE, f"{where}[{index}].{name}", key)

    def wrong(self, flaw: Flaw, where: str, fact: str = "") -> None:
        """Note a flaw."""
        self.found.append(Found(flaw, where, fact))


def at(where: str, name: str) -> str:
    """The place of a field inside another."""
    return f"{where}.{name}".strip(".")


def cut(value: Any) -> str:
    """How a value that does not belong is shown; a whole tree is not written out."""
    is_short = isinstance(value, str | float) or (isinstance(value, int) and value.bit_length() < _SHOWN)
    return str(value if is_short else type(value).__name__)[:_SHOWN]


def _line_of(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return str(mark.line + 1) if mark is not None else ""
