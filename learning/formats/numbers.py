"""Numbers as question banks write them. Pure."""

import math
from decimal import Decimal, InvalidOperation


def number_of(written: str) -> tuple[str, float]:
    """The number and by how much an answer may differ from it.

    ``3.1:0.05`` is a number with its tolerance; of a span (``1..5``) the middle is the number.

    Raises:
        ValueError: It is no number, or one too large to reckon with.
    """
    first, dots, last = written.partition("..")
    if dots:
        low, high = sorted((decimal_of(first), decimal_of(last)))
        return str((low + high) / 2), float((high - low) / 2)
    value, _, tolerance = written.partition(":")
    return str(decimal_of(value)), float(decimal_of(tolerance or "0"))


def decimal_of(written: str) -> Decimal:
    """A finite number.

    Raises:
        ValueError: It is none, or one too large to reckon with.
    """
    try:
        number = Decimal(written.strip())
    except InvalidOperation as error:
        raise ValueError(written) from error
    if not math.isfinite(number) or not math.isfinite(float(number)):
        raise ValueError(written)
    return number
