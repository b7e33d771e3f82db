"""What a new edition changes: the passages of the old one that stand, moved, were edited or are gone, and what is new.

Editions are compared by their sentences. Passages are cut at a number of tokens, so one sentence put in early moves the
borders of all passages after it; compared as wholes, a chapter would seem rewritten that says what it said. Pure.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import groupby, pairwise

from knowledge.retrieval.ranking import Passage

# Of the million pairs of sentences in the starter library's sources, 264 share half of their words and word pairs:
# nearly all say the same in other words or name works in a list. With three of ten words replaced it is still half.
ALIKE = 0.5
# Fewer words than these ("Yes.", "See above.") stand in many passages and do not tell which one a text came from.
TELLING_WORDS = 4
# Sentences of one passage that now stand further apart than this, beyond their own number, are in two places.
SLACK = 3
# Where a passage stands many times, its n-th copy is looked for among so many copies around the n-th.
COPIES = 8
# A sentence is compared with those that share one of its rarest words, if the word is in so few sentences.
RARE_WORDS, RARE = 4, 20
# It is compared, too, with so many that stand where it would.
NEARBY = 6


class ChangeKind(StrEnum):
    """What became of a passage.

    ``same``: all its sentences stand in the new edition word for word, one after the other, in the old order among the
    passages that stand, under the old heading. ``moved``: so do they, but elsewhere or under another heading, if only
    in part; what it proved it still proves. ``edited``: some of it stands, or sentences like its own do.
    ``removed``: nothing like it is left. ``added``: sentences that the old edition does not account for.
    """

    SAME = "same"
    MOVED = "moved"
    EDITED = "edited"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class PassageText:
    """A passage with the texts of its sentences, verbatim and in order; at least one."""

    passage: Passage
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class PassageChange:
    """What became of a passage of the old edition, or what of a passage of the new one is added.

    Attributes:
        before: The passage of the old edition; None where something is added.
        after: The passage of the new edition that holds the most of it; None where it is removed. As borders move, two
            old passages may stand in one new passage, and an addition may share a passage with what stood before.
        similarity: The share of words and word pairs that ``before`` has in common with ``now``: 1 for what is the
            same or moved, 0 for what is added or removed.
        now: What stands there now: the sentences of the new edition that took the place of ``before``, which may begin
            in the passage before ``after``; only the new sentences of an addition; empty where it is removed.
    """

    kind: ChangeKind
    before: Passage | None
    after: Passage | None
    similarity: float
    now: str


@dataclass(frozen=True)
class ChangeCounts:
    """How many old passages are the same, moved, edited and removed, and how many new ones hold an addition."""

    same: int
    moved: int
    edited: int
    added: int
    removed: int


def passage_changes(before: Sequence[PassageText], after: Sequence[PassageText]) -> tuple[PassageChange, ...]:
    """The changes between two editions, in the reading order of the new one.

    Sentences are the same if they are so in Unicode's composed form (NFC) and apart from white space. Passages that
    stand word for word come first: of these the most that can be read in the old order did not move, so one that
    moved is one and not all around it. What is left of the new edition is searched for the rest of the old, first for
    sentences that stand verbatim, then for sentences that are alike (``ALIKE``). What is left then was added.

    Every passage of the old edition is the ``before`` of exactly one change, and every sentence of the new edition
    stands in one that is the same, moved, edited or added: nothing new goes unseen. A new passage that holds
    nothing but what stood before in other borders has no change of its own.
    """
    old, new = _Row(tuple(before)), _Row(tuple(after))
    in_order, elsewhere = _standing(old, new)
    stands = in_order | elsewhere
    covered = {p for i, start in stands.items() for p in range(start, start + len(old.keys_of(i)))}
    expected = _expected(old, in_order)
    rest = [i for i in range(len(old.texts)) if i not in stands]
    windows = _windows(old, new, rest, [p for p in range(len(new.keys)) if p not in covered], expected)
    used = covered.union(*windows.values())
    found = [(start, _standing_change(old, new, i, start, i in in_order)) for i, start in stands.items()]
    for i in rest:
        if i in windows:
            found.append((windows[i][0], _edited(old, new, i, windows[i])))
        else:
            found.append((expected[i], PassageChange(ChangeKind.REMOVED, old.texts[i].passage, None, 0.0, "")))
    free = (p for p in range(len(new.keys)) if p not in used)
    for owner, group in groupby(free, key=lambda p: new.owners[p]):
        positions = list(group)
        added = PassageChange(ChangeKind.ADDED, None, new.texts[owner].passage, 0.0, new.joined(positions))
        found.append((positions[0], added))
    return tuple(change for _, change in sorted(found, key=lambda pair: pair[0]))


def counts(changes: Iterable[PassageChange]) -> ChangeCounts:
    """How many changes there are of each kind."""
    by_kind = Counter(change.kind for change in changes)
    return ChangeCounts(**{kind.value: by_kind[kind] for kind in ChangeKind})


class _Row:
    """An edition as one row of sentences; a position is a place in the row."""

    def __init__(self, texts: tuple[PassageText, ...]) -> None:
        self.texts = texts
        self.sentences = tuple(sentence for text in texts for sentence in text.sentences)
        self.keys = tuple(_key(sentence) for sentence in self.sentences)
        self.owners = tuple(i for i, text in enumerate(texts) for _ in text.sentences)
        self.starts = [0]
        for text in texts:
            self.starts.append(self.starts[-1] + len(text.sentences))
        self.positions = defaultdict[str, list[int]](list)
        for position, key in enumerate(self.keys):
            self.positions[key].append(position)

    @cached_property
    def words(self) -> tuple[tuple[str, ...], ...]:
        """The words of each sentence."""
        return tuple(_words(key) for key in self.keys)

    @cached_property
    def grams(self) -> tuple[frozenset[object], ...]:
        """The words and word pairs of each sentence."""
        return tuple(_grams(words) for words in self.words)

    def span_of(self, i: int) -> range:
        """The positions of a passage's sentences."""
        return range(self.starts[i], self.starts[i + 1])

    def keys_of(self, i: int) -> tuple[str, ...]:
        return self.keys[self.starts[i] : self.starts[i + 1]]

    def owner(self, positions: Iterable[int]) -> Passage:
        """The passage that holds the most of these positions, the first of those that hold as many."""
        return self.texts[Counter(self.owners[p] for p in positions).most_common(1)[0][0]].passage

    def joined(self, positions: Iterable[int]) -> str:
        return " ".join(self.sentences[p] for p in positions)


