"""Whether two things of a sentence stand in each other's place beside the same word of its quote. Pure."""

import re
from collections.abc import Sequence

from knowledge.answering.checking.negation import polarity_of
from knowledge.answering.checking.words import (
    FUNCTION_WORDS,
    WORD,
    canonical,
    is_one_language,
    listed,
    stem,
    stems_of,
)

# Who does it may stand behind it then. "Was left waiting by noon" is none of that.
_PASSIVE = re.compile(
    r"\b(?:is|are|be|been|being|was|were|gets?|got)\b(?! (?:left|kept) \w+ing\b)[^.;:,]*\bby\b"
    r"|\b(?:se|es|son|fue|ser)\b|\bpor\b"
)
# In brackets, and what may stand anywhere.
_APART = re.compile(r"\([^)]*\)|\b(?:only|solo|sólo|solamente|also|también)\b", re.IGNORECASE)
_ONE_THEN_OTHER = re.compile(r"\bfirst,? (?:and|then|and then) (?P<later>[^.;:,]*?) (?:second|next|afterwards|last)\b")
# Little words that say something here.
_TELLING = frozenset({"more", "less", "fewer", "before", "más", "menos", "antes"})
# Of the sentence's words, so many at least are the quote's own: what is told freely is told in any order.
_LEAST_SHARE = 0.75
# What is said of two things alike, whichever comes first.
_ALIKE = frozenset(stems_of(listed("went link linked associate associated correlate relate meet match pair differ")))
_JOINED = {"and": "and", "y": "and", "e": "and", "or": "or", "o": "or", "u": "or"}


def swapped(sentence: str, quoted: str) -> str | None:
    """Two words, one on each side of a third, that the quoted text has on the other side each; None without.

    "A calls B" for "B calls A", "red for on track, green for danger" for "green for on track, red for danger". That a
    part of the quote is told first, such as a condition, changes no places in this sense.
    """
    one, other = canonical(sentence).casefold(), canonical(quoted).casefold()
    if not is_one_language(sentence, quoted) or bool(_PASSIVE.search(one)) != bool(_PASSIVE.search(other)):
        return None
    said, known = _telling(one), _telling(other)
    if sum(word in known for word in said) < _LEAST_SHARE * len(said):
        return None
    shared = [word for word in said if said.count(word) == 1 and known.count(word) == 1]
    return _crossed(shared, {word: known.index(word) for word in shared})


def rejoined(sentence: str, quoted: str) -> str | None:
    """The "or" of a sentence where its quote has "and" between the same words, or the other way round; None without.

    What is denied of two is denied with either.
    """
    if not is_one_language(sentence, quoted) or (polarity_of(sentence).denials and polarity_of(quoted).denials):
        return None
    said, known = _joints(sentence), _joints(quoted)
    return next((word for pair, word in said.items() if pair in known and _JOINED[known[pair]] != _JOINED[word]), None)


def _crossed(said: Sequence[str], place: dict[str, int]) -> str | None:
    """The first two of the words in their order that stand the other way round about one between them."""
    for middle, pivot in enumerate(said):
        before = [w for w in said[:middle] if place[w] > place[pivot]]
        after = [w for w in said[middle + 1 :] if place[w] < place[pivot]]
        if before and after and pivot not in _ALIKE:
            return f"{before[-1]} {after[0]}"
    return None


def _telling(plain: str) -> list[str]:
    """The stems of the words that say something, in order; "A first and B second" as "A before B"."""
    ordered = _ONE_THEN_OTHER.sub(r"before \g<later>", _APART.sub(" ", plain))
    return stems_of(w for w in WORD.findall(ordered) if w in _TELLING or w not in FUNCTION_WORDS)


def _joints(text: str) -> dict[tuple[str, str], str]:
    """Each two telling words between which nothing but "and" or "or" and little words stand, and that word."""
    found: dict[tuple[str, str], str] = {}
    before, joint = "", ""
    for word in WORD.findall(canonical(text).casefold()):
        if word in _JOINED:
            joint = word
        elif word not in FUNCTION_WORDS:
            if before and joint:
                found[stem(before), stem(word)] = joint
            before, joint = word, ""
    return found
