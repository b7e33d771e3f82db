"""Whether a sentence that is all but a copy of its quote has one person's word in the place of another's. Pure."""

import re
from difflib import SequenceMatcher

from knowledge.answering.checking.people import people_in, with_others
from knowledge.answering.checking.words import WORD, canonical, is_one_language

# Of the words of both, so many at least are the same in the same order.
_LEAST_SHARE = 0.75
_ENDS = re.compile(r"[.!?](?:\s|$)|\n")


def substituted_person(sentence: str, quoted: str) -> str | None:
    """Who stands in a sentence word for word where a sentence of its quote has somebody else; None without.

    Of "new mentors needed" nobody may make "new mentees needed", whoever else the quote names.
    """
    if not is_one_language(sentence, quoted):
        return None
    said = _words(sentence)
    known = max(map(_words, _ENDS.split(quoted)), key=lambda one: _matched(one, said).ratio())
    if _matched(known, said).ratio() < _LEAST_SHARE:
        return None
    for kind, start, end, first, last in _matched(known, said).get_opcodes():
        mine, theirs = people_in(" ".join(said[first:last])), people_in(" ".join(known[start:end]))
        if kind == "replace" and mine and theirs and not with_others(mine) & theirs.keys():
            return next(iter(mine.values()))
    return None


def _matched(known: list[str], said: list[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, known, said, autojunk=False)


def _words(text: str) -> list[str]:
    return WORD.findall(canonical(text).casefold())
