"""While an exam is open, its taker is not told what its questions rest on; that she asked is noted."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from knowledge.answering.answer import Citation
from knowledge.conversations.queries import PassageInContext, citations
from knowledge.guides.queries import passages_at
from learning.attempts.queries import sitting
from learning.attempts.withholding import Withheld, record_withheld, withheld
from storage.database import Database


class Withholding:
    """Looks up what is withheld from whom."""

    def __init__(self, database: Database, workspace: str, clock: Callable[[], datetime]) -> None:
        """Take where exams are kept, and the time by which they end."""
        self._database = database
        self._workspace = workspace
        self._clock = clock

    def is_sitting(self, person: str) -> bool:
        """Whether a person has an exam open; one statement."""
        with self._database.reading() as session:
            return bool(sitting(session, self._workspace, person, self._clock()))

    def keeps(self, person: str, cited: Iterable[Citation]) -> bool:
        """Whether these citations are to be kept from a person now; that she asked is noted where they are.

        Each quote counts with all passages that it runs through.
        """
        if not self.is_sitting(person):
            return False
        with self._database.reading() as session:
            passages = passages_at(session, [(one.edition_id, one.start, one.end) for one in cited])
        kept = self._withheld(person, passages)
        self._note(kept)
        return bool(kept.passages)

    def opened(self, person: str, passage: PassageInContext) -> PassageInContext | None:
        """A passage as it is shown to a person now: without those next to it that are kept from her.

        Returns:
            None where it is itself to be kept from her; that she asked is noted then.
        """
        beside = {one for one in (passage.before_id, passage.after_id) if one is not None}
        kept = self._withheld(person, passage.passage_ids | beside)
        own = kept.passages & passage.passage_ids
        self._note(replace(kept, passages=own))
        return None if own else passage.without(kept.passages)

    def keeps_answer(self, person: str, answer_id: str) -> bool:
        """The same of an answer that was given before."""
        with self._database.reading() as session:
            cited = citations(session, self._workspace, answer_id)
        return self.keeps(person, cited)

    def _withheld(self, person: str, passages: Iterable[str]) -> Withheld:
        with self._database.reading() as session:
            return withheld(session, self._workspace, person, frozenset(passages), self._clock())

    def _note(self, kept: Withheld) -> None:
        if kept.passages:
            with self._database.transaction() as session:
                record_withheld(session, self._workspace, kept, now=self._clock())
