"""Whether a sentence goes on to say what its quote does not speak of at all. Pure.

A sentence that is proved for its better part is like its quote as a whole: what is put on at its end, or before its
beginning, is looked at by itself, and by what it says beside the words of the parts before it.
"""

import re
from collections.abc import Collection, Sequence

from knowledge.answering.checking.words import canonical, content_words, is_one_language, listed, stem, stems_of

_PARTING = re.compile(
    r"[;:()]|\s-\s|,\s"
    r"|,?\s+(?=(?:and|but|so|because|since|which|who|while|whereas|as well as|y|pero|porque|mientras)\b)"
)
# A part of fewer telling words is too short to be told from another way of saying it.
FEWEST = 2
# Of a part's telling words, so many at least are the quote's own.
LEAST_SHARE = 0.5
# Words of phrases that lead in a sentence, and say nothing of what it is about.
_LEADING = frozenset(
    listed("according guide guides guideline guidelines passage text section short general rule practice example")
)
# Words that begin with the same letters are of one family: "employer" and "employs".
_ROOT = 4


def added(sentence: str, quoted: str) -> str | None:
    """The part of a sentence of several of which less than half of the telling words are the quote's; None without.

    Only where both are in one language: otherwise words tell nothing.

    Args:
        sentence: What is said.
        quoted: The sentences that are to prove it.
    """
    if not is_one_language(sentence, quoted):
        return None
    words = content_words(canonical(quoted))
    known = {*stems_of(words), *(word[:_ROOT] for word in words)}
    parts = [part for part in _PARTING.split(canonical(sentence)) if content_words(part)]
    before = set[str]()
    for part in parts if len(parts) > 1 else ():
        own = [stem(word) for word in content_words(part) if word not in _LEADING]
        # What was said before says nothing of what is put on.
        if _is_unknown(own, known) or _is_unknown([word for word in own if word not in before], known):
            return part.strip()
        before.update(own)
    return None


def _is_unknown(words: Sequence[str], known: Collection[str]) -> bool:
    shared = sum(word in known or (len(word) >= _ROOT and word[:_ROOT] in known) for word in words)
    return len(words) >= FEWEST and shared < LEAST_SHARE * len(words)
