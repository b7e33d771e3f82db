"""What a version of an item asks, and no more than that. Pure."""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from learning.items.responses import Response, Way
from learning.items.types import TYPES

_KEPT_READ = 4_096


@dataclass(frozen=True)
class Asked:
    """What a version of an item asks: its type, and as JSON the content that this type reads."""

    type: str
    stored: str

    @property
    def content(self) -> Any:
        """The content as its type reads it."""
        return _content(self.type, self.stored)

    def way(self) -> Way:
        """How it is answered."""
        return TYPES[self.type].way(self.content)

    def grade(self, response: Response) -> float:
        """The share of its point that a response earns, from 0 to 1."""
        return TYPES[self.type].grade(self.content, response)


# Versions never change, and reading them anew for each of many who begin at once is what would take longest.
@lru_cache(maxsize=_KEPT_READ)
def _content(kind: str, stored: str) -> Any:
    return TYPES[kind].read(json.loads(stored))
