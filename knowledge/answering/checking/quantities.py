"""The numbers of a text with what they count and what is said of them, in English and in Spanish. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from knowledge.answering.checking.amounts import (
    ANYTHING,
    ARTICLES,
    FREQUENCIES,
    MULTIPLES,
    ONCE,
    TIMES,
    UNITS,
    Unit,
)
from knowledge.answering.checking.bounds import Bound, Side, bound_of
from knowledge.answering.checking.numerals import Numeral, Token, and_a_half, numeral_at, texts_at, tokens_of
from knowledge.answering.checking.words import FUNCTION_WORDS, listed, stem

_CURRENCIES = frozenset(listed("$ € £ ¥ us$ usd eur gbp"))
_EVERY = frozenset(listed("every each per cada por"))
# How far what is counted may stand from its number.
_REACH = 3
_LASTING = {"day", "month", "second"}


@dataclass(frozen=True)
class Quantity:
    """A number.

    Attributes:
        value: In the smallest of the units that measure the same.
        measure: What it measures, such as ``day`` or ``dollar``; None where things are counted.
        counted: The stems of the words behind it that may say what is counted, the nearest first.
        before: The stems of the words in front of it.
        is_ordinal: Which one, not how many.
        written: As it stands in the text; ``start`` and ``end`` are where, with its unit.
    """

    value: Fraction
    measure: str | None
    counted: tuple[str, ...]
    before: tuple[str, ...]
    bound: Bound
    is_ordinal: bool
    written: str
    start: int
    end: int


@dataclass(frozen=True)
class Frequency:
    """How often: once in so much time."""

    value: Fraction
    measure: str
    written: str
    start: int
    end: int


def quantities_in(text: str, *, spanish: bool) -> tuple[Quantity, ...]:
    """The numbers of a text, in order.

    Args:
        text: Canonical, lower-cased, without accents, with its dates blanked.
        spanish: How to read what can be read in two ways: "once", "1.000".
    """
    tokens = tokens_of(text)
    found: list[Quantity] = []
    index = 0
    while index < len(tokens):
        number = numeral_at(tokens, index, spanish)
        if number is None:
            index += 1
        else:
            quantity, index = _quantity(text, tokens, number)
            found.append(quantity)
    return tuple(_with_ranges(text, found))


def frequencies_in(text: str, *, spanish: bool) -> tuple[Frequency, ...]:
    """How often something is said to happen: weekly, per month, every two years."""
    tokens = tokens_of(text)
    return tuple(_frequencies(text, tokens, spanish))


def _frequencies(text: str, tokens: Sequence[Token], spanish: bool) -> Iterator[Frequency]:
    for index, token in enumerate(tokens):
        if token.text in FREQUENCIES:
            measure, value = FREQUENCIES[token.text]
            yield Frequency(value, measure, token.text, token.start, token.end)
        elif token.text in _EVERY | {"/", "a", "al", "la"} and index + 1 < len(tokens):
            number = numeral_at(tokens, index + 1, spanish) if token.text in _EVERY else None
            at = number.next if number else index + 1
            unit = UNITS.get(tokens[at].text) if at < len(tokens) else None
            counts = token.text in _EVERY or (index > 0 and _is_counted(tokens, index, spanish))
            if unit is not None and unit[0] in _LASTING and counts:
                times = number.value if number else Fraction(1)
                span = (token.start, tokens[at].end)
                yield Frequency(unit[1] * times, unit[0], text[slice(*span)], *span)


def _is_counted(tokens: Sequence[Token], index: int, spanish: bool) -> bool:
    """Whether "a week" follows something that is counted: "two hours a week", "once a week"."""
    before = range(max(0, index - _REACH), index)
    return any(tokens[i].text == ONCE or numeral_at(tokens, i, spanish) is not None for i in before)


def _quantity(text: str, tokens: Sequence[Token], number: Numeral) -> tuple[Quantity, int]:
    """The number with its unit, and the next token after both."""
    first, word = number.first, tokens[number.first].text
    value, unit, at = number.value, None, number.next
    before = tokens[first - 1].text if first else ""
    if before in _CURRENCIES:
        unit, first = UNITS[before], first - 1
    elif word in TIMES.keys() | MULTIPLES.keys() or (word == ONCE and number.value == 1):
        unit = UNITS["times"]
    elif not number.is_ordinal:
        value, unit, at = _measured(tokens, value, at)
    start, end = tokens[first].start, tokens[at - 1].end
    found = Quantity(
        value=(-value if _is_negative(tokens, number) else value) * (unit[1] if unit else 1),
        measure=unit[0] if unit else None,
        counted=tuple(stem(word) for word in _words_after(tokens, at)),
        before=tuple(stem(t.text) for t in tokens[max(0, first - _REACH) : first] if t.is_word),
        bound=bound_of(text[max(0, start - 60) : start].replace("\0", " "), text[end : end + 40].replace("\0", " ")),
        is_ordinal=number.is_ordinal,
        written=text[start:end],
        start=start,
        end=end,
    )
    return found, at


def _is_negative(tokens: Sequence[Token], number: Numeral) -> bool:
    """Whether a dash that belongs to nothing before it stands right in front of the digits."""
    first = number.first
    if not number.has_digits or first == 0 or tokens[first - 1].text != "-":
        return False
    joins = first > 1 and tokens[first - 2].end == tokens[first - 1].start
    return tokens[first - 1].end == tokens[first].start and not joins


def _measured(tokens: Sequence[Token], value: Fraction, at: int) -> tuple[Fraction, Unit | None, int]:
    """The number with what its unit adds to it ("an hour and a half"), the unit, and the next token."""
    skipped = at + 1 if value < 1 and at < len(tokens) and tokens[at].text in ARTICLES else at
    unit, after = _unit_after(tokens, skipped)
    if unit is None:
        return value, None, at
    value, after = and_a_half(tokens, value, after)
    return value, unit, after


def _unit_after(tokens: Sequence[Token], at: int) -> tuple[Unit | None, int]:
    """The unit behind a number, and the next token after it; a word or two may stand between."""
    for position in range(at, min(at + _REACH, len(tokens))):
        token = tokens[position]
        if (token.text in {"percentage", "por"} or token.text == "per") and position == at:
            joined = " ".join(texts_at(tokens, position, 2))
            if joined in {"percentage points", "percentage point"}:
                return ("point", Fraction(1)), position + 2
            if joined in {"per cent", "por ciento"}:
                return UNITS["%"], position + 2
        unit = UNITS.get(token.text)
        is_near = position == at or (position == at + 1 and tokens[at].text in {"-", "of"})
        if unit is not None and (is_near or (len(token.text) > 2 and unit[0] in _LASTING)):
            return unit, position + 1
        if token.text != "-" and (not token.is_word or token.text in FUNCTION_WORDS - {"of", "de"}):
            break
    return None, at


def _words_after(tokens: Sequence[Token], at: int) -> Iterator[str]:
    """The words behind a number, up to the next mark; those that only join words are left out."""
    for token in tokens[at : at + 2 * _REACH]:
        if not token.is_word and token.text not in {"-", '"'}:
            return
        if token.is_word and token.text not in FUNCTION_WORDS:
            yield token.text


def _with_ranges(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The same, with the ends of "5 to 10 hours" as at least 5 and at most 10 hours."""
    made = list(found)
    for index, (one, other) in enumerate(pairwise(found)):
        between = text[one.end : other.start].strip()
        opened = re.search(r"\b(?:between|entre)\s*$", text[: one.start])
        if between not in {"-", "to", "a", "until"} and not (opened and between in {"and", "y"}):
            continue
        if one.is_ordinal or other.is_ordinal or one.value > other.value:
            continue
        shared = other.measure if one.measure is None else one.measure
        factor = _factor(other) if one.measure is None else Fraction(1)
        low, high = (Bound(side, is_range=True) for side in (Side.LOW, Side.HIGH))
        made[index] = replace(
            one, value=one.value * factor, measure=shared, counted=one.counted or other.counted, bound=low
        )
        made[index + 1] = replace(other, bound=high)
    return made


def _factor(quantity: Quantity) -> Fraction:
    """What its unit is worth, by the word that is written last."""
    word = re.findall(r"[^\W\d_]+|[^\w\s]", quantity.written)
    unit = UNITS.get(word[-1]) if word else None
    return unit[1] if unit is not None else Fraction(1)


def names_anything(counted: Sequence[str]) -> bool:
    """Whether what is counted is called by a word that fits all things."""
    return bool(counted) and counted[0] in {stem(word) for word in ANYTHING}
