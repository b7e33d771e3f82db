"""Whether every name of a sentence is one that its passage has. Pure."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from knowledge.answering.checking.dates import moments_in
from knowledge.answering.checking.openers import OPENERS
from knowledge.answering.checking.words import FUNCTION_WORDS, canonical, folded, stem

_WORD = re.compile(r"[^\W_](?:[\w.'&/-]*[^\W_])?")
_SENTENCE_END = re.compile(r"(?:^|[.?!:;]['\")]*)\s*[-*\u2022\"'(]*\s*$")
# More than this share of words in capitals tells nothing of names: then each word has to be there.
_SHOUTED = 0.6
_FEWEST_SHOUTED = 3


@dataclass(frozen=True)
class Name:
    """A word that names one thing and no other.

    Attributes:
        is_certain: Not only because a sentence begins with it.
    """

    word: str
    is_certain: bool

    @property
    def is_acronym(self) -> bool:
        return len(self.word) > 1 and self.word.isupper()

    @property
    def parts(self) -> list[str]:
        return [folded(part) for part in re.split(r"[-/&.]", self.word) if part] if not _has_digit(self.word) else []


def uncovered_name(sentence: str, *, quoted: str, passage: str, above: str, elsewhere: str = "") -> str | None:
    """The first name of a sentence that is not its passage's; None where all are.

    A name that stands in the passage but not in what is quoted from it may be meant by a "she" of the quote: it passes
    unless the quote has a name in that place that the sentence leaves out.

    Args:
        sentence: What is said.
        quoted: The sentences that are to prove it.
        passage: All of the passage, with what is around it.
        above: The guide's title and the headings.
        elsewhere: Other passages and the question: what they write in small letters is no name where it begins a
            sentence.
    """
    everywhere = f"{quoted}\n{passage}\n{above}"
    begun = names_in(sentence)
    lower = _lower(f"{everywhere}\n{elsewhere}") if any(not name.is_certain for name in begun) else frozenset()
    said = [name for name in begun if name.is_certain or not _is_common(name.word, lower)]
    near, far = _known(f"{quoted}\n{above}"), _known(everywhere)
    missing = [name for name in said if not _is_in(name, near)]
    unknown = [name for name in missing if not _is_in(name, far)]
    if unknown:
        return unknown[0].word
    here = {folded(word) for word in _words(sentence)} | {folded(word) for word in _words(above)}
    replaced = [name for name in names_in(quoted) if name.is_certain and folded(name.word) not in here]
    return missing[0].word if missing and replaced else None


def names_in(text: str) -> tuple[Name, ...]:
    """What may be names: words with a capital letter, acronyms, and words with a digit in them."""
    plain = canonical(text)
    capitalised = [word for word in _words(plain) if word[0].isupper() or not word[0].isalpha()]
    shouted = [word for word in _words(plain) if len(word) > 1 and word.isupper()]
    count = len(list(_words(plain)))
    if len(shouted) >= _FEWEST_SHOUTED and len(shouted) > _SHOUTED * count:
        return tuple(Name(word.casefold(), True) for word in _words(plain) if folded(word) not in FUNCTION_WORDS)
    return tuple(_names(plain)) if capitalised or any(c.isupper() or c.isdecimal() for c in plain) else ()


def _names(plain: str) -> Iterator[Name]:
    dated, _ = moments_in(plain.casefold())
    days = {folded(word) for moment in dated for word in _words(moment.written)}
    for match in _WORD.finditer(plain):
        word = match[0]
        base = folded(word)
        if word[0].isdecimal() and not _is_identifier(word):
            continue
        if _is_identifier(word) or any(c.isupper() for c in word[1:]):
            yield Name(word, True)
        elif word[0].isupper() and base not in days and base not in FUNCTION_WORDS:
            begins = bool(_SENTENCE_END.search(plain[: match.start()]))
            if not (begins and base in OPENERS):
                yield Name(word, not begins)


def _is_identifier(word: str) -> bool:
    """Letters and digits in one, such as B12, ISO-9001: but no "10-week", "3rd" or "5km"."""
    return _has_digit(word) and word[0].isalpha()


def _has_digit(word: str) -> bool:
    return any(c.isdecimal() for c in word)


def _is_common(word: str, lower: Collection[str]) -> bool:
    """Whether the guides write the word, or another form of it, in small letters."""
    base = folded(word)
    return base in lower or stem(base) in lower or _looks_common(base)


def _lower(text: str) -> frozenset[str]:
    """The words in small letters, as they are and their stems."""
    bases = {folded(word) for word in _words(text) if word[0].islower()}
    return frozenset(bases | {stem(base) for base in bases})


def _looks_common(base: str) -> bool:
    """Endings that words have and names have not."""
    return base.endswith(
        ("ing", "tion", "tions", "ment", "ments", "ness", "ity", "ities", "ly", "cion", "ciones", "mente")
    )


@dataclass(frozen=True)
class _Known:
    words: frozenset[str]
    exact: frozenset[str]
    initials: str


def _known(text: str) -> _Known:
    words = list(_words(canonical(text)))
    bases = {folded(word) for word in words} | {folded(p) for word in words for p in re.split(r"[-/&.]", word) if p}
    initials = "".join(word[0] for word in words if folded(word) not in FUNCTION_WORDS)
    return _Known(frozenset(bases | {_singular(base) for base in bases}), frozenset(words), initials.casefold())


def _is_in(name: Name, known: _Known) -> bool:
    if name.is_acronym:
        plain = name.word.replace(".", "")
        exact = {word.replace(".", "").removesuffix("'s") for word in known.exact}
        spelled_out = len(plain) > 2 and plain.casefold() in known.initials
        return spelled_out or bool({plain, plain.removesuffix("'S")} & exact)
    base = folded(name.word)
    whole = base in known.words or _singular(base) in known.words
    return whole or (len(name.parts) > 1 and all(_singular(part) in known.words for part in name.parts))


def _singular(base: str) -> str:
    return base[:-1] if len(base) > 3 and base.endswith("s") else base


def _words(text: str) -> Iterator[str]:
    return (match[0] for match in _WORD.finditer(text))
