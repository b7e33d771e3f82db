"""How much a change of a guide takes from a certificate that rests on it. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from knowledge.guides.changes import ChangeKind, PassageChange
from learning.drafting.numbers import values_in
from learning.standing.values import Severity

# Words that say whether something has to be, may be or must not be, and how often or how long: English and Spanish.
_UNITS = ("minute", "hour", "day", "week", "month", "year", "minuto", "hora", "día", "semana", "año")
_SINGULAR = {**{f"{unit}s": unit for unit in _UNITS}, "meses": "mes"}
_TELLING = frozenset(
    re.findall(
        r"\w+",
        """not no never nor neither none without unless except only must should shall may can need required forbidden
        prohibited allowed mandatory optional always least most before after one once twice half daily weekly monthly
        quarterly yearly annually
        nunca ni sin jamás ningún ninguna salvo excepto solo sólo debe deben puede pueden prohibido prohibida
        obligatorio obligatoria siempre menos más antes después dos tres cuatro cinco seis siete ocho nueve diez doce
        mitad mes""",
    )
).union(_UNITS)
_NOT = re.compile(r"\b(can)(?:'t|not)\b|n't\b")
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[%$€£]|[^\W\d_]+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def severity_of(change: PassageChange) -> Severity:
    """How much one changed passage matters.

    It is major where the passage is gone, or where a number, a measure, a duty or a denial is another than before, or
    stands in another place: whoever learnt the old words may now do something wrong. All else is minor, as far as that
    can be told without understanding the words: "agrees" for "refuses" is.
    """
    if change.kind is ChangeKind.REMOVED or change.before is None:
        return Severity.MAJOR
    before, now = _sentences(change.before.text), _sentences(change.now)
    # A sentence that stands as it did has changed nothing, wherever it stands.
    same = Counter(before) & Counter(now)
    return Severity.MINOR if _told(before, same) == _told(now, same) else Severity.MAJOR


def gravest(severities: Iterable[Severity]) -> Severity | None:
    """The gravest of these; None where there are none."""
    found = set(severities)
    if Severity.MAJOR in found:
        return Severity.MAJOR
    return Severity.MINOR if found else None


def _sentences(text: str) -> list[str]:
    return [" ".join(sentence.split()) for sentence in _SENTENCE.split(text.strip())]


def _told(sentences: Iterable[str], same: Counter[str]) -> list[list[float | str]]:
    """What each sentence says in numbers and telling words, in order, without those sentences that stand as before."""
    left = Counter(same)
    found = []
    for sentence in sentences:
        if left[sentence]:
            left[sentence] -= 1
        else:
            found.append(list(_telling(sentence)))
    return [said for said in found if said]


def _telling(sentence: str) -> Iterator[float | str]:
    # "mustn't" and "cannot" say the same as "must not" and "can not".
    for word in _WORD.findall(_NOT.sub(r"\1 not", sentence.lower().replace("’", "'"))):
        value, one = values_in(word), _SINGULAR.get(word, word)
        if value:
            yield from value
        elif one in _TELLING or not word[0].isalpha():
            yield one
