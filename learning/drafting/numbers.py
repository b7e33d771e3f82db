"""Numbers in sentences, what they count, and other numbers that could stand in their place. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

ENGLISH = "en"
_SMALL = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
    " nineteen twenty"
)
_WORDS = {word: value for value, word in enumerate(_SMALL.split(), start=2)}
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}
_VALUES = {**_WORDS, **_TENS}
_NAMES = {value: word for word, value in _VALUES.items()}
_FREE = r"(?<![\w.,/()$€£#:+-])"
_DIGITS = rf"{_FREE}\d{{1,3}}(?:,\d{{3}})+(?![\w,/:)-])|{_FREE}\d+(?:\.\d+)?(?![\d,/:)-]|\.\d|\w)"
_NUMBER = re.compile(_DIGITS)
_ENGLISH_NUMBER = re.compile(rf"{_DIGITS}|(?<![\w-])(?:{'|'.join(_VALUES)})(?![\w-])", re.IGNORECASE)
# What stands after these words names something, or is a part of a span: it says nothing that can be asked for.
_IDLE = re.compile(
    rf"(?:\b(?:the|these|those|all|of|other|last|first|between|chapter|standard|grade|step|no\.)"
    rf"|(?:\d|\b(?:one|{'|'.join(_VALUES)}))\s+(?:to|or|and))\s+$",
    re.IGNORECASE,
)
_LEAST = re.compile(r"\b(?:at least|minimum of|no (?:fewer|less) than)\s+(?:about\s+)?$", re.IGNORECASE)
_MOST = re.compile(r"\b(?:at most|maximum of|no more than|within|up to)\s+(?:about\s+)?$", re.IGNORECASE)
_THRESHOLD = re.compile(r"\b(?:more|fewer|less|later|longer) than\s+(?:about\s+)?$", re.IGNORECASE)
_UNIT = re.compile(r"\s*(%|[^\W\d_]+)(?:\s+(or|and|to|per|a)\b)?", re.UNICODE)
_YEARS = range(1900, 2100)
_NOT_COUNTED = frozenset(
    re.findall(
        r"\w+",
        """of or and to in is are at on for with from times more other things ways kinds reasons rules words questions
        steps parts points facts limits groups examples ideas sentences lines ones fold""",
    )
)


@dataclass(frozen=True)
class Number:
    """A number of a sentence.

    Attributes:
        written: As it stands there, from ``start`` to ``end``.
        unit: The word, or the sign, after it.
    """

    written: str
    value: float
    start: int
    end: int
    unit: str


def numbers_in(sentence: str, language: str = ENGLISH) -> tuple[Number, ...]:
    """The numbers that count something; years are none, nor are numbers that only name something."""
    found = []
    for match in _matches(sentence, language):
        unit = _UNIT.match(sentence, match.end())
        value = _value(match)
        counted = unit is not None and unit.group(1).lower() not in _NOT_COUNTED and unit.group(2) not in {"or", "to"}
        names = _IDLE.search(sentence[: match.start()]) if language == ENGLISH else None
        if unit and counted and not names and value > 0 and not (value in _YEARS and "," not in match.group()):
            found.append(Number(match.group(), value, match.start(), match.end(), unit.group(1).lower()))
    return tuple(found)


def values_in(sentence: str, language: str = ENGLISH) -> frozenset[float]:
    """All that is written as a number in the sentence, whatever it is for."""
    return frozenset(_value(match) for match in _matches(sentence, language))


def accepted(number: Number, language: str = ENGLISH) -> list[str]:
    """How the number may be written."""
    digits = f"{number.value:g}" if number.value < 1e6 else number.written
    ways = [number.written, digits]
    if language == ENGLISH and number.value in _NAMES:
        ways.append(_NAMES[int(number.value)])
    return list(dict.fromkeys(way.lower() for way in ways))


def others(number: Number, known: Iterable[Number], taken: frozenset[float]) -> dict[str, float]:
    """Numbers of other sentences that could stand in this one's place, the most likely first.

    They are written as this one is; each with its value.

    Args:
        number: What is to be replaced.
        known: The numbers of the guide.
        taken: The values in the sentence: none of them is a wrong answer.
    """
    alike = {one.value for one in known if _singular(one.unit) == _singular(number.unit)} - taken
    near = {one.value for one in known if one.unit != "%" and number.unit != "%"} - taken - alike
    fitting = [value for value in near if number.value / 6 <= value <= number.value * 6 and value == int(value)]
    ordered = [*_by_distance(alike, number.value), *_by_distance(fitting, number.value)]
    whole = number.value == int(number.value)
    likely = (value for value in ordered if (value > 1 or number.unit == "%") and (value == int(value) or not whole))
    return {text: value for value in likely if (text := _written_like(number, value))}


def contradicts(sentence: str, number: Number, value: float) -> bool:
    """Whether the sentence would surely be wrong with this value.

    Who asks for at least three also asks for at least two; and what holds for fewer than 20 holds for fewer than 10.
    """
    before = sentence[: number.start]
    if _LEAST.search(before):
        return value > number.value
    if _MOST.search(before):
        return value < number.value
    return not _THRESHOLD.search(before)


def _matches(sentence: str, language: str) -> Iterator[re.Match[str]]:
    return (_ENGLISH_NUMBER if language == ENGLISH else _NUMBER).finditer(sentence)


def _value(match: re.Match[str]) -> float:
    return _VALUES.get(match.group().lower()) or float(match.group().replace(",", ""))


def _by_distance(values: Iterable[float], value: float) -> list[float]:
    return sorted(values, key=lambda other: (abs(other - value), other))


def _written_like(number: Number, value: float) -> str:
    """The value in words where the number is, else in digits."""
    if not number.written[0].isdigit():
        name = _NAMES.get(int(value)) if value == int(value) else None
        return (name.capitalize() if number.written[0].isupper() else name) if name else ""
    return f"{value:,g}" if value < 1e6 and ("," in number.written or value >= 1000) else f"{value:g}"


def _singular(unit: str) -> str:
    return unit.removesuffix("s")
