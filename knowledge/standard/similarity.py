"""Whether two questions ask the same, so that what a person answered to one answers the other. Pure.

Vectors alone can't tell: questions that differ in one word that turns them around are nearer each other than two
wordings of one question. So both have to have the same telling words in the same order, but for endings and for small
words, and near vectors on top. "I" and "you" tell who does what to whom, and so count, each with what is its own. What
may not be in English has to have all words the same as they are: one letter tells who does it in Spanish.

Measured on the 12,524 pairs of questions about one paragraph of SQuAD 2.0 (dev), half of which are written to look like
each other and ask for something else: a cosine of 0.9 alone holds for 468 of those that ask for something else, one of
0.98 still for 92. This rule holds for 2 of them, each of which differs in capital letters alone. Of 60 questions of
mentors in 20 groups of three wordings it takes none for one of another group. What is told in quite other words is
found by the wordings that an answer was given to.
"""

import re

from knowledge.index.terms import terms_of

NEAR = 0.85
# A number is one word with all that is in it, and its sign another.
_WORD = re.compile(r"(?<!\w)[-+−–](?=\d)|\d+(?:[.,:/-]\d+)+|[^\W_]+|[+#%$€£¥°<>=&@]")
_NOT = re.compile(r"(?<=\w)n['’]t\b|(?<=\bcan)not\b", re.IGNORECASE)
_TELL_ME = re.compile(
    r"^\W*(?:please\s+)?(?:(?:can|could|will|would)\s+you\s+)?(?:please\s+)?tell\s+(?:me|us)\b", re.IGNORECASE
)
_HOW_TO = re.compile(r"\b(how|what|where|when|whom) to\b", re.IGNORECASE)
_MAY = "can|could|may|might|should|would|must|shall"
# Of "how can I" and "how should I" both ask for a way; but what may be done and what must be are two questions.
_WAY = re.compile(rf"\bhow\s+(?:(?:{_MAY})\b|(I|we|you|one)\s+(?:{_MAY})\b)", re.IGNORECASE)
# What they stand for can't be a word of a question.
_I, _YOU = "<I>", "<you>"
_FIRST = frozenset({"i", "me", "my", "we", "us", "our"})
_SECOND = frozenset({"you", "your"})
# Words that ask politely, or that a sentence needs to be one. None of those that tell who does what to whom, whether,
# or how much.
_SMALL = frozenset({"a", "an", "the", "do", "does", "did", "is", "are", "am", "s", "of", "please", "some", "any"})
_ENGLISH = frozenset(
    {"what", "which", "who", "whom", "whose", "when", "where", "why", "how", "the", "is", "are", "does", "did"}
    | {"my", "we", "our", "you", "your", "there", "please", *_MAY.split("|")}
)
_OTHER = frozenset({"que", "qué", "como", "cómo", "el", "la", "los", "las", "de", "del", "un", "una", "es", "por"})


def is_same(question: str, other: str, cosine: float) -> bool:
    """Whether the answer to one question answers the other; ``cosine`` is that of their vectors."""
    return cosine >= NEAR and _telling(question) == _telling(other)


def _telling(question: str) -> tuple[str, ...]:
    """The words that tell what is asked, without their endings; all as they are where it may not be in English."""
    plain = _HOW_TO.sub(r"\1 I", _TELL_ME.sub("", _NOT.sub(" not", question)))
    words = _WORD.findall(_WAY.sub(r"how \1", plain))
    known = {word.casefold() for word in words}
    if not known & _ENGLISH or known & _OTHER or "¿" in question:
        return tuple(word.casefold() for word in _WORD.findall(question))
    return tuple(_as_told(word) for word in words if word.casefold() not in _SMALL)


def _as_told(word: str) -> str:
    """A word without its ending, and a pronoun by its person; "US" is a country."""
    small = word.casefold()
    if small in _FIRST:
        return word if len(word) > 1 and word.isupper() else _I
    if small in _SECOND:
        return _YOU
    # What the index leaves out, as "not" and "from", tells something here.
    return next(iter(terms_of(small)), small) if small.isalpha() else small
