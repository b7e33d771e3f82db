"""From a file's text, or from stored data, to a learning path; all that is wrong is told at once. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from learning.certifications.trees import TreeReader, at, cut, tree_of
from learning.curriculum.definition import LearningPath, PathStep, Reading, StepKind
from learning.curriculum.order import circles
from learning.errors import BadPath, Flaw

MAX_BYTES = 64 * 1024
LONGEST_TITLE = 200
LONGEST_SUMMARY = 1_000
LONGEST_QUESTION = 500
LONGEST_HEADING = 500
MOST_LEVELS = 20
# A path is shown as one message.
MOST_STEPS = 30
MOST_READINGS = 20
MOST_ITEMS = 50
_FIELDS = frozenset(LearningPath.__dataclass_fields__)
_OF_READING = frozenset(Reading.__dataclass_fields__)
_ALWAYS = frozenset({"key", "kind", "title", "after"})
_OF_KIND: Mapping[StepKind, frozenset[str]] = {
    StepKind.READING: frozenset({"readings"}),
    StepKind.PRACTICE: frozenset({"competency", "count"}),
    StepKind.QUIZ: frozenset(),
    StepKind.OBSERVED: frozenset({"requirement"}),
    StepKind.REFLECTION: frozenset({"question"}),
}
_NEEDS_CERTIFICATION = frozenset({StepKind.PRACTICE, StepKind.QUIZ, StepKind.OBSERVED})


def read_path(written: str | bytes) -> LearningPath:
    """The path that a YAML file, or its text, holds.

    Raises:
        BadPath: It is none; all flaws are named.
    """
    tree, wrong = tree_of(written, MAX_BYTES)
    if wrong:
        raise BadPath("", wrong)
    return from_data(tree)


def from_data(tree: Any, *, kept: bool = False) -> LearningPath:
    """The path in data as ``as_data`` gives it.

    Args:
        tree: The data.
        kept: Whether it was taken in before.

    Raises:
        BadPath: It is none; all flaws are named.
    """
    reader = _PathReader(kept=kept)
    path = reader.path(tree)
    if reader.found:
        raise BadPath(path.key, reader.found)
    return path


def as_data(path: LearningPath) -> dict[str, Any]:
    """A path as JSON and YAML keep it: fields that say nothing are left out."""
    data = _said(asdict(path))
    steps = (_said({**asdict(step), "kind": step.kind.value}) for step in path.steps)
    return {**data, "steps": [_lists(step) for step in steps]}


def _lists(step: dict[str, Any]) -> dict[str, Any]:
    readings = {"readings": [_said(one) for one in step["readings"]]} if "readings" in step else {}
    after = {"after": list(step["after"])} if "after" in step else {}
    return {**step, **readings, **after}


def _said(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value not in (None, (), 0)}


class _PathReader(TreeReader):
    """Reads one path."""

    def path(self, tree: Any) -> LearningPath:
        values = self.fields(tree, "", _FIELDS)
        path = LearningPath(
            key=self.key(values, "key", ""),
            title=self.line(values, "title", "", LONGEST_TITLE),
            summary=self.line(values, "summary", "", LONGEST_SUMMARY),
            steps=self.keyed(values, "steps", self._step, most=MOST_STEPS),
            role=self._optional_line(values, "role"),
            certification=self.key(values, "certification", "") if values.get("certification") is not None else None,
        )
        if isinstance(values.get("steps"), list) and not path.steps:
            self.wrong(Flaw.MISSING, "steps")
        if values.get("certification") is None and any(one.kind in _NEEDS_CERTIFICATION for one in path.steps):
            self.wrong(Flaw.MISSING, "certification")
        self._order(path.steps)
        return path

    def _step(self, tree: Any, where: str) -> PathStep:
        kind = self._kind(tree, where)
        values = self.fields(tree, where, _ALWAYS | _OF_KIND[kind] if kind is not None else None)
        reads, practises = kind is StepKind.READING, kind is StepKind.PRACTICE
        return PathStep(
            key=self.key(values, "key", where),
            kind=kind or StepKind.READING,
            title=self.line(values, "title", where, LONGEST_TITLE),
            readings=tuple(self._readings(values, where)) if reads else (),
            competency=self.key(values, "competency", where) if practises else None,
            count=self.whole(values, "count", where, 1, MOST_ITEMS) if practises else 0,
            requirement=self.key(values, "requirement", where) if kind is StepKind.OBSERVED else None,
            question=self.line(values, "question", where, LONGEST_QUESTION) if kind is StepKind.REFLECTION else None,
            after=tuple(self._after(values, where)),
        )

    def _kind(self, tree: Any, where: str) -> StepKind | None:
        value = tree.get("kind") if isinstance(tree, dict) else None
        if isinstance(value, str) and value in set(StepKind):
            return StepKind(value)
        if isinstance(tree, dict):
            wrong = Flaw.MISSING if value is None else Flaw.WRONG_KIND
            self.wrong(wrong, at(where, "kind"), "" if value is None else cut(value))
        return None

    def _readings(self, values: Mapping[str, Any], where: str) -> Iterable[Reading]:
        found = [self._reading(tree, place) for tree, place in self.entries(values, "readings", where, MOST_READINGS)]
        if isinstance(values.get("readings"), list) and not found:
            self.wrong(Flaw.MISSING, at(where, "readings"))
        return found

    def _reading(self, tree: Any, where: str) -> Reading:
        values = self.fields(tree, where, _OF_READING)
        heading = self.line(values, "heading", where, LONGEST_HEADING) if values.get("heading") is not None else None
        level = self.optional_whole(values, "level", where, 1, MOST_LEVELS) or 0
        if level and heading is None:
            self.wrong(Flaw.MISSING, at(where, "heading"))
        alone = values.get("alone", False)
        if not isinstance(alone, bool):
            self.wrong(Flaw.WRONG_KIND, at(where, "alone"), cut(alone))
        return Reading(self.line(values, "guide", where, LONGEST_HEADING), heading, level, alone is True)

    def _after(self, values: Mapping[str, Any], where: str) -> Iterable[str]:
        if values.get("after") is None:
            return ()
        found = [self.key({"after": tree}, "after", "") for tree, _ in self.entries(values, "after", where, MOST_STEPS)]
        self.once(found, at(where, "after"), "key")
        return [key for key in found if key]

    def _optional_line(self, values: Mapping[str, Any], name: str) -> str | None:
        return self.line(values, name, "") if values.get(name) is not None else None

    def _order(self, steps: tuple[PathStep, ...]) -> None:
        known = {step.key for step in steps}
        for index, step in enumerate(steps):
            for key in step.after:
                if key not in known:
                    self.wrong(Flaw.UNKNOWN_STEP, f"steps[{index}].after", cut(key))
        round_ = circles({step.key: step.after for step in steps})
        for index, step in enumerate(steps):
            if step.key in round_:
                self.wrong(Flaw.GOES_ROUND, f"steps[{index}].after", step.key)
