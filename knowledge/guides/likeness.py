"""Candidates that a person should look at before a draft is published. Shown, never decided. Pure.

Two kinds: passages that nearly repeat another guide's, and sentences that seem to contradict one. Vectors find the
pairs; they hardly tell "must" from "must not" or 14 days from 30, so words and numbers decide what is shown. Sentences
that contradict each other in other words or languages are not seen.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import islice

from knowledge.guides.statements import Statement, differing, opposed
from knowledge.retrieval.ranking import Passage

# Only a sieve: copies of 150 passages under another title and heading kept 0.59, half copies mostly 0.60; of 51
# passages of 16 to 19 runs, copied so with a word changed, 95 in 100 kept 0.45. The figures below are without it.
NEAR_COSINE = 0.45
# Runs of four words: of those of a passage, the guides of the starter library share half at most, and mostly none.
RUN, REPEATED_SHARE = 4, 0.5
# A shorter passage is a heading, a form, a licence or a byline, which guides may well share: of those of 12 to 15 runs,
# four of six in the starter library. Of 27 of 16 to 19 runs in it and in three other collections none was in another
# guide; in a course whose units fill in one template nine of 18 were, as they stand. Of 90 copies with a word changed
# 98 in 100 are told.
TELLING_RUNS = 16
# So many have to be repeated at least: one changed word takes four of the sixteen.
REPEATED_RUNS = 12

# Of 25 contradictory pairs, embedded under other headings between other sentences, all reached 0.66.
SAME_MATTER_COSINE = 0.65
# The share of the content words of the sentence that has fewer. Chosen on half of those pairs.
CONTAINED = 0.5


@dataclass(frozen=True)
class Neighbour:
    """A published passage near to a draft's: title of its guide, label of its edition, cosine of both vectors."""

    passage: Passage
    guide: str
    edition: str
    cosine: float


# A draft's passage and the published passages nearest to it.
Neighbourhood = tuple[Passage, Sequence[Neighbour]]


@dataclass(frozen=True)
class NearDuplicate:
    """A draft's passage that another guide nearly has, and the passage there that holds the most of it.

    ``share`` is the share of its runs of words that stand in all near passages of that guide: 0 to 1.
    """

    passage: Passage
    neighbour: Neighbour
    share: float


@dataclass(frozen=True)
class RepeatedGuide:
    """How much of a draft another guide nearly has: so many of the draft's passages."""

    guide_id: str
    guide: str
    edition: str
    repeated: int
    passages: int


@dataclass(frozen=True)
class GuideSentence:
    """A sentence, verbatim, with the passage it stands in, the title of its guide and the label of its edition."""

    text: str
    passage: Passage
    guide: str
    edition: str


@dataclass(frozen=True)
class SentencePair:
    """A draft's sentence, a published one near to it, and the cosine of their sentence vectors."""

    draft: GuideSentence
    other: GuideSentence
    cosine: float


class ContradictionKind(StrEnum):
    """What differs between two sentences on the same matter."""

    NUMBERS = "numbers"
    NEGATION = "negation"


@dataclass(frozen=True)
class Contradiction:
    """Two sentences that seem to contradict each other.

    ``why`` has the words that differ, the draft's first, lower-cased, numbers as digits: ("30 days", "14 days").
    """

    draft_sentence: GuideSentence
    other_sentence: GuideSentence
    kind: ContradictionKind
    why: tuple[str, str]
    cosine: float


def near_duplicates(found: Iterable[Neighbourhood], at_most: int = 50) -> tuple[NearDuplicate, ...]:
    """The draft's passages that another guide nearly has, the most alike first; for each guide once.

    A passage that the other guide cuts elsewhere is compared with all of that guide's near passages together.
    Passages of the draft's own guide are passed over.
    """
    return tuple(sorted(_repeated(found), key=lambda d: (-d.share, -d.neighbour.cosine))[:at_most])


def share_of_guide(found: Iterable[Neighbourhood]) -> tuple[RepeatedGuide, ...]:
    """For each guide that has some of the draft's passages nearly, how many it has; most first."""
    found = tuple(found)
    near = (duplicate.neighbour for duplicate in _repeated(found))
    held = Counter((n.passage.guide_id, n.guide, n.edition) for n in near)
    return tuple(RepeatedGuide(*guide, repeated, len(found)) for guide, repeated in held.most_common())


def contradictions(pairs: Iterable[SentencePair], at_most: int = 50) -> tuple[Contradiction, ...]:
    """The pairs that seem to contradict each other, the nearest first.

    Numbers differ where both sentences name other amounts of the same thing ("within 30 days", "within 14 days");
    negation differs where one forbids what the other asks for, allows or states, or frees of what the other asks for.
    Both must share most content words. Sentences that name other years tell of other studies, and are passed over.
    """
    reading = cache(Statement.of)
    near = sorted((p for p in pairs if p.cosine >= SAME_MATTER_COSINE), key=lambda p: -p.cosine)
    found = (_contradiction(pair, reading(pair.draft.text), reading(pair.other.text)) for pair in near)
    return tuple(islice((c for c in found if c), at_most))


def _repeated(found: Iterable[Neighbourhood]) -> Iterable[NearDuplicate]:
    runs_of = cache(_runs)
    for passage, nearest in found:
        runs = runs_of(passage.text)
        held = defaultdict[str, list[tuple[Neighbour, frozenset[str]]]](list)
        for neighbour in nearest:
            guide = neighbour.passage.guide_id
            if neighbour.cosine >= NEAR_COSINE and guide != passage.guide_id:
                held[guide].append((neighbour, runs & runs_of(neighbour.passage.text)))
        for neighbours in held.values():
            common = frozenset[str]().union(*(shared for _, shared in neighbours))
            enough = max(REPEATED_RUNS, REPEATED_SHARE * len(runs))
            if len(runs) >= TELLING_RUNS and len(common) >= enough:
                most = max(neighbours, key=lambda n: (len(n[1]), n[0].cosine))[0]
                yield NearDuplicate(passage, most, len(common) / len(runs))


def _runs(text: str) -> frozenset[str]:
    words = re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold())
    return frozenset(" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def _contradiction(pair: SentencePair, draft: Statement, other: Statement) -> Contradiction | None:
    elsewhere = draft.years and other.years and draft.years.isdisjoint(other.years)
    if elsewhere or draft.shared(other)[0] < CONTAINED:
        return None
    if why := opposed(draft, other):
        return Contradiction(pair.draft, pair.other, ContradictionKind.NEGATION, why, pair.cosine)
    why = differing(draft, other)
    return Contradiction(pair.draft, pair.other, ContradictionKind.NUMBERS, why, pair.cosine) if why else None