def _standing(old: _Row, new: _Row) -> tuple[dict[int, int], dict[int, int]]:
    """Where the old passages stand word for word: those that kept their order, and those that did not."""
    found = {keys: _occurrences(keys, new) for keys in {old.keys_of(i) for i in range(len(old.texts))}}
    starts = set(new.starts)
    whole = {keys: [p for p in ps if {p, p + len(keys)} <= starts] for keys, ps in found.items()}
    copies = Counter[tuple[str, ...]]()
    candidates = []
    for i in range(len(old.texts)):
        keys = old.keys_of(i)
        candidates.append({*_around(found[keys], copies[keys]), *_around(whole[keys], copies[keys])})
        copies[keys] += 1
    in_order = _longest_in_order([len(text.sentences) for text in old.texts], candidates)
    covered = {p for i, start in in_order.items() for p in range(start, start + len(old.keys_of(i)))}
    elsewhere = {}
    for i, positions in enumerate(candidates):
        if positions and i not in in_order:
            size = len(old.keys_of(i))
            start = min(positions, key=lambda p: (not covered.isdisjoint(range(p, p + size)), p))
            elsewhere[i] = start
            covered.update(range(start, start + size))
    return in_order, elsewhere


def _occurrences(keys: tuple[str, ...], new: _Row) -> list[int]:
    """The positions from which on these sentences stand one after the other."""
    rarest = min(range(len(keys)), key=lambda i: len(new.positions.get(keys[i], ())))
    starts = (p - rarest for p in new.positions.get(keys[rarest], ()))
    return [p for p in starts if p >= 0 and new.keys[p : p + len(keys)] == keys]


def _around(found: Sequence[int], copy: int) -> Sequence[int]:
    first = max(0, min(copy - COPIES, len(found) - 1))
    return found[first : copy + COPIES + 1] or found[-1:]


def _longest_in_order(sizes: Sequence[int], candidates: Sequence[Collection[int]]) -> dict[int, int]:
    """The most passages, each at one of its candidates, that can follow each other without overlap.

    The longest common subsequence of Hunt and Szymanski (1977), for spans.
    """
    ends: list[int] = []
    chains: list[tuple[int, int, object]] = []
    for i, (size, positions) in enumerate(zip(sizes, candidates, strict=True)):
        for position in sorted(positions, reverse=True):
            k = bisect_right(ends, position)
            if k == len(ends) or position + size < ends[k]:
                chain = (i, position, chains[k - 1] if k else None)
                ends[k : k + 1], chains[k : k + 1] = [position + size], [chain]
    chosen: dict[int, int] = {}
    link: object = chains[-1] if chains else None
    while isinstance(link, tuple):
        i, position, link = link
        chosen[i] = position
    return chosen


def _expected(old: _Row, in_order: Mapping[int, int]) -> list[int]:
    """For each old passage the position after those before it that kept their order."""
    expected, position = [], 0
    for i in range(len(old.texts)):
        expected.append(position)
        if i in in_order:
            position = in_order[i] + len(old.keys_of(i))
    return expected


