"""An answer that was given, made into another one without a search: shorter, or one passage that it quotes, whole."""

from dataclasses import replace

from bot.answering import Answering, Notice
from bot.readers import Readers
from knowledge.answering.answer import Answer, shorter
from knowledge.answering.inquiry import EarlierTurn
from knowledge.conversations import queries
from knowledge.conversations.passages import whole_passage


class Varying:
    """Makes them, of what may be told as things are now."""

    def __init__(self, answering: Answering, readers: Readers) -> None:
        """Take where answers are kept, and who may be told what."""
        self._database = answering.database
        self._workspace = answering.workspace
        self._withholding = answering.withholding
        self._readers = readers

    def shorter(self, turn: EarlierTurn, *, told_in: str, person: str) -> Answer | Notice | None:
        """The answer of a turn with its most useful sentences alone, or that it has no more than one.

        None where it may not be told there any more.
        """
        answer_id = turn.answer_id or ""
        with self._database.reading() as session:
            given = queries.given_answer(session, self._workspace, answer_id)
            trace = queries.trace_of(session, self._workspace, answer_id)
        if given is None or given.answer is None:
            return None
        if not self._readers.may_be_told(given.answer, told_in, person):
            return None
        if len(given.answer.sentences) <= 1:
            return Notice.NO_SHORTER
        return replace(shorter(given.answer), understood=turn.understood, trace=trace, follows=(turn,))

    def passage(self, turn: EarlierTurn, number: int | None, *, told_in: str, person: str) -> Answer | Notice:
        """The passage that a citation of the turn's answer quotes, whole; that of the first one without a number.

        Returns:
            Or why there is none: there is no such citation, the person has an exam open that asks about it, or it may
            not be read there any more.
        """
        answer_id = turn.answer_id or ""
        with self._database.reading() as session:
            cited = queries.citations(session, self._workspace, answer_id)
            wanted = [c for c in cited if number in {None, c.number}]
            passage = queries.in_context(session, wanted[0]) if wanted else None
        if passage is None:
            return Notice.NO_SUCH_SOURCE
        if self._withholding.opened(person, passage) is None:
            return Notice.WITHHELD
        found = replace(whole_passage(passage), understood=turn.understood, follows=(turn,))
        return found if self._readers.may_be_told(found, told_in, person) else Notice.PASSAGE_WITHHELD
