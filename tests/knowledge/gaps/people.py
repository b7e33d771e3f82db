"""People who ask in vain, and what becomes of it, through the real use cases."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from knowledge.answering.answer import Answer, Related
from knowledge.answering.sufficiency import Outcome
from knowledge.conversations import service as talk
from knowledge.conversations.values import Asked
from knowledge.embeddings.pooling import Vector
from knowledge.embeddings.runtime import Embedder
from knowledge.gaps import gathering, queries
from knowledge.gaps.gathering import Gathered
from knowledge.gaps.summaries import gap_page
from knowledge.gaps.values import Gap, GapState, GapSummary
from knowledge.members.roles import OPERATOR, Role
from knowledge.members.service import give_role
from tests.knowledge.library import NOW, Library

NOTHING = Answer(Outcome.NOT_IN_GUIDES, (), (), (), 0.1)
ANSWERED = Answer(Outcome.ANSWERED, (), (), (), 0.9)


def nothing_but(*guides: str) -> Answer:
    """That nothing was found, but these guides may be of interest."""
    return Answer(Outcome.NOT_IN_GUIDES, (), (), tuple(Related(guide, guide, ("Part",)) for guide in guides), 0.3)


class OfAnotherModel(Embedder):
    """One whose vectors can't be compared with the library's, but with each other as well as those."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    @property
    def model_id(self) -> str:
        return "another model"

    def embed_question(self, question: str) -> Vector:
        return self._embedder.embed_question(question)[::-1].copy()


@dataclass
class Asking:
    """Asks and answers in a library, a minute after the other."""

    library: Library
    minutes: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def now(self) -> datetime:
        """A time after all that was asked."""
        return NOW + timedelta(days=1)

    def ask(self, text: str, *, by: str = "U1", given: Answer | None = NOTHING, channel: str = "C1") -> str:
        """Ask something; returns the question's id."""
        moment = f"{next(self.minutes)}.0"
        asked = Asked(f"Ev{moment}", channel, moment, moment, by, text, moment)
        with self.library.database.transaction() as session:
            question_id = talk.claim(session, self.library.workspace, asked, now=self._at(moment))
        assert question_id is not None
        self.answer(question_id, given)
        return question_id

    def answer(self, question_id: str, given: Answer | None) -> str:
        """Answer a question anew; returns the answer's id."""
        moment = f"{next(self.minutes)}.0"
        notice = "help" if given is None else None
        with self.library.database.transaction() as session:
            kept = talk.record(
                session, question_id, job=f"job-{moment}", answer=given, notice=notice, now=self._at(moment)
            )
        assert kept is not None
        return kept

    def judge(self, answer_id: str, *, helpful: bool, by: str = "U1") -> None:
        """Say whether an answer helped."""
        now = self._at(f"{next(self.minutes)}.0")
        with self.library.database.transaction() as session:
            talk.judge(session, self.library.workspace, answer_id, by, helpful=helpful, now=now)

    def collect(self, *, days: float = 1, embedder: Embedder | None = None) -> Gathered:
        """Gather what was asked in vain; everybody may read the channels."""
        there = (self.library.database, embedder or self.library.embedder, self.library.workspace)
        return gathering.collect(*there, is_open=lambda channel: channel[0] == "C", now=NOW + timedelta(days=days))

    def gaps(self, *states: GapState) -> list[GapSummary]:
        """The gaps in these states; in all of them, where none is named."""
        with self.library.database.reading() as session:
            page = gap_page(session, self.library.workspace, states=states or tuple(GapState))
        return list(page.rows)

    def gap(self, gap_id: str) -> Gap:
        """All of one gap."""
        with self.library.database.reading() as session:
            found = queries.gap(session, self.library.workspace, gap_id)
        assert found is not None
        return found

    def role(self, person: str, role: Role) -> None:
        """Give somebody a role."""
        with self.library.database.transaction() as session:
            give_role(session, self.library.workspace, person, role, by=OPERATOR, now=NOW)

    def _at(self, moment: str) -> datetime:
        return NOW + timedelta(minutes=float(moment))