def _windows(
    old: _Row, new: _Row, rest: Sequence[int], free: Sequence[int], expected: Sequence[int]
) -> dict[int, list[int]]:
    """For each old passage that was edited, the positions that took its place."""
    matches = _verbatim(old, new, rest, set(free), expected)
    matches |= _alike(old, new, rest, free, matches, expected)
    clusters = {}
    for i in rest:
        span = old.span_of(i)
        mine = {matches[s]: len(old.words[s]) for s in span if s in matches}
        cluster = _heaviest_cluster(mine, len(span) + SLACK)
        enough = min(TELLING_WORDS, sum(len(old.words[s]) for s in span) / 2)
        if cluster and sum(mine[p] for p in cluster) >= enough:
            clusters[i] = cluster
    open_ = set(free).difference(*clusters.values())
    windows = {}
    for i, cluster in clusters.items():
        first, last = _widened(new, cluster[0], -1, open_), _widened(new, cluster[-1], 1, open_)
        windows[i] = [p for p in range(first, last + 1) if p in open_ or p in cluster]
        open_.difference_update(windows[i])
    return windows


def _verbatim(old: _Row, new: _Row, rest: Sequence[int], free: set[int], expected: Sequence[int]) -> dict[int, int]:
    """Sentences of these passages that stand at a free position, the nearest to where it is expected."""
    matches: dict[int, int] = {}
    for i in rest:
        near = expected[i]
        for s in old.span_of(i):
            positions = new.positions.get(old.keys[s], [])
            k = bisect_left(positions, near)
            found = [p for p in positions[max(0, k - COPIES) : k + COPIES] if p in free]
            if found:
                near = matches[s] = min(found, key=lambda p: abs(p - near))
                free.discard(near)
    return matches


def _alike(
    old: _Row, new: _Row, rest: Sequence[int], free: Sequence[int], taken: Mapping[int, int], expected: Sequence[int]
) -> dict[int, int]:
    """Sentences that have one like them at a free position, the most alike first."""
    free = sorted(set(free).difference(taken.values()))
    index = defaultdict[str, list[int]](list)
    for p in free:
        for word in set(new.words[p]):
            index[word].append(p)
    pairs = []
    for i in rest:
        near = expected[i]
        for s in old.span_of(i):
            if s in taken:
                near = taken[s]
                continue
            k = bisect_left(free, near)
            candidates = {*_sharing_rare_words(old.words[s], index), *free[max(0, k - 1) : k + NEARBY]}
            scored = ((_similarity(old.grams[s], new.grams[p]), p) for p in candidates)
            pairs += [(-score, abs(p - near), s, p) for score, p in scored if score >= ALIKE]
    matches: dict[int, int] = {}
    used = set[int]()
    for _, _, s, p in sorted(pairs):
        if s not in matches and p not in used:
            matches[s] = p
            used.add(p)
    return matches


def _sharing_rare_words(words: Sequence[str], index: Mapping[str, Sequence[int]]) -> Iterable[int]:
    known = sorted((len(index[word]), word) for word in set(words) if word in index)
    return (p for size, word in known[:RARE_WORDS] if size <= RARE for p in index[word])


def _heaviest_cluster(weights: Mapping[int, int], reach: int) -> list[int]:
    """Of the positions that stand within reach of the next, those with the most words."""
    clusters: list[list[int]] = []
    for position in sorted(weights):
        if clusters and position - clusters[-1][-1] <= reach:
            clusters[-1].append(position)
        else:
            clusters.append([position])
    return max(clusters, key=lambda c: sum(weights[p] for p in c), default=[])


def _widened(new: _Row, position: int, step: int, open_: Collection[int]) -> int:
    """The last open position in this direction before the passage ends or another text begins."""
    while position + step in open_ and new.owners[position + step] == new.owners[position]:
        position += step
    return position


def _standing_change(old: _Row, new: _Row, i: int, start: int, in_order: bool) -> PassageChange:
    passage = old.texts[i].passage
    positions = range(start, start + len(old.keys_of(i)))
    headings = {tuple(map(_key, new.texts[new.owners[p]].passage.heading)) for p in positions}
    stays = in_order and headings == {tuple(map(_key, passage.heading))}
    kind = ChangeKind.SAME if stays else ChangeKind.MOVED
    return PassageChange(kind, passage, new.owner(positions), 1.0, new.joined(positions))


def _edited(old: _Row, new: _Row, i: int, window: Sequence[int]) -> PassageChange:
    passage, now = old.texts[i].passage, new.joined(window)
    before = _grams([word for s in old.span_of(i) for word in old.words[s]])
    after = _grams([word for p in window for word in new.words[p]])
    return PassageChange(ChangeKind.EDITED, passage, new.owner(window), _similarity(before, after), now)


def _key(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _words(key: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", key.casefold()))


def _grams(words: Sequence[str]) -> frozenset[object]:
    return frozenset({*words, *pairwise(words)})


def _similarity(one: frozenset[object], other: frozenset[object]) -> float:
    """The share of words and word pairs in common (Dice): 0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 1.0
