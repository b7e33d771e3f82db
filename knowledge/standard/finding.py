"""Finds the standard answer to a question."""

from collections.abc import Callable, Collection

import numpy as np

from knowledge.embeddings.runtime import Embedder
from knowledge.retrieval.questions import cleaned_question
from knowledge.standard.models import StandardAnswerRow
from knowledge.standard.queries import candidates, questions_of_other_models
from knowledge.standard.similarity import is_same
from knowledge.standard.values import StandardAnswer
from storage.database import Database


class StandardAnswers:
    """The standard answers of one workspace."""

    def __init__(self, database: Database, embedder: Callable[[], Embedder], workspace: str) -> None:
        """Take what it works with; the model is loaded at the first question for which there may be an answer."""
        self._database = database
        self._embedder = embedder
        self._workspace = workspace

    def find(self, question: str, audiences: Collection[str]) -> StandardAnswer | None:
        """What a person answered to this question for these audiences; None where nobody did.

        It keeps the processor busy for as long as a question takes to be embedded. What somebody who has an exam open
        must not be told is not looked at.

        Raises:
            QuestionUnusable: It is empty, too long, or has no word in it.
        """
        asked = cleaned_question(question)
        embedder = self._embedder()
        with self._database.reading() as session:
            found = candidates(session, self._workspace, audiences, embedder.model_id)
        if not found:
            return None
        cosines = np.stack([one.vector for one in found]) @ embedder.embed_question(asked)
        # Stable, so that of two that are equally near the newer one counts.
        order: list[int] = np.argsort(-np.round(cosines, 6), kind="stable").tolist()
        for place in order:
            if is_same(asked, found[place].wording, float(cosines[place])):
                return found[place].answer
        return None


def embed_anew(database: Database, embedder: Embedder, workspace: str) -> int:
    """Give those answers a vector that have another model's; returns how many."""
    with database.reading() as session:
        questions = questions_of_other_models(session, workspace, embedder.model_id)
    vectors = {standard_id: embedder.embed_question(question) for standard_id, question in questions}
    if vectors:
        with database.transaction() as session:
            for standard_id, vector in vectors.items():
                row = session.get_one(StandardAnswerRow, standard_id)
                row.model, row.vector = embedder.model_id, vector.astype(np.float32).tobytes()
    return len(vectors)
