"""Gaps and standard answers that are there to be pressed on, each of them apart from all others."""

from dataclasses import dataclass
from itertools import count
from zlib import crc32

import numpy as np

from knowledge.answering.answer import Answer
from knowledge.answering.sufficiency import Outcome
from knowledge.conversations import service as talk
from knowledge.conversations.values import Asked
from knowledge.embeddings.pooling import Vector
from knowledge.embeddings.runtime import Embedder
from knowledge.gaps.gathering import note_now
from knowledge.gaps.service import move
from knowledge.gaps.values import GapState
from knowledge.members.roles import OPERATOR
from knowledge.standard.service import save
from storage.schema import new_id
from tests.journeys.workplace import CARMEN, MENTORS, Workplace
from tests.knowledge.library import NOW

numbers = count(1)


class Apart(Embedder):
    """For which no two texts are near each other, under the name of the office's model."""

    def __init__(self, embedder: Embedder) -> None:
        self._model, self._size = embedder.model_id, embedder.embed_question("Which?").size

    @property
    def model_id(self) -> str:
        return self._model

    def embed_question(self, question: str) -> Vector:
        drawn = np.random.default_rng(crc32(question.encode())).normal(size=self._size)
        return (drawn / np.linalg.norm(drawn)).astype(np.float32)


@dataclass
class MadeGaps:
    """Makes them in an office."""

    office: Workplace

    def gap(self, state: GapState = GapState.OPEN) -> str:
        """A gap with a question of Carmen that everybody may read."""
        built, workspace = self.office.services, self.office.bot.parts.workspace
        text = f"Who waters plant number {next(numbers)}?"
        ts = self.office.slack.acts.post(CARMEN, MENTORS, text)
        nothing = Answer(Outcome.NOT_IN_GUIDES, (), (), (), 0.1)
        with built.database.transaction() as session:
            asked = Asked(f"Ev{ts}", MENTORS, ts, ts, CARMEN, text, ts)
            question_id = talk.claim(session, workspace, asked, now=NOW)
            assert question_id is not None
            talk.record(session, question_id, job=f"job-{ts}", answer=nothing, notice=None, now=NOW)
        gap_id = note_now(built.database, Apart(built.embedder), workspace, question_id, now=NOW)
        assert gap_id is not None
        if state is not GapState.OPEN:
            with built.database.transaction() as session:
                move(session, workspace, gap_id, state, by=OPERATOR, now=NOW)
        return gap_id

    def standard(self) -> str:
        """A standard answer to a question that nobody asks."""
        built, workspace, key = self.office.services, self.office.bot.parts.workspace, new_id()
        question, apart = f"Who feeds cat number {next(numbers)}?", Apart(built.embedder)
        with built.database.transaction() as session:
            vector = apart.embed_question(question)
            save(session, workspace, key, question, "Dev.", vector=vector, model=apart.model_id, by=OPERATOR, now=NOW)
        return key
