"""What may be written under an answer to have it said in another way: "shorter", "in Spanish", "show me the passage".

A message is one only where it is that and nothing else; whatever else is asked is a question. Pure.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

LONGEST_READER = 80
LONGEST_MESSAGE = 200


@dataclass(frozen=True)
class Shorter:
    """The answer in fewer sentences."""


@dataclass(frozen=True)
class InLanguage:
    """The answer in the language with this code."""

    code: str


@dataclass(frozen=True)
class ForReader:
    """The answer for somebody, in the words of whoever wants it.

    Attributes:
        words: For whom: "a new mentor".
        ending: The same as the end of a question: "for a new mentor".
    """

    words: str
    ending: str


@dataclass(frozen=True)
class ShowPassage:
    """The passage that a citation of the answer quotes; that of the first one where none is named."""

    number: int | None


Variation = Shorter | InLanguage | ForReader | ShowPassage

_LANGUAGES: Mapping[str, str] = {
    "english": "en", "inglés": "en", "ingles": "en", "spanish": "es", "español": "es", "espanol": "es",
    "castellano": "es", "french": "fr", "francés": "fr", "frances": "fr", "français": "fr", "german": "de",
    "alemán": "de", "aleman": "de", "deutsch": "de", "portuguese": "pt", "portugués": "pt", "portugues": "pt",
    "português": "pt", "italian": "it", "italiano": "it", "dutch": "nl", "neerlandés": "nl", "holandés": "nl",
}  # fmt: skip
_NUMBERS: Mapping[str, int] = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "primer": 1, "primero": 1, "primera": 1,
    "segundo": 2, "segunda": 2, "tercer": 3, "tercero": 3, "tercera": 3,
}  # fmt: skip
_POLITE = r"(?:(?:please|now|ok|okay|and|could you|can you|would you|por favor|ahora|y|puedes|podrías|puede)\b[\s,]*)*"
_SAY = (
    r"(?:(?:say|explain|write|put|give(?: me)?|tell me|repeat|answer|translate|rephrase|reword|make)\b\s*"
    r"(?:(?:it|that|this|the answer|me|us)\b\s*)*(?:again\b\s*)?"
    r"|(?:d[ií](?:me)?lo|expl[ií]ca(?:me)?(?:lo)?|escr[ií]be(?:lo)?|trad[uú]ce(?:lo)?|ponlo|repite(?:lo)?|hazlo"
    r"|decirlo|explicar(?:me)?lo|traducirlo)\b\s*(?:otra vez\b\s*)?)?"
)
_QUESTION = r"(?P<number>\[?\s*\d{1,3}\s*\]?)"
_ORDINAL = r"(?P<ordinal>first|second|third|fourth|fifth|primer[oa]?|segund[oa]|tercer[oa]?)"
_END = r"[\s,]*(?:please|por favor|now|ahora)?[\s.!?]*"


def _only(words: str, *, asked: bool = True) -> re.Pattern[str]:
    """Matches what is these words and politeness; ``asked`` says whether it may end in a question mark."""
    ending = _END if asked else _END.replace("?]", "]")
    return re.compile(rf"[\s¿¡]*{_POLITE}{words}{ending}", re.IGNORECASE)


_SHORTER = _only(
    rf"{_SAY}(?:(?:much |a bit |even |a little )?(?:shorter|briefer|more (?:briefly|shortly|concise(?:ly)?)|briefly)"
    r"|in (?:short|brief|one sentence|a sentence|fewer words|a few words)|too long|(?:a )?(?:short )?summary"
    r"|summari[sz]e(?: it| that)?"
    r"|tl;?dr|shorten(?: it| that)?|(?:mucho |aún |un poco )?más (?:corto|corta|breve|resumido|conciso)|resume|resúmelo"
    r"|resumen|en (?:resumen|breve|una frase|pocas palabras)|demasiado largo|brevemente)"
)
_IN_LANGUAGE = _only(rf"{_SAY}(?:in(?:to)?|to|en|al|a) (?:the )?(?P<language>{'|'.join(_LANGUAGES)})(?: language)?")
_FOR_READER = _only(
    rf"(?:{_SAY}(?:as )?(?:for|para) |(?:explain|expl[ií]ca)(?:lo| it| that| this) (?:to|a) )(?P<reader>(?:an?|the|my"
    rf"|our|new|un|una|el|la|mis?|nuestr[oa]s?|nuev[oa]s?"
    r"|somebody|someone|alguien|people|parents|children|kids|beginners|mentors|volunteers|padres|niños"
    r"|principiantes)\b[^?.!\n]*?)",
    asked=False,
)
_IN_SPANISH = re.compile(r"\bpara\b|^[\s¿¡]*expl[ií]ca", re.IGNORECASE)
_PASSAGE = _only(
    r"(?:(?:show|open|give|let me see|let me read|read|see|quote|muéstra(?:me)?|muestra(?:me)?|ens[eé]ña(?:me)?"
    r"|ábre(?:me)?"
    r"|abre|ver|leer|cita)\b\s*(?:me|us|nos)?\s*)?"
    rf"(?:(?:the |that |this |your |full |whole |entire |el |la |ese |esa |todo )*(?:{_ORDINAL} )?(?:full |whole )?"
    r"(?:passage|source|quote|citation|reference|pasaje|fuente|cita|fragmento|referencia)"
    rf"(?: (?:number|no\.?|número|de|of|for))?\s*{_QUESTION}?|{_QUESTION.replace('number', 'bare')})"
)
_SHOWS = re.compile(r"\b(?:show|open|give|see|read|muestra|muéstra|ens[eé]ña|abre|ábre|ver|leer)", re.IGNORECASE)


def variation_in(text: str) -> Variation | None:
    """The other way in which an answer is wanted; None where a message asks anything else."""
    if len(text) > LONGEST_MESSAGE:
        return None
    for pattern, variation in _PATTERNS:
        found = pattern.fullmatch(text)
        if found is not None:
            return variation(found)
    return None


def _in_language(found: re.Match[str]) -> Variation:
    return InLanguage(_LANGUAGES[found["language"].casefold()])


def _for_reader(found: re.Match[str]) -> Variation | None:
    words = " ".join(found["reader"].split())
    joins = "para" if _IN_SPANISH.search(found[0]) else "for"
    return ForReader(words, f"{joins} {words}") if len(words) <= LONGEST_READER else None


def _show_passage(found: re.Match[str]) -> Variation | None:
    written = found["number"] or found["bare"]
    if found["bare"] is not None and not (_SHOWS.search(found[0]) or "[" in found["bare"]):
        return None
    digits = "".join(c for c in written or "" if c.isdigit())
    ordinal = (found["ordinal"] or "").casefold()
    return ShowPassage(int(digits) if digits else _NUMBERS.get(ordinal))


_PATTERNS: Sequence[tuple[re.Pattern[str], Callable[[re.Match[str]], Variation | None]]] = (
    (_SHORTER, lambda _: Shorter()),
    (_IN_LANGUAGE, _in_language),
    (_PASSAGE, _show_passage),
    (_FOR_READER, _for_reader),
)
