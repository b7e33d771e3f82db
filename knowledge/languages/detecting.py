"""In which language a short text is written.

Most questions are in the language of the guides, and are answered well. So a language is only told where it is as good
as certain: a question that is taken for one in another language would not be answered at all.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

ENGLISH = "en"
_WORD = re.compile(r"[^\W\d_]+")
# Those that people write in. What else the model knows is mostly a neighbour of one of these, or long dead, and would
# only share in its chance.
LANGUAGES = tuple(
    _WORD.findall(
        "am ar bg bn ca cs da de el en es et eu fa fi fr ga gl ha he hi hr ht hu id ig it ja ko lt lv ms ne nl no pa "
        "pl ps pt ro ru sk sl so sq sr sv sw ta th tl tr uk ur vi yo zh zu"
    )
)
# What a language has to reach: this chance, and this many times that of English. Measured on 4,114 English questions,
# of which none gets there, and 126 in 17 others: of those all but 6 do, each of 2 to 5 words.
LEAST_CHANCE = 0.4
LEAST_ODDS = 20.0
# With fewer words than this, a name or a borrowed word may be all there is.
FEW_WORDS = 4
ODDS_OF_FEW_WORDS = 1000.0
# Of a longer text so many parts are looked at.
MOST_PARTS = 200
_OTHER_CODES = {"nb": "no", "nn": "no", "fil": "tl", "iw": "he", "in": "id"}
# Words that are at home in English alone. Where one stands, the rest may be a name or a title that is asked about.
_ENGLISH_WORDS = frozenset(
    _WORD.findall(
        "the what how who whom whose when where why which does did should would could our your their with from about "
        "and this that these those there they"
    )
)


def language_of(text: str) -> str | None:
    """The code of the text's language, of two letters; None where that can't be told safely.

    It is told of a question or a few sentences, not of a single word.
    """
    words = _WORD.findall(text)
    if _ENGLISH_WORDS.intersection(word.lower() for word in words):
        return ENGLISH
    telling = _without_names(words)
    chances = dict(_identifier().rank(" ".join(telling)))
    best = max(chances, key=lambda language: chances[language])
    if best == ENGLISH:
        return ENGLISH if len(telling) >= FEW_WORDS else None
    least = LEAST_ODDS if len(telling) >= FEW_WORDS else ODDS_OF_FEW_WORDS
    is_certain = chances[best] >= LEAST_CHANCE and chances[best] >= least * chances[ENGLISH]
    return best if is_certain else None


def main_language(parts: Sequence[str]) -> str | None:
    """The language in which most of a longer text is written, by its parts; None where that can't be told."""
    words: Counter[str] = Counter()
    for part in parts[:: -(-len(parts) // MOST_PARTS) or 1]:
        told = language_of(part)
        if told is not None:
            words[told] += len(part.split())
    return max(words, key=lambda language: words[language]) if words else None


def primary(code: str) -> str:
    """The language of a code that may name a region or script too: ``pt`` of ``pt-BR``."""
    language = code.partition("-")[0].lower()
    return _OTHER_CODES.get(language, language)


def _without_names(words: Sequence[str]) -> list[str]:
    """The words that are no names, as far as capitals tell: some scripts have none, and German has many."""
    return [*words[:1], *(word for word in words[1:] if not word[0].isupper())]


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(LANGUAGES)
    return identifier
