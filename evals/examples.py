"""Examples to learn from whether the guides answer, out of folders of documents and questions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from evals.datasets.folder import Dataset, Question, read_folder
from evals.logistic import linked
from evals.subject import Subject, open_subject
from knowledge.answering.extractive import PASSAGES
from knowledge.answering.sufficiency import features
from knowledge.retrieval.ranking import Ranking

# Of each other folder; enough to know how far off-topic questions reach, and they are all alike.
QUESTIONS_OF_OTHERS = 300
DEPTH = 60


class Kind(StrEnum):
    """Why a question is, or is not, answered by the library that it was put to."""

    ANSWERABLE = "answerable"
    NEAR = "near"
    """Not answered, though a document looks as if it did."""
    WITHOUT_GOLD = "without_gold"
    """Answerable, but the documents that answer it were taken away."""
    OTHER_FIELD = "other_field"
    """A question of another folder."""


@dataclass(frozen=True)
class Example:
    """A question put to a library.

    Attributes:
        folder: Whose library it was.
        group: Examples that share a document of their own folder, gold or near, are of one group.
        found: A gold document is among the passages.
    """

    folder: str
    kind: Kind
    group: str
    found: bool
    features: Mapping[str, float]


def examples(folders: Sequence[Path]) -> list[Example]:
    """All examples of the folders, each asked of its own library and some of each other's."""
    datasets = [read_folder(folder) for folder in folders]
    groups = {dataset.name: _groups(dataset) for dataset in datasets}
    found: list[Example] = []
    for folder in folders:
        with open_subject(folder) as subject:
            found += _own(subject, groups[subject.dataset.name])
            for other in datasets:
                if other.name != subject.dataset.name:
                    found += _of_other(subject, other, groups[other.name])
    return found


def _groups(dataset: Dataset) -> dict[str, str]:
    documents = {q.id: [f"{dataset.name}/{d}" for d in sorted(q.gold_ids | q.near_ids)] for q in dataset.questions}
    return linked(documents)


def _own(subject: Subject, groups: Mapping[str, str]) -> Iterator[Example]:
    name = subject.dataset.name
    for question in subject.dataset.questions:
        if question.answerable is None:
            continue
        ranking = subject.rank(question.text, DEPTH)
        first = _first(ranking)
        found = any(subject.document_of[p.passage.guide_id] in question.gold_ids for p in first.passages)
        kind = Kind.ANSWERABLE if question.answerable else Kind.NEAR
        yield Example(name, kind, groups[question.id], found, features(first))
        if question.answerable:
            without = features(_without(subject, ranking, question))
            yield Example(name, Kind.WITHOUT_GOLD, groups[question.id], False, without)


def _of_other(subject: Subject, other: Dataset, groups: Mapping[str, str]) -> Iterator[Example]:
    step = -(-len(other.questions) // QUESTIONS_OF_OTHERS)
    for question in other.questions[::step]:
        ranking = subject.rank(question.text, PASSAGES)
        yield Example(subject.dataset.name, Kind.OTHER_FIELD, groups[question.id], False, features(ranking))


def _first(ranking: Ranking) -> Ranking:
    return replace(ranking, passages=ranking.passages[:PASSAGES])


def _without(subject: Subject, ranking: Ranking, question: Question) -> Ranking:
    left = tuple(p for p in ranking.passages if subject.document_of[p.passage.guide_id] not in question.gold_ids)
    return _first(replace(ranking, passages=left))
