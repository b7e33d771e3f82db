"""What a sentence says, as far as rules can read it: amounts of things, and what is asked for, allowed or denied. Pure.

English and Spanish are read. No rule here sees numbers in words above twelve, "once" for eleven, fractions, or negation
by other verbs ("refrain from", "abstenerse de").
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from itertools import product

from knowledge.index.terms import terms_of
from knowledge.retrieval.scoring import ASKING_WORDS

# Shares of the content words: of the sentence that has fewer, and of both together. Chosen on half of 25 pairs.
UNITS_SHARED = 0.5
NEGATION_CONTAINED, NEGATION_SHARED, PLAIN_SHARED = 0.75, 0.5, 0.75
# A month is four weeks to one guide and 30 days to another; durations in other units differ when they do by more.
ROUNDING = 0.1


def _table(words: str, numbers: Iterable[float]) -> dict[str, float]:
    return dict(zip(words.split(), numbers, strict=True))


_NUMBER_WORDS = _table("one two three four five six seven eight nine ten eleven twelve", range(1, 13))
_NUMBER_WORDS |= _table("uno dos tres cuatro cinco seis siete ocho nueve diez doce", (*range(1, 11), 12))
_SPANS = (1 / 60, 1, 24, 168, 730, 2190, 8760)
_HOURS = _table("minute hour day week month quarter year minuto hora día semana mes trimestre año", _SPANS * 2)
_ADVERBS = _table("daily weekly fortnightly monthly quarterly annually yearly", (24, 168, 336, 730, 2190, 8760, 8760))
_ADVERBS |= _table("diariamente semanalmente mensualmente anualmente", (24, 168, 730, 8760))
_MONEY = {"dollar": "$", "dólar": "$", "pound": "£", "libra": "£", "euro": "€"}
# Words that bind, and words that say how much or whether: what a sentence is about is in the others.
_SMALL = ASKING_WORDS | frozenset(
    terms_of("de la el los las en y que un una por para con su sus se del al es son lo como cada ser sea le les ha")
)
_FRAME = _SMALL | frozenset(
    terms_of(
        "cannot need never always least most minimum maximum more less fewer than up over old older within each every "
        "all require mandatory obligatory optional voluntary necessary allow permit prohibit forbid percent cent age "
        "minute hour day week month quarter year once twice time daily weekly fortnightly monthly quarterly annually "
        "yearly debe deben puede pueden tiene tienen nunca jamás siempre obligatoria opcional necesario necesaria "
        "permite permiten prohibido menos más todos todas hora horas día días semana mes meses año años vez veces"
    )
)
_UNIT = r"(?:minute|hour|day|week|month|quarter|year|minuto|hora|día|semana|mes|trimestre|año)(?:e?s)?\b"
_EACH = r"(?:an?|per|each|every|al|a la|por|cada)"
_ITEM = re.compile(r"^\W*(?:\d{1,3}|[a-z])[.)]\s+")
_NOT_COUNTED = re.compile(r"\b(?:one|1)-(?:to|on)-(?:one|1)\b|\buno a uno\b|\b24/7\b|\b\d+:\d+\b|\[[\d,\s]+\]")
_MONTHS = r"""(?:january|february|march|april|may|june|july|august|september|october|november|december|
enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)""".replace("\n", "")
# A number after these names a thing and counts none.
_LABEL = re.compile(
    r"(?:\b(?:(?:step|section|chapter|page|pp?|figure|table|standard|benchmark|tier|level|phase|module|unit|item|part|"
    r"question|article|edition|volume|number|no|grade|week|form|rule|paso|capítulo|página|tabla|figura|fase|módulo|"
    rf"artículo|nivel)s?\.?|appendix|sección|anexo|every|cada|{_MONTHS}) *|[#/-])\Z"
)
_NUMBER = re.compile(
    r"(?<![\w.,/:-])(?<!\d )([$£€]?)\s?(\d+(?:,\d{3})*(?:\.\d+)?)"
    r"(?:\s?(?:-|–|to|and|or|a|y|o)\s?[$£€]?(\d+(?:\.\d+)?))?(?!\d|[/:.,-]\d)(\s?%|\s(?:per ?cent|por ciento))?"
)
_AGE_BEFORE = re.compile(r"\b(?:aged|ages?|edad(?:es)?|mayor(?:es)?)(?: of| de)?(?: at least| al menos)?\s*\Z")
_AGE_AFTER = re.compile(r"(?:[\s-]years?|\saños)?[\s-]+(?:old|of age|(?:or|and) (?:older|over|above)|de edad|o más)\b")
_RATE = re.compile(rf"\s+{_EACH} ({_UNIT})")
_OFTEN = re.compile(
    rf"\b(?:(?P<times>once|twice|\d+ (?:times|vez|veces)) {_EACH} (?P<unit>{_UNIT})"
    rf"|(?P<adverb>{'|'.join(_ADVERBS)})|(?:every|cada) (?:(?P<span>\d+|other) )?(?P<each>{_UNIT}))"
)
_ONE = re.compile(rf"(?<=for |ast |hin |han )an? (?={_UNIT})|\bun (?={_UNIT})|\buna (?=vez|{_UNIT})")
# What such a sentence is about stands in another.
_POINTING = re.compile(r"\W*(?:this|these|that|those|it(?! is)|they|est[aeo]s?|es[aeo]s?)\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class _Amount:
    """From low to high of something; time in hours, frequency as the hours between two times."""

    nouns: tuple[str, ...]
    per: str
    unit: str
    low: float
    high: float
    words: str

    def of_the_same(self, other: "_Amount") -> bool:
        """Whether a noun next to one number is near the other."""
        near = {*self.nouns[:1]} & {*other.nouns} or {*other.nouns[:1]} & {*self.nouns}
        return bool(near) and self.per == other.per

    def agrees(self, other: "_Amount") -> bool:
        slack = 1.0 if self.unit == other.unit else 1 + ROUNDING
        return self.low <= other.high * slack and other.low <= self.high * slack


def differing(draft: "Statement", other: "Statement") -> tuple[str, str] | None:
    """The first amounts of the same thing that differ, if no other amounts of that thing agree."""
    for one in draft.amounts:
        same = [(a, b) for a, b in product(draft.amounts, other.amounts) if a.of_the_same(one) and b.of_the_same(one)]
        if not same or any(a.agrees(b) for a, b in same) or (draft.content & other.content) <= {*one.nouns}:
            continue
        # Durations in other units may be of anything, unless the sentences are close and name one each.
        if same[0][0].unit == same[0][1].unit or (len(same) == 1 and draft.shared(other)[1] >= UNITS_SHARED):
            return same[0][0].words, same[0][1].words
    return None


def _amounts(text: str) -> tuple[_Amount, ...]:
    text = _ONE.sub("1 ", _NOT_COUNTED.sub(" ", _ITEM.sub("", text)))
    text = re.sub(rf"\b(?:{'|'.join(_NUMBER_WORDS)})\b", lambda m: f"{_NUMBER_WORDS[m[0]]:g}", text)
    found = []
    for match in _NUMBER.finditer(text):
        amount, end = _amount(text, match)
        if amount is not None:
            found.append(amount)
            text = text[: match.start()] + " " * (end - match.start()) + text[end:]
    return (*found, *(_frequency(match) for match in _OFTEN.finditer(text)))


def _amount(text: str, match: re.Match[str]) -> tuple[_Amount | None, int]:
    """The amount that a number stands for, if it counts something, and where its words end."""
    sign, digits, second, percent = match.groups()
    before, after = text[: match.start()], text[match.end() :]
    low = float(digits.replace(",", ""))
    high = float(second or low)
    named = _LABEL.search(before) or re.match(rf" (?:de )?{_MONTHS}\b", after) or re.match(r"0\d", digits) or high < low
    nouns, size = _counted(sign, percent, before, after)
    if named or not nouns or (_YEAR.fullmatch(digits) and nouns[0] not in _HOURS):
        return None, match.end()
    rate = _RATE.match(after[size:])
    end = match.end() + size + (rate.end() if rate else 0)
    scale, kind = (_HOURS[nouns[0]], ("hours",)) if nouns[0] in _HOURS else (1, nouns)
    per = _singular(rate[1]) if rate else ""
    return _Amount(kind, per, nouns[0], low * scale, high * scale, text[match.start() : end].strip()), end


def _counted(sign: str, percent: str | None, before: str, after: str) -> tuple[tuple[str, ...], int]:
    """What a number counts, and how many characters after it say so."""
    age = _AGE_AFTER.match(after)
    if percent or sign:
        return ("%" if percent else sign,), 0
    if age or _AGE_BEFORE.search(before):
        return ("age",), age.end() if age else 0
    nouns, size = list[str](), 0
    for match in re.finditer(r"[\s-]+([^\W\d_]+)", after):
        word, terms = _singular(match[1]), terms_of(match[1])
        if match.start() != size or not terms or terms[0] in _SMALL or word in {"time", "vez", "veces"}:
            break
        if word in _HOURS or word in _MONEY:
            return (_MONEY.get(word, word),), match.end()
        nouns.append(terms[0])
        size = match.end()
        # The first plural is what is counted; what follows may be a verb.
        if len(nouns) == 2 or match[1].endswith("s"):
            break
    return tuple(nouns), size


def _frequency(match: re.Match[str]) -> _Amount:
    if match["adverb"]:
        hours = _ADVERBS[match["adverb"]]
    elif match["unit"]:
        times = {"once": 1.0, "twice": 2.0}.get(match["times"]) or float(match["times"].split()[0])
        hours = _HOURS[_singular(match["unit"])] / max(1.0, times)
    else:
        hours = _HOURS[_singular(match["each"])] * (2 if match["span"] == "other" else float(match["span"] or 1))
    return _Amount(("frequency",), "", match[0], hours, hours, match[0])


def _singular(word: str) -> str:
    stems = (word.removesuffix(ending) for ending in ("es", "s"))
    return next((stem for stem in stems if stem in _HOURS or stem in _MONEY or stem == "time"), word)


class _Stance(Enum):
    FREES, FORBIDS, REQUIRES, PERMITS, STATES, UNCLEAR = range(6)


_FREES = re.compile(
    r"\b(?:(?:do|does|is|are) )?not (?:be )?(?:need(?:ed)?|have to|required|necessary|mandatory|obligatory)\b"
    r"|\bneeds? not\b|\bno need\b|\b(?:is|are|be|es|son) (?:optional|voluntary|opcional(?:es)?|voluntari[oa]s?)\b"
    r"|\bno (?:es|son) (?:obligatori|necesari)[oa]s?\b|\bno hace falta\b|\bno tienen? que\b|\bno (?:se )?necesitan?\b"
)
_FORBIDS = re.compile(
    r"\bno \w+[^.;]* (?:nunca|jamás)\b|\b(?:(?:must|may|should|shall|can|could|do|does|did|is|are|will|would) )?"
    r"(?:not|cannot|never|nunca|jamás)\b(?: \w+)?|\b(?:is|are|está|están) (?:prohibited|forbidden|prohibid[oa]s?)\b"
    r"|\bno (?!more\b|less\b|fewer\b|later\b|longer\b|más\b|menos\b)\w+(?: \w+)?"
)
_REQUIRES = re.compile(
    r"\b(?:(?:must|ha(?:ve|s) to|needs? to|shall|should|always|deben?|tienen? que|siempre|hay que)(?: \w+)?"
    r"|required|mandatory|obligatory|necessary|(?:obligatori|necesari)[oa]s?)\b"
)
_PERMITS = re.compile(r"\b(?:(?:may|can|pueden?|se permiten?)(?: \w+)?|allowed|permitted|permitid[oa]s?)\b")
# With these a negation does not deny the whole: "do not match before the check" agrees with "match after the check".
_HEDGES = re.compile(
    r"\b(?:unless|until|except|only|if|without|other than|but not|not (?:every|all|always|just|fewer|more|less)"
    r"|a menos que|hasta|excepto|salvo|s[oó]lo|solamente|si|sin|no tod[oa]s|no siempre)\b|\?$"
)
_BEFORE = re.compile(r"\b(?:before|when|because|than|antes|cuando|porque)\b")
_DENIED = {_Stance.FORBIDS: {_Stance.REQUIRES, _Stance.PERMITS, _Stance.STATES}, _Stance.FREES: {_Stance.REQUIRES}}


@dataclass(frozen=True)
class Statement:
    """What the rules read from a sentence: what it is about, and what it says of it."""

    content: frozenset[str]
    years: frozenset[str]
    amounts: tuple[_Amount, ...]
    stance: _Stance
    phrase: str

    @classmethod
    def of(cls, sentence: str) -> "Statement":
        text = " ".join(unicodedata.normalize("NFC", sentence).lower().replace("’", "'").split())
        text = text.replace("can't", "cannot").replace("won't", "will not").replace("n't", " not")
        terms = terms_of("" if _POINTING.match(text) else text)
        content = frozenset(t for t in terms if t not in _NUMBER_WORDS and not t[0].isdigit()) - _FRAME
        return cls(content, frozenset(_YEAR.findall(text)), _amounts(text), *_stance(text))

    def shared(self, other: "Statement") -> tuple[float, float]:
        """The content words that both have, as a share of the sentence with fewer and of both together."""
        common, fewer = len(self.content & other.content), min(len(self.content), len(other.content))
        return common / max(1, fewer), common / max(1, len(self.content | other.content))


def _stance(text: str) -> tuple[_Stance, str]:
    frees, forbids = list(_FREES.finditer(text)), list(_FORBIDS.finditer(_FREES.sub(" ", text)))
    if _HEDGES.search(text) or len(frees) + len(forbids) > 1 or (forbids and _BEFORE.search(text)):
        return _Stance.UNCLEAR, ""
    firsts = (next(iter(frees), None), next(iter(forbids), None), _REQUIRES.search(text), _PERMITS.search(text))
    found = zip(_Stance, firsts, strict=False)
    return next(((stance, match[0].strip()) for stance, match in found if match), (_Stance.STATES, text))


def opposed(draft: Statement, other: Statement) -> tuple[str, str] | None:
    """The words by which one denies what the other says."""
    contained, shared = draft.shared(other)
    least = PLAIN_SHARED if _Stance.STATES in {draft.stance, other.stance} else NEGATION_SHARED
    denied = _denies(draft, other) or _denies(other, draft)
    return (draft.phrase, other.phrase) if denied and contained >= NEGATION_CONTAINED and shared >= least else None


def _denies(one: Statement, other: Statement) -> bool:
    """Whether one forbids or frees of what the other says; what it forbids is the word after its negation."""
    forbidden = {*terms_of(one.phrase)} - _FRAME if one.stance is _Stance.FORBIDS else set[str]()
    return other.stance in _DENIED.get(one.stance, ()) and forbidden <= other.content
