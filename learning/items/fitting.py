"""How much room all that an item asks takes in a message. Pure."""

from html import escape
from typing import assert_never

from learning.items.responses import ChooseMany, ChooseOne, Option, Pair, PutInOrder, Way, Write
from learning.items.types import TYPES
from learning.items.values import ItemVersion


def asked_units(version: ItemVersion) -> int:
    """The length of the story, the question and all that can be answered, in UTF-16 units, as messages are measured.

    What a message writes as an entity counts as long as that.
    """
    kind = TYPES[version.type]
    content = kind.read(version.content)
    texts = (version.scenario or "", kind.stem(content), *(one.text for one in _offered(kind.way(content))))
    return sum(len(escape(text, quote=False).encode("utf-16-le")) // 2 for text in texts)


def _offered(way: Way) -> tuple[Option, ...]:
    match way:
        case ChooseOne(options) | ChooseMany(options) | PutInOrder(options):
            return options
        case Pair(left, right):
            return (*left, *right)
        case Write():
            return ()
        case _:
            assert_never(way)
