"""The sentences of a guide that say what is to be done, or how much: from these items can be drafted. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.answering.sentences import BIBLIOGRAPHIES
from knowledge.guides.changes import PassageText
from learning.drafting.numbers import numbers_in

ENGLISH = "en"
FEWEST_WORDS, MOST_WORDS, LONGEST = 6, 36, 260
_DUTY = re.compile(
    r"\b(?:must|should|shall|never|cannot|may not|at least|at most|no (?:more|fewer|less|later) than|only"
    r"|(?:is|are) (?:expected|required|obliged) to|(?:is|are) (?:required|essential|forbidden|prohibited)|needs? to"
    r"|requires?)\b",
    re.IGNORECASE,
)
# Who reads such a sentence alone does not know what it speaks of.
_LEANING = re.compile(
    r"(?:it|its|they|their|them|this|these|those|that|such|he|she|his|her|both|here|there|then|but|and|or|so|also|however"
    r"|therefore|thus|instead|otherwise|the (?:same|former|latter|first|second|third|last|other|two|three|four|five)"
    r"|another|one of (?:them|these|those)|another|for example|in (?:this|that|these) |as (?:above|below))\b",
    re.IGNORECASE,
)
_POINTING = re.compile(
    r"\b(?:above|below|following|therefore|however|previous|example)\b"
    r"|\bthis (?:guide|section|chapter|table|list|page|edition)\b"
    r"|\b(?:see|figure|table|appendix|section|chapter) \d|\bet al\b|https?:|www\.|\|",
    re.IGNORECASE,
)
_QUOTED = re.compile('["“”«»„:;?!…]')
_STUDY = re.compile(r"\(\s*(?:\D*\b)?(?:19|20)\d\d[a-z]?\b[^)]*\)|\bcolleagues\b")


@dataclass(frozen=True)
class Benchmark:
    """A sentence, verbatim.

    Attributes:
        is_duty: It says what must, should or must not be done; otherwise it only holds a number.
    """

    text: str
    is_duty: bool


def benchmarks(passages: Sequence[PassageText], language: str = ENGLISH) -> tuple[Benchmark, ...]:
    """The sentences that can be understood alone and say what is to be done or how much, each once, in reading order.

    In other languages than English only numbers tell one.
    """
    found: dict[str, Benchmark] = {}
    for sentence in _sentences(passages):
        is_duty = language == ENGLISH and _DUTY.search(sentence) is not None
        if (is_duty or numbers_in(sentence, language)) and _stands_alone(sentence, language):
            found.setdefault(_same(sentence), Benchmark(sentence, is_duty))
    return tuple(found.values())


def _sentences(passages: Iterable[PassageText]) -> Iterator[str]:
    for passage in passages:
        if not {heading.casefold().strip() for heading in passage.passage.heading} & BIBLIOGRAPHIES:
            yield from (sentence.strip() for sentence in passage.sentences)


def _stands_alone(sentence: str, language: str) -> bool:
    words = sentence.split()
    whole = sentence[:1].isupper() and sentence.endswith((".", "。")) and not sentence.endswith("..")
    short = FEWEST_WORDS <= len(words) <= MOST_WORDS and len(sentence) <= LONGEST and "\n" not in sentence
    plain = not (_QUOTED.search(sentence) or _POINTING.search(sentence) or _STUDY.search(sentence))
    return whole and short and plain and not (language == ENGLISH and _LEANING.match(sentence))


def _same(sentence: str) -> str:
    return " ".join(unicodedata.normalize("NFC", sentence).casefold().split())
