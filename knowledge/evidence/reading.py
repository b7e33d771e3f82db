"""From a file's text to the scheme that it holds. Pure."""

import re
from collections.abc import Mapping
from typing import Any

import yaml

from knowledge.evidence.errors import SchemeProblem, SchemeUnusable
from knowledge.evidence.tiers import MAIN_LANGUAGE, Caution, Scheme, Tier

MAX_BYTES = 64 * 1024
LONGEST_NAME = 100
LONGEST_TEXT = 300
_KEY = re.compile(r"[a-z0-9_]{1,60}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def read_scheme(file: str, key: str, text: str) -> Scheme:
    """The scheme that a file's text holds.

    Raises:
        SchemeUnusable: It is none.
    """
    try:
        tree = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        raise SchemeUnusable(file, "", SchemeProblem.NOT_YAML) from error
    return _Reading(file).scheme(key, tree)


class _Reading:
    """Reads one file, and names the place where it goes wrong."""

    def __init__(self, file: str) -> None:
        self._file = file

    def scheme(self, key: str, tree: Any) -> Scheme:
        values = self._fields(tree, "", {"name", "source", "tiers"})
        source = values.get("source")
        scheme = Scheme(
            key=self._key(key, ""),
            names=self._words(values.get("name"), "name", LONGEST_NAME),
            source=self._line(source, "source", LONGEST_TEXT) if source is not None else None,
            tiers=self._tiers(values.get("tiers")),
        )
        for index, tier in enumerate(scheme.tiers):
            if any(scheme.called(words) is not tier for words in (tier.key, *tier.names.values())):
                raise self._wrong(f"tiers[{index}]", SchemeProblem.TIER_TWICE)
        return scheme

    def _tiers(self, tree: Any) -> tuple[Tier, ...]:
        if not isinstance(tree, list) or not tree:
            raise self._wrong("", SchemeProblem.NO_TIERS)
        return tuple(self._tier(value, f"tiers[{index}]") for index, value in enumerate(tree))

    def _tier(self, tree: Any, where: str) -> Tier:
        values = self._fields(tree, where, {"key", "name", "meaning", "caution"})
        caution = values.get("caution")
        if not isinstance(caution, str) or caution not in set(Caution):
            raise self._wrong(f"{where}.caution", SchemeProblem.NOT_A_CAUTION)
        return Tier(
            key=self._key(values.get("key"), f"{where}.key"),
            names=self._words(values.get("name"), f"{where}.name", LONGEST_NAME),
            meanings=self._words(values.get("meaning"), f"{where}.meaning", LONGEST_TEXT),
            caution=Caution(caution),
        )

    def _fields(self, tree: Any, where: str, known: set[str]) -> dict[Any, Any]:
        if not isinstance(tree, dict):
            raise self._wrong(where, SchemeProblem.NOT_YAML)
        for name in tree:
            if name not in known:
                raise self._wrong(f"{where}.{name}".strip(".")[:80], SchemeProblem.UNKNOWN_FIELD)
        return tree

    def _key(self, value: Any, where: str) -> str:
        if not isinstance(value, str) or not _KEY.fullmatch(value):
            raise self._wrong(where, SchemeProblem.NOT_A_KEY)
        return value

    def _words(self, tree: Any, where: str, limit: int) -> Mapping[str, str]:
        """Words by language."""
        if not isinstance(tree, dict) or not all(isinstance(k, str) and _LANGUAGE.fullmatch(k) for k in tree):
            raise self._wrong(where, SchemeProblem.NOT_BY_LANGUAGE)
        if MAIN_LANGUAGE not in tree:
            raise self._wrong(where, SchemeProblem.NO_ENGLISH)
        return {language: self._line(words, f"{where}.{language}", limit) for language, words in tree.items()}

    def _line(self, value: Any, where: str, limit: int) -> str:
        if not isinstance(value, str) or not value.split():
            raise self._wrong(where, SchemeProblem.NOT_TEXT)
        if len(value) > limit:
            raise self._wrong(where, SchemeProblem.TOO_LONG)
        return " ".join(value.split())

    def _wrong(self, where: str, problem: SchemeProblem) -> SchemeUnusable:
        return SchemeUnusable(self._file, where, problem)
