"""One of several options is right. Pure.

Data: ``{stem, options: [{text, right?, feedback?}]}``. The right option earns the point, all others nothing.
"""

from collections.abc import Mapping
from typing import Any

from learning.errors import Flaw
from learning.items.responses import ChooseOne, Chosen, Response
from learning.items.types.choices import Choices, choices_data, read_choices, rights
from learning.items.types.fields import Fields
from learning.items.types.signature import ItemType


def read(data: Mapping[str, Any]) -> Choices:
    fields = Fields(data)
    content = read_choices(fields)
    if rights(content.options) > 1:
        fields.note(Flaw.TWO_RIGHT_ANSWERS, "options", rights(content.options))
    fields.done()
    return content


def way(content: Choices) -> ChooseOne:
    return ChooseOne(content.shown)


def grade(content: Choices, response: Response) -> float:
    return float(response == Chosen(content.right_keys))


def right(content: Choices) -> Chosen:
    return Chosen(content.right_keys)


TYPE = ItemType("single_choice", read, choices_data, way, grade, right)
