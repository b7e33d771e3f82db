"""Questions for an amount, and whether a text states one such as they ask for; in English and in Spanish. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.answering.checking.amounts import ARTICLES, FREQUENCIES, ONCE, TIMES, UNITS
from knowledge.answering.checking.numerals import Token, numeral_at, tokens_of
from knowledge.answering.checking.words import canonical, language_of, listed, unaccented
from knowledge.index.terms import terms_of

_LASTING = frozenset({"second", "day", "month"})
_LENGTHS = frozenset({"metre", "inch", "mile"})
_OFTEN = frozenset({"time"})
_ASKING = re.compile(
    r"\bhow (?P<how>many|much|long|often|frequently|old|far|tall|high|deep|wide|big|large|soon|fast|quickly|late|early)"
    r"\b"
    r"|\b(?P<cuanto>cada cuanto|cuant[oa]s?|que frecuencia|que edad|que distancia)\b"
)
# A question put to one that was asked before asks for something else: "How often do staff call? And who pays?"
_ASKING_ELSE = re.compile(
    r"\?\W+(?:(?:and|but|so|y|e|pero) )?(?:who|where|why|which|what(?! about| if)|quien(?:es)?|donde|por que"
    r"|cual(?:es)?)\b"
)
_COUNTING = frozenset(listed("many much cuanto cuanta cuantos cuantas"))
_MEASURED_IN = {
    **dict.fromkeys(("often", "frequently", "cada cuanto", "que frecuencia"), _OFTEN),
    **dict.fromkeys(("long", "far"), _LASTING | _LENGTHS),
    **dict.fromkeys(("soon", "fast", "quickly", "late", "early", "old", "que edad"), _LASTING),
    **dict.fromkeys(("tall", "high", "deep", "wide", "que distancia"), _LENGTHS),
}
# "How much time" asks for no number of times.
_TIME = frozenset({"time", "tiempo"})
# Which end of an amount is wanted; not of what.
_BOUND = re.compile(r"\bat (?:least|most)\b|\b(?:al menos|por lo menos|como minimo|como maximo)\b")
_EVERY = frozenset(listed("per each every / cada por"))
_YEARS = range(1000, 2200)
# So far behind "how many" its unit may stand ("how many calendar months"), and so far behind a number.
_UNIT_WITHIN, _REACH = 2, 5


@dataclass(frozen=True)
class AskedAmount:
    """An amount that a question asks for.

    Attributes:
        measures: What it may be of, such as ``month`` or ``dollar``; any number will do where there is none.
        terms: The question's terms that tell how the amount is to be said, and nothing of what it is the amount of: a
            guide may answer "how many months?" with "a year".
    """

    measures: frozenset[str]
    terms: frozenset[str]

    def is_stated(self, text: str) -> bool:
        """Whether a text holds such an amount."""
        tokens = tokens_of(unaccented(canonical(text).casefold()))
        spanish = language_of(text) == "es"
        numbers = [at for at in range(len(tokens)) if _is_amount(tokens, at, spanish)]
        if not self.measures:
            return bool(numbers)
        if self.measures == _OFTEN and any(_tells_how_often(tokens, at) for at in range(len(tokens))):
            return True
        return any(measure in self.measures for at in numbers for measure in _measures_behind(tokens, at, _REACH))


def asked_amount(question: str) -> AskedAmount | None:
    """The amount that a question asks for, the last of several; None where it asks for something else."""
    plain = unaccented(canonical(question).casefold())
    asking = next(reversed(list(_ASKING.finditer(plain))), None)
    if asking is None or _ASKING_ELSE.search(plain, asking.end()):
        return None
    how = asking["how"] or asking["cuanto"]
    measures, said = _MEASURED_IN.get(how, frozenset[str]()), ""
    for word in re.findall(r"[^\W\d_]+", plain[asking.end() :])[:_UNIT_WITHIN] if how in _COUNTING else ():
        if how in {"much", "cuanto"} and word in _TIME:
            measures, said = _LASTING, word
        elif word in UNITS and not said:
            measures, said = _of_like(UNITS[word][0]), word
    bounds = " ".join(_BOUND.findall(plain))
    return AskedAmount(measures, frozenset(terms_of(f"{asking[0]} {said} {bounds}")))


def _of_like(measure: str) -> frozenset[str]:
    return _LASTING if measure in _LASTING else frozenset({measure})


def _is_amount(tokens: Sequence[Token], at: int, spanish: bool) -> bool:
    """Whether a number begins there that counts or measures: no year, not which one; "a year" does."""
    number = numeral_at(tokens, at, spanish)
    if number is None:
        return tokens[at].text in ARTICLES and bool(list(_measures_behind(tokens, at, 1)))
    is_year = number.has_digits and number.value in _YEARS and tokens[at].text.isdecimal()
    return not number.is_ordinal and not is_year


def _tells_how_often(tokens: Sequence[Token], at: int) -> bool:
    word = tokens[at].text
    is_every = word in _EVERY and not _LASTING.isdisjoint(_measures_behind(tokens, at, _UNIT_WITHIN))
    return word in FREQUENCIES or word in TIMES or word == ONCE or is_every


def _measures_behind(tokens: Sequence[Token], at: int, reach: int) -> Iterator[str]:
    """What the units measure that stand among the next tokens."""
    return (UNITS[token.text][0] for token in tokens[at + 1 : at + 1 + reach] if token.text in UNITS)
