"""Items as their authors write them: YAML, with what several items share said once at the top. Pure.

``docs/authors.md`` shows the form by examples.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import yaml

from learning.formats.keys import Keys
from learning.formats.questions import Unusable, usable
from learning.formats.values import Import, LeftOut, Why, left_out
from learning.formats.yaml_nodes import Misfit, Tree, fields, flag, items_of, number, parsed, text
from learning.formats.yaml_writing import write
from learning.items.values import Difficulty, ItemDraft, Pool, Quote

__all__ = ["read", "write"]

# YAML is read slowly: a megabyte takes some ten seconds.
MAX_YAML_BYTES = 1024 * 1024
Kind = TypeVar("Kind", Pool, Difficulty)
_SHARED = ("competency", "pool", "difficulty", "guide")
_TOP = frozenset({*_SHARED, "scenarios", "items"})
_OWN = frozenset({"key", "type", "pool", "competency", "difficulty", "rationale", "proof", "scenario", "guide"})


def read(data: bytes) -> Import:
    """The items of a file in UTF-8; what can't be taken is reported by its line, the rest goes in."""
    if len(data) > MAX_YAML_BYTES:
        return Import((), (left_out(1, Why.TOO_LARGE, str(len(data))),))
    try:
        top = fields(parsed(data.decode("utf-8-sig")))
        _only(top, _TOP)
        shared = {name: text(top[name]) for name in _SHARED if name in top}
        scenarios = {name: text(node) for name, node in fields(top["scenarios"]).items()} if "scenarios" in top else {}
        nodes = items_of(top["items"]) if "items" in top else []
    except UnicodeDecodeError as error:
        return Import((), (left_out(1 + data[: error.start].count(b"\n"), Why.NOT_UTF8),))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return Import((), (left_out(mark.line + 1 if mark else 1, Why.NOT_YAML, getattr(error, "problem", "") or ""),))
    except Misfit as error:
        return Import((), (left_out(error.line, error.why, error.fact),))
    return _items(nodes, shared, scenarios)


def _items(nodes: Sequence[Tree], shared: Mapping[str, str], scenarios: Mapping[str, str]) -> Import:
    drafts, report, keys, lines = [], list[LeftOut](), Keys(), dict[str, str]()
    for node in nodes:
        try:
            draft = _draft(node, shared, scenarios)
            if not keys.take(draft.key):
                raise Unusable(Why.KEY_TWICE, draft.key)
            drafts.append(usable(draft))
            lines[draft.key] = str(node.line)
        except Misfit as error:
            report.append(left_out(error.line, error.why, error.fact))
        except Unusable as error:
            report.append(left_out(node.line, error.why, error.fact, error.flaws))
    return Import(tuple(drafts), tuple(report), lines=lines)


def _draft(node: Tree, shared: Mapping[str, str], scenarios: Mapping[str, str]) -> ItemDraft:
    given = fields(node)
    kind = text(_wanted(given, "type", node))
    if kind not in _CONTENTS:
        raise Misfit(given["type"].line, Why.UNKNOWN_TYPE, kind)
    shapes = _CONTENTS[kind]
    _only(given, _OWN | shapes.keys())
    said = {**shared, **{name: text(given[name]) for name in _SHARED if name in given}}
    scenario_key = text(given["scenario"]) if "scenario" in given else None
    if scenario_key is not None and scenario_key not in scenarios:
        raise Misfit(given["scenario"].line, Why.UNKNOWN_SCENARIO, scenario_key)
    return ItemDraft(
        key=text(_wanted(given, "key", node)),
        type=kind,
        pool=_one_of(Pool, said.get("pool", Pool.PRACTICE), given.get("pool", node)),
        content={name: shape(given[name]) for name, shape in shapes.items() if name in given},
        rationale=text(given["rationale"]) if "rationale" in given else "",
        competency=said.get("competency", ""),
        difficulty=_one_of(Difficulty, said.get("difficulty", Difficulty.MEDIUM), given.get("difficulty", node)),
        quotes=tuple(_quote(one, said.get("guide")) for one in items_of(given["proof"])) if "proof" in given else (),
        scenario_key=scenario_key,
        scenario=None if scenario_key is None else scenarios[scenario_key],
    )


def _quote(node: Tree, guide: str | None) -> Quote:
    """A quote: its words alone where the guide is known, else both."""
    given = fields(node) if node.is_mapping else {"quote": node}
    _only(given, frozenset({"guide", "quote"}))
    named = text(given["guide"]) if "guide" in given else guide
    if named is None:
        raise Misfit(node.line, Why.MISSING, "guide")
    return Quote(named, text(_wanted(given, "quote", node)))


def _option(node: Tree) -> dict[str, Any]:
    """An option: its text alone where it is wrong and nothing is said of it."""
    if not node.is_mapping:
        return {"text": text(node)}
    return _shaped(node, {"text": text, "right": flag, "feedback": text})


def _pair(node: Tree) -> dict[str, Any]:
    return _shaped(node, {"left": text, "right": text})


def _shaped(node: Tree, shapes: Mapping[str, Callable[[Tree], Any]]) -> dict[str, Any]:
    given = fields(node)
    _only(given, frozenset(shapes))
    return {name: shapes[name](value) for name, value in given.items()}


def _listed(shape: Callable[[Tree], Any]) -> Callable[[Tree], list[Any]]:
    return lambda node: [shape(one) for one in items_of(node)]


def _wanted(given: Mapping[str, Tree], name: str, node: Tree) -> Tree:
    if name not in given:
        raise Misfit(node.line, Why.MISSING, name)
    return given[name]


def _only(given: Mapping[str, Tree], known: frozenset[str]) -> None:
    for name, node in given.items():
        if name not in known:
            raise Misfit(node.line, Why.UNKNOWN_FIELD, name)


def _one_of(kind: type[Kind], written: str, node: Tree) -> Kind:
    try:
        return kind(written)
    except ValueError as error:
        raise Misfit(node.line, Why.WRONG_KIND, written) from error


_CONTENTS: Mapping[str, Mapping[str, Callable[[Tree], Any]]] = {
    "single_choice": {"stem": text, "options": _listed(_option)},
    "multiple_choice": {"stem": text, "options": _listed(_option)},
    "true_false": {"stem": text, "right": flag},
    "matching": {"stem": text, "pairs": _listed(_pair), "distractors": _listed(text)},
    "ordering": {"stem": text, "entries": _listed(text)},
    "short_text": {"stem": text, "accepted": _listed(text), "case_sensitive": flag},
    "numeric": {"stem": text, "value": number, "tolerance": number, "unit": text},
}
