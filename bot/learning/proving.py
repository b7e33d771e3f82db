"""What proves an answer, as far as who asks may see it."""

from collections.abc import Sequence

from bot.blocks.learning.proofs import Proven
from bot.readers import Readers
from knowledge.answering.answer import Citation
from knowledge.conversations.queries import PassageInContext, in_context
from learning.errors import LearningError
from learning.items.queries import version
from learning.items.values import Proof
from learning.practice.queries import practised
from learning.results.citing import cited
from learning.results.queries import review_of
from learning.results.review import Words
from storage.database import Database

EXAM, PRACTICE = "exam", "practice"


class Proving:
    """Looks up proofs. Of an exam that is open, and of an exercise that is not answered, there are none."""

    def __init__(self, database: Database, workspace: str, readers: Readers) -> None:
        """Take where items are kept, and what tells who may read which guide."""
        self._database = database
        self._workspace = workspace
        self._readers = readers

    def proven(self, value: str, proofs: Sequence[Proof], channel: str, person: str) -> Proven:
        """These proofs for a person in her own conversation; ``value`` names the item in buttons."""
        with self._database.reading() as session:
            found = cited(session, proofs)
        allowed = tuple(one for one in found if self._readers.may_be_opened(one, channel, person))
        return Proven(value, allowed, len(allowed) < len(found))

    def citation(self, value: str, person: str) -> Citation | None:
        """The citation that a button names, if its item's key was told to this person."""
        named, _, number = value.rpartition(":")
        with self._database.reading() as session:
            try:
                proofs = self._proofs(named.split(":"), person)
            except LearningError:
                return None
            return next((one for one in cited(session, proofs) if str(one.number) == number), None)

    def passage(self, citation: Citation) -> PassageInContext:
        """The passage that it quotes, with what stands around it."""
        with self._database.reading() as session:
            return in_context(session, citation)

    def _proofs(self, named: Sequence[str], person: str) -> tuple[Proof, ...]:
        with self._database.reading() as session:
            match named:
                case ["exam", attempt_id, position]:
                    missed = review_of(session, self._workspace, attempt_id, person, Words()).missed
                    return next((one.proofs for one in missed if str(one.position) == position), ())
                case ["practice", practice_id]:
                    done = practised(session, self._workspace, practice_id, person)
                    return version(session, self._workspace, done.version_id).proofs if done.is_answered else ()
                case _:
                    return ()
