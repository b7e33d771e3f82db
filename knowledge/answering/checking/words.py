"""Texts made alike, and their words, in English and in Spanish. Pure."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from knowledge.unseen import seen

_DASHES = re.compile("[\u2010-\u2015\u2212\u2043\ufe58\ufe63\uff0d]")
_SINGLE_QUOTES = re.compile("[\u2018\u2019\u201a\u201b\u02bc\u00b4`\u2032]")
_DOUBLE_QUOTES = re.compile("[\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033]")
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


def listed(words: str) -> list[str]:
    """The words of a list that is written as a text."""
    return words.split()


def unaccented(text: str) -> str:
    """A text without the marks on its letters."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


# Words that are frequent in one of the two languages; those of both tell nothing.
_ENGLISH = frozenset(
    listed(
        "the of and to is are for with that it as was on by be this not at from have has their they or an which will"
        " can must should when who its if than after before do does more you we your each all these those there how"
        " what may between into been only about every other"
    )
)
_SPANISH = frozenset(
    listed(
        "el la los las de del y que en un una por con para se es al lo como su sus o este esta no son debe deben cuando"
        " si más pero entre cada hay ser fue han ha antes después sobre también sin porque desde hasta donde quien"
        " puede pueden nunca todos todas"
    )
)
_SHARED = _ENGLISH & _SPANISH | {"no", "a", "me", "he", "son", "has", "sin", "do", "an"}
_LITTLE_WORDS = frozenset(
    listed(
        "a in i he she his her him them us our my me were am did had would could might shall so such some any no nor"
        " but also then here up out off over under again during while where why whose whom both few most own same"
        " too very just within least through because until against yes being having doing he's it's"
        " yo tú él ella ellos ellas nosotros me te le les nos mi tu ni muy ya e u ante bajo contra hacia según tras"
        " eran era sido está están estaba esto eso esa ese esos esas estos estas cual cuales cuyo qué cómo quién"
    )
)
# With and without accents: they say little of what a sentence is about.
FUNCTION_WORDS = frozenset(form for word in _ENGLISH | _SPANISH | _LITTLE_WORDS for form in (word, unaccented(word)))
# Set off by a space where they follow another digit: raised digits, fractions.
APART = {"No"}


def canonical(text: str) -> str:
    """It in NFKC on one line, with plain dashes and quotation marks, without what nobody sees."""
    apart = "".join(f" {c}" if unicodedata.category(c) in APART else c for c in seen(text))
    whole = unicodedata.normalize("NFKC", apart)
    plain = _DOUBLE_QUOTES.sub('"', _SINGLE_QUOTES.sub("'", _DASHES.sub("-", whole)))
    return " ".join(plain.split())


def folded(word: str) -> str:
    """A word without case, accents and the possessive's s."""
    return unaccented(re.sub(r"'s?$", "", word.casefold()))


def language_of(text: str) -> str | None:
    """``en`` or ``es``; None where its words do not tell."""
    words = [word.casefold() for word in WORD.findall(text)]
    english = sum(word in _ENGLISH - _SHARED for word in words)
    spanish = sum(word in _SPANISH - _SHARED for word in words)
    if english == spanish:
        return None
    return "en" if english > spanish else "es"


def is_one_language(one: str, other: str) -> bool:
    """Whether two texts may be in the same language."""
    return len({language_of(one), language_of(other)} - {None}) < 2


def content_words(text: str) -> list[str]:
    """The words of a canonical text that say something, lower-cased, in order."""
    return [word for word in map(str.casefold, WORD.findall(text)) if word not in FUNCTION_WORDS]


def stems_of(words: Iterable[str]) -> list[str]:
    """The stem of each word."""
    return [stem(word) for word in words]


def stem(word: str) -> str:
    """A word without its ending, as English has them, and without accents; Spanish plurals are met too."""
    found = _stemmer().analyze(re.sub(r"'s?$", "", word.casefold()))
    return found[0] if found else word.casefold()


@cache
def _stemmer() -> TextAnalyzer:
    builder = TextAnalyzerBuilder(Tokenizer.raw()).filter(Filter.lowercase()).filter(Filter.stemmer("english"))
    return builder.filter(Filter.ascii_fold()).build()
