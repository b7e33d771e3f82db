"""The words by which two texts differ, for showing an edit. Pure."""

import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# A single word that two texts share between two changes, as "the", only chops up what a reader sees.
KEPT_RUN = 2


class WordKind(StrEnum):
    """What happened to a run of words."""

    KEPT = "kept"
    TAKEN_OUT = "taken out"
    PUT_IN = "put in"


@dataclass(frozen=True)
class WordChange:
    """A run of words, one space between two."""

    kind: WordKind
    text: str


def sentence_changes(before_text: str, after_text: str) -> tuple[WordChange, ...]:
    """The words kept, taken out and put in between two texts of a passage's size, in reading order.

    What is kept and what is put in are the words of ``after_text``; what is kept and what is taken out are those of
    ``before_text``. A single kept word between two changes counts as changed.
    """
    old, new = _words(before_text), _words(after_text)
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    runs: list[WordChange] = []
    i = a = 0
    for start, other, n in blocks:
        at_edge = (start, other) == (0, 0) or (start + n, other + n) == (len(old), len(new))
        if n < KEPT_RUN and not at_edge:
            continue
        taken, put, kept = old[i:start], new[a:other], new[other : other + n]
        pairs = [(WordKind.TAKEN_OUT, taken), (WordKind.PUT_IN, put), (WordKind.KEPT, kept)]
        runs += [WordChange(kind, " ".join(words)) for kind, words in pairs if words]
        i, a = start + n, other + n
    return tuple(runs)


def _words(text: str) -> list[str]:
    return unicodedata.normalize("NFC", text).split()
