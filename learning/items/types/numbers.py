"""Numbers as people write them in different countries. Pure."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

LONGEST_WRITTEN = 100
_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2019": "'"})
_SIGN = r"(?P<sign>[+-]?)\s*"
_POWER = r"(?:[eE](?P<power>[+-]?\d{1,2}))?"
# Each says which mark parts thousands and which begins the fraction.
_FORMS = tuple(
    re.compile(rf"{_SIGN}(?P<whole>{whole})(?:{mark}(?P<part>\d+))?{_POWER}")
    for whole, mark in (
        (r"\d*", r"\."),
        (r"\d*", ","),
        (r"[1-9]\d{0,2}(?:,\d{3})+", r"\."),
        (r"[1-9]\d{0,2}(?:\.\d{3})+", ","),
        (r"[1-9]\d{0,2}(?:[ ']\d{3})+", "[.,]"),
    )
)
_NOT_DIGITS = re.compile(r"\D")


def readings(text: str, unit: str | None = None) -> tuple[Decimal, ...]:
    """The numbers that a text can mean, each once; none where it is no number.

    A comma or a point begins the fraction; commas, points, spaces or apostrophes part thousands, in groups of exactly
    three. So ``1,500`` means one and a half, or fifteen hundred, and both are returned. Powers of ten are written
    ``1.5e3``. The unit may stand before the number or after it, in any case of its letters, or be missing; anything
    else beside a number makes it none. There is no infinity.
    """
    if len(text) > LONGEST_WRITTEN:
        return ()
    written, called = _cleaned(text), _cleaned(unit or "")
    return tuple(dict.fromkeys((*_read(written), *_read(_without_unit(written, called)))))


def _cleaned(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).translate(_MINUS).split())


def _without_unit(text: str, unit: str) -> str:
    folded = unit.casefold()
    if folded and text.casefold().endswith(folded):
        return text[: len(text) - len(unit)].strip()
    if folded and text.casefold().startswith(folded):
        return text[len(unit) :].strip()
    return text


def _read(number: str) -> Iterator[Decimal]:
    for form in _FORMS:
        found = form.fullmatch(number)
        if found is None or not (found["whole"] or found["part"]):
            continue
        whole = _NOT_DIGITS.sub("", found["whole"]) or "0"
        yield Decimal(f"{found['sign']}{whole}.{found['part'] or '0'}E{found['power'] or 0}")
