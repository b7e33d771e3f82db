"""Keys for questions that come from elsewhere. Pure."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

_LONGEST = 60
_FINGERPRINT = 10


def key_from(words: str) -> str:
    """A key of small letters, digits and hyphens that the same words always give.

    Words that hold no Latin letter and no digit give a key of their fingerprint.
    """
    latin = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", latin).strip("-")[:_LONGEST].strip("-")
    return slug or "item-" + hashlib.sha256(words.encode(errors="replace")).hexdigest()[:8]


def key_of(words: str, content: Mapping[str, Any]) -> str:
    """A key for what a question asks: another question of the same words gets another one, the same one the same."""
    asked = json.dumps(content, sort_keys=True)
    return f"{key_from(words)}-{hashlib.sha256(asked.encode()).hexdigest()[:_FINGERPRINT]}"


class Keys:
    """The keys given in one file; none is given twice."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._numbers: dict[str, int] = {}

    def take(self, key: str) -> bool:
        """Keeps a key that the file itself names; False if it was taken."""
        free = key not in self._taken
        self._taken.add(key)
        return free

    def new(self, words: str) -> str:
        """A key from these words, numbered if it was taken."""
        base = key = key_from(words)
        while not self.take(key):
            self._numbers[base] = self._numbers.get(base, 1) + 1
            key = f"{base}-{self._numbers[base]}"
        return key
