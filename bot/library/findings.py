"""What a reviewer of a draft should look at, as an upload's row keeps it: ids, spans and counts. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.golden.values import GoldenRun
from knowledge.guides.likeness import Contradiction, NearDuplicate, RepeatedGuide
from knowledge.retrieval.findings import Findings


@dataclass(frozen=True)
class Repeated:
    """A passage of the draft that another guide nearly has: ids of both passages, share from 0 to 1."""

    passage: str
    other: str
    share: float


@dataclass(frozen=True)
class Contradicting:
    """A sentence of the draft that seems to contradict another guide.

    Attributes:
        passage: The id of the draft's passage; ``other`` that of the other guide's.
        sentence: Where it stands in the text of its passage, in characters; ``other_sentence`` so too.
        kind: A value of ``likeness.ContradictionKind``.
        why: The words that differ, the draft's first.
    """

    passage: str
    sentence: tuple[int, int]
    other: str
    other_sentence: tuple[int, int]
    kind: str
    why: tuple[str, str]


@dataclass(frozen=True)
class RepeatedOf:
    """A guide that has so many of the draft's passages nearly."""

    guide_id: str
    repeated: int
    passages: int


@dataclass(frozen=True)
class Found:
    """All there is to look at.

    Attributes:
        warnings: How many its reader gave: the edition has their words.
        golden_run: The run of the golden questions as if it were published; None where there was none to ask.
        golden_asked: How many were asked; ``golden_failed`` how many of them did not pass.
    """

    repeated: tuple[Repeated, ...] = ()
    contradicting: tuple[Contradicting, ...] = ()
    guides: tuple[RepeatedOf, ...] = ()
    warnings: int = 0
    golden_run: str | None = None
    golden_asked: int = 0
    golden_failed: int = 0

    @property
    def count(self) -> int:
        """How many things there are to look at, golden questions not among them."""
        return len(self.repeated) + len(self.contradicting) + self.warnings

    @property
    def values(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {
            "repeated": [[one.passage, one.other, one.share] for one in self.repeated],
            "contradicting": [
                [one.passage, *one.sentence, one.other, *one.other_sentence, one.kind, *one.why]
                for one in self.contradicting
            ],
            "guides": [[one.guide_id, one.repeated, one.passages] for one in self.guides],
            "warnings": self.warnings,
            "golden": {"run": self.golden_run, "asked": self.golden_asked, "failed": self.golden_failed},
        }


def found_from(values: Mapping[str, Any]) -> Found:
    """What ``Found.values`` tells; of an upload that was not checked yet, nothing."""
    if not values:
        return Found()
    golden = values["golden"]
    return Found(
        repeated=tuple(Repeated(*one) for one in values["repeated"]),
        contradicting=tuple(
            Contradicting(p, (a, b), other, (c, d), kind, (mine, theirs))
            for p, a, b, other, c, d, kind, mine, theirs in values["contradicting"]
        ),
        guides=tuple(RepeatedOf(*one) for one in values["guides"]),
        warnings=values["warnings"],
        golden_run=golden["run"],
        golden_asked=golden["asked"],
        golden_failed=golden["failed"],
    )


def found(looked: Findings, run: GoldenRun | None, warnings: Sequence[str]) -> Found:
    """What was found in a draft, from what compared it, asked the golden questions, and read it."""
    return Found(
        repeated=tuple(_repeated(one) for one in looked.near_duplicates),
        contradicting=tuple(_contradicting(one) for one in looked.contradictions),
        guides=tuple(_guide(one) for one in looked.share_of_guides),
        warnings=len(warnings),
        golden_run=run.id if run is not None else None,
        golden_asked=run.asked if run is not None else 0,
        golden_failed=len(run.failures) if run is not None else 0,
    )


def _repeated(one: NearDuplicate) -> Repeated:
    return Repeated(one.passage.id, one.neighbour.passage.id, round(one.share, 3))


def _contradicting(one: Contradiction) -> Contradicting:
    mine, theirs = one.draft_sentence, one.other_sentence
    return Contradicting(
        passage=mine.passage.id,
        sentence=_span(mine.passage.text, mine.text),
        other=theirs.passage.id,
        other_sentence=_span(theirs.passage.text, theirs.text),
        kind=one.kind.value,
        why=one.why,
    )


def _span(text: str, sentence: str) -> tuple[int, int]:
    start = text.index(sentence)
    return start, start + len(sentence)


def _guide(one: RepeatedGuide) -> RepeatedOf:
    return RepeatedOf(one.guide_id, one.repeated, one.passages)
