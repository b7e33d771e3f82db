"""Schemes by which evidence is rated, and their tiers. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

MAIN_LANGUAGE = "en"


class Caution(StrEnum):
    """What a reader has to be told of a tier before acting on what is quoted; its name stands at the source anyway."""

    NONE = "none"
    CONTRARY = "contrary"


@dataclass(frozen=True)
class Tier:
    """A tier of a scheme; ``names`` and ``meanings`` by language, English always among them."""

    key: str
    names: Mapping[str, str]
    meanings: Mapping[str, str]
    caution: Caution

    def name(self, language: str) -> str:
        """Its name in a language, else in English."""
        return self.names.get(language, self.names[MAIN_LANGUAGE])

    def meaning(self, language: str) -> str:
        """What it means, in a language, else in English."""
        return self.meanings.get(language, self.meanings[MAIN_LANGUAGE])


@dataclass(frozen=True)
class Scheme:
    """A scheme with its tiers, the best first.

    Attributes:
        source: An address that tells more of the scheme, if there is one.
    """

    key: str
    names: Mapping[str, str]
    source: str | None
    tiers: tuple[Tier, ...]

    def name(self, language: str) -> str:
        """Its name in a language, else in English."""
        return self.names.get(language, self.names[MAIN_LANGUAGE])

    def tier(self, key: str) -> Tier | None:
        """The tier with this key."""
        return next((tier for tier in self.tiers if tier.key == key), None)

    def called(self, words: str) -> Tier | None:
        """The tier that these words mean: its key, or its name in any language."""
        said = words.strip().casefold()
        return next(
            (t for t in self.tiers if said in {t.key.casefold(), *(name.casefold() for name in t.names.values())}), None
        )
