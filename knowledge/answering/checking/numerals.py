"""Numbers in digits and in words, in English and in Spanish. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from knowledge.answering.checking.amounts import (
    ARTICLES,
    CARDINALS,
    FRACTIONS,
    FREQUENCIES,
    MULTIPLES,
    ONCE,
    ORDINALS,
    SCALES,
    TIMES,
    UNITS,
)
from knowledge.answering.checking.words import listed

_TOKEN = re.compile(r"\d{1,3}(?: \d{3})+(?![\d.,])|\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|°[cf]?|us\$|[^\w\s\0]")
_ORDINAL_ENDING = re.compile(r"(?:st|nd|rd|th|º|ª)$")
_OFTEN = frozenset(listed("a an per each every / al por cada un una in")) | FREQUENCIES.keys()
# After "one" and before it: then it counts nothing.
_ONE_OF = frozenset(listed("of another who that which can could should may might must has is was is by and or de que"))
_NO_ONE = frozenset(listed("no the this that each any every which some other latter former el la este esta ese esa"))
_PERIODS = {"day", "month"}
_OF_WHAT = frozenset(listed("the as that what of its their this de del que"))


@dataclass(frozen=True)
class Token:
    """A number in digits, a word or a mark, and where it stands."""

    text: str
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        return self.text[0].isdecimal()

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha()


@dataclass(frozen=True)
class Numeral:
    """A number as it is written: its tokens are those from ``first`` to before ``next``."""

    value: Fraction
    first: int
    next: int
    is_ordinal: bool = False
    has_digits: bool = False


def tokens_of(text: str) -> list[Token]:
    """Numbers, words and marks, in order."""
    return [Token(m[0], m.start(), m.end()) for m in _TOKEN.finditer(text)]


def numeral_at(tokens: Sequence[Token], index: int, spanish: bool) -> Numeral | None:
    """The number that begins with this token; None where none does."""
    token = tokens[index]
    if token.is_number:
        return _from_digits(tokens, index, spanish)
    word = token.text
    following = tokens[index + 1].text if index + 1 < len(tokens) else ""
    if word in TIMES or (word == ONCE and not spanish and following in _OFTEN):
        return Numeral(Fraction(TIMES.get(word, 1)), index, index + 1)
    if word in MULTIPLES and following in _OF_WHAT:
        return Numeral(Fraction(MULTIPLES[word]), index, index + 1)
    if word in FRACTIONS:
        return Numeral(FRACTIONS[word], index, index + 1)
    if word in ORDINALS:
        return _ordinal(tokens, index, following)
    if word in ARTICLES | {"one", "uno"}:
        return _one(tokens, index, following)
    return _from_words(tokens, index, spanish)


def _ordinal(tokens: Sequence[Token], index: int, following: str) -> Numeral | None:
    """A word such as "third"; "first" at the head of a sentence or of a list of steps says nothing of a number."""
    before = tokens[index - 1].text if index else "."
    is_adverb = tokens[index].text == "primero" and before in {".", ",", ";", ":"}
    if (
        is_adverb
        or following in {",", ":"}
        or before in {"at", "al"}
        or (tokens[index].text == "second" and before in ARTICLES)
    ):
        return None
    if tokens[index].text == "third" and before in ARTICLES | {"one"} and following == "of":
        return Numeral(Fraction(1, 3), index, index + 1)
    return Numeral(Fraction(ORDINALS[tokens[index].text]), index, index + 1, is_ordinal=True)


def _one(tokens: Sequence[Token], index: int, following: str) -> Numeral | None:
    """The number in "one hour", "an hour", "one mentor": not that in "one of", "no one", "a mentor"."""
    unit = UNITS.get(following)
    word, before = tokens[index].text, tokens[index - 1].text if index else ""
    if word in ARTICLES and following in SCALES.keys() | {"dozen", "docena"}:
        return _from_words(tokens, index + 1, spanish=False)
    if word == "una" and following == "vez" and not _OFTEN.isdisjoint(texts_at(tokens, index + 2, 1)):
        return Numeral(Fraction(1), index, index + 1)
    if word in ARTICLES and following in FRACTIONS:
        return Numeral(FRACTIONS[following], index, index + 2)
    if following == "third" and index + 2 < len(tokens) and tokens[index + 2].text == "of":
        return Numeral(Fraction(1, 3), index, index + 2)
    # "A second" is most often the next one.
    if unit is not None and (unit[0] in _PERIODS or (unit[0] == "second" and unit[1] > 1)):
        return Numeral(Fraction(1), index, index + 1)
    counts = word not in ARTICLES and following.isalpha() and before not in _NO_ONE
    return Numeral(Fraction(1), index, index + 1) if counts and following not in _ONE_OF else None


def _from_digits(tokens: Sequence[Token], index: int, spanish: bool) -> Numeral:
    value = _value(tokens[index].text, spanish)
    at = index + 1
    if texts_at(tokens, at, 1) and tokens[at].text in {"/", "\u2044"} and _is_digits(tokens, at + 1):
        below = _value(tokens[at + 1].text, spanish)
        value, at = (value / below if below else value), at + 2
    elif _is_digits(tokens, at) and texts_at(tokens, at + 1, 1) == ["\u2044"] and _is_digits(tokens, at + 2):
        below = _value(tokens[at + 2].text, spanish)
        value, at = value + (_value(tokens[at].text, spanish) / below if below else 0), at + 3
    if at < len(tokens) and tokens[at].start == tokens[at - 1].end and _ORDINAL_ENDING.match(tokens[at].text):
        return Numeral(value, index, at + 1, is_ordinal=True, has_digits=True)
    while at < len(tokens) and tokens[at].text in SCALES:
        value, at = value * SCALES[tokens[at].text], at + 1
    value, at = and_a_half(tokens, value, at)
    return Numeral(value, index, at, has_digits=True)


def _value(digits: str, spanish: bool) -> Fraction:
    """What digits say: a comma before three digits parts thousands, as a full stop does in Spanish."""
    if " " in digits:
        return Fraction(digits.replace(" ", ""))
    marks = [c for c in digits if not c.isdecimal()]
    if not marks:
        return Fraction(digits)
    grouped = all(len(group) == 3 for group in re.split(r"[.,]", digits)[1:])
    if len(set(marks)) == 1 and grouped and (marks[0] == "," or len(marks) > 1 or spanish):
        return Fraction(re.sub(r"[.,]", "", digits))
    if len(marks) == 1 or marks[-1] not in marks[:-1]:
        whole, _, part = digits.replace(",", ".").rpartition(".")
        return Fraction(f"{whole.replace('.', '')}.{part}")
    # A number of chapters or versions, such as 4.2.1: as a value like no other.
    return Fraction(re.sub(r"[.,]", "", digits)) + Fraction(len(marks), 10**9)


def _from_words(tokens: Sequence[Token], index: int, spanish: bool) -> Numeral | None:
    """A number in words, as far as it goes."""
    total, current, at = 0, None, index
    while at < len(tokens):
        word = tokens[at].text
        value = 11 if word == ONCE and (spanish or _is_unit(tokens, at + 1)) else CARDINALS.get(word)
        if value is not None and (current is None or _goes_on(current, value)):
            current = (current or 0) + value
        elif word in SCALES and len(word) > 2 and (current is not None or total or at == index):
            scaled = (current if current is not None else 1) * SCALES[word]
            total, current = (total, scaled) if word == "hundred" else (total + scaled, None)
        elif not (word in {"-", "and", "y"} and at > index and _joins(tokens, at, current, total)):
            break
        at += 1
    while at > index and tokens[at - 1].text in {"-", "and", "y"}:
        at -= 1
    if at == index:
        return None
    if at == index + 1 and tokens[index].text in SCALES and not _may_be_alone(tokens, index):
        return None
    amount = Fraction(total + (current or 0))
    if at < len(tokens) and tokens[at].text in FRACTIONS.keys() - {"half", "media", "medio"}:
        return Numeral(amount * FRACTIONS[tokens[at].text], index, at + 1)
    amount, at = and_a_half(tokens, amount, at)
    return Numeral(amount, index, at)


def _is_unit(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].text in UNITS


def _may_be_alone(tokens: Sequence[Token], index: int) -> bool:
    return tokens[index].text == "mil" or (index > 0 and tokens[index - 1].text in ARTICLES)


def _goes_on(current: int, value: int) -> bool:
    tens = current % 100
    return (value < 10 and tens >= 20 and tens % 10 == 0) or (value < 100 and current >= 100 and tens == 0)


def _joins(tokens: Sequence[Token], at: int, current: int | None, total: int) -> bool:
    """Whether a dash or an "and" stands inside a number: "twenty-five", "two hundred and five", "treinta y cinco"."""
    value = CARDINALS.get(tokens[at + 1].text) if at + 1 < len(tokens) else None
    if value is None:
        return False
    if current is None:
        return total > 0 and tokens[at].text != "-"
    return _goes_on(current, value) and (tokens[at].text != "and" or current >= 100)


def and_a_half(tokens: Sequence[Token], value: Fraction, at: int) -> tuple[Fraction, int]:
    """The number, one half more where "and a half" follows, and the next token."""
    texts = texts_at(tokens, at, 3)
    if texts[:3] == ["and", "a", "half"]:
        return value + Fraction(1, 2), at + 3
    if texts[:2] in (["y", "media"], ["y", "medio"]):
        return value + Fraction(1, 2), at + 2
    return value, at


def texts_at(tokens: Sequence[Token], at: int, count: int) -> list[str]:
    """The texts of so many tokens from there on, fewer at the end."""
    return [token.text for token in tokens[at : at + count]]


def _is_digits(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].text.isdecimal()
