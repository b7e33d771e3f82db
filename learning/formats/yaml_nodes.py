"""YAML as a tree that knows its lines. Pure.

Text is what was written: where a text belongs, "Yes" is no truth and "1.10" no number.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from learning.formats.numbers import decimal_of
from learning.formats.values import Why

_DEEPEST = 20
_FLAGS = {"true": True, "yes": True, "false": False, "no": False}
_WHOLE = re.compile(r"[-+]?\d+")


class Misfit(Exception):
    """Something stands where something else should."""

    def __init__(self, line: int, why: Why, fact: str) -> None:
        super().__init__(f"{line}: {why} {fact}")
        self.line, self.why, self.fact = line, why, fact


@dataclass(frozen=True)
class Tree:
    """A node of the file, with the line on which it begins."""

    node: yaml.Node

    @property
    def line(self) -> int:
        mark: Any = self.node.start_mark
        return int(mark.line) + 1

    @property
    def is_mapping(self) -> bool:
        return isinstance(self.node, yaml.MappingNode)


def parsed(source: str) -> Tree:
    """The file's tree. Anchors are not read: they make small files large.

    Raises:
        yaml.YAMLError: It is no YAML.
        Misfit: It is empty, has anchors, or is nested deeper than any file of items.
    """
    node = yaml.compose(source, Loader=_Loader)
    if node is None:
        raise Misfit(1, Why.MISSING, "items")
    return Tree(node)


def fields(tree: Tree) -> Mapping[str, Tree]:
    """The fields of a mapping.

    Raises:
        Misfit: It is no mapping, or a field stands twice.
    """
    if not isinstance(tree.node, yaml.MappingNode):
        raise Misfit(tree.line, Why.WRONG_KIND, _shown(tree))
    found: dict[str, Tree] = {}
    for key, value in tree.node.value:
        name = text(Tree(key))
        if name in found:
            raise Misfit(Tree(key).line, Why.KEY_TWICE, name)
        found[name] = Tree(value)
    return found


def items_of(tree: Tree) -> Sequence[Tree]:
    """The entries of a list.

    Raises:
        Misfit: It is none.
    """
    if not isinstance(tree.node, yaml.SequenceNode):
        raise Misfit(tree.line, Why.WRONG_KIND, _shown(tree))
    return [Tree(node) for node in tree.node.value]


def text(tree: Tree) -> str:
    """What is written there.

    Raises:
        Misfit: It is no single value.
    """
    if not isinstance(tree.node, yaml.ScalarNode):
        raise Misfit(tree.line, Why.WRONG_KIND, _shown(tree))
    return str(tree.node.value)


def flag(tree: Tree) -> bool:
    """A yes or a no.

    Raises:
        Misfit: It is neither.
    """
    value = _FLAGS.get(text(tree).lower())
    if value is None:
        raise Misfit(tree.line, Why.WRONG_KIND, text(tree))
    return value


def number(tree: Tree) -> int | float:
    """A finite number.

    Raises:
        Misfit: It is none.
    """
    written = text(tree).strip()
    try:
        value = float(decimal_of(written))
    except ValueError as error:
        raise Misfit(tree.line, Why.WRONG_KIND, written) from error
    return int(written) if _WHOLE.fullmatch(written) else value


class _Loader(yaml.SafeLoader):
    """Refuses what makes a small file a large tree."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self._depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            raise Misfit(line, Why.SYNTAX, f"*{event.anchor}")
        if self._depth == _DEEPEST:
            raise Misfit(line, Why.SYNTAX, str(self._depth))
        self._depth += 1
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node


def _shown(tree: Tree) -> str:
    return str(tree.node.value) if isinstance(tree.node, yaml.ScalarNode) else "{}" if tree.is_mapping else "[]"
