"""Whether every number, date, unit and comparator of a sentence is one of the quoted sentences'. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from knowledge.answering.checking.amounts import AGED, EVENTS, UNITS, Unit
from knowledge.answering.checking.bounds import Bound, bound_of
from knowledge.answering.checking.dates import Moment, moments_in
from knowledge.answering.checking.quantities import (
    Frequency,
    Quantity,
    frequencies_in,
    names_anything,
    quantities_in,
)
from knowledge.answering.checking.words import (
    canonical,
    content_words,
    is_one_language,
    language_of,
    stem,
    stems_of,
    unaccented,
)

# A clause's words on either side of a number tell what it is said of.
_CLAUSE = re.compile(r"[;:.!?\n](?:\s|$)|,\s(?!or\b|o\b)|\b(?:and|but|while|whereas|y|pero|mientras)\b")
_RIGHT_BEHIND = 1
_DAY = 24 * 60 * 60
_YEARS = range(1000, 2200)
_ONES = re.compile(r"\b(?:a|an|one|single|each|every|un|una|uno|cada|solo)\b")


@dataclass(frozen=True)
class Figures:
    """All that a text says in numbers.

    Attributes:
        text: Canonical, lower-cased, without accents.
    """

    text: str
    moments: tuple[Moment, ...]
    quantities: tuple[Quantity, ...]
    frequencies: tuple[Frequency, ...]


def figures_of(text: str) -> Figures:
    """All that a text says in numbers."""
    plain = unaccented(canonical(text).casefold())
    moments, rest = moments_in(plain)
    spanish = language_of(text) == "es"
    frequencies = frequencies_in(rest, spanish=spanish)
    quantities = tuple(q for q in quantities_in(rest, spanish=spanish) if not _is_within(q, frequencies))
    return Figures(plain, moments, quantities, frequencies)


def uncovered_number(sentence: str, quoted: str) -> str | None:
    """The first number, date or frequency of a sentence that the quoted text does not hold; None where it holds all.

    A number is held with its unit, what it counts, and what is said of it: at least, at most, about, before, after.
    What is written in another way, in words or in digits, in English or in Spanish, is the same.
    """
    said, known = figures_of(sentence), figures_of(quoted)
    same_language = is_one_language(sentence, quoted)
    for moment in said.moments:
        if not any(other.proves(moment) for other in known.moments):
            return moment.written
    for frequency in said.frequencies:
        if not any((f.value, f.measure) == (frequency.value, frequency.measure) for f in known.frequencies):
            return frequency.written
    for quantity in said.quantities:
        if not _is_covered(quantity, said, known, same_language=same_language):
            return quantity.written
    return None


def _is_covered(said: Quantity, sentence: Figures, known: Figures, *, same_language: bool) -> bool:
    same = [q for q in known.quantities if _proves(q, said, known.text, same_language=same_language)]
    proving = _as_often(said, sentence, same, known)
    if proving:
        return not same_language or _is_said_of_it(said, sentence, proving, known)
    if _is_year(said) and any(("year", int(said.value)) in m.parts for m in known.moments):
        return True
    if said.value == 1 and said.measure == "time":
        return _is_so_often(said, sentence, known)
    counts_one = said.value == 1 and said.measure is None and not said.is_ordinal
    return counts_one and not any(q.value == 1 for q in known.quantities) and _has_one(said, known.text)


def _proves(known: Quantity, said: Quantity, text: str, *, same_language: bool) -> bool:
    if known.is_ordinal != said.is_ordinal and not said.is_ordinal:
        return False
    if not known.bound.allows(_placed(said, text), is_date=_is_year(said)):
        return False
    if {said.measure, known.measure} == {"second", "day"}:
        return said.value * _seconds_of(said) == known.value * _seconds_of(known)
    if {said.measure, known.measure} == {"time", None} and _happens(said) and _happens(known):
        return known.value == said.value
    if said.measure is not None and known.measure is None:
        # In a table, or after "aged", the unit stands before the number.
        return any(said.value == known.value * size for measure, size in _units_of(known) if measure == said.measure)
    if known.value != said.value:
        return False
    if said.measure != known.measure:
        return said.measure is None and not said.counted
    return said.measure is not None or not same_language or _counts_the_same(known, said, text)


def _seconds_of(quantity: Quantity) -> int:
    """How many seconds its unit has, where it is a day."""
    return _DAY if quantity.measure == "day" else 1


def _placed(said: Quantity, text: str) -> Bound:
    """What is said of a number; that a period comes before or after may be told by another word: "and after that"."""
    is_told = said.is_ordinal and said.bound.shift is not None and said.bound.shift in text
    return replace(said.bound, shift=None) if is_told else said.bound


def _happens(quantity: Quantity) -> bool:
    """Whether it counts how often something is done: "twice", "two calls", "one a month"."""
    return quantity.measure == "time" or not quantity.counted or quantity.counted[0] in EVENTS


def _counts_the_same(known: Quantity, said: Quantity, text: str) -> bool:
    if not said.counted or names_anything(said.counted) or _is_year(said):
        return True
    near = {*known.counted, *known.before} if known.counted else set(stems_of(content_words(text)))
    return bool(near & set(said.counted))


def _units_of(known: Quantity) -> Iterator[Unit]:
    """The units that the words before a number name."""
    for word in known.before:
        if word in AGED:
            yield UNITS["years"]
        yield from (UNITS[form] for form in (word, f"{word}s") if form in UNITS)


def _is_said_of_it(said: Quantity, sentence: Figures, proving: Sequence[Quantity], known: Figures) -> bool:
    """Whether no other number of the same kind stands nearer to what the sentence says this one of.

    Of "5 hours for mentors, 10 for staff" nobody may make "10 hours for mentors".
    """
    rivals = [q for q in known.quantities if _rivals(q, said)]
    if not rivals:
        return True
    if any(_counts_it(q, said) for q in rivals) and not any(_counts_it(q, said) for q in proving):
        return False
    words = _clause_around(sentence.text, said)
    best = max(len(words & _clause_around(known.text, q)) for q in proving)
    return all(len(words & _clause_around(known.text, q)) <= best for q in rivals)


def _counts_it(known: Quantity, said: Quantity) -> bool:
    """Whether both are numbers of the same things, by the word right behind them."""
    is_count = said.measure is None and not said.is_ordinal and bool(said.counted)
    return is_count and known.counted[:1] == said.counted[:1]


def _as_often(said: Quantity, sentence: Figures, proving: Sequence[Quantity], known: Figures) -> Sequence[Quantity]:
    """Those that happen as often, where "twice" is "twice a month"; all where the quoted text says it elsewhere."""
    often = _often(said, sentence)
    if often is None or all(_often(q, known) != often for q in known.quantities):
        return proving
    return [q for q in proving if _often(q, known) == often]


def _is_so_often(said: Quantity, sentence: Figures, known: Figures) -> bool:
    """Whether "once a week" is "weekly" in the quoted text, and no "twice weekly"."""
    often = _often(said, sentence)
    return any(
        (f.value, f.measure) == often
        and bound_of(known.text[: f.start], known.text[f.end :]).allows(said.bound)
        and not any(0 <= f.start - q.end <= _RIGHT_BEHIND for q in known.quantities)
        for f in known.frequencies
    )


def _often(quantity: Quantity, figures: Figures) -> tuple[Fraction, str] | None:
    """How often the number is said to be so: the frequency right behind it."""
    behind = (f for f in figures.frequencies if 0 <= f.start - quantity.end <= _RIGHT_BEHIND)
    return next(((f.value, f.measure) for f in behind), None)


def _rivals(known: Quantity, said: Quantity) -> bool:
    is_like = known.is_ordinal == said.is_ordinal and known.measure in (said.measure, None)
    return is_like and known.value != said.value and not known.bound.is_range


def _clause_around(text: str, quantity: Quantity) -> set[str]:
    before, after = text[: quantity.start], text[quantity.end :]
    opening = max((m.end() for m in _CLAUSE.finditer(before)), default=0)
    closing = next((m.start() for m in _CLAUSE.finditer(after)), len(after))
    return set(stems_of(content_words(before[opening:] + " " + after[:closing])))


def _has_one(said: Quantity, text: str) -> bool:
    """Whether the text speaks of one such thing without the number: "a mentor"."""
    return any(
        not said.counted or set(said.counted[:2]) & {stem(w) for w in content_words(text[m.end() : m.end() + 40])[:3]}
        for m in _ONES.finditer(text)
    )


def _is_year(quantity: Quantity) -> bool:
    return quantity.measure is None and quantity.value.denominator == 1 and int(quantity.value) in _YEARS


def _is_within(quantity: Quantity, frequencies: Sequence[Frequency]) -> bool:
    return any(f.start <= quantity.start and quantity.end <= f.end for f in frequencies)
