"""A learning path as a file: what ``reading`` reads as the same. Pure."""

from typing import Any

import yaml

from learning.curriculum.definition import LearningPath
from learning.curriculum.reading import as_data

_WIDTH = 100
_HEAD = ("key", "title", "summary", "role", "certification")


def as_text(path: LearningPath) -> str:
    """The path as YAML."""
    return "".join(in_parts(path))


def in_parts(path: LearningPath) -> list[str]:
    """The same in parts that follow each other: what stands above the steps, and each step."""
    data = as_data(path)
    head = {name: data[name] for name in _HEAD if name in data}
    return [f"{_dumped(head)}steps:\n", *(_dumped([step]) for step in data["steps"])]


def _dumped(tree: Any) -> str:
    return yaml.safe_dump(tree, sort_keys=False, allow_unicode=True, width=_WIDTH)
