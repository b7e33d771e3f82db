"""A statement that is true, or is not. Pure.

Data: ``{stem, right: bool}``. The keys of its two options are always ``true`` and ``false``, so that whoever shows them
can word them in the reader's language.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from learning.items.responses import ChooseOne, Chosen, Option, Response
from learning.items.types.fields import Fields
from learning.items.types.signature import ItemType

TRUE, FALSE = Option("true", "True"), Option("false", "False")


@dataclass(frozen=True)
class Statement:
    """The statement, and whether it is true."""

    stem: str
    right: bool


def read(data: Mapping[str, Any]) -> Statement:
    fields = Fields(data)
    fields.only("stem", "right")
    content = Statement(fields.stem(), fields.yes("right", missing=None))
    fields.done()
    return content


def to_data(content: Statement) -> dict[str, Any]:
    return {"stem": content.stem, "right": content.right}


def way(content: Statement) -> ChooseOne:
    return ChooseOne((TRUE, FALSE))


def grade(content: Statement, response: Response) -> float:
    return float(response == right(content))


def right(content: Statement) -> Chosen:
    return Chosen(frozenset({(TRUE if content.right else FALSE).key}))


TYPE = ItemType("true_false", read, to_data, way, grade, right)
