"""Does the right document come first? nDCG@10, recall@10 and MRR of each half and of both together."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from evals.metrics import Figure, mean, ndcg, recall, reciprocal_rank
from evals.subject import Subject, open_subject
from knowledge.retrieval.ranking import RankedPassage

# Both caches give 100 candidates each; all of them are ranked, by each score alone and by their sum.
DEPTH = 200

MODES: dict[str, Callable[[RankedPassage], float]] = {
    "dense": lambda ranked: ranked.dense,
    "sentence": lambda ranked: ranked.sentence,
    "lexical": lambda ranked: ranked.lexical,
    "hybrid": lambda ranked: ranked.score,
}


@dataclass(frozen=True)
class RetrievalFigures:
    """The figures of one mode."""

    ndcg10: Figure
    recall10: Figure
    mrr: Figure


def run(folder: Path) -> dict[str, RetrievalFigures]:
    """Measure every mode over the questions that have gold documents."""
    with open_subject(folder) as subject:
        rankings = [(q.gold_ids, _documents(subject, q.text)) for q in subject.dataset.questions if q.gold_ids]
    return {
        mode: RetrievalFigures(
            ndcg10=mean([ndcg(ranked[mode], gold) for gold, ranked in rankings]),
            recall10=mean([recall(ranked[mode], gold) for gold, ranked in rankings]),
            mrr=mean([reciprocal_rank(ranked[mode], gold) for gold, ranked in rankings]),
        )
        for mode in MODES
    }


def _documents(subject: Subject, question: str) -> dict[str, list[str]]:
    """Documents in the order of their best passage, for each mode."""
    passages = subject.rank(question, DEPTH).passages
    ranked = {}
    for mode, score in MODES.items():
        ordered = sorted(passages, key=score, reverse=True)
        ranked[mode] = list(dict.fromkeys(subject.document_of[p.passage.guide_id] for p in ordered))
    return ranked
