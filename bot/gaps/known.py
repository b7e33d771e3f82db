"""What there is already that comes near an answer, as far as somebody who is asked may read it."""

from collections.abc import Collection

from bot.learning.withholding import Withholding
from bot.library.desk import Desk
from bot.readers import Readers
from knowledge.answering.answer import Answer, Citation
from knowledge.guides.drafts import EVERYBODY
from knowledge.standard.queries import newest_of_gap
from knowledge.standard.values import StandardAnswer


class KnownAnswers:
    """Looks up what the guides said, and what a person did. Who sits an exam is told none of it."""

    def __init__(self, desk: Desk, readers: Readers, withholding: Withholding) -> None:
        """Take what it looks things up in."""
        self._desk = desk
        self._readers = readers
        self._withholding = withholding

    def cited(self, answer: Answer | None, person: str) -> tuple[Citation, ...]:
        """Those quotes of an answer that a person may read."""
        if answer is None or not answer.citations or self._withholding.is_sitting(person):
            return ()
        return tuple(one for one in answer.citations if self._readers.may_read(person, one.edition_id, one.guide))

    def before(self, gap_id: str, person: str) -> StandardAnswer | None:
        """The newest standard answer to a question of a gap that a person may read."""
        return self._newest(gap_id, person, self._readers.audiences_of(person))

    def to_begin_with(self, gap_id: str, person: str) -> StandardAnswer | None:
        """The newest that everybody may read: what begins with its words may be sent to anybody. Slack is not asked."""
        return self._newest(gap_id, person, (EVERYBODY,))

    def _newest(self, gap_id: str, person: str, audiences: Collection[str]) -> StandardAnswer | None:
        if self._withholding.is_sitting(person):
            return None
        with self._desk.database.reading() as session:
            return newest_of_gap(session, self._desk.workspace, gap_id, audiences)
