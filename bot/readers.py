"""What may be told where: only what everybody who reads along there may read."""

from collections.abc import Sequence

from bot.durable import time_now
from bot.identity import Identity
from bot.wording import is_direct
from knowledge.answering.answer import Answer, Citation, Related
from knowledge.audiences import queries
from knowledge.audiences.audience import Reader, Readership
from storage.database import Database


class Readers:
    """Tells whose guides may be drawn on.

    What a channel or a group reads draws on what that place may read, whoever asks; what one person alone reads, in a
    conversation of two or in the Home tab, on what the person may read.
    """

    def __init__(self, database: Database, workspace: str, identity: Identity) -> None:
        """Take what it looks things up in."""
        self._database = database
        self._workspace = workspace
        self._identity = identity

    def audiences(self, channel: str, person: str) -> tuple[str, ...]:
        """The audiences whose guides may be told in a channel; to the person, where nobody else reads it."""
        found = self._readership()
        return found.readable(self._reader(found, channel, person, patient=True))

    def audiences_of(self, person: str, *, patient: bool = True) -> tuple[str, ...]:
        """The audiences whose guides may be told to a person alone; found out with or without patience."""
        found = self._readership()
        return found.readable(self._person(found, person, patient=patient))

    def may_read(self, person: str, edition_id: str, guide: str) -> bool:
        """Whether an edition's text may be told to a person alone; ``guide`` is the key of its guide."""
        with self._database.reading() as session:
            found = queries.guards(session, self._workspace, editions={edition_id}, guides={guide})
        return found is not None and found.is_readable(self._person(found, person, patient=True))

    def may_see(self, audience: str, channel: str, person: str) -> bool:
        """Whether what is for an audience may be told in a channel; to the person, where nobody else reads it."""
        with self._database.reading() as session:
            found = Readership((audience,), tuple(queries.communities(session, self._workspace)))
        return found.is_readable(self._reader(found, channel, person, patient=True))

    def may_see_alone(self, audience: str, person: str) -> bool:
        """Whether what is for an audience may be told to a person alone."""
        with self._database.reading() as session:
            found = Readership((audience,), tuple(queries.communities(session, self._workspace)))
        return found.is_readable(self._person(found, person, patient=True))

    def may_be_told(self, answer: Answer, channel: str, person: str) -> bool:
        """Whether an answer given earlier may still be told in a channel; to the person, where nobody else reads it."""
        said = answer.standard
        if said is not None and not self.may_see(said.audience, channel, person):
            return False
        return self._may_be_told(answer.citations, answer.related, channel, person, patient=True)

    def may_be_opened(self, citation: Citation, channel: str, person: str) -> bool:
        """Whether the passage that is cited in a channel may be shown to somebody there; found out without patience."""
        return self._may_be_told((citation,), (), channel, person, patient=False)

    def _may_be_told(
        self, citations: Sequence[Citation], related: Sequence[Related], channel: str, person: str, *, patient: bool
    ) -> bool:
        editions = {citation.edition_id for citation in citations}
        guides = {citation.guide for citation in citations} | {one.guide for one in related}
        with self._database.reading() as session:
            found = queries.guards(session, self._workspace, editions=editions, guides=guides)
        return found is not None and found.is_readable(self._reader(found, channel, person, patient=patient))

    def _readership(self) -> Readership:
        with self._database.reading() as session:
            return queries.readership(session, self._workspace)

    def _reader(self, found: Readership, channel: str, person: str, *, patient: bool) -> Reader:
        if is_direct(channel):
            return self._person(found, person, patient=patient)
        return found.reader(channel=channel, person=None, member_of=())

    def _person(self, found: Readership, person: str, *, patient: bool) -> Reader:
        """One person; Slack is asked for the person's channels only where something depends on them."""
        known = found.named_channels
        channels = self._identity.channels_of(person, patient=patient, now=time_now()) if known else frozenset[str]()
        return found.reader(channel=None, person=person, member_of=channels)
