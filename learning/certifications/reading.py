"""From a file's text, or from stored data, to a certification; all that is wrong is told at once. Pure."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import asdict
from typing import Any, TypeVar

import yaml

from learning.certifications.definition import (
    Competency,
    Criterion,
    Definition,
    Draw,
    Passing,
    Requirement,
    RequirementKind,
)
from learning.errors import BadDefinition, Flaw, Found

MAX_BYTES = 64 * 1024
LONGEST_TITLE = 200
LONGEST_SUMMARY = 2_000
MOST_DRAWN = 200
MOST_DAYS = 3_660
MOST_MINUTES = 24 * 60
MOST_MONTHS = 120
# An observer marks a rubric in one form, which is sent as a whole.
MOST_CRITERIA = 20
MOST_REQUIREMENTS = 20
_MOST_LINES = 100
_SHOWN = 80
_KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
_FIELDS = frozenset(Definition.__dataclass_fields__)

T = TypeVar("T")


def read_certification(text: str) -> Definition:
    """The certification that a YAML file's text holds.

    Raises:
        BadDefinition: It is none; all flaws are named.
    """
    if len(text.encode()) > MAX_BYTES:
        raise BadDefinition("", [Found(Flaw.TOO_LONG, "", str(MAX_BYTES))])
    try:
        tree = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        raise BadDefinition("", [Found(Flaw.NOT_YAML, _line_of(error))]) from error
    return from_data(tree)


def from_data(tree: Any) -> Definition:
    """The certification in data as ``as_data`` gives it.

    Raises:
        BadDefinition: It is none; all flaws are named.
    """
    reading = _Reading()
    definition = reading.definition(tree)
    if reading.found:
        raise BadDefinition(definition.key, reading.found)
    return definition


def as_data(definition: Definition) -> dict[str, Any]:
    """A certification as JSON and YAML keep it."""
    data = asdict(definition)
    data["requirements"] = [{**one, "kind": one["kind"].value} for one in data["requirements"]]
    for one in data["requirements"]:
        one["rubric"] = list(one["rubric"])
    return {**data, "competencies": list(data["competencies"]), "draws": list(data["draws"])}


def _line_of(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return str(mark.line + 1) if mark is not None else ""


class _Reading:
    """Reads one tree, goes on after what is wrong, and keeps where it was."""

    def __init__(self) -> None:
        self.found: list[Found] = []

    def definition(self, tree: Any) -> Definition:
        values = self._fields(tree, "", _FIELDS)
        competencies = self._keyed(values, "competencies", self._competency)
        known = {one.key for one in competencies}
        return Definition(
            key=self._key(values, "key", ""),
            title=self._line(values, "title", ""),
            summary=self._line(values, "summary", "", LONGEST_SUMMARY),
            competencies=competencies,
            draws=(draws := self._draws(values, known)),
            passing=self._passing(values, known, {draw.competency for draw in draws}),
            attempts=self._optional_whole(values, "attempts", "", 1, MOST_DRAWN),
            waiting_days=self._optional_whole(values, "waiting_days", "", 0, MOST_DAYS) or 0,
            minutes=self._minutes(values),
            requirements=self._keyed(values, "requirements", self._requirement, optional=True, most=MOST_REQUIREMENTS),
            valid_months=self._optional_whole(values, "valid_months", "", 1, MOST_MONTHS),
            renewal_days=self._optional_whole(values, "renewal_days", "", 0, MOST_DAYS) or 0,
        )

    def _competency(self, tree: Any, where: str) -> Competency:
        values = self._fields(tree, where, {"key", "title"})
        return Competency(self._key(values, "key", where), self._line(values, "title", where))

    def _draws(self, values: Mapping[str, Any], known: Collection[str]) -> tuple[Draw, ...]:
        draws = [self._draw(tree, where, known) for tree, where in self._list(values, "draws", "")]
        if not draws:
            self._wrong(Flaw.DRAWS_NOTHING, "draws")
        self._once([draw.competency for draw in draws], "draws", "competency")
        if sum(draw.count for draw in draws) > MOST_DRAWN:
            self._wrong(Flaw.BAD_NUMBER, "draws", str(sum(draw.count for draw in draws)))
        return tuple(draws)

    def _draw(self, tree: Any, where: str, known: Collection[str]) -> Draw:
        values = self._fields(tree, where, {"competency", "count"})
        competency = self._key(values, "competency", where)
        self._known(competency, known, f"{where}.competency")
        return Draw(competency, self._whole(values, "count", where, 1, MOST_DRAWN))

    def _passing(self, values: Mapping[str, Any], known: Collection[str], drawn: Collection[str]) -> Passing:
        if values.get("passing") is None:
            self._wrong(Flaw.MISSING, "passing")
            return Passing(0.0)
        inner = self._fields(values["passing"], "passing", {"percent", "minimums"})
        minimums = inner.get("minimums")
        levels = self._fields(minimums if minimums is not None else {}, "passing.minimums", None)
        for key in levels:
            where = f"passing.minimums.{_cut(key)}"
            self._known(key, known, where)
            if key in known and drawn and key not in drawn:
                self._wrong(Flaw.NEVER_DRAWN, where, _cut(key))
        return Passing(
            self._number(inner, "percent", "passing", 0.0, 100.0),
            {key: self._number(levels, key, "passing.minimums", 0.0, 100.0) for key in levels},
        )

    def _minutes(self, values: Mapping[str, Any]) -> float | None:
        if values.get("minutes") is None:
            return None
        return self._number(values, "minutes", "", 1.0, MOST_MINUTES)

    def _requirement(self, tree: Any, where: str) -> Requirement:
        values = self._fields(tree, where, {"key", "kind", "title", "rubric", "days"})
        rubric = self._keyed(values, "rubric", self._criterion, where=where, optional=True, most=MOST_CRITERIA)
        kind = self._kind(values, where)
        if rubric and kind is not RequirementKind.OBSERVED:
            self._wrong(Flaw.UNKNOWN_FIELD, f"{where}.rubric", kind.value)
        return Requirement(
            key=self._key(values, "key", where),
            kind=kind,
            title=self._line(values, "title", where),
            rubric=rubric,
            days=self._optional_whole(values, "days", where, 1, MOST_DAYS),
        )

    def _criterion(self, tree: Any, where: str) -> Criterion:
        values = self._fields(tree, where, {"key", "title"})
        return Criterion(self._key(values, "key", where), self._line(values, "title", where))

    def _kind(self, values: Mapping[str, Any], where: str) -> RequirementKind:
        value = values.get("kind")
        if value is None:
            self._wrong(Flaw.MISSING, f"{where}.kind")
        elif not isinstance(value, str) or value not in set(RequirementKind):
            self._wrong(Flaw.WRONG_KIND, f"{where}.kind", _cut(value))
        else:
            return RequirementKind(value)
        return RequirementKind.OBSERVED

    def _keyed(
        self,
        values: Mapping[str, Any],
        name: str,
        read: Callable[[Any, str], T],
        *,
        where: str = "",
        optional: bool = False,
        most: int = _MOST_LINES,
    ) -> tuple[T, ...]:
        """What a list holds that is known by keys, each of them once."""
        if values.get(name) is None and optional:
            return ()
        entries = tuple(read(tree, inner) for tree, inner in self._list(values, name, where, most))
        self._once([getattr(entry, "key", "") for entry in entries], _at(where, name), "key")
        return entries

    def _list(
        self, values: Mapping[str, Any], name: str, where: str, most: int = _MOST_LINES
    ) -> Iterator[tuple[Any, str]]:
        tree, place = values.get(name), _at(where, name)
        if tree is None:
            self._wrong(Flaw.MISSING, place)
        elif not isinstance(tree, list):
            self._wrong(Flaw.WRONG_KIND, place, _cut(tree))
        else:
            if len(tree) > most:
                self._wrong(Flaw.TOO_LONG, place, str(most))
            yield from ((value, f"{place}[{index}]") for index, value in enumerate(tree[:most]))

    def _fields(self, tree: Any, where: str, known: Collection[str] | None) -> dict[str, Any]:
        """The fields of a mapping that are known; of any name where ``known`` is None."""
        if not isinstance(tree, dict):
            self._wrong(Flaw.WRONG_KIND, where, _cut(tree))
            return {}
        named = {name: value for name, value in tree.items() if isinstance(name, str)}
        for name in tree:
            if name not in named or (known is not None and name not in known):
                self._wrong(Flaw.UNKNOWN_FIELD, _at(where, _cut(name)))
        return {name: value for name, value in named.items() if known is None or name in known}

    def _key(self, values: Mapping[str, Any], name: str, where: str) -> str:
        value = values.get(name)
        if value is None:
            self._wrong(Flaw.MISSING, _at(where, name))
        elif not isinstance(value, str) or not _KEY.fullmatch(value):
            self._wrong(Flaw.BAD_KEY, _at(where, name), _cut(value))
        else:
            return value
        return ""

    def _line(self, values: Mapping[str, Any], name: str, where: str, limit: int = LONGEST_TITLE) -> str:
        value = values.get(name)
        if value is None or (isinstance(value, str) and not value.split()):
            self._wrong(Flaw.MISSING, _at(where, name))
        elif not isinstance(value, str):
            self._wrong(Flaw.WRONG_KIND, _at(where, name), _cut(value))
        elif len(value) > limit:
            self._wrong(Flaw.TOO_LONG, _at(where, name), str(limit))
        else:
            return " ".join(value.split())
        return ""

    def _optional_whole(self, values: Mapping[str, Any], name: str, where: str, least: int, most: int) -> int | None:
        return None if values.get(name) is None else self._whole(values, name, where, least, most)

    def _whole(self, values: Mapping[str, Any], name: str, where: str, least: int, most: int) -> int:
        value = values.get(name)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            self._wrong(Flaw.BAD_NUMBER, _at(where, name), _cut(value))
            return least
        return int(self._number(values, name, where, least, most))

    def _number(self, values: Mapping[str, Any], name: str, where: str, least: float, most: float) -> float:
        value = values.get(name)
        if value is None:
            self._wrong(Flaw.MISSING, _at(where, name))
        elif isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            self._wrong(Flaw.BAD_NUMBER, _at(where, name), _cut(value))
        else:
            return float(value)
        return float(least)

    def _known(self, competency: str, known: Collection[str], where: str) -> None:
        if competency and competency not in known:
            self._wrong(Flaw.UNKNOWN_COMPETENCY, where, _cut(competency))

    def _once(self, keys: list[str], where: str, name: str) -> None:
        for index, key in enumerate(keys):
            if key and key in keys[:index]:
                self._wrong(Flaw.KEY_TWICE, f"{where}[{index}].{name}", key)

    def _wrong(self, flaw: Flaw, where: str, fact: str = "") -> None:
        self.found.append(Found(flaw, where, fact))


def _at(where: str, name: str) -> str:
    return f"{where}.{name}".strip(".")


def _cut(value: Any) -> str:
    """How a value that does not belong is shown; a whole tree is not written out."""
    is_short = isinstance(value, str | float) or (isinstance(value, int) and value.bit_length() < _SHOWN)
    return str(value if is_short else type(value).__name__)[:_SHOWN]
