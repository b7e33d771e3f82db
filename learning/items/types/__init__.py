"""The types of items. A new one is a module in this folder and a line here."""

from collections.abc import Mapping
from typing import Any

from learning.items.types import (
    matching,
    multiple_choice,
    numeric,
    ordering,
    short_text,
    single_choice,
    true_false,
)
from learning.items.types.signature import ItemType

TYPES: Mapping[str, ItemType[Any]] = {
    one.TYPE.key: one.TYPE
    for one in (single_choice, multiple_choice, true_false, matching, ordering, short_text, numeric)
}
