"""When figures of a group say too much of single people, and are kept back. Pure.

A share of fewer than ``LEAST`` people is not given as a percentage: with four people, 25 % is one of them. Where a
whole is shown beside its parts, a part that is kept back can be had by taking the shown ones from the whole; so parts
are kept back, the smallest first, until those that are hidden are ``LEAST`` people together, and at least two parts.
"""

from collections.abc import Hashable, Mapping
from typing import TypeVar

LEAST = 5

K = TypeVar("K", bound=Hashable)


def percent(part: int, whole: int) -> int | None:
    """What share of a group a part of it is, rounded to whole percent.

    None where the group, the part or what is left of the group is too small to say: one tells the other. So are all of
    a group and none of it: what is true of all is true of each.
    """
    return round(100 * part / whole) if min(part, whole - part) >= LEAST else None


def kept_back(sizes: Mapping[K, int]) -> frozenset[K]:
    """Of the parts of a group, those of which no figures may be shown while the whole's are shown.

    Args:
        sizes: How many people are in each part; the parts make up the whole, and nobody is in two of them. Parts
            without anybody are neither shown nor kept back.
    """
    by_size = sorted((key for key, size in sizes.items() if size), key=lambda key: sizes[key])
    hidden = [key for key in by_size if sizes[key] < LEAST]
    rest = by_size[len(hidden) :]
    while hidden and rest and (len(hidden) < 2 or sum(sizes[key] for key in hidden) < LEAST):
        hidden.append(rest.pop(0))
    return frozenset(hidden)
