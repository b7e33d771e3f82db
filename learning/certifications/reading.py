"""From a file's text, or from stored data, to a certification; all that is wrong is told at once. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import asdict
from typing import Any

from learning.certifications.definition import (
    Competency,
    Continuous,
    Criterion,
    Definition,
    Draw,
    Passing,
    Requirement,
    RequirementKind,
)
from learning.certifications.trees import TreeReader, cut, tree_of
from learning.errors import BadDefinition, Flaw

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
MOST_WEEKLY = 20
WEEKS = 52
YEAR_MONTHS = 12
# What is held to be quite sure could never be shown otherwise, whatever is answered.
EVEN, LEAST_SURE, MOST_SURE = 0.5, 0.01, 0.99
_FIELDS = frozenset(Definition.__dataclass_fields__)


def read_certification(written: str | bytes) -> Definition:
    """The certification that a YAML file, or its text, holds.

    Raises:
        BadDefinition: It is none; all flaws are named.
    """
    tree, wrong = tree_of(written, MAX_BYTES)
    if wrong:
        raise BadDefinition("", wrong)
    return from_data(tree)


def from_data(tree: Any, *, kept: bool = False) -> Definition:
    """The certification in data as ``as_data`` gives it.

    Args:
        tree: The data.
        kept: Whether it was taken in before.

    Raises:
        BadDefinition: It is none; all flaws are named.
    """
    reading = _Reading(kept=kept)
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


class _Reading(TreeReader):
    """Reads one certification."""

    def definition(self, tree: Any) -> Definition:
        values = self.fields(tree, "", _FIELDS)
        competencies = self.keyed(values, "competencies", self._competency)
        known = {one.key for one in competencies}
        return Definition(
            key=self.key(values, "key", ""),
            title=self.line(values, "title", ""),
            summary=self.line(values, "summary", "", LONGEST_SUMMARY),
            competencies=competencies,
            draws=(draws := self._draws(values, known)),
            passing=self._passing(values, known, {draw.competency for draw in draws}),
            attempts=self.optional_whole(values, "attempts", "", 1, MOST_DRAWN),
            waiting_days=self.optional_whole(values, "waiting_days", "", 0, MOST_DAYS) or 0,
            minutes=self._minutes(values),
            requirements=self.keyed(values, "requirements", self._requirement, optional=True, most=MOST_REQUIREMENTS),
            valid_months=self.optional_whole(values, "valid_months", "", 1, MOST_MONTHS),
            renewal_days=self.optional_whole(values, "renewal_days", "", 0, MOST_DAYS) or 0,
            continuous=self._continuous(values),
        )

    def _competency(self, tree: Any, where: str) -> Competency:
        values = self.fields(tree, where, {"key", "title"})
        return Competency(self.key(values, "key", where), self.line(values, "title", where))

    def _draws(self, values: Mapping[str, Any], known: Collection[str]) -> tuple[Draw, ...]:
        draws = [self._draw(tree, where, known) for tree, where in self.entries(values, "draws", "")]
        if not draws:
            self.wrong(Flaw.DRAWS_NOTHING, "draws")
        self.once([draw.competency for draw in draws], "draws", "competency")
        if sum(draw.count for draw in draws) > MOST_DRAWN:
            self.wrong(Flaw.BAD_NUMBER, "draws", str(sum(draw.count for draw in draws)))
        return tuple(draws)

    def _draw(self, tree: Any, where: str, known: Collection[str]) -> Draw:
        values = self.fields(tree, where, {"competency", "count"})
        competency = self.key(values, "competency", where)
        self._known(competency, known, f"{where}.competency")
        return Draw(competency, self.whole(values, "count", where, 1, MOST_DRAWN))

    def _passing(self, values: Mapping[str, Any], known: Collection[str], drawn: Collection[str]) -> Passing:
        if values.get("passing") is None:
            self.wrong(Flaw.MISSING, "passing")
            return Passing(0.0)
        inner = self.fields(values["passing"], "passing", {"percent", "minimums"})
        minimums = inner.get("minimums")
        levels = self.fields(minimums if minimums is not None else {}, "passing.minimums", None)
        for key in levels:
            where = f"passing.minimums.{cut(key)}"
            self._known(key, known, where)
            if key in known and drawn and key not in drawn:
                self.wrong(Flaw.NEVER_DRAWN, where, cut(key))
        return Passing(
            self.number(inner, "percent", "passing", 0.0, 100.0),
            {key: self.number(levels, key, "passing.minimums", 0.0, 100.0) for key in levels},
        )

    def _continuous(self, values: Mapping[str, Any]) -> Continuous | None:
        if values.get("continuous") is None:
            return None
        where = "continuous"
        inner = self.fields(values[where], where, set(Continuous.__dataclass_fields__))
        weekly = self.whole(inner, "weekly", where, 1, MOST_WEEKLY)
        chances = {
            name: self.number({name: default, **inner}, name, where, least, MOST_SURE)
            for name, default, least in (
                ("sure", Continuous.sure, EVEN),
                ("master", Continuous.master, LEAST_SURE),
                ("other", Continuous.other, LEAST_SURE),
            )
        }
        if chances["other"] >= chances["master"]:
            self.wrong(Flaw.BAD_NUMBER, "continuous.other", str(chances["other"]))
        months = values.get("valid_months")
        if months is None:
            self.wrong(Flaw.MISSING, "valid_months")
        elif isinstance(months, int) and months < YEAR_MONTHS:
            self.wrong(Flaw.BAD_NUMBER, "valid_months", str(months))
        return Continuous(weekly, self.whole(inner, "floor", where, 1, max(weekly, 1) * WEEKS), **chances)

    def _minutes(self, values: Mapping[str, Any]) -> float | None:
        if values.get("minutes") is None:
            return None
        return self.number(values, "minutes", "", 1.0, MOST_MINUTES)

    def _requirement(self, tree: Any, where: str) -> Requirement:
        values = self.fields(tree, where, {"key", "kind", "title", "rubric", "days"})
        rubric = self.keyed(values, "rubric", self._criterion, where=where, optional=True, most=MOST_CRITERIA)
        kind = self._kind(values, where)
        if rubric and kind is not RequirementKind.OBSERVED:
            self.wrong(Flaw.UNKNOWN_FIELD, f"{where}.rubric", kind.value)
        return Requirement(
            key=self.key(values, "key", where),
            kind=kind,
            title=self.line(values, "title", where),
            rubric=rubric,
            days=self.optional_whole(values, "days", where, 1, MOST_DAYS),
        )

    def _criterion(self, tree: Any, where: str) -> Criterion:
        values = self.fields(tree, where, {"key", "title"})
        return Criterion(self.key(values, "key", where), self.line(values, "title", where))

    def _kind(self, values: Mapping[str, Any], where: str) -> RequirementKind:
        value = values.get("kind")
        if value is None:
            self.wrong(Flaw.MISSING, f"{where}.kind")
        elif not isinstance(value, str) or value not in set(RequirementKind):
            self.wrong(Flaw.WRONG_KIND, f"{where}.kind", cut(value))
        else:
            return RequirementKind(value)
        return RequirementKind.OBSERVED

    def _known(self, competency: str, known: Collection[str], where: str) -> None:
        if competency and competency not in known:
            self.wrong(Flaw.UNKNOWN_COMPETENCY, where, cut(competency))
