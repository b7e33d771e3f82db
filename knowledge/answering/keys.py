"""The keys by which a model names the passages that it was given. Pure.

A key is short, is no number and no word of the passages, and differs from every other key in two letters at least: a
weak model that mistakes a letter names nothing rather than the wrong passage.
"""

import re
from collections.abc import Iterable

_CONSONANTS, _VOWELS = "BFKLMRTZ", "AEIOU"
_WORD = re.compile(r"[^\W\d_]+")


def _codes() -> tuple[str, ...]:
    """Each two letters make out the third."""
    return tuple(
        f"{first}{vowel}{_CONSONANTS[(3 * i + 5 * j + 1) % len(_CONSONANTS)]}"
        for j, vowel in enumerate(_VOWELS)
        for i, first in enumerate(_CONSONANTS)
    )


CODES = _codes()


def keys_for(count: int, texts: Iterable[str]) -> tuple[str, ...]:
    """So many different keys, the same ones for the same texts; words of the texts only where no others are left.

    Raises:
        ValueError: There are not so many.
    """
    if count > len(CODES):
        raise ValueError(f"{count} keys asked for, there are {len(CODES)}")
    said = {word.upper() for text in texts for word in _WORD.findall(text) if len(word) == len(CODES[0])}
    return tuple(sorted(CODES, key=said.__contains__)[:count])
