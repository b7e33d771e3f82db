"""A number, written by the learner, right within a tolerance. Pure.

Data: ``{stem, value, tolerance?, unit?}``. Both ends of the tolerance are right, as in Moodle (``qtype_numerical``,
nominal tolerance); all is reckoned exactly in decimal digits: 0.3 is within 0.1 of 0.2. The unit is shown and need not
be written; another unit makes an answer wrong.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from learning.errors import Flaw
from learning.items.limits import LONGEST_UNIT
from learning.items.responses import Response, Write, Written
from learning.items.types.fields import Fields
from learning.items.types.numbers import readings
from learning.items.types.signature import ItemType


@dataclass(frozen=True)
class Numeric:
    """The right number, and how far from it is right too, in ``unit``."""

    stem: str
    value: Decimal
    tolerance: Decimal = Decimal(0)
    unit: str | None = None


def read(data: Mapping[str, Any]) -> Numeric:
    fields = Fields(data)
    fields.only("stem", "value", "tolerance", "unit")
    stem = fields.stem()
    value = fields.number("value", missing=Flaw.NO_NUMBER, wrong=Flaw.NO_NUMBER)
    tolerance = fields.number("tolerance", missing=None, wrong=Flaw.BAD_TOLERANCE)
    if tolerance < 0:
        fields.note(Flaw.BAD_TOLERANCE, "tolerance", tolerance)
    unit = fields.text("unit", longest=LONGEST_UNIT, empty=None) or None
    fields.done()
    return Numeric(stem, value, tolerance, unit)


def to_data(content: Numeric) -> dict[str, Any]:
    data: dict[str, Any] = {"stem": content.stem, "value": _number(content.value)}
    data["tolerance"] = _number(content.tolerance)
    return data if content.unit is None else {**data, "unit": content.unit}


def way(content: Numeric) -> Write:
    return Write(numeric=True, unit=content.unit)


def grade(content: Numeric, response: Response) -> float:
    if not isinstance(response, Written):
        return 0.0
    return float(any(_is_right(content, number) for number in readings(response.text, content.unit)))


def right(content: Numeric) -> Written:
    return Written(f"{content.value:f}")


def _is_right(content: Numeric, number: Decimal) -> bool:
    # Differences of decimals are rounded, those of fractions are not.
    return abs(Fraction(number) - Fraction(content.value)) <= Fraction(content.tolerance)


def _number(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


TYPE = ItemType("numeric", read, to_data, way, grade, right)
