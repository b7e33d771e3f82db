"""Whether guides answer a question that is in another language than they are. Pure.

Words tell nothing then, only cosines do, and those on the scale that the embedding model has between the two languages.
"""

from collections.abc import Mapping

from knowledge.answering.sentences import choose
from knowledge.answering.sufficiency import SufficiencyModel, names_in
from knowledge.embeddings.likeness import Scale
from knowledge.languages.detecting import ENGLISH, language_of
from knowledge.retrieval.ranking import Ranking

# Fitted on 65 questions in Spanish that were put to the starter library, 30 that it answers, 20 of other fields, 15 of
# the same field, with multilingual-e5-small in 4 bits. At these thresholds it refuses 2 of the 30 and answers 23
# without reserve; it refuses all 20 and 10 of the 15, and answers none of them without reserve.
ACROSS = SufficiencyModel(
    names=("likeness",),
    coefficients=(10.13,),
    intercept=-4.94,
    related=0.13,
    refuse=0.405,
    answer=0.757,
    embedding_model=None,
    fitted_on=("starter library",),
)
# Their writers begin every noun with a capital.
_CAPITALISING = frozenset({"de"})


def crossed(ranking: Ranking, spoken: Mapping[str, str], scales: Mapping[str, Scale]) -> Scale | None:
    """The scale between the language of the question and that of the best passage; None where they are the same.

    Args:
        ranking: What was found.
        spoken: The languages of the editions, by their ids.
        scales: Of the languages that the embedding model brings together.
    """
    if not ranking.passages:
        return None
    asked, written = language_of(ranking.question), spoken[ranking.passages[0].passage.edition_id]
    if asked is None or asked == written or not {asked, written} <= scales.keys():
        return None
    return scales[written if asked == ENGLISH else asked]


def likeness_of(ranking: Ranking, scale: Scale) -> dict[str, float]:
    """What ``ACROSS`` looks at."""
    best = choose(ranking, at_most=1)
    return {"likeness": scale.likeness(best[0].sentence.cosine) if best else 0.0}


def telling_names(question: str) -> frozenset[str]:
    """Words of a question that other languages write alike: numbers, and names as capitals tell them."""
    names = names_in(question)
    if language_of(question) in _CAPITALISING:
        return frozenset(name for name in names if any(character.isdigit() for character in name))
    return names
