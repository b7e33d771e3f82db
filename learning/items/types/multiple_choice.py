"""Several options are right, or one, and at least one is not. Pure.

Data: ``{stem, options: [{text, right?, feedback?}]}``. Credit is the share of the right options that were chosen, less
the share of the wrong ones that were, and never below 0: to choose all earns nothing. These are Moodle's rules
(``qtype_multichoice``, several answers: the fractions of what was chosen are added, and held between 0 and 1) with the
fractions that its authors are advised to give, 1/n to each right option and -1/m to each wrong one.
"""

from collections.abc import Mapping
from typing import Any

from learning.errors import Flaw
from learning.items.limits import FEWEST_OPTIONS
from learning.items.responses import ChooseMany, Chosen, Response
from learning.items.types.choices import Choices, choices_data, read_choices, rights
from learning.items.types.fields import Fields
from learning.items.types.signature import ItemType


def read(data: Mapping[str, Any]) -> Choices:
    fields = Fields(data)
    content = read_choices(fields)
    if rights(content.options) == len(content.options) >= FEWEST_OPTIONS:
        fields.note(Flaw.ALL_RIGHT, "options")
    fields.done()
    return content


def way(content: Choices) -> ChooseMany:
    return ChooseMany(content.shown)


def grade(content: Choices, response: Response) -> float:
    keys = {key for key, _ in content.keyed}
    if not isinstance(response, Chosen) or not response.keys <= keys:
        return 0.0
    of_right, of_wrong = len(content.right_keys), len(keys - content.right_keys)
    right_ones, wrong_ones = len(response.keys & content.right_keys), len(response.keys - content.right_keys)
    # One division of whole numbers: thirds that are added up need not come to 1.
    return max(0, right_ones * of_wrong - wrong_ones * of_right) / (of_right * of_wrong)


def right(content: Choices) -> Chosen:
    return Chosen(content.right_keys)


TYPE = ItemType("multiple_choice", read, choices_data, way, grade, right)
